"""Each quirk of real phones, played over the wire: without its handling the test fails."""

import io
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PIL import Image

from device.client import Device
from device.error import ConfigError, DeviceError, PhoneLocked
from device.hand.keyboardapk import install_keyboard
from device.link.discovery import open_device
from device.link.transport.direct import DirectTransport
from device.look.animation import SCALES
from device.look.front import read_front
from device.look.hierarchy import parse_hierarchy
from device.look.picture import Shutter
from device.look.window import reachable_only
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.server.vendor import play
from device.resident.jar import Jar
from device.screen import Point
from device.state.checkup import check_phone
from tests.boot import fresh_phone
from tests.device.fulldisk import largest_file
from tests.device.resident.faulty import server_jar

SETTINGS, CLOCK = "com.android.settings", "com.google.android.deskclock"


@contextmanager
def quirky(quirks: str, **more: Path) -> Iterator[tuple[Device, Phone]]:
    phone = fresh_phone()
    play(phone, quirks)
    with serve([phone]) as server, Device(DirectTransport.dial(server.serials[0]), **more) as device:
        yield device, phone


def test_an_unknown_quirk_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="foldable"):
        play(fresh_phone(), "foldabel")


def test_a_phone_that_forbids_touch_and_text_names_its_switch() -> None:
    with quirky("injection") as (device, _):
        with pytest.raises(DeviceError, match=r"USB debugging \(Security settings\)"):
            device.tap(Point(5, 5))
        checks = {one.check: one for one in check_phone(device.transport)}
        assert checks["touch"].state == "bad"
        assert device.observe().elements, "it may still be looked at"


def test_another_automation_client_is_named_and_the_picture_is_still_seen() -> None:
    with quirky("client") as (device, _):
        seen = device.observe()
        assert "com.wetest.uia2.Main" in seen.tree_error
        assert "close it" in seen.tree_error
        assert seen.screenshot is not None


def test_a_screen_that_never_rests_is_calmed_and_its_animations_put_back() -> None:
    with quirky("animated") as (device, phone):
        phone.settings.put("global", SCALES[0], "0.5")
        phone.settings.delete("global", SCALES[1])
        before = phone.snapshot()
        assert device.observe().elements
        assert phone.settings.text("global", SCALES[0]) == "0"
        device.close()
        assert phone.diff(before).settings == ()


def test_animations_that_a_killed_run_left_off_are_put_back(tmp_path: Path) -> None:
    with quirky("animated", state_folder=tmp_path) as (device, phone):
        before = phone.snapshot()
        assert device.observe().elements
        assert phone.diff(before).settings
        # Nobody closes it: the next one that takes the phone finds the record.
        Device(device.transport, state_folder=tmp_path)
        assert phone.diff(before).settings == ()
        assert not list(tmp_path.glob("animation/*"))


def test_the_doctor_tells_what_a_run_left_changed_and_who_puts_it_back(tmp_path: Path) -> None:
    phone = fresh_phone()
    play(phone, "animated")
    with serve([phone]) as server:
        killed = open_device(server.serials[0], state_folder=tmp_path)
        with killed._keyboard.borrowed("com.android.adbkeyboard/.AdbIME"):
            assert killed.observe().elements
            told = {one.check: one for one in check_phone(killed.transport, tmp_path)}
            assert "ADBKeyboard is the phone's keyboard now, borrowed by a run" in told["keyboard"].text
            assert "the next one if it was killed, gives your own back" in told["keyboard"].hint
            assert "switched off by a run" in told["animation"].text
            assert "the next one if it was killed, switches them on again" in told["animation"].hint
            nobodys = {one.check: one for one in check_phone(killed.transport)}
            assert "Choose your own" in nobodys["keyboard"].hint
        killed._stillness.restore()
        told = {one.check: one for one in check_phone(killed.transport, tmp_path)}
        assert ("animation" in told, told["keyboard"].state) == (False, "ok")
        killed.close()


def test_animations_that_cannot_be_noted_down_stay_on(tmp_path: Path) -> None:
    with quirky("animated", state_folder=tmp_path) as (device, phone):
        before = phone.snapshot()
        with largest_file(0):
            seen = device.observe()
        assert "animations stay on, as we cannot note down" in seen.tree_error
        assert "TAPWRIGHT_STATE" in seen.tree_error
        assert seen.screenshot is not None, "the run goes on by pictures"
        assert phone.diff(before).settings == ()


def test_animations_that_the_owner_has_set_since_then_stand(tmp_path: Path) -> None:
    with quirky("animated", state_folder=tmp_path) as (device, phone):
        phone.settings.put("global", SCALES[0], "0.5")
        device.observe()
        phone.settings.put("global", SCALES[0], "2.0")
        Device(device.transport, state_folder=tmp_path)
        assert phone.settings.text("global", SCALES[0]) == "2.0"


def test_a_foldable_shows_the_display_that_is_in_use() -> None:
    with quirky("foldable") as (device, _):
        shot = device.observe().screenshot
        assert shot is not None
        assert shot.size == (1080, 2400)
        assert shot.image.getextrema() != ((0, 0),) * 3


def test_a_picture_in_fewer_pixels_is_seen_in_those_of_touches() -> None:
    with quirky("downscaled") as (device, _):
        seen = device.observe()
        assert seen.screenshot is not None
        assert seen.screenshot.size == seen.size == (1080, 2400)
        assert seen.screenshot.image.size == (1080, 2400)


def test_a_swipe_from_the_edge_is_no_way_back_on_a_phone_steered_by_gestures() -> None:
    with quirky("gestures") as (device, phone):
        device.open_app("Settings")
        device.observe()
        for start, end in ((Point(10, 900), Point(600, 900)), (Point(1075, 900), Point(300, 900))):
            device.swipe(start, end)
            assert phone.front.package == "com.android.settings"


@pytest.mark.parametrize(("quirks", "end"), [("gestures", Point(10, 300)), ("", Point(600, 900))])
def test_a_swipe_along_the_edge_and_a_phone_with_buttons_are_left_alone(quirks: str, end: Point) -> None:
    with quirky(quirks) as (device, phone):
        device.observe()
        device.swipe(Point(10, 900), end)
        assert f"swipe 10 900 {end.x} {end.y}" in [event.what for event in phone.events.since(0)]


def test_a_dark_phone_with_an_open_lock_screen_is_woken() -> None:
    with quirky("locked") as (device, phone):
        seen = device.observe()
        assert not phone.hardware.asleep
        assert seen.package == phone.home_package
        assert seen.elements


@pytest.mark.parametrize(("quirk", "check"), [("locked", "screen"), ("animated", "tree")])
def test_what_a_run_mends_itself_is_not_in_the_way(quirk: str, check: str) -> None:
    with quirky(quirk) as (device, _):
        found = {one.check: one for one in check_phone(device.transport)}
        assert found[check].state == "note"
        assert found[check].hint.startswith("A run ")
        assert device.observe().elements


def test_a_pin_is_never_guessed() -> None:
    with quirky("pin") as (device, phone):
        with pytest.raises(PhoneLocked, match=r"Unlock it by hand.*never guessed"):
            device.observe()
        assert not [event.what for event in phone.events.since(0) if event.what.startswith("text")]
        assert {one.check: one.state for one in check_phone(device.transport)}["screen"] == "bad"


def test_a_screen_that_was_switched_off_on_purpose_stays_off() -> None:
    with quirky("") as (device, phone):
        device.press("power")
        device.observe()
        assert phone.hardware.asleep
        device.wake()
        assert not phone.hardware.asleep


def test_android_8(tmp_path: Path) -> None:
    with quirky("android8", state_folder=tmp_path) as (device, _):
        device.open_app("Markor")
        seen = device.observe()
        assert seen.package == "net.gsantner.markor"
        assert seen.screenshot is not None
        assert seen.screenshot.size == (1080, 2400)
        device.tap(next(e for e in seen.elements if e.resource_id.endswith("search")).bounds.center)
        assert device.type_text("old text")
        device.clear_text()
        assert device.type_text("новое", clear=True)
        assert [e.text for e in device.observe().elements if e.is_editable] == ["новое"]


def test_android_8_says_so_everywhere() -> None:
    phone = fresh_phone()
    told = "getprop | grep -e sdk -e version.release; am get-config | head -n 1"
    assert "[33]" in phone.shell(told).text
    play(phone, "android8")
    said = phone.shell(told).text
    assert "[ro.build.version.sdk]: [26]" in said
    assert "[ro.build.version.release]: [8.0.0]" in said
    assert "[ro.vendor.build.version.sdk]: [26]" in said
    assert "33]" not in said
    assert "[13]" not in said
    assert "-v26\n" in said
    assert ":8.0.0/" in phone.shell("getprop ro.build.fingerprint").text
    with quirky("android8") as (device, _):
        assert device.shell("getprop ro.build.version.sdk").stdout.strip() == b"26"


def test_dumps_that_go_into_files_only() -> None:
    with quirky("notty") as (device, _):
        assert device.observe().elements


@pytest.mark.parametrize("speed", ["quick", "slow"])
def test_both_apps_on_one_screen_are_seen(speed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("device.look.settle.SLOW", -1.0 if speed == "slow" else 9.0)
    with quirky("split") as (device, _):
        device.shell("am start -n com.android.settings/.Settings")
        for seen in (device.see()[1], device.observe()):
            assert {e.package_name for e in seen.elements} == {SETTINGS, CLOCK}
            above = [e for e in seen.elements if e.package_name == SETTINGS]
            assert max(e.bounds.bottom for e in above) <= min(
                e.bounds.top for e in seen.elements if e.package_name == CLOCK
            )
            assert not any("share the screen" in note for note in seen.notes)


def test_a_dialog_is_seen_without_the_page_under_it() -> None:
    phone = fresh_phone()
    phone.shell("am start -n com.android.settings/.Settings")
    phone.shell("am crash com.android.settings")
    plain = parse_hierarchy(phone.shell("uiautomator dump /dev/tty").stdout)
    told = phone.shell("uiautomator dump --windows /dev/tty").stdout
    every = parse_hierarchy(told)
    assert {"com.android.systemui", phone.front.package} < set(every.packages)
    assert reachable_only(every, "").elements == plain.elements
    assert not every.cut
    assert parse_hierarchy(told[:-40]).cut


def test_the_apps_of_a_work_profile_are_opened_by_name() -> None:
    with quirky("profile") as (device, _):
        apps = {app.names[0]: app for app in device.apps()}
        assert (apps["Markor"].user, apps["Clock"].user, apps["Clock (work)"].user) == (10, 0, 10)
        assert device.open_app("Markor") == "net.gsantner.markor"
        assert device.open_app("work clock") == CLOCK
        assert device.open_app("Clock") == CLOCK


@pytest.mark.parametrize("way", ["adb", "server", "none"])
def test_a_tree_that_is_built_only_for_a_reader_is_asked_for_again(way: str) -> None:
    phone = Phone(seed=1, weather="lazytree:1")
    phone.shell("am start -n com.android.settings/.Settings")
    if way == "none":
        assert len(parse_hierarchy(phone.shell("uiautomator dump /dev/tty").stdout).nodes) == 1
        return
    with serve([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        if way == "server":
            device.use_server(Jar(server_jar(), "0.4.1"))
        assert any(e.text == "Search settings" for e in device.observe().elements)


def test_a_game_is_not_asked_for_its_tree_again_and_again() -> None:
    phone = Phone(seed=1, weather="emptytree:1")
    phone.shell("am start -n com.android.settings/.Settings")
    with serve([phone]) as server:
        way = Counting.dial(server.serials[0])
        with Device(way) as device:
            asked = [device.observe() and way.dumps for _ in range(3)]
            assert asked == [3, 4, 5]
            device.home()
            assert len(device.observe().elements) > 1


class Counting(DirectTransport):
    """Counts how often the list of elements is asked for."""

    dumps = 0

    def exec_out(self, command: str, *, timeout: float = 30.0) -> bytes:
        self.dumps += "uiautomator" in command
        return super().exec_out(command, timeout=timeout)


LEARNED = 4
"""Pictures after which the quickest way is known."""


class Narrow(DirectTransport):
    """A connection that carries 20 MB a second."""

    def exec_out(self, command: str, *, timeout: float = 30.0) -> bytes:
        data = super().exec_out(command, timeout=timeout)
        time.sleep(len(data) / 20e6)
        return data


def test_over_a_slow_connection_pictures_come_packed() -> None:
    with serve([fresh_phone()]) as server, closing(Narrow("127.0.0.1", server.ports[0])) as narrow:
        shutter = Shutter(narrow)
        taken = [shutter.take() for _ in range(LEARNED)]
        assert shutter.known.way in ("packed", "png")
        assert {picture.image.tobytes() for picture in taken} == {shutter.once().image.tobytes()}


def test_a_phone_that_does_not_pack_gives_what_it_has() -> None:
    class Plain(Narrow):
        def exec_out(self, command: str, *, timeout: float = 30.0) -> bytes:
            return b"sh: gzip: not found" if "gzip" in command else super().exec_out(command, timeout=timeout)

    with serve([fresh_phone()]) as server, closing(Plain("127.0.0.1", server.ports[0])) as plain:
        shutter = Shutter(plain)
        for _ in range(LEARNED):
            shutter.take()
        assert shutter.known.way in ("rgba", "png")


def test_a_phone_that_installs_nothing_names_its_switch() -> None:
    with quirky("noinstall") as (device, phone):
        phone.properties["ro.product.manufacturer"] = "Xiaomi"
        with pytest.raises(DeviceError, match="Install via USB"):
            install_keyboard(device.transport, b"apk")


# -- Android 8 to 16, in what they print ------------------------------------------------------------------
OREO = """
    mAwake=true mScreenOnEarly=true
    KeyguardServiceDelegate
      showing=false
  Window #5 Window{7 u0 a.b/a.b.Main}:
    mAttrs=WM.LayoutParams{(0,0)(fillxfill) sim=#110 ty=1 fl=#81810100 wanim=0x103046a}
  mRotation=1
    init=1080x1920 480dpi cur=1920x1080 app=1794x1080
  mCurrentFocus=Window{7 u0 a.b/a.b.Main}
  mFocusedApp=AppWindowToken{8 token=Token{9 ActivityRecord{6 u0 a.b/.Main t12}}}
  mShowRequested=true mShowExplicitlyRequested=false mShowForced=false mInputShown=true
"""
PIE = OREO.replace("WM.LayoutParams{", "{").replace("fl=#81810100", "\n      fl=LAYOUT_IN_SCREEN HARDWARE")
TEN = PIE.replace("mCurrentFocus", "mCurrentFocus=null\n  mCurrentFocus", 1)
TWELVE = TEN.replace(
    "AppWindowToken{8 token=Token{9 ActivityRecord{6 u0 a.b/.Main t12}}}",
    "ActivityRecord{6 u0 a.b/.Main t12}",
).replace("mRotation=1", "mCurrentRotation=ROTATION_90")
FOURTEEN = TWELVE.replace("mInputShown=true", "mImeWindowVis=3")
SIXTEEN = TWELVE.replace(
    "mShowRequested=true mShowExplicitlyRequested=false mShowForced=false mInputShown=true",
    "InsetsSource id=3 type=ime frame=[0,600][1920,1080] visible=true flags=[]",
)


@pytest.mark.parametrize(
    "text", [OREO, PIE, TEN, TWELVE, FOURTEEN, SIXTEEN], ids=["8", "9", "10", "12", "14", "16"]
)
def test_what_is_in_front_on_each_android(text: str) -> None:
    front = read_front(text)
    assert (front.package, front.activity) == ("a.b", "a.b.Main")
    assert (front.size, front.rotation) == ((1920, 1080), 1)
    assert front.keyboard_shown
    assert (front.awake, front.locked, front.secure, front.split) == (True, False, False, False)
    hidden = text.replace("mInputShown=true", "mInputShown=false").replace("Vis=3", "Vis=1")
    assert not read_front(hidden.replace("visible=true", "visible=false")).keyboard_shown
    assert read_front(text.replace("showing=false", "showing=true")).locked
    assert not read_front(text.replace("mAwake=true", "mAwake=false")).awake


def test_behind_a_lock_screen_nothing_is_seen_or_touched_until_it_is_swiped_away() -> None:
    phone = fresh_phone()
    play(phone, "locked")
    phone.shell("input keyevent WAKEUP")
    black = phone.shell("screencap -p").stdout
    phone.shell("input tap 540 1200; input text hello")
    assert phone.shell("screencap -p").stdout == black
    phone.shell("input swipe 540 2000 540 600")
    assert phone.shell("screencap -p").stdout != black
    phone.shell("input keyevent SLEEP; input keyevent WAKEUP")
    assert phone.shell("screencap -p").stdout == black
    phone.shell("wm dismiss-keyguard")
    assert phone.shell("screencap -p").stdout != black


def test_a_pin_is_not_swiped_away() -> None:
    phone = fresh_phone()
    play(phone, "pin")
    phone.shell("input keyevent WAKEUP")
    black = phone.shell("screencap -p").stdout
    phone.shell("input swipe 540 2000 540 600; wm dismiss-keyguard")
    assert phone.shell("screencap -p").stdout == black


@pytest.mark.parametrize(("quirk", "size"), [("foldable", (1768, 2208)), ("downscaled", (720, 1600))])
def test_their_pictures_go_into_files_too(quirk: str, size: tuple[int, int]) -> None:
    phone = fresh_phone()
    play(phone, quirk)
    assert phone.shell("screencap -p /sdcard/a.png; screencap /sdcard/b.png").stdout == b""
    for name in "ab":
        picture = phone.shell(f"cat /sdcard/{name}.png").stdout
        with Image.open(io.BytesIO(picture[picture.index(b"\x89PNG") :])) as shown:
            assert shown.size == size
    if quirk == "foldable":
        with Image.open(io.BytesIO(phone.shell("screencap -d 22 -p").stdout)) as shown:
            assert shown.size == phone.size


@pytest.mark.parametrize("line", ["input swipe a b c d", "input swipe 1.5 900 600.5 900", "input swipe"])
def test_gestures_leave_what_is_no_stroke_to_the_program_itself(line: str) -> None:
    gestures, plain = fresh_phone(), fresh_phone()
    play(gestures, "gestures")
    assert gestures.shell(line).exit_code == plain.shell(line).exit_code


@pytest.mark.parametrize("line", ["input tap 1 1", "cmd input tap 1 1", "monkey 5"])
def test_where_touch_is_forbidden_there_is_no_way_round(line: str) -> None:
    phone = fresh_phone()
    play(phone, "injection")
    assert b"INJECT_EVENTS" in phone.shell(f"{line} 2>&1").stdout


@pytest.mark.parametrize("line", ["pm install -S 3", "cmd package install -S 3", "pm install-create"])
def test_what_may_not_be_installed_is_so_by_no_way(line: str) -> None:
    phone = fresh_phone()
    play(phone, "noinstall")
    told = phone.shell(f"printf abc | {line}")
    assert (told.exit_code, b"INSTALL_FAILED_USER_RESTRICTED" in told.stdout) == (1, True)
