"""Ports that no other program is given meanwhile."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_port() -> Iterator[int]:
    """A port of this computer where nothing listens, but for who is told its number.

    It stays bound, so that the kernel gives it to no one else. A server that is started on it by number, and
    sets SO_REUSEADDR as servers do, still gets it.
    """
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])
