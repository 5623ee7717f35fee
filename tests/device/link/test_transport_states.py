"""The adb server in every bad state, played by a small server that speaks its real protocol."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import adbutils
import pytest

from device.error import (
    ActionRejected,
    AdbMissing,
    CommandTimeout,
    DeviceBusy,
    DeviceError,
    DeviceLost,
    DeviceOffline,
    DeviceUnauthorized,
    FileTransferFailed,
    NoDevice,
    SeveralDevices,
)
from device.link.discovery import attached, open_device
from device.link.transport.adbserver import AdbServerTransport
from device.link.transport.server import ServerAddress
from tests.device.adbfake import FakeServer


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    yield fake
    fake.close()


def open_on(server: FakeServer, serial: str | None = None, **more: object):
    return open_device(serial, server=server.address, **more)


def test_a_shell_command_in_one_connection(server: FakeServer) -> None:
    transport = AdbServerTransport("S1", server.address)
    output = transport.shell("id")
    assert (output.stdout, output.stderr, output.exit_code) == (b"out:id", b"err", 7)
    server.seen.clear()
    transport.shell("ls")
    assert server.seen == ["host:transport:S1", "shell,v2,raw:ls"]
    assert transport.exec_out("cat x") == b"\x00\r\n\xffcat x"


def test_a_phone_that_the_server_still_takes_leave_of_is_dialled_once_more(server: FakeServer) -> None:
    server.devices["10.0.0.9:5555"] = "device"
    transport = AdbServerTransport("10.0.0.9:5555", server.address)
    assert transport.shell("id").stdout == b"out:id"
    del server.devices["10.0.0.9:5555"]
    server.parting["10.0.0.9:5555"] = 2
    assert transport.shell("id").stdout == b"out:id"


def test_an_old_phone_without_exit_codes(server: FakeServer) -> None:
    server.features = "cmd"
    output = AdbServerTransport("S1", server.address).shell("id")
    assert (output.stdout, output.exit_code) == (b"out\n", 7)


def test_a_refused_file(server: FakeServer) -> None:
    transport = AdbServerTransport("S1", server.address)
    with pytest.raises(FileTransferFailed, match="/x: no access"):
        transport.pull("/x")
    with pytest.raises(FileTransferFailed, match="/x: no access"):
        transport.push(b"data", "/x")


STATES = [
    ({}, None, NoDevice, "no phone is attached"),
    ({}, "S1", NoDevice, "no phone S1"),
    ({"S1": "device", "S2": "device"}, None, SeveralDevices, "S1 .* S2"),
    ({"S1": "device", "S2": "device"}, "S3", NoDevice, "S1, S2"),
    ({"S1": "offline"}, None, DeviceOffline, "offline"),
    ({"S1": "offline"}, "S1", DeviceOffline, "offline"),
    ({"S1": "unauthorized"}, None, DeviceUnauthorized, "accept the USB debugging"),
    ({"S1": "authorizing"}, "S1", DeviceUnauthorized, "accept the USB debugging"),
    ({"S1": "no permissions (user in plugdev group); see [http://x/y]"}, None, DeviceUnauthorized, "udev"),
    ({"S1": "recovery"}, None, DeviceOffline, "recovery"),
]


@pytest.mark.parametrize(("devices", "serial", "error", "says"), STATES)
def test_states(
    server: FakeServer, devices: dict[str, str], serial: str | None, error: type[DeviceError], says: str
) -> None:
    server.devices = devices
    with pytest.raises(error, match=says) as raised:
        open_on(server, serial)
    assert raised.value.exit_code == 3
    assert raised.value.hint


def test_the_only_usable_phone_is_meant(server: FakeServer) -> None:
    server.devices = {"S0": "unauthorized", "S1": "device", "S2": "offline"}
    with open_on(server) as device:
        assert device.serial == "S1"
    assert [phone.usable for phone in attached(server.address)] == [False, True, False]
    assert attached(server.address)[1].model == "Pixel 6"


@pytest.mark.parametrize(
    ("state", "error"), [("offline", DeviceOffline), ("unauthorized", DeviceUnauthorized), (None, NoDevice)]
)
def test_a_phone_that_goes_bad_before_the_first_call(
    server: FakeServer, state: str | None, error: type[DeviceError]
) -> None:
    transport = AdbServerTransport("S1", server.address)
    server.devices = {"S1": state} if state else {}
    with pytest.raises(error):
        transport.shell("id")


def test_one_reconnect_when_the_connection_breaks(server: FakeServer) -> None:
    transport = AdbServerTransport("S1", server.address)
    server.drop["shell,v2,raw:id"] = 1
    assert transport.shell("id").exit_code == 7
    assert "host-serial:S1:wait-for-any-device" in server.seen


def test_lost_when_it_breaks_again(server: FakeServer) -> None:
    transport = AdbServerTransport("S1", server.address)
    server.drop["shell,v2,raw:id"] = 2
    with pytest.raises(DeviceLost, match="S1 went away"):
        transport.shell("id")
    assert server.seen.count("shell,v2,raw:id") == 2


def test_a_tap_that_may_have_happened_is_not_done_again(server: FakeServer) -> None:
    transport = AdbServerTransport("S1", server.address)
    server.drop["shell,v2,raw:input tap 1 1"] = 1
    with pytest.raises(ActionRejected, match="look whether it was done"):
        transport.shell("input tap 1 1", repeat=False)
    assert server.seen.count("shell,v2,raw:input tap 1 1") == 1


def test_a_phone_unplugged_after_it_worked_is_lost(server: FakeServer) -> None:
    transport = AdbServerTransport("S1", server.address)
    transport.shell("id")
    server.devices = {}
    with pytest.raises(DeviceLost):
        transport.shell("id")


def test_a_network_phone_is_dialled_again(server: FakeServer) -> None:
    server.devices = {"10.0.0.2:5555": "device"}
    transport = AdbServerTransport("10.0.0.2:5555", server.address)
    server.drop["shell,v2,raw:id"] = 1
    transport.shell("id")
    dialled = [request for request in server.seen if "connect:10" in request]
    assert dialled == ["host:disconnect:10.0.0.2:5555", "host:connect:10.0.0.2:5555"]


def test_a_phone_that_says_nothing(server: FakeServer) -> None:
    server.mute = True
    with pytest.raises(CommandTimeout, match=r"0\.2 s"):
        AdbServerTransport("S1", server.address).shell("id", timeout=0.2)


def test_the_lease_is_taken_and_given_back(server: FakeServer, tmp_path: Path) -> None:
    first = open_on(server, state_folder=tmp_path, purpose="a test")
    with pytest.raises(DeviceBusy, match="S1 is in use by a test"):
        open_on(server, state_folder=tmp_path)
    first.close()
    open_on(server, state_folder=tmp_path).close()


def test_no_adb_at_all(monkeypatch: pytest.MonkeyPatch, free_port: int) -> None:
    def missing() -> str:
        raise adbutils.AdbError("no adb")

    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(adbutils, "adb_path", missing)
    with pytest.raises(AdbMissing, match="apt install adb"):
        attached(ServerAddress(port=free_port))


def test_a_server_elsewhere_is_not_started(free_port: int) -> None:
    with pytest.raises(DeviceError, match="no adb server on"):
        attached(ServerAddress("127.0.0.2", free_port))


def test_an_adb_that_fails_to_start(monkeypatch: pytest.MonkeyPatch, free_port: int) -> None:
    def fails(*_args: object, **_more: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 1, b"", b"adb: cannot bind\n")

    monkeypatch.setattr(subprocess, "run", fails)
    with pytest.raises(DeviceError, match="cannot bind"):
        attached(ServerAddress(port=free_port))


def test_a_squatter_on_the_port() -> None:
    def greet(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        connection.recv(64)
        connection.sendall(b"HTTP/1.0 400\r\n\r\n")
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=greet, args=(listener,), daemon=True).start()
        with pytest.raises(AdbMissing, match="does not answer as an adb server does"):
            attached(ServerAddress(port=listener.getsockname()[1]))
