"""The power key, the display that goes dark, calls by key and by shell, and a restart from within."""

import time
from contextlib import suppress

import pytest

from device.link.wire.client import AdbConnection
from device.link.wire.error import ConnectionBroken
from device.phone.apps.dialer.call import IDLE, OFFHOOK, RINGING, call_state, ring
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def says(phone: Phone, command: str, words: str) -> bool:
    return words in phone.shell(command).stdout.decode()


def telephony(phone: Phone) -> dict[str, str]:
    lines = phone.shell("dumpsys telephony.registry").stdout.decode().splitlines()
    return dict(line.strip().split("=", 1) for line in lines if "=" in line)


# -- the display ---------------------------------------------------------------------------------------
def dark(phone: Phone) -> bool:
    blank = phone.camera.image().getextrema() == ((0, 0),) * 3
    asleep = says(phone, "dumpsys power", "mWakefulness=Asleep")
    assert blank == asleep == says(phone, "dumpsys display", "mScreenState=OFF")
    assert asleep != says(phone, "dumpsys power", "mWakefulness=Awake")
    return blank


def test_the_power_key_darkens_the_display_and_lights_it(phone: Phone) -> None:
    assert not dark(phone)
    phone.shell("input keyevent POWER")
    assert dark(phone)
    phone.shell("input keyevent KEYCODE_POWER")
    assert not dark(phone)


def test_sleep_and_wake_keys_go_one_way(phone: Phone) -> None:
    phone.shell("input keyevent SLEEP SLEEP")
    assert dark(phone)
    phone.shell("input keyevent WAKEUP WAKEUP")
    assert not dark(phone)


def test_a_touch_wakes_and_does_nothing_else(phone: Phone) -> None:
    phone.shell("am start -a android.settings.SETTINGS; input keyevent POWER")
    before = phone.front
    phone.shell("input tap 540 1200")
    assert not dark(phone)
    assert phone.front == before
    phone.shell("input keyevent POWER; input keyevent BACK")
    assert not dark(phone)
    assert phone.front == before


def test_a_dark_display_is_part_of_a_snapshot(phone: Phone) -> None:
    phone.shell("input keyevent POWER")
    saved = phone.snapshot()
    phone.shell("input keyevent POWER")
    phone.restore(saved)
    assert dark(phone)


def test_staying_on(phone: Phone) -> None:
    phone.shell("svc power stayon true")
    assert says(phone, "dumpsys power", "mStayOn=true")
    assert phone.shell("settings get global stay_on_while_plugged_in").stdout != b"0\n"
    phone.shell("svc power stayon false")
    assert says(phone, "dumpsys power", "mStayOn=false")


def test_the_power_key_held_down_opens_the_power_menu(phone: Phone) -> None:
    phone.shell("input keyevent --longpress POWER")
    assert "Restart" in [element.text for element in phone.frame().elements()]
    assert not dark(phone)


# -- calls ---------------------------------------------------------------------------------------------
def test_a_call_that_comes_in(phone: Phone) -> None:
    assert telephony(phone)["mCallState"] == "0"
    ring(phone.context(), "+15551234567")
    assert telephony(phone)["mCallState"] == "1"
    assert telephony(phone)["mCallIncomingNumber"] == "+15551234567"
    phone.shell("input keyevent KEYCODE_CALL")
    assert call_state(phone.context()) == OFFHOOK
    assert telephony(phone)["mCallState"] == telephony(phone)["mForegroundCallState"].replace("1", "2")
    phone.shell("input keyevent KEYCODE_ENDCALL")
    assert telephony(phone)["mCallState"] == "0"
    assert telephony(phone)["mCallIncomingNumber"] == ""
    assert not dark(phone)


def test_the_end_key_declines(phone: Phone) -> None:
    ring(phone.context(), "5551234")
    assert call_state(phone.context()) == RINGING
    phone.shell("input keyevent ENDCALL")
    assert call_state(phone.context()) == IDLE
    assert says(phone, "content query --uri content://call_log/calls --projection type", "type=5")


def test_the_end_key_without_a_call_darkens_the_display(phone: Phone) -> None:
    phone.shell("input keyevent ENDCALL")
    assert dark(phone)


def test_the_call_key_opens_the_dialler(phone: Phone) -> None:
    phone.shell("input keyevent CALL")
    assert phone.front.package == "com.google.android.dialer"


@pytest.mark.parametrize(
    "command",
    [
        "am start -a android.intent.action.CALL -d tel:5551234",
        "service call phone 2 s16 com.android.shell s16 5551234",
    ],
)
def test_calling_by_shell(phone: Phone, command: str) -> None:
    assert phone.shell(command).exit_code == 0
    assert telephony(phone)["mCallState"] == "2"
    assert says(phone, "dumpsys activity activities", "InCallActivity")
    phone.shell("input keyevent ENDCALL")
    assert says(
        phone,
        "content query --uri content://call_log/calls --projection number:type",
        "number=5551234, type=2",
    )


def test_dialling_by_shell(phone: Phone) -> None:
    assert phone.shell("service call phone 1 s16 5551234").stdout == b"Result: Parcel(00000000    '....')\n"
    assert call_state(phone.context()) == IDLE
    assert phone.front.package == "com.google.android.dialer"
    assert "5551234" in " ".join(element.text for element in phone.frame().elements())


# -- restart from within -------------------------------------------------------------------------------
def uptime(phone: Phone) -> int:
    return phone.clock.uptime_ms


@pytest.mark.parametrize(
    "command", ["echo bye; reboot", "if true; then reboot; fi", "setprop sys.powerctl reboot"]
)
def test_a_script_restarts_the_phone(
    served_phone: PhoneServer, connection: AdbConnection, command: str
) -> None:
    phone = served_phone.phones[0]
    connection.shell("am start -a android.settings.SETTINGS; echo kept > /sdcard/kept")
    connection.shell(command)
    assert restarted(served_phone)
    assert served_phone.call(lambda: phone.front.package) == phone.home_package
    assert served_phone.call(lambda: phone.files.read("/sdcard/kept")) == b"kept\n"
    assert "sys.powerctl" not in phone.properties


def restarted(served: PhoneServer) -> bool:
    deadline = time.monotonic() + 10
    while served.call(lambda: uptime(served.phones[0])) > 60_000:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_a_restart_typed_at_the_prompt(served_phone: PhoneServer, connection: AdbConnection) -> None:
    stream = connection.open("shell,v2,TERM=xterm,pty:", timeout=10)
    stream.write(b"\0\x07\0\0\0reboot\r")
    with pytest.raises(ConnectionBroken):
        stream.read_all()
    assert restarted(served_phone)


def test_a_phone_that_is_shut_down_hangs_up(served_phone: PhoneServer, connection: AdbConnection) -> None:
    stream = connection.open("shell:cat", timeout=10)
    with AdbConnection.connect("127.0.0.1", served_phone.ports[0]) as other, suppress(ConnectionBroken):
        other.shell("reboot -p")
    with pytest.raises(ConnectionBroken):
        stream.read_all()


def test_a_phone_that_was_shut_down_is_dark(served_phone: PhoneServer, connection: AdbConnection) -> None:
    connection.shell("reboot -p")
    phone = served_phone.phones[0]
    assert served_phone.call(lambda: phone.hardware.asleep)
    assert served_phone.call(lambda: uptime(phone)) < 60_000


# -- keys of the system ----------------------------------------------------------------------------------
def volume_shows(phone: Phone) -> bool:
    """Whether the volume is on the screen, and where its slider would be touched."""
    return any(
        node.view.resource_id == "volume_row_slider"
        for window in phone.frame().windows
        if window.kind == "heads_up"
        for node in window.root.walk()
    )


@pytest.mark.parametrize("turned", [0, 1])
def test_the_volume_shows_for_a_while(phone: Phone, turned: int) -> None:
    phone.shell(f"am start -a android.settings.SETTINGS; settings put system user_rotation {turned}")
    before = phone.camera.image().copy()
    phone.shell("input keyevent VOLUME_UP")
    assert volume_shows(phone)
    assert phone.camera.image().tobytes() != before.tobytes()
    assert "volume_row_slider" not in phone.frame().xml().decode()
    phone.shell("sleep 2; input keyevent VOLUME_DOWN; sleep 2")
    assert volume_shows(phone)
    phone.shell("sleep 2")
    assert not volume_shows(phone)
    assert phone.camera.image().tobytes() == before.tobytes()


def test_the_volume_is_drawn_along_and_leads_to_all_volumes(phone: Phone) -> None:
    phone.shell("am start -a android.settings.DISPLAY_SETTINGS; input keyevent VOLUME_UP")
    window = next(window for window in phone.frame().windows if window.kind == "heads_up")
    slider = next(node for node in window.root.walk() if node.view.resource_id == "volume_row_slider")
    x, top, bottom = (slider.left + slider.right) // 2, slider.top, slider.bottom
    phone.touch.swipe(x, bottom - 40, x, top + 2)
    assert phone.settings.number("system", "volume_music") == 25
    phone.touch.tap(x, bottom - 2)
    assert phone.settings.number("system", "volume_music") == 0
    phone.touch.tap(x, bottom + 60)
    assert phone.front.state.page == "volume"  # type: ignore[attr-defined]
    assert next(element.text for element in phone.frame().elements() if element.text) == "Volume"
    phone.shell("input keyevent BACK")
    assert phone.front.state.page == "display"  # type: ignore[attr-defined]


def test_recent_apps_twice_goes_to_the_app_before(phone: Phone) -> None:
    phone.shell("am start -a android.settings.SETTINGS; am start -a android.intent.action.DIAL")
    phone.shell("input keyevent APP_SWITCH APP_SWITCH")
    assert phone.front.package == "com.android.settings"
    phone.shell("input keyevent APP_SWITCH APP_SWITCH")
    assert phone.front.package == "com.google.android.dialer"
    phone.shell("input keyevent HOME; input keyevent APP_SWITCH APP_SWITCH")
    assert phone.front.package == "com.google.android.dialer"
    phone.shell("am force-stop com.android.settings; input keyevent APP_SWITCH APP_SWITCH")
    assert phone.front.package == "com.google.android.dialer"
    phone.shell("am force-stop com.google.android.dialer; input keyevent APP_SWITCH")
    assert "No recent items" in phone.frame().xml().decode()
    phone.shell("input keyevent APP_SWITCH")
    assert "No recent items" not in phone.frame().xml().decode()


@pytest.mark.parametrize("opened", ["expand-notifications", "expand-settings"])
def test_a_display_that_goes_off_closes_the_shade(phone: Phone, opened: str) -> None:
    phone.shell(f"cmd statusbar {opened}; input keyevent POWER; input keyevent WAKEUP")
    assert phone.window.shade.level == "closed"
    phone.shell("input keyevent --longpress POWER; input keyevent SLEEP WAKEUP")
    assert phone.window.shade.panel == ""
