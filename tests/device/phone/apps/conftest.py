"""A hand on a fresh phone: finds by what is read on the screen, and acts by touch alone."""

from collections.abc import Callable

import pytest

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from device.screen import UIElement
from tests.boot import fresh_phone


class Hand:
    """One person with one phone."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def all(self, label: str) -> list[UIElement]:
        """Elements whose text or description is `label`."""
        return [e for e in self.phone.frame().elements() if label in (e.text, e.content_description)]

    def find(self, label: str, place: int = 0) -> UIElement:
        """One of them; scrolls down to it when it does not show."""
        for _ in range(20):
            found = self.all(label)
            if len(found) > place >= 0 or (place < 0 and found):
                return found[place]
            before = self.phone.front
            high = self.phone.size[1]
            self.phone.touch.swipe(540, high * 17 // 24, 540, high * 9 // 24)
            if self.phone.front == before:
                break
        raise LookupError(f"{label!r} is not among {self.read()}")

    def by_id(self, name: str) -> UIElement:
        """The first whose id is this, or ends in it after a slash."""
        found = [e for e in self.phone.frame().elements() if e.resource_id.rpartition("/")[2] == name]
        if not found:
            raise LookupError(f"{name!r} is not on the screen")
        return found[0]

    def tap_id(self, name: str) -> None:
        """Touch it in its middle."""
        centre = self.by_id(name).bounds.center
        self.phone.touch.tap(centre.x, centre.y)

    def fill(self, name: str, text: str) -> None:
        """Type into a field, by its id, and put the keyboard away."""
        self.tap_id(name)
        self.type(text)
        self.back()

    def tap(self, label: str, place: int = 0) -> None:
        """Touch it in its middle."""
        centre = self.find(label, place).bounds.center
        self.phone.touch.tap(centre.x, centre.y)

    def hold(self, label: str) -> None:
        """A long press on it."""
        centre = self.find(label).bounds.center
        self.phone.touch.long_press(centre.x, centre.y)

    def see(self, label: str) -> bool:
        """Whether it shows now."""
        return bool(self.all(label))

    def read(self) -> list[str]:
        """All that is written on the screen."""
        return [
            e.text or e.content_description
            for e in self.phone.frame().elements()
            if e.text or e.content_description
        ]

    def checked(self, label: str) -> bool:
        """Whether the switch or mark in the row of that title is on."""
        title = self.find(label).bounds.center
        elements = self.phone.frame().elements()
        rows = [e.bounds for e in elements if e.is_clickable and e.bounds.contains(title)]
        row = min(rows, key=lambda bounds: bounds.area, default=self.find(label).bounds)
        marks = [e for e in elements if e.is_checkable and row.top <= e.bounds.center.y <= row.bottom]
        return marks[-1].is_checked

    def type(self, text: str) -> None:
        """Into the field with the cursor, in place of what is there."""
        self.phone.touch.clear_field()
        self.phone.touch.text(text)

    def back(self) -> None:
        """The Back key."""
        self.phone.touch.key(4)

    def open(self, package: str) -> None:
        """Launch an app."""
        self.phone.start(Intent(package=package))

    def page(self, key: str, argument: str = "") -> None:
        """A page of Settings."""
        component = "com.android.settings/com.android.settings.SubSettings"
        extras = {"page": key, "argument": argument}
        self.phone.start(Intent(component=component, extras=extras), same_task=True)


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


@pytest.fixture
def hand(phone: Phone) -> Hand:
    return Hand(phone)


@pytest.fixture
def draw() -> Callable[[Phone], bytes]:
    """The screen's pixels."""
    return lambda phone: phone.camera.image().tobytes()
