"""What an emulator does when it comes up: it tells the adb server that runs already."""

import socket

from device.phone.server.daemon.address import HOST

_TIMEOUT = 1.0


def announce(port: int, server: int) -> bool:
    """Tell the adb server on a port of an emulator on another; whether there was one to tell.

    A server that starts later looks for emulators by itself. None is started for this; none answers.
    """
    line = b"host:emulator:%d" % port
    try:
        with socket.create_connection((HOST, server), _TIMEOUT) as connection:
            connection.sendall(b"%04x" % len(line) + line)
    except OSError:
        return False
    return True
