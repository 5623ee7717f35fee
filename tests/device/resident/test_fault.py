"""What can befall the server on the phone, and when.

A run goes on, or hears one line; nothing is touched twice, and nothing is left on the phone.
"""

import base64
import json
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from device.client import Device
from device.error import ActionRejected, CommandTimeout, DeviceError, DeviceLost
from device.link.transport.protocol import OpenStream
from device.link.wire.error import ConnectionBroken
from device.phone.server.host import PhoneServer, serve
from device.phone.system import automation
from device.resident.jar import Jar
from device.resident.server import REMOTE
from device.screen import Observation, Point, UIElement
from tests.boot import fresh_phone
from tests.device.resident.faulty import Comes, Fault, Faulty, server_jar
from tests.table import each_row
from tests.thin import thinned

JAR = Jar(server_jar(), "0.4.1")
TEXT = "wifi 你好"


def http(body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def says(answer: bytes) -> Comes:
    """Something else comes than the server said."""

    def befall(line: OpenStream, phone: Faulty) -> bytes:
        line.read()
        return answer

    return befall


def gives(result: object) -> Comes:
    return says(http(json.dumps({"jsonrpc": "2.0", "id": 1, "result": result}).encode()))


def throws(code: int, message: str) -> Comes:
    """It says that it did not do it."""
    answer = http(json.dumps({"id": 1, "error": {"code": code, "message": message}}).encode())
    return lambda line, phone: answer


def raises(error: Exception) -> Comes:
    """What it did is not heard of."""

    def befall(line: OpenStream, phone: Faulty) -> bytes:
        line.read()
        raise error

    return befall


def runs(command: str) -> Comes:
    """Something is done to the phone while it is called."""

    def befall(line: OpenStream, phone: Faulty) -> bytes:
        line.read()
        with suppress(ActionRejected, DeviceLost):
            phone.shell(command, repeat=False)
        return b""

    return befall


def hangs_up(line: OpenStream, phone: Faulty) -> bytes:
    line.read()
    return b""


def cut(line: OpenStream, phone: Faulty) -> bytes:
    began = line.read()[:-9]
    line.close()
    return began


FAULTS: dict[str, Comes] = {
    "answers garbage": says(b"\x00\xffgarbage\r\n\r\n"),
    "answers a failure": says(http(b"", "500 Internal Error")),
    "answers no JSON": says(http(b"<html>")),
    "answers neither result nor error": says(http(b"{}")),
    "answers with a list": says(http(b"[1]")),
    "answers without an end": says(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n"),
    "answers more than it says": says(http(b"{}") + b"more"),
    "answers nothing at all": gives(None),
    "answers a number": gives(7),
    "answers a text": gives("no tree, no picture"),
    "answers a picture that is none": gives(base64.b64encode(b"no picture").decode()),
    "answers an empty tree": gives("<hierarchy rotation='0' />"),
    "hangs": raises(CommandTimeout("the phone did not answer within 10 s")),
    "hangs up": hangs_up,
    "hangs up in the middle": cut,
    "loses its connection": raises(ConnectionBroken("the connection broke", sent=True)),
    "is killed": runs("kill 4321"),
    "goes with the phone, which restarts": runs("reboot"),
}
UNDONE: dict[str, Comes] = {
    "is cut off": throws(-32001, "java.lang.IllegalStateException: UiAutomation not connected"),
    "is dead inside": throws(-32001, "android.os.DeadObjectException"),
    "fails": throws(-32001, "java.lang.StackOverflowError"),
    "is of another version": throws(-32601, "method not found"),
}
PHASES = ("look", "touch", "type")
ALL = {name: Fault(comes) for name, comes in FAULTS.items()} | {
    name: Fault(comes, heard=False) for name, comes in UNDONE.items()
}


@pytest.mark.parametrize(
    ("fault", "phase"), thinned([(fault, phase) for fault in ALL for phase in PHASES], 6)
)
def test_a_fault_costs_nothing_but_time(fault: str, phase: str) -> None:
    with serve([fresh_phone()]) as server, TemporaryDirectory() as folder:
        way = faulty(server)
        with Device(way, state_folder=Path(folder)) as device:
            device.use_server(JAR)
            told, taps = worked(device, way, phase, ALL[fault])
            assert way.struck
            assert len(told) <= 1
            assert "\n" not in "".join(told)
            touched = sum(event.startswith("tap") for event in inputs(server))
            assert touched - way.fills <= taps  # to fill a field the server touches it itself
            assert len(device.news()) <= 1
            assert not device.news()
        if way.struck and told and "went away" in told[0]:
            back(server, Path(folder))
        left_alone(server)


def back(server: PhoneServer, folder: Path) -> None:
    """A phone that went away in the middle of a run is put right by the next run on it."""
    for _ in range(40):
        with suppress(DeviceError), Device(faulty(server), state_folder=folder) as device:
            assert device.observe().elements
            return
        time.sleep(0.1)


def faulty(server: PhoneServer) -> Faulty:
    return Faulty("127.0.0.1", server.ports[0])


def worked(device: Device, way: Faulty, phase: str, fault: Fault) -> tuple[list[str], int]:
    """Search in the settings, again where something was refused; what was told, and how many taps."""
    told: list[str] = []
    for taps in range(1, 4):
        try:
            way.armed = fault if phase == "look" and not way.struck else None
            device.open_app("Settings")
            seen = device.see()[1]
            assert seen.screenshot is not None
            way.armed = fault if phase == "touch" and not way.struck else None
            device.tap(place(seen))
            field = focused(device.see()[1])
            if field is None:
                continue
            way.armed = fault if phase == "type" and not way.struck else None
            assert device.type_text(TEXT, clear=bool(field.text), field=field)
            return told, taps
        except ActionRejected as refused:
            told.append(str(refused))
        except DeviceLost as lost:
            return [str(lost)], taps
    raise AssertionError(f"never done: {told}")


def place(seen: Observation) -> Point:
    """The search field, before and after it was opened."""
    return next(e for e in seen.elements if "Search settings" in (e.text, e.hint)).bounds.center


def focused(seen: Observation) -> UIElement | None:
    return next((e for e in seen.elements if e.is_focused and e.is_editable), None)


def inputs(server: PhoneServer) -> list[str]:
    phone = server.phones[0]
    return server.call(lambda: [event.what for event in phone.events.since() if event.kind == "input"])


def left_alone(server: PhoneServer) -> None:
    """The server is gone with its file, and adb reads the screen again."""
    phone = server.phones[0]
    assert server.call(lambda: automation.holder(phone)) is None
    assert not server.call(lambda: phone.files.exists(REMOTE))
    assert b"dumped to" in server.call(lambda: phone.shell("uiautomator dump")).stdout


@each_row(
    ("command", "jar", "why"),
    [
        ("true", b"no jar", "does not start (Error: could not find or load"),
        ("CLASSPATH=/sdcard/u2.jar app_process / com.wetest.uia2.Main", JAR.data, "another program reads"),
    ],
)
def test_a_server_that_does_not_start_is_told_once(command: str, jar: bytes, why: str) -> None:
    with serve([fresh_phone()]) as server, Device(faulty(server)) as device:
        device.push(server_jar(), "/sdcard/u2.jar")
        other = faulty(server)
        with ExitStack() as held:
            held.callback(other.close)
            held.callback(other.open(f"shell:{command}", 5.0).close)
            device.use_server(Jar(jar, "0.4.1"))
            assert not device.served
            (told,) = device.news()
            assert why in told
            assert not device.news()
            assert device.observe().screenshot is not None
        assert device.observe().elements


def test_a_server_that_keeps_dying_is_given_up_for_adb() -> None:
    with serve([fresh_phone()]) as server, Device(faulty(server)) as device:
        plain = device.observe().elements
        device.use_server(JAR)
        told = []
        for _ in range(4):
            device.shell("kill 4321")
            assert device.observe().elements == plain
            told += device.news()
        assert not device.served
        assert len(told) == 1
        device.tap(Point(540, 1200))


def test_a_stream_that_is_refused_is_no_touch_lost() -> None:
    with serve([fresh_phone()]) as server:
        way = faulty(server)
        with Device(way) as device:
            device.use_server(JAR)
            device.observe()
            device.shell("kill 4321")
            way.await_end()
            device.tap(Point(540, 1200))
            assert inputs(server) == ["tap 540 1200"]
            assert device.served


def test_what_a_killed_run_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    with serve([fresh_phone()]) as server:
        killed = Device(faulty(server), state_folder=tmp_path)
        killed.use_server(JAR)
        assert killed.served
        with Device(faulty(server), state_folder=tmp_path) as device:
            left_alone(server)
            assert not device.served
        assert not list(tmp_path.glob("server/*.json"))
        killed.transport.close()
