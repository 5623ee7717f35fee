"""Connections that break and come back, many threads, and pictures: on a real daemon."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from device.error import AdbMissing, DeviceLost, NoDevice
from device.link.discovery import available, open_device
from device.link.running import Registry, RunningPhone
from device.link.transport import server as adb
from device.link.transport.adbserver import AdbServerTransport
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.link.transport.protocol import Transport
from device.link.transport.server import ServerAddress
from device.link.wire.client import AdbConnection
from device.look.picture import NoPicture, Shutter
from device.phone.server.host import PhoneServer, serve
from tests.boot import fresh_phone

Reach = Callable[[str], Transport]


@pytest.fixture(params=["server", "direct"])
def reach(request: pytest.FixtureRequest) -> Iterator[Reach]:
    """How to get at a daemon by serial."""
    opened: list[Transport] = []
    if request.param == "direct":

        def dial(serial: str) -> Transport:
            opened.append(DirectTransport.dial(serial))
            return opened[-1]

        yield dial
    else:
        server = request.getfixturevalue("adb_server")

        def connect(serial: str) -> Transport:
            server("connect", serial)
            opened.append(AdbServerTransport(serial, ServerAddress(port=server.port)))
            return opened[-1]

        yield connect
    for transport in opened:
        transport.close()


def test_a_daemon_that_comes_back(reach: Reach) -> None:
    phone = fresh_phone()
    with serve([phone]) as first:
        transport = reach(first.serials[0])
        assert transport.shell("echo 1").text == "1\n"
    with serve([phone], first.ports):
        assert transport.shell("echo 2").text == "2\n"
        assert transport.shell("echo 3", repeat=False).text == "3\n"


def test_a_dial_that_ends_after_the_transport_was_closed_is_hung_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread of a run is still dialling again while another gave the run up."""
    dialling, go_on = threading.Event(), threading.Event()
    made: list[AdbConnection] = []
    connect = AdbConnection.connect

    def slow(host: str, port: int) -> AdbConnection:
        dialling.set()
        assert go_on.wait(30)
        made.append(connect(host, port))
        return made[0]

    phone = fresh_phone()
    with serve([phone]) as first:
        transport = DirectTransport.dial(first.serials[0])
    with serve([phone], first.ports), ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(AdbConnection, "connect", slow)
        asked = pool.submit(transport.shell, "true")
        assert dialling.wait(30)
        transport.close()
        go_on.set()
        with pytest.raises(DeviceLost):
            asked.result(30)
    assert made[0]._channel._socket.fileno() == -1


def test_a_daemon_that_is_gone(reach: Reach, served_phone: PhoneServer) -> None:
    transport = reach(served_phone.serials[0])
    transport.shell("echo 1")
    served_phone.close()
    with pytest.raises(DeviceLost, match=served_phone.serials[0]) as raised:
        transport.shell("echo 2")
    assert raised.value.hint
    with pytest.raises(DeviceLost):
        transport.pull("/sdcard/x")


def test_many_threads(reach: Reach, served_phone: PhoneServer) -> None:
    transport = reach(served_phone.serials[0])

    def work(number: int) -> None:
        data = bytes([number]) * 200_000
        transport.push(data, f"/sdcard/{number}")
        for _ in range(20):
            assert transport.shell(f"echo {number}").text == f"{number}\n"
        assert transport.pull(f"/sdcard/{number}") == data

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))


def test_big_files(reach: Reach, served_phone: PhoneServer) -> None:
    transport = reach(served_phone.serials[0])
    data = bytes(range(256)) * 4096 * 20
    transport.push(data, "/sdcard/big")
    assert transport.pull("/sdcard/big") == data


def test_a_port_nobody_listens_on(served_phone: PhoneServer) -> None:
    served_phone.close()
    with pytest.raises(NoDevice):
        DirectTransport.dial(served_phone.serials[0])
    for address in ("nonsense", "host:0", "host:99999", ":5"):
        with pytest.raises(NoDevice, match="HOST:PORT"):
            DirectTransport.dial(address)


# -- pictures -------------------------------------------------------------------------------------------
def test_every_way_gives_the_same_pixels_and_one_is_remembered() -> None:
    shutter = Shutter(InProcessTransport(fresh_phone()))
    first = shutter.take()
    for _ in range(3):  # a slow phone shows how long each way takes
        shutter.take()
    chosen = shutter.known.way
    assert chosen in ("png", "rgba", "packed")
    shutter.take()
    assert shutter.known.way == chosen
    for way in ("png", "rgba", "packed"):
        shutter.known.way = way
        assert shutter.take().image.tobytes() == first.image.tobytes()


class Refusing(InProcessTransport):
    """A phone whose screencap says something else."""

    answer = b""

    def exec_out(self, command: str, *, timeout: float = 30.0) -> bytes:
        return self.answer


@pytest.mark.parametrize("answer", [b"", b"screencap: not found\n", b"\x89PNG\r\n\x1a\n", b"\0" * 40])
def test_a_phone_that_gives_no_picture(answer: bytes) -> None:
    transport = Refusing(fresh_phone())
    transport.answer = answer
    with pytest.raises(NoPicture):
        Shutter(transport).take()


def test_a_warning_before_the_picture_is_passed_over() -> None:
    phone = fresh_phone()
    transport = Refusing(phone)
    transport.answer = b"[Warning] Multiple displays were found\n" + phone.camera.png()
    assert Shutter(transport).take().image.tobytes() == phone.camera.image().tobytes()


# -- finding phones -------------------------------------------------------------------------------------
class Running(Registry):
    """A registry that says what it is told to."""

    def __init__(self, *serials: str) -> None:
        super().__init__(Path("/nonexistent"))
        self.serials = serials

    def all(self) -> tuple[RunningPhone, ...]:
        return tuple(RunningPhone(serial, 0, 0, 0, False, True, 0.0) for serial in self.serials)


def test_an_embedded_phone_is_found_without_any_adb(
    served_phone: PhoneServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free_port: int
) -> None:
    monkeypatch.setattr(adb, "adb_binary", lambda: "")
    nowhere = ServerAddress(port=free_port)
    registry = Running(*served_phone.serials)
    assert [phone.kind for phone in available(nowhere, registry)] == ["embedded"]
    with open_device(None, server=nowhere, registry=registry, state_folder=tmp_path) as device:
        assert device.serial == served_phone.serials[0]
    with open_device(served_phone.serials[0], server=nowhere) as device:
        assert device.shell("echo x").text == "x\n"
    with pytest.raises(AdbMissing):
        open_device(None, server=nowhere)
