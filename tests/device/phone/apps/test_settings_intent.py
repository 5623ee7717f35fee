"""What intents open in Settings: pages about an app, special access, roles, and panels over other apps."""

import pytest

from device.phone.apps.settings.ui import SettingsState
from device.phone.system.intent import Intent
from device.phone.system.package import Installed
from tests.device.phone.probe import Probe

CLOCK = "com.google.android.deskclock"


@pytest.mark.parametrize("extra", ["android.provider.extra.APP_PACKAGE", "app_package"])
@pytest.mark.parametrize("kind", ["APP", "CHANNEL"])
def test_the_notifications_of_the_app_that_an_intent_names(hand, kind, extra):
    settings, mail = hand.phone.settings, "com.fernmail.android"
    hand.phone.shell(f"am start -a android.settings.{kind}_NOTIFICATION_SETTINGS --es {extra} {mail}")
    assert hand.phone.front.state == SettingsState("app_notification", mail)
    hand.tap("Silent")
    assert settings.text("secure", "silenced_packages") == mail
    hand.tap("All Fernmail notifications")
    assert settings.text("secure", "muted_packages") == mail
    assert not hand.see("Silent")
    hand.phone.shell(f"am start -a android.settings.{kind}_NOTIFICATION_SETTINGS --es {extra} {CLOCK}")
    assert hand.see("All Clock notifications")


@pytest.mark.parametrize("data", ["", "package:org.videolan.vlc"])
@pytest.mark.parametrize(
    ("action", "permission"),
    [
        ("action.MANAGE_OVERLAY_PERMISSION", "SYSTEM_ALERT_WINDOW"),
        ("action.MANAGE_WRITE_SETTINGS", "WRITE_SETTINGS"),
    ],
)
def test_special_access_is_given_and_taken(hand, action, permission, data):
    hand.phone.start(Intent(f"android.settings.{action}", data=data))
    for allowed in (True, False):
        hand.tap("VLC")
        granted = hand.phone.packages.get("org.videolan.vlc").granted
        assert (f"android.permission.{permission}" in granted) == allowed


def test_an_app_that_wants_no_special_access(hand):
    hand.phone.start(Intent("android.settings.MANAGE_UNKNOWN_APP_SOURCES", data=f"package:{CLOCK}"))
    assert hand.see("No permissions requested")
    hand.phone.start(Intent("android.settings.USAGE_ACCESS_SETTINGS"))
    assert hand.see("No apps")


def test_battery_saving_spares_an_app(hand):
    hand.phone.start(Intent("android.settings.IGNORE_BATTERY_OPTIMIZATION_SETTINGS"))
    hand.tap("Calendar")
    hand.tap("Don’t optimize")
    assert hand.see("Not optimized")
    told = hand.phone.shell("dumpsys deviceidle whitelist").text
    assert "com.simplemobiletools.calendar.pro" in told
    hand.tap("Calendar")
    hand.tap("Optimize")
    assert not hand.phone.shell("dumpsys deviceidle whitelist").text.strip()


def test_the_browser_is_chosen_among_the_default_apps(hand):
    hand.phone.apps["test.web"] = Probe("test.web", "Weaver")
    hand.phone.packages.put(Installed("test.web", "Weaver", False))
    hand.phone.start(Intent("android.settings.MANAGE_DEFAULT_APPS_SETTINGS"))
    assert hand.see("Pixel Launcher")
    assert hand.see("SMS Messenger")
    assert hand.see("Phone")
    hand.tap("Browser app")
    hand.tap("Weaver")
    assert hand.phone.packages.resolve(Intent("android.intent.action.VIEW", "http://a.example")) == (
        "test.web/test.web.Page"
    )
    hand.tap("Chrome")
    opened = hand.phone.packages.resolve(Intent("android.intent.action.VIEW", "http://a.example"))
    assert opened.startswith("com.android.chrome/")


@pytest.mark.parametrize("action", ["INTERNET_CONNECTIVITY", "WIFI", "VOLUME"])
def test_a_panel_comes_up_over_the_app_in_front(hand, action):
    hand.phone.shell("am start -a android.intent.action.DIAL; am start -a android.settings.DISPLAY_SETTINGS")
    hand.phone.shell(f"am start -a android.settings.panel.action.{action}")
    assert hand.see("Volume" if action == "VOLUME" else "Internet")
    hand.tap("Done")
    assert hand.phone.front.state == SettingsState("display")


def test_the_panels_change_what_they_show(hand):
    hand.phone.shell("am start -a android.settings.panel.action.INTERNET_CONNECTIVITY")
    hand.phone.shell("am start -a android.settings.panel.action.VOLUME")
    slider = next(e for e in hand.all("Alarm volume") if e.class_name.endswith("SeekBar"))
    hand.phone.touch.tap(slider.bounds.right - 2, slider.bounds.center.y)
    assert hand.phone.settings.text("system", "volume_alarm") == "7"
    hand.phone.shell("am start -a android.settings.panel.action.INTERNET_CONNECTIVITY")
    hand.tap_id("wifi_toggle")
    assert hand.phone.settings.text("global", "wifi_on") == "0"
