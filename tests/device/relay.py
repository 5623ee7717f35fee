"""A second address of a phone: what comes in goes on to it, and back."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def relay(port: int) -> Iterator[str]:
    """Another address of what listens on a port of this computer."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_serve, args=(door, port), daemon=True).start()
        yield f"127.0.0.1:{door.getsockname()[1]}"


def _serve(door: socket.socket, port: int) -> None:
    with suppress(OSError):  # closed at the end
        while True:
            here, _ = door.accept()
            there = socket.create_connection(("127.0.0.1", port))
            for ends in ((here, there), (there, here)):
                threading.Thread(target=_pour, args=ends, daemon=True).start()


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with source:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)
