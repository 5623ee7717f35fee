"""Airplane mode, battery and storage from the shell, and what becomes of the phone by them."""

import pytest

from device.phone.apps.dialer.call import ring
from device.phone.apps.messages.delivery import deliver
from device.phone.phone import Phone
from device.phone.system.passing import pass_time
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def _fly(phone: Phone, on: bool) -> None:
    assert phone.shell(f"cmd connectivity airplane-mode {'enable' if on else 'disable'}").exit_code == 0


def _words(phone: Phone) -> list[str]:
    return [each.text or each.content_description for each in phone.frame().elements()]


def _tap(phone: Phone, name: str) -> None:
    found = next(each for each in phone.frame().elements() if each.resource_id.endswith(f"/{name}"))
    phone.touch.tap(found.bounds.center.x, found.bounds.center.y)


def _send(phone: Phone, words: str) -> None:
    phone.shell(f"am start -a android.intent.action.SENDTO -d sms:5551234 --es sms_body {words}")
    _tap(phone, "thread_send_message")


# -- airplane mode -----------------------------------------------------------------------------------------
def test_airplane_mode_takes_the_radios_down_and_gives_them_back(phone: Phone) -> None:
    phone.shell("svc bluetooth enable")
    _fly(phone, True)
    assert phone.shell("settings get global wifi_on; settings get global bluetooth_on").text == "0\n0\n"
    assert "Active default network: none" in phone.shell("dumpsys connectivity").text
    assert "mVoiceRegState=3(POWER_OFF)" in phone.shell("dumpsys telephony.registry").text
    assert phone.shell("cmd connectivity airplane-mode").text == "enabled\n"
    phone.shell("cmd statusbar expand-settings")
    assert "Airplane mode." in _words(phone)
    _fly(phone, False)
    assert phone.shell("settings get global wifi_on; settings get global bluetooth_on").text == "1\n1\n"
    assert "WIFI CONNECTED" in phone.shell("dumpsys connectivity").text


def test_the_old_way_by_setting_and_broadcast(phone: Phone) -> None:
    told = "am broadcast -a android.intent.action.AIRPLANE_MODE --ez state {}"
    phone.shell("settings put global airplane_mode_on 1; " + told.format("true"))
    phone.shell(told.format("true"))
    assert phone.shell("settings get global wifi_on").text == "0\n"
    phone.shell("settings put global airplane_mode_on 0; " + told.format("false"))
    assert phone.shell("settings get global wifi_on").text == "1\n"


def test_wifi_works_in_airplane_mode_once_it_is_turned_on(phone: Phone) -> None:
    _fly(phone, True)
    phone.shell("svc wifi enable")
    assert "WIFI CONNECTED" in phone.shell("dumpsys connectivity").text
    phone.shell("svc wifi disable; svc data enable")
    assert "Active default network: none" in phone.shell("dumpsys connectivity").text


@pytest.mark.parametrize("way", ["svc wifi enable", "cmd wifi set-wifi-enabled enabled"])
def test_wifi_that_is_on_although_airplane_mode_is_reads_as_on_android(phone: Phone, way: str) -> None:
    read = "settings get global wifi_on"
    assert phone.shell(f"{way}; {read}").text == "1\n"
    assert phone.shell(f"cmd connectivity airplane-mode enable; {read}; {way}; {read}").text == "0\n2\n"
    assert phone.shell(f"svc wifi disable; {read}; {way}; {read}").text == "0\n2\n"
    assert phone.shell(f"cmd connectivity airplane-mode disable; {read}").text == "1\n"


def test_a_message_in_airplane_mode_is_not_sent_and_says_so(phone: Phone) -> None:
    _fly(phone, True)
    _send(phone, "lost")
    assert "Not sent. Touch to retry." in _words(phone)
    assert "body=lost" in phone.shell("content query --uri content://sms/failed").text
    _fly(phone, False)
    _send(phone, "found")
    assert "body=found" in phone.shell("content query --uri content://sms/sent").text


def test_a_message_to_a_phone_in_airplane_mode_arrives_afterwards(phone: Phone) -> None:
    _fly(phone, True)
    assert deliver(phone.context(), "5559876", "are you there?") == 0
    phone.frame()
    assert phone.shell("content query --uri content://sms/inbox").text == "No result found.\n"
    phone.restore(phone.snapshot())
    _fly(phone, False)  # and nobody looks at the screen
    assert "body=are you there?" in phone.shell("content query --uri content://sms/inbox").text


def test_no_call_in_airplane_mode(phone: Phone) -> None:
    _fly(phone, True)
    phone.shell("am start -a android.intent.action.CALL -d tel:5551234")
    assert "Turn off airplane mode to make a call." in _words(phone)
    assert "mCallState=0" in phone.shell("dumpsys telephony.registry").text
    assert not ring(phone.context(), "5559876")
    phone.shell("input keyevent KEYCODE_BACK")
    assert phone.front.package != "com.google.android.dialer"
    assert "duration=0" in phone.shell("content query --uri content://call_log/calls").text


def test_airplane_mode_ends_the_call_that_goes_on(phone: Phone) -> None:
    phone.shell("am start -a android.intent.action.CALL -d tel:5551234; sleep 5")
    assert "mCallState=2" in phone.shell("dumpsys telephony.registry").text
    _fly(phone, True)
    phone.frame()
    assert "mCallState=0" in phone.shell("dumpsys telephony.registry").text


def test_the_browser_is_offline_in_airplane_mode(phone: Phone) -> None:
    phone.shell("mkdir -p /data/local/www/a.com; echo '<h1>Here</h1>' > /data/local/www/a.com/index.html")
    phone.shell("pm grant com.android.chrome android.permission.POST_NOTIFICATIONS")
    view = "am start -a android.intent.action.VIEW -d http://a.com/"
    phone.shell(view)
    for name in ("signin_fre_dismiss_button", "terms_accept", "negative_button"):
        if any(each.resource_id.endswith(f"/{name}") for each in phone.frame().elements()):
            _tap(phone, name)
    phone.shell(view)
    assert "Here" in _words(phone)
    _fly(phone, True)
    phone.shell(view.replace("a.com", "b.com"))
    assert any("ERR_INTERNET_DISCONNECTED" in word for word in _words(phone))
    _fly(phone, False)
    phone.shell(view)
    assert "Here" in _words(phone)


def test_networks_are_joined_and_forgotten_by_the_shell(phone: Phone) -> None:
    phone.shell("cmd wifi connect-network 'Maple House' wpa2 correcthorse")
    assert 'connected to "Maple House"' in phone.shell("cmd wifi status").text
    phone.shell("cmd wifi forget-network 1")
    assert "not connected" in phone.shell("cmd wifi status").text
    assert "Connection failed" in phone.shell("cmd wifi connect-network Nowhere open").text
    assert phone.shell("cmd wifi connect-network 'Maple House' wpa2 short").exit_code == 255


# -- battery and storage -----------------------------------------------------------------------------------
def _warned(phone: Phone) -> bool:
    pass_time(phone)
    return "low_battery" in phone.shell("cmd notification list").text


def test_a_low_battery_is_told_once_until_it_is_charged(phone: Phone) -> None:
    phone.shell("dumpsys battery unplug; dumpsys battery set level 15")
    assert _warned(phone)
    phone.shell("cmd statusbar expand-notifications")
    assert {"Android System", "Battery may run out soon", "15% remaining"} <= set(_words(phone))
    phone.cancel("com.android.systemui", 3, "low_battery")
    phone.shell("dumpsys battery set level 14")
    assert not _warned(phone)
    phone.shell("dumpsys battery set ac 1; uptime")
    assert not _warned(phone)
    phone.shell("dumpsys battery unplug")
    assert _warned(phone)
    phone.shell("dumpsys battery set level 60")
    assert not _warned(phone)


def test_battery_numbers_are_those_of_the_whole_phone(phone: Phone) -> None:
    phone.shell("dumpsys battery set level 42; dumpsys battery set usb 1; dumpsys battery set status 3")
    told = phone.shell("dumpsys battery").text
    assert "  level: 42\n" in told
    assert "  USB powered: true\n" in told
    assert "UPDATES STOPPED" in told
    phone.shell("am start -a android.intent.action.POWER_USAGE_SUMMARY")
    assert any("42%" in word for word in _words(phone))
    phone.shell("dumpsys battery reset")
    assert "  level: 100\n" in phone.shell("dumpsys battery").text
    assert "Unknown set option: colour" in phone.shell("dumpsys battery set colour 3").text


def test_the_saver_goes_on_by_itself_where_it_was_told_to(phone: Phone) -> None:
    phone.shell("settings put global low_power_trigger_level 20; dumpsys battery unplug")
    phone.shell("dumpsys battery set level 20")
    phone.frame()
    assert phone.shell("settings get global low_power").text == "1\n"
    phone.shell("dumpsys battery reset")
    phone.frame()
    assert phone.shell("settings get global low_power").text == "0\n"


def test_a_full_storage_is_told_and_refuses_apps_and_shell(phone: Phone) -> None:
    phone.files.cap_bytes = phone.files.used + 1_000_000
    phone.files.write("/sdcard/big", bytes(999_999))
    pass_time(phone)
    assert "android|1|null" in phone.shell("cmd notification list").text
    assert b"No space left on device" in phone.shell("echo too much > /sdcard/a").stderr
    phone.files.cap_bytes += 512 << 20
    pass_time(phone)
    assert "android|1|null" not in phone.shell("cmd notification list").text


def test_the_camera_says_that_there_is_no_room(phone: Phone) -> None:
    phone.files.cap_bytes = phone.files.used + 100
    phone.shell("am start -n com.android.camera2/com.android.camera.CameraLauncher")
    _tap(phone, "shutter_button")
    assert phone.shell("ls /sdcard/Pictures /sdcard/DCIM | grep -i jpg").text == ""
    assert phone.window.toast
