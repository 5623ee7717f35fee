"""Floating buttons: whatever lies under one can be scrolled clear of it, and a snackbar never covers it."""

from collections.abc import Iterator

import pytest

from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.node import Node
from device.phone.toolkit.paint import Rect
from tests.boot import fresh_phone
from tests.thin import thinned

TURNED = "settings put system accelerometer_rotation 0; settings put system user_rotation 1"
LARGE = "settings put system font_scale 1.3"
APPS = (
    "com.google.android.deskclock",
    "com.google.android.contacts",
    "com.google.android.dialer",
    "com.simplemobiletools.smsmessenger",
    "com.simplemobiletools.calendar.pro",
    "net.gsantner.markor",
    "com.arduia.expense",
    "com.flauschcode.broccoli",
    "de.dennisguse.opentracks",
    "net.cozic.joplin",
    "net.osmand",
    "org.videolan.vlc",
    "com.fernmail.android",
)
CLOCK, MAIL, TASKS = APPS[0], APPS[-1], "org.tasks"


def filled(shell: str, locale: str = "en-US") -> Phone:
    phone = fresh_phone(locale=locale)
    fill(phone)
    phone.shell(shell)
    return phone


def floating(phone: Phone) -> list[Node]:
    """The floating buttons of the page."""
    nodes = phone.frame().windows[0].root.walk()
    return [node for node in nodes if node.view.surface.elevation and node.view.on_tap]


def below(box: Rect, node: Node) -> Iterator[Node]:
    """Words and controls of a scrolling list that lie under a box."""
    for inner in node.walk():
        left, top, right, bottom = inner.clip
        apart = right <= box[0] or left >= box[2] or bottom <= box[1] or top >= box[3]
        holds = any(
            child.view.text.content or child.view.on_tap for child in inner.walk() if child is not inner
        )
        if not apart and not holds and (inner.view.text.content or inner.view.on_tap):
            yield inner


def scrolled_to_end(phone: Phone) -> list[Node]:
    """The lists of the page, each at its end."""
    for _ in range(40):
        lists = [node for node in phone.frame().windows[0].root.walk() if node.view.scroll]
        further = [node for node in lists if node.offset < node.scroll_max]
        if not further:
            return lists
        for node in further:
            Context(phone, phone.front).scroll_to(node.view.scroll, node.scroll_max)
    raise AssertionError("a list without end")


@pytest.mark.parametrize("locale", thinned(["en-US", "zh-CN"], 3))
@pytest.mark.parametrize("look", ["true", LARGE, TURNED, f"{TURNED}; {LARGE}"])
@pytest.mark.parametrize("package", thinned(APPS, 2))
def test_at_a_lists_end_nothing_lies_under_the_button(package: str, look: str, locale: str) -> None:
    phone = filled(look, locale)
    phone.start(Intent(package=package))
    lists = scrolled_to_end(phone)
    for button in floating(phone):
        covered = [found.view for held in lists for found in below(button.box, held)]
        assert [view.text.content or view.resource_id or view.content_description for view in covered] == []


@pytest.mark.parametrize("look", ["true", LARGE, TURNED])
def test_a_snackbar_lifts_the_button_which_still_answers(look: str) -> None:
    phone = filled(look)
    phone.start(Intent(package=MAIL))
    at_rest = floating(phone)[-1].box
    press(phone, "conversation_item", hold=True)
    press(phone, "archive")
    snack = shown(phone, "snackbar_layout")
    button = shown(phone, "compose_button")
    assert button.bottom <= snack.top
    assert button.bottom < at_rest[3]
    phone.touch.tap(*middle(button))
    assert phone.front.component.endswith("ComposeActivity")


def test_above_a_bottom_bar_too() -> None:
    phone = filled(TURNED)
    phone.start(Intent(package=CLOCK))
    press(phone, "onoff")
    snack, button, bar = (shown(phone, name) for name in ("snackbar_layout", "fab", "bottom_navigation"))
    assert button.bottom <= snack.top
    assert snack.bottom <= bar.top


def shown(phone: Phone, name: str) -> Node:
    found = phone.frame().node(lambda node: node.view.resource_id == name and node.height > 0)
    assert found is not None, name
    return found


def middle(node: Node) -> tuple[int, int]:
    return (node.left + node.right) // 2, (node.top + node.bottom) // 2


def press(phone: Phone, name: str, *, hold: bool = False) -> None:
    node = shown(phone, name)
    (phone.touch.long_press if hold else phone.touch.tap)(*middle(node))
