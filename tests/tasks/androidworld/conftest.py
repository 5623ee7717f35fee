import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from device.client import Device
from device.link.transport.direct import DirectTransport
from device.phone.server.host import PhoneServer, serve
from device.phone.server.port import Doors
from tasks.androidworld.environment import Environment
from tests.boot import fresh_phone


@pytest.fixture
def served() -> Iterator[PhoneServer]:
    """A fresh phone on a port of its own."""
    with serve([fresh_phone()]) as server:
        yield server


@pytest.fixture
def device(served: PhoneServer) -> Iterator[Device]:
    """It in hand, over its wire."""
    with Device(DirectTransport.dial(served.serials[0])) as held:
        yield held


@pytest.fixture
def environment(device: Device) -> Environment:
    """It as AndroidWorld knows one."""
    return Environment(device)


@pytest.fixture
def emulator() -> Iterator[Device]:
    """A phone that is reached as an emulator is, with a console beside its daemon."""
    with (
        PhoneServer([fresh_phone()], doors=[_pair()]) as server,
        Device(DirectTransport.dial(f"emulator-{server.served[0].console}")) as held,
    ):
        yield held


def _pair() -> Doors:
    """Two ports that follow each other, where no adb server looks."""
    for port in range(7000, 9000, 2):
        with suppress(OSError):
            console = socket.create_server(("127.0.0.1", port))
            try:
                return Doors(socket.create_server(("127.0.0.1", port + 1)), console)
            except OSError:
                console.close()
    raise RuntimeError("no two ports are free")
