"""A finger that moves and stays on a control presses it, as on a real phone."""

from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.sample import fill
from device.screen import UIElement
from tests.boot import fresh_phone

SMS, CLOCK = "com.simplemobiletools.smsmessenger", "com.google.android.deskclock"


@pytest.fixture
def used() -> Iterator[Device]:
    phone = fresh_phone()
    fill(phone)
    with Device(InProcessTransport(phone)) as device:
        yield device


def named(device: Device, label: str) -> UIElement:
    return next(e for e in device.observe(screenshot=False).elements if label in (e.label, e.resource_id))


def swipe(device: Device, element: UIElement, across: int, down: int, ms: int = 300) -> None:
    x, y = element.bounds.center.x, element.bounds.center.y
    device.shell(f"input swipe {x - across // 2} {y - down // 2} {x + across // 2} {y + down // 2} {ms}")


@pytest.mark.parametrize(("across", "down"), [(10, 0), (80, 0), (0, 80), (-60, 60)])
def test_a_button_is_pressed_by_a_finger_that_stays_on_it(used: Device, across: int, down: int) -> None:
    used.open_app(SMS)
    swipe(used, named(used, "New conversation"), across, down)
    assert named(used, "New conversation").class_name != "android.widget.ImageButton"  # now the page's title


def test_it_is_not_once_the_finger_leaves_it(used: Device) -> None:
    used.open_app(SMS)
    swipe(used, named(used, "New conversation"), 0, 300)
    assert named(used, "New conversation").class_name == "android.widget.ImageButton"


def test_a_list_takes_the_finger_from_its_rows_along_its_way_alone(used: Device) -> None:
    used.open_app(SMS)
    front = used.front().activity
    row = named(used, f"{SMS}:id/conversation_frame")
    swipe(used, row, 0, 100)
    assert used.front().activity == front
    swipe(used, row, 400, 0)
    assert used.front().activity != front


def test_a_finger_that_stays_long_holds_what_can_be_held(used: Device) -> None:
    used.open_app(SMS)
    front = used.front().activity
    row = named(used, f"{SMS}:id/conversation_frame")
    assert row.is_long_clickable
    swipe(used, row, 400, 0, ms=1000)
    assert used.front().activity == front
    assert any("selected" in e.label or e.label == "Delete" for e in used.observe(screenshot=False).elements)


def test_a_button_is_still_pressed_within_the_slop_of_its_edge_and_no_further(used: Device) -> None:
    """View.pointInView takes the bounds with 8 dp (21 pixels here) around them."""
    for beyond, pressed in ((21, False), (20, True)):
        used.open_app(SMS)
        button = named(used, "New conversation")
        x, y = button.bounds.center.x, button.bounds.center.y
        used.shell(f"input swipe {x} {y} {x} {button.bounds.bottom + beyond} 300")
        assert (named(used, "New conversation").class_name != "android.widget.ImageButton") is pressed


@pytest.mark.parametrize(("down", "scrolls"), [(21, False), (22, True)])
def test_a_list_takes_a_finger_that_has_moved_by_more_than_the_slop(
    used: Device, down: int, scrolls: bool
) -> None:
    """ScrollView and RecyclerView ask for more than the slop; what is not more is a tap."""
    used.open_app(SMS)
    front = used.front().activity
    row = named(used, f"{SMS}:id/conversation_frame")
    x, y = row.bounds.center.x, row.bounds.center.y
    used.shell(f"input swipe {x} {y} {x} {y - down} 300")
    assert (used.front().activity == front) is scrolls


@pytest.mark.parametrize(("ms", "held"), [(499, False), (500, True)])
def test_a_finger_that_stays_holds_from_half_a_second_on(used: Device, ms: int, held: bool) -> None:
    used.open_app(SMS)
    front = used.front().activity
    row = named(used, f"{SMS}:id/conversation_frame")
    x, y = row.bounds.center.x, row.bounds.center.y
    used.shell(f"input swipe {x} {y} {x} {y} {ms}")
    assert (used.front().activity == front) is held
