"""Which way a command goes: what may write is told from what looks, however it is wrapped."""

import pytest

from device.error import ConfigError
from tasks.door.call import Call, against
from tasks.door.rules import Way, rules_named, way_of
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
        ("sqlite3 /data/data/a/databases/b 'select 1'", Way.WRITE),
        ("content insert --uri content://sms", Way.WRITE),
        ("dumpsys battery set level 5", Way.WRITE),
        ("", Way.WRITE),
    ],
)
def test_a_command_goes_the_way_of_the_part_that_may_do_most(command: str, way: Way) -> None:
    assert way_of(command) == way


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
