"""The embedded phone as a whole: used by finger, saved, put back, and the same every time."""

import subprocess
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from device.screen import UIElement

SETTINGS = "com.android.settings"
CLOCK = "com.google.android.deskclock"


@pytest.fixture
def phone() -> Phone:
    return Phone(seed=3)


def labelled(phone: Phone, text: str) -> UIElement:
    for element in phone.frame().elements():
        if text in (element.text, element.content_description):
            return element
    raise AssertionError(f"no {text!r} among {[e.label for e in phone.frame().elements() if e.label]}")


def tap(phone: Phone, text: str) -> None:
    centre = labelled(phone, text).bounds.center
    phone.touch.tap(centre.x, centre.y)


def wander(phone: Phone, rng: Random, steps: int) -> None:
    """Random but repeatable use: taps on whatever can be tapped, swipes, back, home, typing."""
    for _ in range(steps):
        tappable = [e for e in phone.frame().elements() if e.is_clickable and e.bounds.area]
        choice = rng.random()
        if choice < 0.1:
            phone.touch.key(4)
        elif choice < 0.14:
            phone.touch.key(3)
        elif choice < 0.3:
            phone.touch.swipe(540, rng.randrange(600, 1900), 540, rng.randrange(600, 1900))
        elif choice < 0.35:
            phone.touch.text(rng.choice(["a", "7", "wifi", "x y"]))
        elif tappable:
            centre = rng.choice(tappable).bounds.center
            phone.touch.tap(centre.x, centre.y)


def everything(phone: Phone) -> tuple[object, ...]:
    """What can be told apart from outside."""
    saved = phone.snapshot()
    return (phone.frame().xml(), dict(saved.settings), dict(saved.databases), saved.clock, saved.window)


def test_a_fresh_phone_is_at_home(phone: Phone) -> None:
    assert phone.front.package == "com.google.android.apps.nexuslauncher"


def test_a_switch_in_settings_changes_the_setting(phone: Phone) -> None:
    phone.start(Intent(action="android.settings.WIFI_SETTINGS"))
    assert phone.settings.get("global", "wifi_on") == "1"
    switch = next(e for e in phone.frame().elements() if e.is_checkable and e.is_checked)
    phone.touch.tap(switch.bounds.center.x, switch.bounds.center.y)
    assert phone.settings.get("global", "wifi_on") == "0"


def test_back_leaves_page_by_page_and_home_is_the_end(phone: Phone) -> None:
    phone.start(Intent(component=f"{SETTINGS}/.Settings"))
    tap(phone, "Display")
    for _ in range(4):
        phone.touch.key(4)
    assert phone.front.package == "com.google.android.apps.nexuslauncher"


def test_an_app_is_found_in_the_drawer_and_keeps_its_place(phone: Phone) -> None:
    phone.touch.swipe(540, 1800, 540, 500)
    tap(phone, "Clock")
    assert phone.front.package == CLOCK
    tap(phone, "Stopwatch")
    phone.touch.key(3)
    phone.start(Intent(package=CLOCK))
    assert labelled(phone, "Start")


def test_a_restored_phone_is_the_one_that_was_saved(phone: Phone) -> None:
    wander(phone, Random(1), 60)
    saved = phone.snapshot()
    before = everything(phone)
    wander(phone, Random(2), 120)
    phone.settings.put("system", "screen_brightness", 7)
    phone.shell("echo new > /sdcard/Download/new.txt; rm -rf /sdcard/DCIM")
    phone.restore(saved)
    assert everything(phone) == before
    assert not phone.files.exists("/sdcard/Download/new.txt")
    assert phone.files.is_dir("/sdcard/DCIM")


def test_reset_is_a_fresh_phone(phone: Phone) -> None:
    fresh = everything(phone)
    wander(phone, Random(5), 100)
    phone.reset()
    assert everything(phone) == fresh


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_the_same_seed_and_the_same_hands_see_the_same_screens(seed: int) -> None:
    one, two = Phone(seed=seed), Phone(seed=seed)
    wander(one, Random(seed), 80)
    wander(two, Random(seed), 80)
    assert everything(one) == everything(two)


def test_typing_by_the_soft_keyboard(phone: Phone) -> None:
    phone.touch.swipe(540, 1800, 540, 500)
    field = next(e for e in phone.frame().elements() if e.is_editable)
    phone.touch.tap(field.bounds.center.x, field.bounds.center.y)
    assert phone.window.keyboard_shown
    keyboard = next(window for window in phone.frame().windows if window.kind == "keyboard")
    for letter in "clock":
        key = next(node for node in keyboard.root.walk() if node.view.text.content == letter)
        phone.touch.tap((key.left + key.right) // 2, (key.top + key.bottom) // 2)
    assert labelled(phone, "clock").is_editable
    phone.touch.key(4)
    assert not phone.window.keyboard_shown


def test_the_wildest_use_never_breaks_it() -> None:
    """A short fuzz; the full size is the fuzz of the apps under `make bench`."""
    phone = Phone(seed=11)
    rng = Random(11)
    for _ in range(1500):
        x, y = rng.randrange(-50, 1200), rng.randrange(-50, 2500)
        kind = rng.randrange(6)
        if kind == 0:
            phone.touch.swipe(x, y, rng.randrange(1080), rng.randrange(2400), rng.choice([50, 300, 1500]))
        elif kind == 1:
            phone.touch.key(rng.randrange(300), rng.choice([0, 1, 0x1000]))
        elif kind == 2:
            phone.touch.text(rng.choice(["", "é", "\n", "12", "a" * 300, "你好", "\ud83d"]))
        elif kind == 3:
            phone.touch.long_press(x, y)
        else:
            phone.touch.tap(x, y)
        phone.frame().xml()


def test_recent_apps_are_gone_back_to_and_swiped_away(phone: Phone) -> None:
    phone.start(Intent(package=CLOCK))
    phone.start(Intent(component=f"{SETTINGS}/.Settings"))
    phone.touch.key(187)
    tap(phone, "Clock")
    assert phone.front.package == CLOCK
    phone.touch.key(187)
    card = labelled(phone, "Settings").bounds
    phone.touch.swipe(card.center.x, card.center.y, card.center.x + 500, card.center.y)
    assert [task.activities[0].package for task in phone.stack.tasks][1:] == [CLOCK]
    tap(phone, "Clear all")
    assert len(phone.stack.tasks) == 1
    phone.touch.key(187)
    assert labelled(phone, "No recent items")
    phone.touch.key(4)
    assert phone.frame().elements() == Phone(seed=3).frame().elements()


def test_the_launcher_survives_being_stopped_from_elsewhere(phone: Phone) -> None:
    phone.start(Intent(component=f"{SETTINGS}/.Settings"))
    shown = phone.front.state
    phone.force_stop(phone.home_package)
    assert phone.front.state == shown
    phone.touch.key(3)
    assert phone.frame().elements() == Phone(seed=3).frame().elements()


def test_a_database_broken_from_outside_stops_the_app_and_not_the_phone(phone: Phone) -> None:
    phone.strict = False
    phone.shell(
        "sqlite3 /data/data/com.google.android.deskclock/databases/alarms.db 'DROP TABLE alarm_templates'"
    )
    phone.start(Intent(package=CLOCK))
    assert phone.frame().elements()
    assert phone.front.package == phone.home_package
    assert labelled(phone, "Clock has stopped")
    assert phone.shell("uiautomator dump").exit_code == 0


HEAVY = {"PIL", "numpy", "av", "mutagen", "quickjs", "justhtml", "tinycss2", "fontTools"}


def test_a_phone_that_nobody_photographs_needs_neither_pillow_nor_a_browser_engine() -> None:
    code = (
        "import sys\nfrom device.phone.phone import Phone\nfrom device.phone.system.intent import Intent\n"
        "phone = Phone()\n"
        "for package, app in phone.apps.items():\n"
        "    if app.manifest.main: phone.start(Intent(package=package)); phone.frame().elements()\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split("\n"))


def test_what_dims_a_page_reaches_from_edge_to_edge(phone: Phone) -> None:
    edges = [(540, 5), (5, 100), (540, 2395), (1075, 2300), (5, 1200)]
    phone.start(Intent(package=CLOCK))
    before = [phone.camera.image().getpixel(at) for at in edges]
    tap(phone, "8:30 AM")
    assert phone.frame().active.kind == "dialog"
    for dimmed, bright in zip(map(phone.camera.image().getpixel, edges), before, strict=True):
        assert isinstance(dimmed, tuple)
        assert isinstance(bright, tuple)
        assert sum(dimmed) < 0.8 * sum(bright)
