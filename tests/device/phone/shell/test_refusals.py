"""Services that answer from the phone's state, and refusals as Android words them."""

import pytest

from device.phone.phone import Phone
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("cat /sys/class/power_supply/battery/capacity /sys/class/power_supply/battery/status; "
         "dumpsys battery set level 33; cat /sys/class/power_supply/battery/capacity", "100\nCharging\n33\n"),
        ("settings put global a ''; settings get global a; settings put system font_scale 1.3; "
         "settings get system font_scale", "\n1.3\n"),
        ("v=$(sqlite3 --version); w=$(sqlite3 :memory: 'select sqlite_version()'); "
         "echo ${v%% *} | grep -cx $w; sqlite3 -version | grep -cx \"$v\"", "1\n1\n"),
        ("cd /sdcard; sqlite3 x.db 'create table t(a)'; sqlite3 x.db vacuum; sqlite3 x.db .tables", "t\n"),
    ],
)  # fmt: skip
def test_it_says(phone: Phone, command: str, output: str) -> None:
    done = phone.shell(command)
    assert (done.text, done.stderr) == (output, b"")


@pytest.mark.parametrize(
    ("command", "complaint", "status"),
    [
        ("pm grant org.tasks android.permission.CAMERA",
         "SecurityException: Package org.tasks has not requested permission android.permission.CAMERA",
         255),
        ("pm grant org.tasks android.permission.NOPE",
         "java.lang.IllegalArgumentException: Unknown permission: android.permission.NOPE", 255),
        ("pm path", "Error: no package specified", 1),
        ("settings put system font_scale abc",
         "java.lang.IllegalArgumentException: Invalid value: abc for setting: font_scale", 255),
        ("settings put system font_scale 50", "Invalid value: 50 for setting: font_scale", 255),
        ("wm density 10", "Error: density must be >= 72", 255),
        ("sqlite3 /sdcard/x.db \"vacuum into '/sdcard/y.db'\"", "authorization denied", 1),
    ],
)  # fmt: skip
def test_it_refuses(phone: Phone, command: str, complaint: str, status: int) -> None:
    done = phone.shell(command)
    assert complaint in done.stderr.decode()
    assert done.exit_code == status


def test_managers_tell_their_whole_help(phone: Phone) -> None:
    assert "put [--user <USER_ID> | current] NAMESPACE KEY VALUE" in phone.shell("settings").text
    assert "--buffer=<buffer>" in phone.shell("logcat --help").text


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("cmd statusbar expand-notifications; dumpsys statusbar", "mPanelExpanded=true"),
        ("input keyevent SLEEP; dumpsys deviceidle", "mScreenOn=false"),
    ],
)
def test_services_answer_from_the_phones_state(phone: Phone, command: str, said: str) -> None:
    done = phone.shell(command)
    assert said in done.text
    assert done.stderr == b""
