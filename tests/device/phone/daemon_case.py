"""Clients of the daemon in tests: one that says what it likes, and one that finds the phone well."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from device.link.wire.client import AdbConnection
from device.link.wire.greeting import host_greeting
from device.link.wire.packet import CNXN
from device.phone.server.host import PhoneServer
from tests.device.link.wire.scripted import Peer


@contextmanager
def dialled(server: PhoneServer, *, greet: bool = True) -> Iterator[Peer]:
    with socket.create_connection(("127.0.0.1", server.ports[0])) as connection:
        connection.settimeout(20)
        peer = Peer(connection)
        if greet:
            peer.send(host_greeting())
            assert peer.receive().command == CNXN
        yield peer


def well(server: PhoneServer) -> None:
    with AdbConnection.connect("127.0.0.1", server.ports[0]) as client:
        assert client.shell("echo well", timeout=20) == (b"well\n", b"", 0)


def hung_up(connection: socket.socket) -> bool:
    """Whether the daemon closes the connection, after whatever it says."""
    with suppress(ConnectionError):
        while connection.recv(1 << 16):
            pass
    return True
