"""Which way a command goes: what may write is told from what looks, however it is wrapped."""

import pytest

from device.error import ConfigError
from tasks.door.call import Call, against
from tasks.door.rules import Way, apart_in, rules_named, way_of
from tests.table import each_row


@each_row(
    "command, way",
    [
        ("input tap 1 2", Way.TOUCH),
        ("input tap 1 2 && input tap 3 4", Way.TOUCH),
        ("input text 'a;b $(svc wifi disable)'", Way.TOUCH),
        ("sleep 0.05", Way.WAIT),
        ("screencap -p | md5sum", Way.LOOK),
        ("screencap | gzip -1", Way.LOOK),
        ("dumpsys window 2>/dev/null | grep -E 'mCurrentFocus|a b'", Way.LOOK),
        ("settings get secure default_input_method; ime list -s", Way.LOOK),
        (
            "am start -a android.intent.action.MAIN -c android.intent.category.LAUNCHER -n a/b",
            Way.LAUNCH,
        ),
        ("am start -n a/b --es text x", Way.INTENT),
        ("am start -a android.intent.action.VIEW -d https://example.org", Way.INTENT),
        ("settings get global wifi_on", Way.READ),
        ("find /storage/emulated/0 -iname 'a*'", Way.READ),
        ("input tap 1 2 | cat /data/data/a/databases/b", Way.READ),
        ("input tap 1 2 | md5sum; screencap -p", Way.TOUCH),
        ("svc wifi disable", Way.WRITE),
        ("input tap 1 2; svc wifi disable", Way.WRITE),
        ("input tap 1 2\nsvc wifi disable", Way.WRITE),
        ("input tap 1 2 & svc wifi disable", Way.WRITE),
        ("input text $(svc wifi disable)", Way.WRITE),
        ('input text "a\'$(svc wifi disable)"', Way.WRITE),
        ("input text `svc wifi disable`", Way.WRITE),
        ("true | settings put system screen_brightness 1", Way.WRITE),
        ("sh -c 'svc wifi disable'", Way.WRITE),
        ("su 0 svc wifi disable", Way.WRITE),
        ("find /sdcard -delete", Way.WRITE),
        ("screencap -p > /sdcard/DCIM/a.png", Way.WRITE),
        ("screencap /sdcard/DCIM/Camera/a.png", Way.WRITE),
        ("screencap -p /sdcard/Documents/Markor/note.md", Way.WRITE),
        ("screencap -p /sdcard/note.md", Way.WRITE),
        ("uiautomator dump /sdcard/Documents/Markor/note.md", Way.WRITE),
        ("uiautomator dump /data/local/tmp/tree.xml", Way.LOOK),
        ("uiautomator dump --compressed /dev/tty", Way.LOOK),
        ("am broadcast -a clipper.set -e text x", Way.PASTE),
        ("true | grep -rh . sdcard", Way.WRITE),
        ("true | grep x note", Way.WRITE),
        ("true | cat note", Way.READ),
        ("uiautomator dump /proc/self/fd/1", Way.LOOK),
        ("wm size | tr a b | head -n 1 | cut -d : -f 2", Way.LOOK),
        ("sqlite3 /data/data/a/databases/b 'select 1'", Way.WRITE),
        ("content insert --uri content://sms", Way.WRITE),
        ("dumpsys battery set level 5", Way.WRITE),
        ("", Way.WRITE),
    ],
)
def test_a_command_goes_the_way_of_the_part_that_may_do_most(command: str, way: Way) -> None:
    assert way_of(command) == way


@each_row(
    "command, apart",
    [
        ("input tap 1 2", ("input tap 1 2",)),
        ("input tap 1 2 && input tap 3 4", ("input tap 1 2", "input tap 3 4")),
        ("input keyevent 61 61 66", ("input keyevent 61 61", "input keyevent 66")),
        ("input tap 1 2; input tap 3 4 | cat", ()),
        ("input tap 1 2 | cat /sdcard/a; input tap 3 4", ()),
    ],
)
def test_each_touch_of_a_line_is_told_apart_or_none_is_made(command: str, apart: tuple[str, ...]) -> None:
    assert apart_in(command) == apart


def test_what_looking_made_may_be_fetched_and_nothing_else() -> None:
    screen = rules_named("screen")
    calls = [
        Call(step=1, kind="shell", what="screencap -p /sdcard/a.png"),
        Call(step=1, kind="pull", what="/sdcard/a.png"),
        Call(step=1, kind="shell", what="rm -f /sdcard/a.png"),
        Call(step=2, kind="pull", what="/sdcard/b.png"),
        Call(step=3, kind="push", what="/sdcard/b.png", refused=True),
    ]
    assert against(screen, calls) == [calls[3]]
    assert against(rules_named("probing"), calls) == []


def test_rules_that_are_none_are_told() -> None:
    with pytest.raises(ConfigError, match="Did you mean screen"):
        rules_named("scren")
