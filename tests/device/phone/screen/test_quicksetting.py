"""Quick settings by touch: tiles, brightness, the internet panel, the power menu; and the status bar."""

from dataclasses import replace
from itertools import islice

import pytest

from device.phone.screen.shade.tile import TILES
from device.phone.system.intent import Intent
from device.phone.system.notification import Notification
from device.phone.system.posting import shown
from tests.boot import fresh_phone
from tests.device.phone.shadehand import (
    SETTINGS,
    elements,
    find,
    level,
    note,
    pull,
    tap,
    tap_tile,
    texts,
    tile,
)


@pytest.fixture
def phone():
    return fresh_phone()


# -- quick settings --------------------------------------------------------------------------------------
SWITCHES = (
    ("Bluetooth", "global", "bluetooth_on", "1"),
    ("Flashlight", "secure", "flashlight_enabled", "1"),
    ("Do Not Disturb", "global", "zen_mode", "1"),
    ("Airplane mode", "global", "airplane_mode_on", "1"),
    ("Night Light", "secure", "night_display_activated", "1"),
    ("Dark theme", "secure", "ui_night_mode", "2"),
    ("Auto-rotate", "system", "accelerometer_rotation", "1"),
    ("Battery Saver", "global", "low_power", "1"),
    ("Hotspot", "global", "hotspot_on", "1"),
    ("Location", "secure", "location_mode", "0"),
    ("Data Saver", "global", "data_saver", "1"),
    ("NFC", "global", "nfc_on", "0"),
    ("Color inversion", "secure", "accessibility_display_inversion_enabled", "1"),
)


@pytest.mark.parametrize(("name", "space", "key", "value"), SWITCHES, ids=[row[0] for row in SWITCHES])
def test_a_tile_turns_its_setting_and_shows_it(phone, name, space, key, value):
    phone.shell("cmd statusbar expand-settings")
    if name not in [e.content_description for e in elements(phone)]:
        pager = find(phone, "qs_pager").bounds
        phone.touch.swipe(900, pager.center.y, 200, pager.center.y)
    was = tile(phone, name).is_checked
    tap_tile(phone, name)
    assert phone.shell(f"settings get {space} {key}").stdout.decode().strip() == value
    assert tile(phone, name).is_checked != was
    tap_tile(phone, name)
    assert tile(phone, name).is_checked == was


@pytest.mark.parametrize("name", [entry.name for entry in TILES if entry.name != "Flashlight"])
def test_a_long_press_opens_the_matching_page(phone, name):
    phone.shell("cmd statusbar expand-settings")
    if not any(e.content_description.startswith(name) for e in elements(phone)):
        pager = find(phone, "qs_pager").bounds
        phone.touch.swipe(900, pager.center.y, 200, pager.center.y)
    centre = find(phone, lambda e: e.content_description.startswith(name)).bounds.center
    phone.touch.long_press(centre.x, centre.y)
    assert level(phone) == "closed"
    assert phone.front.package in (SETTINGS, "com.google.android.deskclock")
    assert not phone.window.toast


def test_airplane_mode_takes_wifi_down_and_gives_it_back(phone):
    phone.shell("cmd statusbar expand-settings")
    tap_tile(phone, "Airplane mode")
    assert not phone.settings.on("global", "wifi_on")
    assert find(phone, lambda e: e.content_description.startswith("Internet")).content_description == (
        "Internet,Airplane mode is on"
    )
    tap_tile(phone, "Airplane mode")
    assert phone.settings.on("global", "wifi_on")


def test_wifi_turned_on_in_the_air_reads_as_android_says_it(phone):
    phone.shell("cmd connectivity airplane-mode enable")
    phone.shell("cmd statusbar expand-settings")
    tap(phone, "Internet,Airplane mode is on")
    tap(phone, "wifi_toggle")
    assert phone.settings.text("global", "wifi_on") == "2"
    tap(phone, "wifi_toggle")
    assert phone.settings.text("global", "wifi_on") == "0"


@pytest.mark.parametrize(("to", "value"), [(1.0, 255), (0.0, 1)])
def test_the_slider_reaches_both_ends_of_brightness(phone, to, value):
    phone.shell("cmd statusbar expand-settings")
    box = find(phone, "Display brightness").bounds
    x = box.left + round((box.right - box.left - 1) * to)
    phone.touch.swipe(box.center.x, box.center.y, x, box.center.y)
    assert phone.settings.number("system", "screen_brightness") == value


def test_the_alarm_tile_names_the_next_alarm(phone):
    phone.settings.put("system", "next_alarm_formatted", "Mon 8:30 AM")
    phone.shell("cmd statusbar expand-settings")
    tap(phone, "Alarm,Mon 8:30 AM")
    assert phone.front.package == "com.google.android.deskclock"


# -- the system's dialogs --------------------------------------------------------------------------------
def test_the_internet_panel_turns_wifi_and_mobile_data(phone):
    pull(phone)
    tap(phone, "Internet,AndroidWifi")
    assert find(phone, "internet_dialog_title").text == "Internet"
    tap(phone, "wifi_toggle")
    assert phone.shell("settings get global wifi_on").stdout == b"0\n"
    tap(phone, "mobile_toggle")
    assert phone.shell("settings get global mobile_data").stdout == b"0\n"
    tap(phone, "wifi_toggle")
    tap(phone, "Maple House Guest")
    assert phone.settings.text("global", "wifi_network") == "Maple House Guest"
    tap(phone, "Done")
    assert level(phone) == "compact"
    assert "Maple House Guest" in texts(phone)


def test_back_closes_the_panel_first(phone):
    pull(phone)
    tap(phone, "Internet,AndroidWifi")
    phone.touch.key(4)
    assert level(phone) == "compact"
    assert find(phone, "notification_stack_scroller")


def test_the_power_menu_restarts_the_phone(phone):
    phone.notify(note())
    phone.start(Intent(package=SETTINGS))
    phone.shell("cmd statusbar expand-settings")
    tap(phone, "Power menu")
    tap(phone, "Restart")
    assert phone.front.package == phone.home_package
    assert shown(phone) == ()
    assert level(phone) == "closed"


def test_the_gear_opens_settings(phone):
    phone.shell("cmd statusbar expand-settings")
    tap(phone, "settings_button_container")
    assert phone.front.package == SETTINGS


# -- the status bar --------------------------------------------------------------------------------------
def test_the_status_bar_shows_four_icons_and_a_dot(phone):
    posted = (phone.notify(Notification(package, "One")) for package in phone.apps)
    assert sum(islice(filter(None, posted), 4)) == 4
    area = _area(phone)
    assert len(area.children) == 4
    assert any(posted)
    area = _area(phone)
    assert len(area.children) == 5
    assert not area.children[-1].view.icon.name


def _area(phone):
    bar = next(window for window in phone.frame().windows if window.kind == "status")
    return next(node for node in bar.root.walk() if node.view.resource_id == "notification_icon_area")


def test_chinese(phone):
    phone.set_locale("zh-CN")
    phone.notify(note("T"))
    pull(phone)
    assert {"互联网", "蓝牙", "勿扰", "管理", "全部清除"} <= set(texts(phone))


def test_the_status_bar_tells_of_battery_and_signal(phone):
    phone.hardware = replace(phone.hardware, battery_level=42, battery_status="discharging", signal=2)
    bar = next(window for window in phone.frame().windows if window.kind == "status")
    told = {node.view.content_description for node in bar.root.walk()}
    assert {"Battery 42 percent.", "Phone two bars."} <= told
    phone.hardware = replace(phone.hardware, battery_status="charging", voice="searching")
    bar = next(window for window in phone.frame().windows if window.kind == "status")
    told = {node.view.content_description for node in bar.root.walk()}
    assert {"Battery charging, 42 percent.", "No service."} <= told
