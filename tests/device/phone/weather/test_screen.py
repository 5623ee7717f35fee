"""Weather that changes what is on the screen: loading, dialogs nobody asked for, advertisements, lists."""

from dataclasses import replace

import pytest

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from device.phone.weather.popup import _DIALOGS
from device.screen import Point
from tests.device.phone.weather.page import (
    NOWHERE,
    PACKAGE,
    ROWS,
    change,
    element,
    labels,
    look,
    page,
    shows,
    strikes,
    tapped,
    touch,
    until_struck,
)


def put(phone: Phone, kind: str, what: str) -> None:
    """Have this of a kind now."""
    spell = phone.weather.spell(kind)
    assert spell is not None
    phone.weather.put(replace(spell, what=what, since_ms=phone.clock.uptime_ms))


# -- slow ------------------------------------------------------------------------------------------------
def test_loading_begins_when_the_app_is_opened_and_not_when_somebody_looks() -> None:
    phone = Phone(seed=1, weather="slow:1")
    phone.shell("am start -a android.settings.SETTINGS")
    assert "Loading…" in {one.text for one in phone.frame().elements()}
    phone.shell("input keyevent HOME; am force-stop com.android.settings")
    phone.frame()
    phone.shell("am start -a android.settings.SETTINGS; sleep 60")
    assert "Loading…" not in {one.text for one in phone.frame().elements()}


def test_a_slow_screen_shows_a_spinner_that_turns_until_one_waits_for_it_to_settle() -> None:
    with page("slow:1") as (phone, device):
        seen = look(device)
        assert "android.widget.ProgressBar" in {one.class_name for one in seen.elements}
        assert not shows(seen, "Save")
        device.tap(NOWHERE)
        before = device.observe().screenshot
        device.wait(0.05)
        after = device.observe().screenshot
        assert before is not None
        assert after is not None
        assert before.image.tobytes() != after.image.tobytes(), "it turns, so that it is seen to wait"
        assert device.settle(30.0)
        assert shows(look(device), "Save")
        touch(device, "Save")
        assert tapped(phone) == ("Save",)


def test_what_is_touched_while_a_screen_loads_is_not_there_yet() -> None:
    with page() as (_, device):
        save = element(look(device), "Save").bounds.center
    with page("slow:1") as (phone, device):
        device.tap(save)
        assert tapped(phone) == ()


def test_a_page_that_was_seen_loads_again_by_chance_and_not_while_one_types() -> None:
    with page("slow:1") as (phone, device):
        device.settle(30.0)
        loads = strikes(phone, "slow")
        touch(device, "field")
        device.type_text("hello")
        assert look(device).keyboard_shown
        assert strikes(phone, "slow") == loads
        device.back()
        for _ in range(30):
            device.settle(30.0)
            touch(device, "Save")
        assert strikes(phone, "slow") > loads


# -- popups ----------------------------------------------------------------------------------------------
def test_a_popup_lies_over_the_app_and_takes_what_was_meant_for_it() -> None:
    with page("popups:1") as (phone, device):
        save = element(look(device), "Save").bounds.center
        until_struck(phone, "popups", lambda: device.tap(NOWHERE))
        seen = look(device)
        assert not shows(seen, "Save")
        assert not shows(seen, "Row 0")
        device.tap(save)
        assert tapped(phone) == ()


@pytest.mark.parametrize("name", _DIALOGS)
def test_every_popup_closes_by_something_small_and_by_back_and_leads_astray(name: str) -> None:
    closing = {"offer": "iv_close", "update": "Later", "rating": "No, thanks", "news": "Skip"}
    with page("popups:1") as (phone, device):
        put(phone, "popups", name)
        small = element(look(device), closing[name])
        assert small.bounds.area < 0.01 * 1080 * 2400
        device.tap(small.bounds.center)
        assert shows(look(device), "Save")
        put(phone, "popups", name)
        device.back()
        assert shows(look(device), "Save")
        put(phone, "popups", name)
        bait = [one for one in look(device).elements if one.is_clickable and one.text][-1]
        device.tap(bait.bounds.center)
        assert shows(look(device), "This is not available in your country.")
        touch(device, "OK")
        assert shows(look(device), "Save")


def test_the_close_button_of_an_offer_has_no_name() -> None:
    with page("popups:1") as (phone, device):
        put(phone, "popups", "offer")
        cross = element(look(device), "iv_close")
        assert (cross.text, cross.content_description) == ("", "")
        device.tap(NOWHERE)
        assert shows(look(device), "iv_close"), "a touch beside it does not close it"


# -- ads -------------------------------------------------------------------------------------------------
def test_a_banner_looks_like_a_button_of_the_page_and_leads_to_a_store() -> None:
    with page("ads:1") as (phone, device):
        banner = element(look(device), "ad_call_to_action")
        assert banner.package_name == PACKAGE
        assert banner.text in ("Continue", "Open", "Next", "Download")
        device.tap(banner.bounds.center)
        assert shows(look(device), "store_page")
        assert not shows(look(device), "Save")
        touch(device, "store_up")
        assert shows(look(device), "Save")
        assert tapped(phone) == ()


def test_the_cross_of_a_full_page_is_none_and_the_real_one_comes_later() -> None:
    with page("ads:1") as (phone, device):
        until_struck(phone, "ads", lambda: device.tap(NOWHERE))
        assert shows(look(device), "ad_page")
        assert not shows(look(device), "Save")
        device.back()
        touch(device, "ad_skip")
        assert shows(look(device), "ad_page"), "neither Back nor a touch closes it before its time"
        touch(device, "Close")
        assert shows(look(device), "store_page"), "the large cross is part of the picture"
        device.back()
        assert shows(look(device), "Save")
        put(phone, "ads", "page")
        device.wait(3.1)
        touch(device, "Skip ad")
        assert shows(look(device), "Save")


# -- reorder ---------------------------------------------------------------------------------------------
def test_a_list_moves_under_the_finger() -> None:
    with page("reorder:1") as (phone, device):
        wrong = 0
        for _ in range(30):
            done = len(tapped(phone))
            touch(device, "Row 3")
            wrong += tapped(phone)[done:] != ("Row 3",)
        assert wrong == strikes(phone, "reorder") > 2
        rows = [text for text in labels(look(device)) if text.startswith("Row")]
        assert sorted(rows) == [f"Row {number}" for number in range(ROWS)] != rows
        seen = look(device)
        assert element(seen, "Menu").bounds.top < element(seen, "Row 0").bounds.top, "only the list moves"


@pytest.mark.parametrize("package", ["com.google.android.contacts", "com.simplemobiletools.smsmessenger"])
def test_where_there_is_no_list_nothing_is_told_of_one_that_moves(package: str) -> None:
    phone = Phone(seed=1, weather="reorder:1")
    phone.start(Intent(package=package))
    phone.frame()
    for _ in range(30):
        phone.touch.tap(NOWHERE.x, NOWHERE.y - 700)
    assert strikes(phone, "reorder") == 0
    assert not any(one.what.startswith("reorder") for one in phone.events.since())


# -- permissions, hangs, crashes -----------------------------------------------------------------------------
def test_an_app_asks_for_a_permission_it_does_not_need_now() -> None:
    with page("permissions:1") as (phone, device):
        until_struck(phone, "permissions", lambda: device.tap(NOWHERE))
        seen = look(device)
        assert seen.package.endswith("permissioncontroller")
        assert any(text.startswith("Allow Page to") for text in labels(seen))
        touch(device, "permission_deny_button")
        assert look(device).package == PACKAGE


def test_what_was_refused_twice_is_not_asked_for_again() -> None:
    with page("permissions:1") as (_phone, device):
        asked = 0
        for _ in range(400):
            device.tap(NOWHERE)
            if look(device).package != PACKAGE:
                asked += 1
                deny = [one for one in look(device).elements if "deny" in one.resource_id]
                device.tap(deny[0].bounds.center)
        assert 5 <= asked <= 10


def test_an_app_hangs_and_comes_back() -> None:
    with page("anr:1") as (phone, device):
        until_struck(phone, "anr", lambda: touch(device, "Save"))
        assert shows(look(device), "Page isn't responding")
        taken = len(tapped(phone))
        touch(device, "Wait")
        device.tap(NOWHERE)
        touch(device, "Save")
        assert len(tapped(phone)) == taken, "it still hangs"
        device.wait(12.0)
        touch(device, "Save")
        assert len(tapped(phone)) == taken + 1


def test_an_app_crashes_under_the_finger_and_opens_again() -> None:
    with page("crash:1") as (phone, device):
        until_struck(phone, "crash", lambda: touch(device, "Save"))
        assert shows(look(device), "Page has stopped")
        touch(device, "Close app")
        assert look(device).package == phone.home_package
        phone.start(Intent(package=PACKAGE))
        touch(device, "Save")
        assert tapped(phone) == ("Save",), "what was not saved is gone"


# -- how it looks ------------------------------------------------------------------------------------------
def test_dark_large_letters_and_chinese_are_put_back_when_the_weather_clears() -> None:
    with page() as (phone, device):
        before = phone.settings.save()
        plain = device.observe()
        change(phone, "dark,bigfont,chinese")
        stormy = device.observe()
        assert plain.screenshot is not None
        assert stormy.screenshot is not None
        assert sum(stormy.screenshot.image.getpixel((540, 300))) < 200  # type: ignore[arg-type]
        assert element(stormy, "field").bounds.height > element(plain, "field").bounds.height
        device.home()
        device.open_app("设置")
        assert "设置" in labels(look(device))
        change(phone, "")
        assert phone.settings.save() == before


def test_weather_speaks_the_phones_language() -> None:
    with page("popups:1", locale="zh-CN") as (phone, device):
        for name in _DIALOGS:
            put(phone, "popups", name)
            texts = [text for text in labels(look(device)) if text != "Page"]
            assert texts
            assert all(any("\u4e00" <= c <= "\u9fff" for c in text) for text in texts)


def test_the_home_screen_neither_crashes_nor_shows_advertisements() -> None:
    with page("popups:1,ads:1,anr:1,crash:1,permissions:1,slow:1,emptytree:1,secure:1") as (phone, device):
        device.home()
        icons = [one.bounds for one in look(device).elements if one.is_clickable]
        bare = next(
            Point(1060, y) for y in range(600, 1900, 20) if not any(b.contains(Point(1060, y)) for b in icons)
        )
        for _ in range(40):
            device.tap(bare)
        seen = device.observe()
        assert (seen.package, seen.secure) == (phone.home_package, False)
        assert len(seen.elements) > 5
        assert not any(strikes(phone, kind) for kind in ("popups", "ads", "anr", "crash", "permissions"))
