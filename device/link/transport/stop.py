"""Ends an adb server that was started just to ask it something, and sees that it is gone."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from device.error import CommandTimeout, DeviceError
from device.link.transport.server import CONNECT_TIMEOUT, ServerAddress, ServerStream, ask
from device.link.wire.error import ConnectionBroken

_PATIENCE = 3.0
_PAUSE = 0.02
_PROCESSES = Path("/proc")


def stop_server(address: ServerAddress) -> None:
    """End the server that `ensure_server` started, if it is still there.

    Now and then one that was told to end lives on without answering, and holds the port for ever: on Linux
    its process is then killed. A server that answers meanwhile is somebody else's, and stays.
    """
    with suppress(ConnectionBroken, DeviceError), ServerStream(address, CONNECT_TIMEOUT) as stream:
        stream.request("host:kill")
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            ask(address, "host:version", timeout=_PATIENCE)
        except CommandTimeout:
            _kill(address)
            return
        except (ConnectionBroken, DeviceError):
            if _is_free(address):
                return
        time.sleep(_PAUSE)


def _is_free(address: ServerAddress) -> bool:
    try:
        ServerStream(address, CONNECT_TIMEOUT).__exit__()
    except ConnectionBroken:
        return True
    return False


def _kill(address: ServerAddress) -> None:
    for process in _servers(address.port):
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)


def _servers(port: int) -> Iterator[int]:
    """Which processes of this person are adb servers of a port, as adb starts them."""
    words = ("-L", f"tcp:{port}", "fork-server", "server")
    sought = "\0".join(words).encode() + b"\0"
    for folder in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            if folder.stat().st_uid == os.getuid() and sought in (folder / "cmdline").read_bytes():
                yield int(folder.name)
