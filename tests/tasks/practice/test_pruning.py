"""Of a run is kept what led to the end: no detour, and nothing after it was done."""

from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.screen import Point
from device.state.appname import names_of
from tasks.practice.demonstration import WatchedDevice, deals_of
from tasks.practice.pruning import pruned
from tests.boot import fresh_phone

SETTINGS = "com.android.settings"


@pytest.fixture
def device() -> Iterator[Device]:
    with Device(InProcessTransport(fresh_phone())) as held:
        yield held


def place_of(device: Device, text: str) -> Point:
    device.settle()
    return next(one.bounds.center for one in device.observe(screenshot=False).elements if one.text == text)


def swipe_up(device: Device) -> None:
    device.swipe(Point(540, 1800), Point(540, 700))


def swipe_down(device: Device) -> None:
    device.swipe(Point(540, 700), Point(540, 1800))


def test_looking_around_that_led_back_is_left_out(device: Device) -> None:
    watched = WatchedDevice(device)
    watched.open_app(SETTINGS)
    swipe_up(watched)
    swipe_down(watched)
    watched.tap(place_of(watched, "Display"))
    watched.done()
    assert [touch.verb for touch in watched.touches] == ["open_app", "swipe", "swipe", "tap", "complete"]
    assert [touch.verb for touch in pruned(watched.touches)] == ["open_app", "tap", "complete"]


def test_looking_around_that_led_somewhere_stays_and_is_a_scroll(device: Device) -> None:
    watched = WatchedDevice(device)
    watched.open_app(SETTINGS)
    swipe_up(watched)
    watched.tap(place_of(watched, "System"))
    watched.done()
    deals = deals_of(watched.touches, "Open System", "", lambda package: names_of(package)[0])
    assert [deal.kind for deal in deals] == ["open_app", "scroll_down", "click", "complete"]


def test_a_run_is_kept_up_to_where_it_was_done_whether_or_not_it_noticed(device: Device) -> None:
    def is_on() -> bool:
        return device.shell(["settings", "get", "secure", "ui_night_mode"]).text.strip() == "2"

    device.shell(["cmd", "uimode", "night", "no"])
    watched = WatchedDevice(device, is_on)
    watched.open_app(SETTINGS)
    watched.tap(place_of(watched, "Display"))
    watched.tap(place_of(watched, "Dark theme"))
    watched.back()
    watched.home()
    watched.done()
    assert [touch.verb for touch in watched.path] == ["open_app", "tap", "tap", "complete"]
    assert any(one.text == "Dark theme" for one in watched.path[-1].seen.elements)


def test_of_what_was_never_done_nothing_is_kept(device: Device) -> None:
    watched = WatchedDevice(device, lambda: False)
    watched.open_app(SETTINGS)
    watched.done()
    assert watched.path == []
