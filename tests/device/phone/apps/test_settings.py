"""Settings by touch: the values behind it, its dialogs, its search, and no row that is dead."""

from dataclasses import replace

import pytest

from device.phone.apps.settings.settings import PAGES
from device.phone.apps.settings.ui import SettingsState
from device.phone.phone import Phone
from device.phone.system.intent import Intent
from device.phone.toolkit.icon import names

SETTINGS = "com.android.settings"
CLOCK = "com.google.android.deskclock"
RECORDER = "com.dimowner.audiorecorder"
ARGUMENTS = {
    "wifi_network": "AndroidWifi",
    "bluetooth_device": "Pixel Buds Pro",
    "app": CLOCK,
    "app_permissions": CLOCK,
    "app_storage": CLOCK,
    "permission": "Notifications",
    "grant": f"{CLOCK} Notifications",
    "app_notification": CLOCK,
    "default_app": "home",
}
KEYS = [key for key in PAGES if key != "home"]


def test_wifi_is_turned_off_and_on_from_the_home_screen(hand):
    hand.phone.touch.swipe(540, 1500, 540, 500)
    hand.tap("Settings")
    hand.tap("Network & internet")
    hand.tap("Internet")
    assert hand.checked("Wi-Fi")
    hand.tap("Wi-Fi")
    assert hand.phone.settings.text("global", "wifi_on") == "0"
    assert not hand.see("AndroidWifi")
    hand.tap("Wi-Fi")
    assert hand.phone.settings.text("global", "wifi_on") == "1"
    assert hand.see("AndroidWifi")


def test_bluetooth_through_connection_preferences(hand):
    hand.open(SETTINGS)
    for step in ("Connected devices", "Connection preferences", "Bluetooth", "Use Bluetooth"):
        hand.tap(step)
    assert hand.phone.settings.text("global", "bluetooth_on") == "1"
    assert hand.checked("Use Bluetooth")


def test_airplane_mode_takes_the_radios_down_and_gives_them_back(hand):
    settings = hand.phone.settings
    settings.put("global", "bluetooth_on", "1")
    hand.page("network")
    hand.tap("Airplane mode")
    radios = ("airplane_mode_on", "wifi_on", "bluetooth_on")
    assert [settings.text("global", name) for name in radios] == ["1", "0", "0"]
    hand.tap("Airplane mode")
    assert [settings.text("global", name) for name in radios] == ["0", "1", "1"]


def test_wifi_turned_on_in_the_air_is_on_until_it_lands_and_after(hand):
    settings = hand.phone.settings
    hand.page("network")
    hand.tap("Airplane mode")
    hand.page("wifi")
    hand.tap("Wi-Fi")
    assert settings.text("global", "wifi_on") == "2"
    hand.page("network")
    hand.tap("Airplane mode")
    assert settings.text("global", "wifi_on") == "1"


@pytest.mark.parametrize(("to_end", "value"), [("right", "255"), ("left", "1")])
def test_swiping_the_brightness_slider_to_its_end_gives_the_extreme(hand, to_end, value):
    hand.page("display")
    bar = next(e for e in hand.phone.frame().elements() if e.class_name.endswith("SeekBar"))
    assert bar.content_description == "Brightness level"
    assert bar.text == "40%"
    x = bar.bounds.right - 1 if to_end == "right" else bar.bounds.left
    hand.phone.touch.swipe(bar.bounds.center.x, bar.bounds.center.y, x, bar.bounds.center.y)
    assert hand.phone.settings.text("system", "screen_brightness") == value


def test_slider_is_within_a_thumb_of_where_it_was_tapped(hand):
    hand.page("display")
    bar = next(e for e in hand.phone.frame().elements() if e.class_name.endswith("SeekBar"))
    hand.phone.touch.tap(bar.bounds.left + bar.bounds.width * 3 // 4, bar.bounds.center.y)
    assert abs(hand.phone.settings.number("system", "screen_brightness") - 192) < 10


def test_screen_timeout_is_chosen_in_a_dialog(hand):
    hand.page("display")
    hand.tap("Screen timeout")
    assert hand.checked("1 minute")
    hand.tap("5 minutes")
    assert hand.phone.settings.text("system", "screen_off_timeout") == "300000"
    assert hand.see("5 minutes")
    hand.tap("Screen timeout")
    hand.back()
    assert hand.phone.front.state == SettingsState("display")


def test_dark_theme_paints_another_picture(hand, draw):
    hand.page("display")
    light = draw(hand.phone)
    hand.tap("Dark theme")
    assert hand.phone.dark
    assert draw(hand.phone) != light


def test_ring_volume_zero_is_vibrate(hand):
    hand.page("sound")
    bar = hand.find("Ring volume", 1).bounds
    hand.phone.touch.tap(bar.left, bar.center.y)
    assert hand.phone.settings.text("system", "volume_ring") == "0"
    assert hand.phone.settings.text("global", "mode_ringer") == "1"


def test_secured_network_asks_for_a_password_of_eight(hand):
    hand.page("wifi")
    hand.tap("Maple House")
    hand.type("short")
    assert not hand.find("Connect").is_enabled
    hand.type("long enough")
    hand.tap("Connect")
    assert hand.phone.settings.text("global", "wifi_network") == "Maple House"
    assert hand.read().index("Maple House") < hand.read().index("AndroidWifi")


def test_connected_network_can_be_forgotten(hand):
    hand.page("wifi")
    hand.tap("AndroidWifi")
    hand.tap("Forget")
    assert hand.see("Internet")
    assert hand.phone.settings.text("global", "wifi_network") == ""
    assert not hand.see("Connected")


def test_pairing_turns_bluetooth_on_and_keeps_the_device(hand):
    hand.page("connected")
    hand.tap("Pair new device")
    assert hand.phone.settings.on("global", "bluetooth_on")
    hand.tap("Pixel Buds Pro")
    hand.tap("Pair")
    assert hand.see("Connected devices")
    assert hand.see("Pixel Buds Pro")


def test_device_name_is_edited(hand):
    hand.page("about")
    hand.tap("Device name")
    hand.type("Ada’s phone")
    hand.tap("OK")
    assert hand.phone.settings.text("global", "device_name") == "Ada’s phone"
    assert hand.see("Ada’s phone")


def test_seven_taps_make_a_developer(hand):
    hand.phone.settings.put("global", "development_settings_enabled", "0")
    hand.page("system")
    assert not hand.see("Developer options")
    hand.back()
    hand.page("about")
    for _ in range(6):
        hand.tap("Build number")
    assert not hand.phone.settings.on("global", "development_settings_enabled")
    hand.tap("Build number")
    assert hand.phone.settings.on("global", "development_settings_enabled")


# -- date and time ---------------------------------------------------------------------------------------
def test_date_and_time_are_set_by_hand_once_automatic_is_off(hand):
    hand.page("date")
    hand.tap("Date")
    assert hand.see("Date & time")  # a disabled row opens nothing
    hand.tap("Set time automatically")
    hand.tap("Date")
    hand.tap("Next month")
    hand.tap("07 November 2023")
    hand.tap("OK")
    hand.tap("Time")
    hand.tap("9 o'clock")
    hand.tap("45 minutes")
    hand.tap("AM")
    hand.tap("OK")
    assert f"{hand.phone.clock.now:%Y-%m-%d %H:%M}" == "2023-11-07 09:45"
    assert hand.see("9:45 AM")


def test_time_typed_and_refused_when_it_is_none(hand):
    hand.page("date")
    hand.tap("Set time automatically")
    hand.tap("Time")
    hand.tap("Switch to text input mode for the time input.")
    hand.tap("Hour")
    hand.type("13")
    hand.tap("OK")
    assert hand.see("Enter time")
    hand.type("11")
    hand.tap("OK")
    assert hand.phone.clock.now.hour == 23


def test_time_zone_moves_the_clock_not_the_moment(hand):
    before = hand.phone.clock.date_ms
    hand.page("date")
    hand.tap("Set time zone automatically")
    hand.tap("Time zone")
    hand.tap("Tokyo")
    assert hand.phone.clock.timezone == "Asia/Tokyo"
    assert hand.phone.clock.date_ms == before
    assert hand.see("12:34 AM")
    assert hand.see("October 16, 2023")


def test_24_hours_everywhere(hand):
    hand.page("date")
    hand.tap("Use 24-hour format")
    assert hand.phone.settings.text("system", "time_12_24") == "24"
    assert hand.see("15:34")


# -- apps --------------------------------------------------------------------------------------------------
def _df(hand) -> list[int]:
    """Bytes: size, used, free."""
    return [int(word) * 1024 for word in hand.phone.shell("df /data").text.splitlines()[1].split()[1:4]]


def test_storage_has_as_much_room_as_df_says(hand):
    hand.phone.files.write("/sdcard/Download/a", bytes(40_000_000))
    size, used, free = _df(hand)
    hand.open(SETTINGS)
    assert hand.find(f"{round(used / size * 100)}% used - {free / 1e6:.0f} MB free")
    hand.tap("Storage")
    assert hand.see(f"{used / 1e6:.1f} MB used")
    assert hand.see(f"{size / 1e6:.0f} MB total")


def test_the_kinds_on_the_storage_page_make_up_what_is_used(hand):
    hand.phone.files.write("/sdcard/DCIM/a.jpg", bytes(40_000_000))
    hand.phone.files.write("/sdcard/notes.txt", bytes(30_000_000))
    hand.phone.files.write("/data/local/tmp/b", bytes(20_000_000))
    _, used, _ = _df(hand)
    hand.page("storage")
    kinds = ["Images", "Videos", "Audio", "Documents & other", "Apps", "System"]
    elements = [element.text for element in hand.phone.frame().elements() if element.text]
    sizes = {kind: elements[elements.index(kind) + 1] for kind in kinds}
    units = {"B": 1, "kB": 1e3, "MB": 1e6}
    total = sum(float(text.split()[0]) * units[text.split()[1]] for text in sizes.values())
    assert sizes["Images"] == "40.0 MB"
    assert abs(total - used) < 0.06e6 * len(kinds)


def test_what_an_app_writes_into_its_database_counts(hand):
    before = _df(hand)[1]
    hand.page("app", CLOCK)
    assert not hand.see("MB")
    clock = hand.phone.database(CLOCK, "alarms.db")
    clock.run("CREATE TABLE much (what BLOB)")
    clock.run("INSERT INTO much VALUES (zeroblob(7000000))")
    assert 7_000_000 <= _df(hand)[1] - before <= 7_100_000
    assert hand.see("7.1 MB")
    hand.tap("Storage & cache")
    hand.tap("Clear storage")
    hand.tap("Delete")
    assert _df(hand)[1] <= before


def test_the_list_of_all_apps_follows_what_they_write_and_lose(hand):
    hand.page("all_apps")
    assert not hand.see("8.0 MB")
    kept = f"/data/data/{CLOCK}/a"
    hand.phone.files.write(kept, bytes(8_000_000 - sum(_sizes(hand, CLOCK))))
    assert hand.see("8.0 MB")
    hand.phone.files.remove(kept)
    assert not hand.see("8.0 MB")


def _sizes(hand, package: str) -> list[int]:
    """Bytes of all files that an app has."""
    files, own = hand.phone.files, f"/data/data/{package}"
    return [files.stat(path).size for path, is_folder in files.walk(own) if not is_folder]


def test_the_permission_manager_counts_what_is_taken_back_and_granted(hand):
    hand.page("permissions")
    texts = [element.text for element in hand.phone.frame().elements()]
    before = texts[texts.index("Microphone") + 1]
    allowed, asked = (int(word) for word in before.split() if word.isdigit())
    hand.phone.shell(f"pm revoke {RECORDER} android.permission.RECORD_AUDIO")
    assert hand.see(f"{allowed - 1} of {asked} apps allowed")
    hand.phone.shell(f"pm grant {RECORDER} android.permission.RECORD_AUDIO")
    texts = [element.text for element in hand.phone.frame().elements()]
    assert texts[texts.index("Microphone") + 1] == before


def test_clearing_storage_asks_first(hand):
    hand.phone.database(CLOCK, "alarms.db").run("DELETE FROM alarm_templates")
    hand.page("app", CLOCK)
    hand.tap("Storage & cache")
    hand.tap("Clear storage")
    hand.tap("Cancel")
    count = "SELECT count(*) FROM alarm_templates"
    assert hand.phone.database(CLOCK, "alarms.db").value(count) == 0
    hand.tap("Clear storage")
    hand.tap("Delete")
    assert hand.phone.database(CLOCK, "alarms.db").value(count) == 2


def test_force_stop_closes_the_app(hand):
    hand.open(CLOCK)
    hand.page("app", CLOCK)
    hand.open(SETTINGS)
    hand.page("app", CLOCK)
    hand.tap("Force stop")
    hand.tap("OK")
    assert hand.phone.stack.task_of(CLOCK) is None
    assert not hand.find("Force stop").is_enabled


def test_disabled_app_leaves_the_drawer_and_comes_back(hand):
    hand.page("app", CLOCK)
    hand.tap("Disable")
    hand.tap("Disable app")
    assert CLOCK not in [app.manifest.package for app in hand.phone.packages.launchable()]
    hand.tap("Enable")
    assert CLOCK in [app.manifest.package for app in hand.phone.packages.launchable()]


def test_an_app_of_the_user_is_uninstalled(hand):
    packages = hand.phone.packages
    packages.put(replace(packages.get(CLOCK), system=False))
    hand.page("all_apps")
    hand.tap("Clock")
    hand.tap("Uninstall")
    hand.tap("OK")
    assert packages.get(CLOCK) is None
    assert hand.see("All apps")
    assert not hand.see("Clock")


def test_permission_is_granted_and_taken(hand):
    permission = "android.permission.POST_NOTIFICATIONS"
    hand.page("app_permissions", CLOCK)
    hand.tap("Notifications")
    hand.tap("Allow")
    assert permission in hand.phone.packages.get(CLOCK).granted
    hand.tap("Don’t allow")
    assert permission not in hand.phone.packages.get(CLOCK).granted


# -- the whole ---------------------------------------------------------------------------------------------
def test_search_finds_rows_on_any_page(hand):
    hand.open(SETTINGS)
    hand.tap("Search settings")
    hand.type("brightness")
    hand.tap("Brightness level")
    assert hand.phone.front.state.page == "display"
    hand.back()
    hand.type("no such thing")
    assert hand.see("No results")
    hand.tap("Clear text")
    assert not hand.see("No results")


def test_back_goes_up_page_by_page(hand):
    hand.open(SETTINGS)
    hand.tap("System")
    hand.tap("Date & time")
    pages = []
    for _ in range(3):
        pages.append(hand.phone.front.name.rpartition(".")[2])
        hand.back()
    assert pages == ["SubSettings", "SubSettings", "Settings"]
    assert hand.phone.front.name.endswith("NexusLauncherActivity")


def test_title_moves_into_the_bar_when_the_list_scrolls(hand):
    hand.page("accessibility")
    assert [e.resource_id for e in hand.all("Accessibility")] == [f"{SETTINGS}:id/collapsing_toolbar_title"]
    hand.phone.touch.swipe(540, 1800, 540, 900)
    assert hand.find("Accessibility").bounds.top < 300


@pytest.mark.parametrize("action", [action for page in PAGES.values() for action in page.actions])
def test_intents_open_their_page(phone, action):
    assert phone.start(Intent(action=action))
    assert action in PAGES[phone.front.state.page].actions


def test_details_intent_is_about_its_package(phone):
    phone.start(Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{CLOCK}"))
    assert phone.front.state == SettingsState("app", CLOCK)
    phone.start(Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{SETTINGS}"))
    assert phone.front.state == SettingsState("app", SETTINGS)


@pytest.mark.parametrize("dark", [1, 2])
@pytest.mark.parametrize("key", KEYS)
def test_every_page_is_drawn(hand, draw, key, dark):
    hand.phone.settings.put("secure", "ui_night_mode", dark)
    hand.page(key, ARGUMENTS.get(key, ""))
    assert len(hand.read()) > 1
    assert draw(hand.phone)


def _icons(view):
    yield view.icon.name
    for child in view.children:
        yield from _icons(child)


@pytest.mark.parametrize("key", KEYS)
def test_every_icon_was_cut(hand, key):
    hand.page(key, ARGUMENTS.get(key, ""))
    assert set(_icons(hand.phone.screen().content)) - {""} <= set(names())


def _shows(phone: Phone) -> object:
    return (
        phone.front.component,
        phone.front.state,
        phone.settings.save(),
        phone.packages.save(),
        phone.frame().elements(),
        phone.window.toast,
    )


@pytest.mark.parametrize("key", ["home", *KEYS])
def test_no_row_is_dead(hand, key):
    phone = hand.phone
    hand.open(SETTINGS)
    if key != "home":
        hand.page(key, ARGUMENTS.get(key, ""))
    for _ in range(8):
        start = phone.snapshot()
        for element in phone.frame().elements():
            chosen = element.class_name.endswith("LinearLayout") and _holds_chosen(phone, element)
            if not element.is_clickable or not element.is_enabled or chosen:
                continue
            before = _shows(phone)
            phone.touch.tap(element.bounds.center.x, element.bounds.center.y)
            assert _shows(phone) != before, element
            phone.restore(start)
        at = phone.front.layout.scroll
        phone.touch.swipe(540, 1900, 540, 700)
        if phone.front.layout.scroll == at:
            break


def _holds_chosen(phone: Phone, row) -> bool:
    """Whether it is the row of a round mark that is set: a tap on it rightly does nothing."""
    return any(
        e.class_name.endswith("RadioButton")
        and e.is_checked
        and row.bounds.top <= e.bounds.center.y <= row.bounds.bottom
        for e in phone.frame().elements()
    )


def test_factory_reset_asks_and_resets(hand):
    hand.phone.settings.put("global", "device_name", "Someone’s")
    hand.page("reset")
    hand.tap("Erase all data (factory reset)")
    hand.tap("Erase all data")
    assert hand.phone.settings.text("global", "device_name") == "Pixel 6"
    assert hand.phone.front.name.endswith("NexusLauncherActivity")
