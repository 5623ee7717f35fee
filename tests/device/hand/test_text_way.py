"""Which way a text takes, and what is put back after it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.typing import LocalShell, arrived, check, hostile, prepare
from device.client import Device
from device.error import ConfigError, DeviceError, TextNotTyped
from device.link.transport.direct import DirectTransport
from device.phone.server.host import PhoneServer, serve
from tests.boot import fresh_phone
from tests.device.fulldisk import largest_file
from tests.device.scripted import Scripted, tree

OWNERS = "com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME"
HOLD = """
import sys, pathlib, time
from device.client import Device
from device.link.transport.direct import DirectTransport
device = Device(DirectTransport.dial(sys.argv[1]), state_folder=pathlib.Path(sys.argv[2]))
with device._keyboard.borrowed("com.android.adbkeyboard/.AdbIME"):
    print("borrowed", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def server() -> Iterator[PhoneServer]:
    with serve([fresh_phone()]) as server:
        yield server


def searching(device: Device) -> Device:
    """With the cursor in a field that takes anything."""
    device.open_app("Markor")
    device.tap(next(e for e in device.observe().elements if e.resource_id.endswith("search")).bounds.center)
    return device


def content(device: Device) -> str:
    return next(element.text for element in device.observe().elements if element.is_editable)


def test_without_adbkeyboard_the_clipboard_serves_and_is_given_back(server: PhoneServer) -> None:
    with Device(DirectTransport.dial(server.serials[0])) as device:
        device.shell("pm uninstall com.android.adbkeyboard")
        device.clipboard.fill("the owner's")
        searching(device)
        assert device.type_text("你好 'x' $(id)")
        assert content(device) == "你好 'x' $(id)"
        assert device.clipboard.read() == "the owner's"


def test_what_is_secret_never_reaches_the_clipboard(server: PhoneServer) -> None:
    with Device(DirectTransport.dial(server.serials[0]), secrets=lambda _name: "пароль") as device:
        device.shell("pm uninstall com.android.adbkeyboard")
        searching(device)
        with pytest.raises(TextNotTyped, match="agent setup --keyboard") as raised:
            device.type_text("{{secret:x}}")
        assert "пароль" not in str(raised.value)
        assert device.clipboard.read() == ""


def test_with_neither_the_text_is_refused_with_what_to_do(server: PhoneServer) -> None:
    with Device(DirectTransport.dial(server.serials[0])) as device:
        device.shell("pm uninstall com.android.adbkeyboard; pm uninstall ca.zgrs.clipper")
        searching(device)
        with pytest.raises(TextNotTyped, match=r"cannot type '你'.*agent setup --keyboard"):
            device.type_text("a你")
        assert content(device) == ""


def test_a_run_killed_while_it_has_the_keyboard_is_put_right_by_the_next(
    server: PhoneServer, tmp_path: Path
) -> None:
    serial = server.serials[0]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, serial, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"borrowed\n"
        run.kill()
        run.wait()
    with Device(DirectTransport.dial(serial)) as other:
        assert "adbkeyboard" in other.shell("settings get secure default_input_method").text
    with Device(DirectTransport.dial(serial), state_folder=tmp_path) as device:
        assert device.shell("settings get secure default_input_method").text.strip() == OWNERS
        assert "adbkeyboard" not in device.shell("ime list -s").text


def test_a_keyboard_the_owner_chose_since_the_kill_stays(tmp_path: Path) -> None:
    record = tmp_path / "keyboard" / "S1.json"
    record.parent.mkdir()
    record.write_text('{"previous": "com.old/.Keys", "enabled_by_us": true}')
    phone = Scripted().on("settings get", "com.new/.Keys\n").on("^ime", "")
    Device(phone, state_folder=tmp_path)
    assert [line for line in phone.seen if line.startswith("ime")] == [
        "ime disable com.android.adbkeyboard/.AdbIME"
    ]
    assert not record.exists()


def test_a_keyboard_that_goes_while_it_is_borrowed_leaves_no_trace(server: PhoneServer) -> None:
    with Device(DirectTransport.dial(server.serials[0])) as device:
        before = device.shell("settings get secure enabled_input_methods").text
        with device._keyboard.borrowed("com.android.adbkeyboard/.AdbIME"):
            device.shell("pm uninstall com.android.adbkeyboard")
        assert device.shell("settings get secure enabled_input_methods").text == before
        assert device.shell("settings get secure default_input_method").text.strip() == OWNERS


def test_a_keyboard_that_cannot_be_noted_down_is_not_touched(server: PhoneServer, tmp_path: Path) -> None:
    with Device(DirectTransport.dial(server.serials[0]), state_folder=tmp_path) as device:
        searching(device)
        before = server.phones[0].snapshot()
        with (
            largest_file(0),
            pytest.raises(ConfigError, match=r"cannot note down what is to be put back.*Make room.*STATE"),
        ):
            device.type_text("你好")
        assert server.phones[0].diff(before).settings == ()
        assert not list(tmp_path.glob("keyboard/*"))
        assert content(device) == ""


def test_typing_that_is_forbidden_is_told_to_the_person() -> None:
    phone = Scripted().on("uiautomator", tree()).on("dumpsys", "mInputShown=true")
    phone.on("input text", "java.lang.SecurityException: Injecting input events requires INJECT_EVENTS")
    with pytest.raises(DeviceError, match="Security settings"):
        Device(phone).type_text("x")


# -- through a real shell -------------------------------------------------------------------------------
@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "phone"
    folder.mkdir()
    prepare(folder)
    return folder


@pytest.mark.parametrize(
    "strings",
    [hostile(200)[::16], pytest.param(hostile(200), marks=pytest.mark.full)],
    ids=["some", "all"],
)
def test_hostile_strings_arrive_through_a_real_shell_and_nothing_else_happens(
    place: Path, strings: list[str]
) -> None:
    with Device(LocalShell(place)) as device:
        said = {text: check(device, place, text) for text in strings}
    assert {text: what for text, what in said.items() if what} == {}


def test_the_check_sees_what_a_careless_line_would_do(place: Path) -> None:
    shell = LocalShell(place)
    shell.shell("input text a$(touch canary)b")
    assert (place / "canary").exists()
    assert arrived(place) == "ab"
