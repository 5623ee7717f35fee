"""Weather that comes between a finger, an eye and the page: what covers, hides, swallows and turns."""

import numpy as np
import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.system.posting import heads_up
from device.screen import Bounds, Observation
from tests.device.phone.weather.page import (
    NOWHERE,
    PACKAGE,
    element,
    labels,
    look,
    page,
    page_phone,
    shows,
    strikes,
    tapped,
    touch,
    until_struck,
)

FALSE_TAPS = 40


def pixels(seen: Observation, bounds: Bounds) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """The picture inside a box."""
    assert seen.screenshot is not None
    return np.asarray(seen.screenshot.image.crop((bounds.left, bounds.top, bounds.right, bounds.bottom)))


# -- keyboard ---------------------------------------------------------------------------------------------
def test_the_keyboard_lies_over_a_button_and_takes_its_touch() -> None:
    with page("keyboard:1") as (phone, device):
        before = element(look(device), "Save").bounds
        touch(device, "field")
        seen = look(device)
        assert seen.keyboard_shown
        save = element(seen, "Save").bounds
        assert save == before, "the page does not make room"
        device.tap(save.center)
        assert tapped(phone) == ()
        device.back()
        assert not look(device).keyboard_shown
        device.tap(save.center)
        assert tapped(phone) == ("Save",)


def test_without_it_the_page_makes_room_for_the_keyboard() -> None:
    with page() as (phone, device):
        before = element(look(device), "Save").bounds
        touch(device, "field")
        assert element(look(device), "Save").bounds.bottom < before.top
        touch(device, "Save")
        assert tapped(phone) == ("Save",)


# -- toasts -----------------------------------------------------------------------------------------------
def test_bars_with_messages_cover_the_bottom_button_and_take_its_touch() -> None:
    with page("toasts:1") as (phone, device):
        save = element(look(device), "Save").bounds
        lost = 0
        for _ in range(FALSE_TAPS):
            done = len(tapped(phone))
            device.tap(save.center)
            barred = shows(look(device), "snackbar_text")
            assert (len(tapped(phone)) == done) is barred
            lost += barred
            device.wait(4.0)
            assert not shows(look(device), "snackbar_text"), "it goes by itself"
        assert 0 < lost < strikes(phone, "toasts"), "some are toasts, which take no touch"


def test_toasts_are_in_the_picture_over_the_bottom_button_and_not_in_the_tree() -> None:
    with page("toasts:1") as (_phone, device):
        save = element(look(device), "Save").bounds
        plain = device.observe()
        for _ in range(FALSE_TAPS):
            device.tap(NOWHERE)
            seen = device.observe()
            toasted = not np.array_equal(pixels(seen, save), pixels(plain, save))
            if toasted and not shows(seen, "snackbar_text"):
                assert labels(seen) == labels(plain)
                device.wait(4.0)
                assert np.array_equal(pixels(device.observe(), save), pixels(plain, save))
                return
        raise AssertionError("no toast came")


# -- notifications ----------------------------------------------------------------------------------------
def test_a_notification_covers_the_top_of_the_screen_and_opens_another_app() -> None:
    with page("headsup:1") as (phone, device):
        menu = element(look(device), "Menu").bounds
        until_struck(phone, "headsup", lambda: device.tap(NOWHERE))
        assert element(look(device), "Menu").bounds == menu, "the tree does not tell of it"
        device.tap(menu.center)
        assert tapped(phone) == ()
        assert look(device).package != PACKAGE
        device.back()
        device.home()


def test_a_notification_goes_by_itself() -> None:
    with page("headsup:1") as (phone, device):
        until_struck(phone, "headsup", lambda: device.tap(NOWHERE))
        device.wait(6.0)
        touch(device, "Menu")
        assert tapped(phone) == ("Menu",)


def test_every_notification_that_is_told_of_came_up_and_stays_in_the_shade() -> None:
    phone = page_phone("headsup:1@8")
    seen, told = set(), 0
    with Device(InProcessTransport(phone)) as device:
        for _ in range(120):
            device.tap(NOWHERE)
            if strikes(phone, "headsup") > told:
                told += 1
                over = heads_up(phone)
                assert over is not None
                seen.add(over.package)
                device.wait(6.0)
                assert phone.notifications.find(over.key) is not None
    assert len(seen) == 3
    assert len(_told(phone, "headsup")) == told


def test_what_do_not_disturb_keeps_away_is_not_told_of() -> None:
    with page("headsup:1") as (phone, device):
        phone.shell("settings put global zen_mode 1")
        for _ in range(FALSE_TAPS):
            device.tap(NOWHERE)
        assert strikes(phone, "headsup") == 0
        assert _told(phone, "headsup") == []


def _told(phone: Phone, kind: str) -> list[str]:
    """The strikes of a kind among the phone's events."""
    return [one.what for one in phone.events.since() if one.what.startswith(f"{kind} at")]


# -- hidden screens ---------------------------------------------------------------------------------------
def test_a_screen_without_a_tree_still_shows_and_can_be_touched() -> None:
    with page() as (_, device):
        save = element(look(device), "Save").bounds
        plain = device.observe()
    with page("emptytree:1") as (phone, device):
        seen = device.observe()
        assert len(seen.elements) == 1
        assert labels(seen) == []
        assert np.array_equal(pixels(seen, save), pixels(plain, save))
        device.tap(save.center)
        assert tapped(phone) == ("Save",)


def test_a_secure_screen_is_black_and_its_tree_is_there() -> None:
    with page("secure:1") as (_, device):
        seen = device.observe()
        assert seen.secure
        assert not pixels(seen, Bounds(0, 0, *seen.size)).any()
        assert shows(seen, "Save")


@pytest.mark.parametrize("kind", ["emptytree", "secure", "keyboard", "ads"])
def test_a_share_of_the_screens_is_picked_for_good(kind: str) -> None:
    from device.phone.system.intent import Activity
    from device.phone.system.sky import Spell
    from device.phone.weather.kind import chosen

    phone = page_phone(kind)
    pages = [Activity(number, "app", f"Page{number}") for number in range(400)]
    for share in (0.2, 0.7):
        picked = [chosen(phone, Spell(kind, share), one) for one in pages]
        assert 0.6 * share < sum(picked) / len(picked) < 1.3 * share
        assert picked == [chosen(phone, Spell(kind, share), one) for one in pages]


# -- touches that do not arrive as meant ------------------------------------------------------------------
def test_taps_are_swallowed_and_nothing_tells() -> None:
    with page("swallow:1") as (phone, device):
        save = element(look(device), "Save").bounds.center
        for _ in range(FALSE_TAPS):
            before, done, struck = look(device), len(tapped(phone)), strikes(phone, "swallow")
            device.tap(save)
            lost = strikes(phone, "swallow") > struck
            assert (len(tapped(phone)) == done) is lost
            assert look(device).elements == before.elements
        assert 10 < strikes(phone, "swallow") < 35
        assert len(tapped(phone)) == FALSE_TAPS - strikes(phone, "swallow")


def test_the_screen_turns_just_before_a_touch_and_back_after_a_while() -> None:
    with page("rotate:1") as (phone, device):
        save = element(look(device), "Save").bounds.center
        taps = 0

        def tap() -> None:
            nonlocal taps
            device.tap(save)
            taps += 1

        until_struck(phone, "rotate", tap)
        seen = device.observe()
        assert seen.orientation in (1, 3)
        assert seen.size == (2400, 1080)
        assert seen.screenshot is not None
        assert seen.screenshot.size == (2400, 1080)
        assert len(tapped(phone)) == taps - 1, "the last one met what was there instead"
        touch(device, "Save")
        assert len(tapped(phone)) == taps
        device.wait(8.1)
        assert look(device).size == (1080, 2400)
