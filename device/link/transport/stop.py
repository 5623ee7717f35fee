"""Ends an adb server that was started just to ask it something, and sees that it is gone."""

import time
from contextlib import suppress

from device.error import CommandTimeout, DeviceError
from device.link.transport.server import CONNECT_TIMEOUT, ServerAddress, ServerStream, ask
from device.link.wire.error import ConnectionBroken
from device.process import called, kill

_PATIENCE = 3.0
_PAUSE = 0.02


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
    for process in called(("-L", f"tcp:{address.port}", "fork-server", "server")):  # as adb starts them
        with suppress(OSError):
            kill(process)
