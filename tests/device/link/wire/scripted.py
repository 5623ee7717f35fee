"""A daemon that does what a test says, for all that a real one never does."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from device.link.wire.greeting import HOST_FEATURES, device_greeting
from device.link.wire.packet import Packet, PacketReader, encode


class Peer:
    """The daemon's end of one connection."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self._reader = PacketReader()
        self._waiting: list[Packet] = []

    def receive(self) -> Packet:
        """The next message."""
        while not self._waiting:
            data = self.socket.recv(1 << 16)
            if not data:
                raise ConnectionError
            self._waiting += self._reader.feed(data)
        return self._waiting.pop(0)

    def send(self, *packets: Packet, summed: bool = False) -> None:
        """Messages in one go."""
        self.socket.sendall(b"".join(encode(packet, summed=summed) for packet in packets))

    def greet(self, *features: str, version: int | None = None, summed: bool = False) -> None:
        """Take the client's greeting and answer it."""
        self.receive()
        greeting = device_greeting({}, features or HOST_FEATURES)
        self.send(greeting if version is None else greeting._replace(arg0=version), summed=summed)


@contextmanager
def scripted(*scripts: Callable[[Peer], None]) -> Iterator[int]:
    """A port on which each connection in turn meets its script."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def play() -> None:
            for script in scripts:
                connection, _ = server.accept()
                with connection:
                    connection.settimeout(10)
                    try:
                        script(Peer(connection))
                    except (ConnectionError, TimeoutError):
                        continue

        thread = threading.Thread(target=play)
        thread.start()
        yield server.getsockname()[1]
        thread.join(15)
        assert not thread.is_alive()
