"""A phone reached straight at its daemon over TCP: no adb server, no adb binary."""

import math
import re
import threading
import time
from collections.abc import Callable
from typing import Self, TypeVar

from device.error import NoDevice
from device.link.transport.protocol import DEFAULT_TIMEOUT, OpenStream, ShellOutput
from device.link.transport.retry import with_one_reconnect
from device.link.wire.client import TRANSFER_TIMEOUT, AdbConnection

T = TypeVar("T")
_ADDRESS = re.compile(r"\[?([\w.:-]+?)\]?:(\d{1,5})")
_EMULATOR = re.compile(r"emulator-(\d{1,5})")


class DirectTransport:
    """One phone by address; one connection is kept and shared by all threads."""

    def __init__(self, host: str, port: int, serial: str = "") -> None:
        """Dial the daemon; `serial` is what the phone is called, if not by its address.

        Raises NoDevice when nothing listens, DeviceOffline when it stays mute, DeviceUnauthorized when it
        wants a key (use the adb server for that phone).
        """
        self._address = (host, port)
        self._serial = serial
        self._lock = threading.Lock()
        self._closed = False
        self.time_left: Callable[[], float] = lambda: math.inf
        self.now: Callable[[], float] = time.time
        """By which clock pushed files are dated, in seconds since the epoch."""
        self._connection = AdbConnection.connect(host, port)

    @classmethod
    def dial(cls, serial: str) -> Self:
        """Dial the daemon at `HOST:PORT`, or of an emulator of this computer; else as the constructor."""
        emulator = _EMULATOR.fullmatch(serial)
        if emulator:
            return cls("127.0.0.1", int(emulator[1]) + 1, serial)
        found = _ADDRESS.fullmatch(serial)
        if found is None or not 0 < int(found[2]) < 65536:
            raise NoDevice(f"{serial!r} is no address", "Write it as HOST:PORT")
        return cls(found[1], int(found[2]))

    @property
    def serial(self) -> str:
        """Its name, or its address as adb would list it."""
        if self._serial:
            return self._serial
        host, port = self._address
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    def shell(
        self,
        command: str,
        *,
        stdin: bytes = b"",
        timeout: float = DEFAULT_TIMEOUT,
        repeat: bool = True,
    ) -> ShellOutput:
        """Run a command line; see Transport."""
        reply = self._try(lambda phone: phone.shell(command, stdin, self._allowed(timeout)), repeat=repeat)
        return ShellOutput(reply.stdout, reply.stderr, reply.exit_code)

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Output of a command byte for byte; see Transport."""
        return self._try(lambda phone: phone.exec_out(command, self._allowed(timeout)))

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """Write a file on the phone; see Transport."""
        allowed = self._allowed(TRANSFER_TIMEOUT)
        self._try(lambda phone: phone.push(data, remote, mode, int(self.now()), allowed))

    def pull(self, remote: str) -> bytes:
        """Read a file of the phone; see Transport."""
        return self._try(lambda phone: phone.pull(remote, self._allowed(TRANSFER_TIMEOUT)))

    def open(self, service: str, timeout: float) -> OpenStream:
        """A service that stays open; see Lines."""
        return self._try(lambda phone: phone.open(service, self._allowed(timeout)))

    def reconnect(self) -> None:
        """Hang up and dial again."""
        self._closed = False
        self._replace(self._connection)

    def close(self) -> None:
        """Hang up. Safe to call twice."""
        self._closed = True  # said first: another thread may be dialling again just now
        self._connection.close()

    def _allowed(self, timeout: float) -> float:
        return min(timeout, self.time_left())

    def _replace(self, broken: AdbConnection) -> None:
        """Dial again, unless another thread has done so since."""
        with self._lock:
            if self._connection is broken:
                broken.close()
                self._connection = AdbConnection.connect(*self._address)
                if self._closed:
                    self._connection.close()

    def _try(self, call: Callable[[AdbConnection], T], *, repeat: bool = True) -> T:
        used = self._connection

        def attempt() -> T:
            nonlocal used
            used = self._connection
            return call(used)

        return with_one_reconnect(attempt, lambda: self._replace(used), self.serial, repeat=repeat)
