"""The screen turned, resized and made denser: where everything is then, and what is told of it."""

import io
import re

import pytest
from PIL import Image

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.look.hierarchy import parse_hierarchy
from device.phone.console.console import Console
from device.phone.phone import Phone
from device.phone.screen.frame import FrameWindow
from device.phone.server.daemon.daemon import Daemon
from device.phone.server.place import ServedPlace
from device.phone.server.shelf import Shelf
from device.phone.system.display import make_display
from device.phone.system.intent import Intent
from tests.boot import fresh_phone

SETTINGS = "am start -a android.settings.SETTINGS"


@pytest.fixture
def phone() -> Phone:
    phone = fresh_phone()
    phone.shell(SETTINGS)
    return phone


def window(phone: Phone, kind: str) -> FrameWindow:
    return next(window for window in phone.frame().windows if window.kind == kind)


def box(phone: Phone, kind: str) -> tuple[int, int, int, int]:
    root = window(phone, kind).root
    return root.left, root.top, root.right, root.bottom


def told(phone: Phone, command: str) -> str:
    return phone.shell(command).stdout.decode()


# -- turned --------------------------------------------------------------------------------------------
def test_on_its_side(phone: Phone) -> None:
    phone.shell("settings put system user_rotation 1")
    assert phone.size == (2400, 1080)
    assert box(phone, "status") == (0, 0, 2274, 74)
    assert box(phone, "navigation") == (2274, 0, 2400, 1080)
    content = window(phone, "app").root.children[0]
    assert (content.left, content.top, content.right, content.bottom) == (0, 74, 2274, 1080)
    assert all(0 <= e.bounds.left <= e.bounds.right <= 2400 for e in phone.frame().elements())
    assert all(0 <= e.bounds.top <= e.bounds.bottom <= 1080 for e in phone.frame().elements())


def test_on_its_other_side_and_upside_down(phone: Phone) -> None:
    phone.shell("settings put system user_rotation 3")
    assert box(phone, "navigation") == (0, 0, 126, 1080)
    assert box(phone, "status")[:3] == (126, 0, 2400)
    phone.shell("settings put system user_rotation 2")
    assert phone.size == (1080, 2400)
    assert box(phone, "navigation") == (0, 2274, 1080, 2400)
    phone.shell("settings put system user_rotation 0")
    assert box(phone, "status") == (0, 0, 1080, 128)


@pytest.mark.parametrize(("rotation", "highest"), [(1, "recent_apps"), (3, "back")])
def test_the_buttons_stay_where_they_are_on_the_phone(phone: Phone, rotation: int, highest: str) -> None:
    phone.shell(f"settings put system user_rotation {rotation}")
    root = window(phone, "navigation").root
    buttons = {node.view.resource_id: node for node in root.walk() if node.view.on_tap}
    assert min(buttons, key=lambda name: buttons[name].top) == highest
    home = buttons["home_button"]
    phone.touch.tap((home.left + home.right) // 2, (home.top + home.bottom) // 2)
    assert phone.front.package == phone.home_package


def test_the_home_screen_stays_upright(phone: Phone) -> None:
    phone.shell("settings put system user_rotation 1; input keyevent HOME")
    assert phone.size == (1080, 2400)
    assert "mCurrentRotation=ROTATION_0" in told(phone, "dumpsys window")
    phone.shell(SETTINGS)
    assert phone.size == (2400, 1080)


def test_it_follows_the_hand_only_where_it_may(phone: Phone) -> None:
    console = Console(ServedPlace(Daemon(phone), Shelf(), None))
    console.run("rotate")
    assert phone.display.rotation == 0, "auto-rotate is off"
    phone.shell("settings put system accelerometer_rotation 1")
    assert phone.display.rotation == 1
    turns = []
    for _ in range(4):
        console.run("rotate")
        turns.append(phone.display.rotation)
    assert turns == [0, 3, 0, 1], "never upside down of itself"
    assert console.run("sensor get acceleration").lines[0] == "acceleration = 9.81:0:0"
    console.run("sensor set acceleration 0:9.77622:0.813417")
    assert phone.display.rotation == 0
    console.run("sensor set acceleration -9.8:0:0")
    assert phone.display.rotation == 3
    console.run("sensor set acceleration 0:0:9.8")
    assert phone.display.rotation == 3, "flat on the table"


def test_the_window_manager_turns_and_frees_it(phone: Phone) -> None:
    assert told(phone, "wm user-rotation") == "lock 0\n"
    phone.shell("cmd window user-rotation lock 1")
    assert told(phone, "wm user-rotation") == "lock 1\n"
    assert phone.display.rotation == 1
    phone.shell("wm user-rotation free")
    assert told(phone, "wm user-rotation") == "free\n"
    assert phone.display.rotation == 0
    assert phone.shell("wm user-rotation lock 7").exit_code == 255


def test_a_touch_lands_where_it_is_seen(phone: Phone) -> None:
    phone.shell("settings put system user_rotation 1")
    with Device(InProcessTransport(phone)) as device:
        seen = device.observe()
        assert (seen.size, seen.orientation) == ((2400, 1080), 1)
        assert seen.screenshot is not None
        assert seen.screenshot.image.size == (2400, 1080)
        element = next(e for e in seen.elements if e.text == "Connected devices")
        device.tap(element.bounds.center)
        assert any(e.text == "Bluetooth" or "Pair new device" in e.text for e in device.observe().elements)


# -- what is told of it --------------------------------------------------------------------------------
def test_dumps_and_pictures(phone: Phone) -> None:
    phone.shell("settings put system user_rotation 1")
    assert told(phone, "uiautomator dump /dev/tty").startswith(
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"1\">"
    )
    assert parse_hierarchy(phone.frame().xml()).rotation == 1
    with Image.open(io.BytesIO(phone.shell("screencap -p").stdout)) as picture:
        assert picture.size == (2400, 1080)
    assert phone.shell("screencap").stdout[:8] == (2400).to_bytes(4, "little") + (1080).to_bytes(4, "little")
    for command, words in (
        ("dumpsys window | grep mCurrentRotation", "mCurrentRotation=ROTATION_90\n"),
        ("dumpsys window displays | grep cur=", "cur=2400x1080"),
        ("dumpsys input | grep logicalFrame", "logicalFrame=[0, 0, 2400, 1080]"),
        ("dumpsys input | grep SurfaceOrientation", "SurfaceOrientation: 1\n"),
        ("dumpsys display | grep mViewports", "orientation=1"),
        ("dumpsys display | grep mOverrideDisplayInfo", "real 2400 x 1080, rotation 1"),
        ("dumpsys window windows", "[2274,0][2400,1080]"),
        ("am stack list", "bounds=[0,0][2400,1080]"),
        ("am get-config", "-sw411dp-w914dp-h411dp-"),
        ("am get-config", "-land-"),
    ):
        assert words in told(phone, command), command


def test_it_is_part_of_a_snapshot(phone: Phone) -> None:
    saved = phone.snapshot()
    phone.shell("settings put system user_rotation 1; settings put system accelerometer_rotation 1")
    phone.restore(saved)
    assert phone.size == (1080, 2400)


# -- size and density ----------------------------------------------------------------------------------
def test_a_forced_size(phone: Phone) -> None:
    phone.shell("wm size 720x1280")
    assert phone.size == (720, 1280)
    assert told(phone, "wm size") == "Physical size: 1080x2400\nOverride size: 720x1280\n"
    assert box(phone, "navigation") == (0, 1154, 720, 1280)
    with Image.open(io.BytesIO(phone.shell("screencap -p").stdout)) as picture:
        assert picture.size == (720, 1280)
    phone.shell("settings put system user_rotation 1")
    assert phone.size == (1280, 720)
    phone.shell("wm size reset")
    assert told(phone, "wm size") == "Physical size: 1080x2400\n"
    assert phone.size == (2400, 1080)


@pytest.mark.parametrize("size", ["0x5", "wide", "720", "720x"])
def test_sizes_that_are_none(phone: Phone, size: str) -> None:
    done = phone.shell(f"wm size {size}")
    assert done.exit_code == 255
    assert done.stderr == f"Error: bad size {size}\n".encode()
    assert phone.size == (1080, 2400)


def test_a_size_out_of_reach_is_brought_back(phone: Phone) -> None:
    phone.shell("wm size 1x99999")
    assert phone.size == (200, 4800)
    phone.shell("settings put global display_size_forced nonsense")
    assert phone.size == (1080, 2400)


def test_a_forced_density(phone: Phone) -> None:
    title = next(e for e in phone.frame().elements() if e.text == "Network & internet")
    phone.shell("wm density 320")
    assert told(phone, "wm density") == "Physical density: 420\nOverride density: 320\n"
    assert phone.density == 2.0
    smaller = next(e for e in phone.frame().elements() if e.text == "Network & internet")
    assert smaller.bounds.height < title.bounds.height
    assert box(phone, "navigation") == (0, 2304, 1080, 2400)
    assert phone.shell("wm density 5").exit_code != 0
    phone.shell("wm density reset")
    assert told(phone, "wm density") == "Physical density: 420\n"


def test_a_tablet_keeps_its_buttons_at_the_bottom() -> None:
    display = make_display((1600, 2560), 320, 1)
    assert display.navigation == (0, 1504, 2560, 1600)
    assert make_display((2560, 1600), 320, 0).room == (0, 56, 2560, 1504)


# -- what apps look like then --------------------------------------------------------------------------
def test_every_app_fits_on_its_side() -> None:
    phone = fresh_phone()
    phone.shell("settings put system user_rotation 1")
    for app in phone.packages.launchable():
        phone.start(Intent(package=app.manifest.package))
        elements = phone.frame().elements()
        wide, high = phone.size
        assert elements, app.manifest.package
        for element in elements:
            bounds = element.bounds
            assert 0 <= bounds.left <= bounds.right <= wide, (app.manifest.package, element)
            assert 0 <= bounds.top <= bounds.bottom <= high, (app.manifest.package, element)
        assert phone.camera.image().size == phone.size
        phone.shell("input keyevent HOME")


@pytest.mark.parametrize("tab", ["Alarm", "Clock", "Timer", "Stopwatch", "Bedtime"])
def test_the_tabs_of_the_clock_stay_in_reach(tab: str) -> None:
    phone = fresh_phone()
    phone.shell("settings put system user_rotation 1; monkey -p com.google.android.deskclock 1")
    with Device(InProcessTransport(phone)) as device:
        element = next(e for e in device.observe().elements if e.content_description == tab)
        device.tap(element.bounds.center)
        labels = [e.text or e.content_description for e in device.observe().elements]
    assert {"Alarm", "Clock", "Timer", "Stopwatch", "Bedtime"} <= set(labels)
    if tab == "Stopwatch":
        assert "Start" in labels
    if tab == "Timer":
        assert {str(digit) for digit in range(10)} <= set(labels)


@pytest.mark.parametrize(
    "way", ["am start -a android.intent.action.SET_ALARM", "am start -a android.intent.action.SHOW_ALARMS"]
)
def test_a_dialog_keeps_its_buttons_in_reach(way: str) -> None:
    phone = fresh_phone()
    phone.shell(f"settings put system user_rotation 1; {way}")
    with Device(InProcessTransport(phone)) as device:
        add = next(e for e in device.observe().elements if e.content_description == "Add alarm")
        device.tap(add.bounds.center)
        labels = {e.text for e in device.observe().elements}
    assert {"Cancel", "OK", "12", "6"} <= labels


def test_a_field_is_seen_over_the_keyboard(phone: Phone) -> None:
    phone.shell("settings put system user_rotation 1; am start -a android.settings.WIFI_SETTINGS")
    with Device(InProcessTransport(phone)) as device:
        element = next(e for e in device.observe().elements if e.text == "Maple House")
        device.tap(element.bounds.center)
        seen = device.observe()
        assert seen.keyboard_shown
        field = next(e for e in seen.elements if e.is_password)
        assert field.bounds.height > 100
        assert field.bounds.bottom <= box(phone, "keyboard")[1]


def test_the_keyboard_types_on_its_side(phone: Phone) -> None:
    phone.shell("settings put system user_rotation 1")
    phone.shell("am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact")
    with Device(InProcessTransport(phone)) as device:
        first = next(e for e in device.observe().elements if "First name" in (e.text, e.hint))
        device.tap(first.bounds.center)
    left, top, right, bottom = box(phone, "keyboard")
    assert (left, right, bottom) == (0, 2274, 1080)
    assert 450 < top < 700
    for letter in "hi":
        key = next(node for node in window(phone, "keyboard").root.walk() if node.view.text.content == letter)
        phone.touch.tap((key.left + key.right) // 2, (key.top + key.bottom) // 2)
    assert re.search(r'text="hi"', phone.frame().xml().decode())
