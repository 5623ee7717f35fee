"""A hand in the shade: finds what shows by text, description or id, and touches it."""

from collections.abc import Callable

from device.phone.system.notification import Notification
from device.screen import UIElement

UI = "com.android.systemui"
SETTINGS = "com.android.settings"


def elements(phone) -> tuple[UIElement, ...]:
    return phone.frame().elements()


def texts(phone):
    return [e.text for e in elements(phone) if e.text]


def find(phone, test: str | Callable[[UIElement], bool]) -> UIElement:
    """By text, description or id."""
    if isinstance(test, str):
        return next(
            e
            for e in elements(phone)
            if test in (e.text, e.content_description, e.resource_id.partition("/")[2])
        )
    return next(e for e in elements(phone) if test(e))


def tap(phone, test):
    centre = find(phone, test).bounds.center
    phone.touch.tap(centre.x, centre.y)


def tile(phone, name) -> UIElement:
    return find(
        phone, lambda e: e.class_name.endswith(("Switch", "Button")) and e.content_description == name
    )


def tap_tile(phone, name):
    centre = tile(phone, name).bounds.center
    phone.touch.tap(centre.x, centre.y)


def pull(phone):
    phone.touch.swipe(540, 20, 540, 1200)


def level(phone):
    return phone.window.shade.level


def note(title="Hello", **fields):
    return Notification(SETTINGS, title, **fields)
