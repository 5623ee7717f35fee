"""The adb server on this computer: its line protocol, its complaints, how it is started."""

import os
import re
import select
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from typing import Self

from device.error import (
    ActionRejected,
    AdbMissing,
    CommandTimeout,
    ConfigError,
    DeviceError,
    DeviceOffline,
    DeviceUnauthorized,
    NoDevice,
    SeveralDevices,
)
from device.link.wire.error import ConnectionBroken
from device.process import OWN_GROUP

HOST = "127.0.0.1"
PORT = 5037
_NAMED = re.compile(r"host:transport:(.+)|host-serial:(.+):[a-z-]+$")
CONNECT_TIMEOUT = 5.0
_LONGEST = 0xFFFF
_OWN_PORT = re.compile(r"tcp:(\d{1,5})")
_SERVER = re.compile(r"(?:tcp:)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})")
START_TIMEOUT = 20.0


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the adb server listens."""

    host: str = HOST
    port: int = PORT

    @property
    def local(self) -> bool:
        """Whether it is on this computer, where it may be started."""
        return self.host in {"127.0.0.1", "localhost", "::1"}

    @classmethod
    def parse(cls, text: str) -> Self:
        """HOST:PORT, also as adb writes it in ADB_SERVER_SOCKET (tcp:HOST:PORT, tcp:PORT for this computer).

        Raises ConfigError.
        """
        own = _OWN_PORT.fullmatch(text.strip())
        found = _SERVER.fullmatch(f"{HOST}:{own[1]}" if own else text.strip())
        if found is None or not 0 < int(found[2]) < 65536:
            raise ConfigError(f"{text!r} is no adb server", "Write it as HOST:PORT, as lab:5037")
        return cls(found[1].strip("[]"), int(found[2]))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class ServerStream:
    """One connection to the adb server; each serves one request."""

    def __init__(self, address: ServerAddress, timeout: float) -> None:
        self._deadline = time.monotonic() + timeout
        self._timeout = timeout
        try:
            self._socket = socket.create_connection((address.host, address.port), CONNECT_TIMEOUT)
        except OSError as error:
            raise ConnectionBroken(f"no adb server on {address.host}:{address.port}", sent=False) from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requested = False

    def __enter__(self) -> "ServerStream":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up. Safe to call twice."""
        self._socket.close()

    @property
    def has_data(self) -> bool:
        """Whether `read` would return at once."""
        return bool(select.select([self._socket], [], [], 0)[0])

    def allow(self, seconds: float) -> None:
        """What follows may take so long."""
        self._deadline, self._timeout = time.monotonic() + seconds, seconds

    def request(self, service: str) -> None:
        """Ask for a service. Raises the DeviceError that the server's refusal means."""
        line = service.encode("utf-8", "surrogateescape")
        if b"\0" in line or len(line) > _LONGEST:
            raise ActionRejected("a command for the phone must be shorter than 64 KiB and hold no NUL")
        self.write(b"%04x" % len(line) + line)
        status = self.read_exactly(4)
        if status == b"OKAY":
            return
        if status != b"FAIL":
            raise DeviceError(
                "what listens on the adb port is no adb server", "Choose another port for the adb server"
            )
        raise refusal(self.read_block().decode("utf-8", "replace"), service)

    def begin(self, service: str) -> None:
        """Ask the phone for a service: from here on it may have acted."""
        self.request(service)
        self._requested = True

    def read_block(self) -> bytes:
        """A block with its length in front."""
        try:
            return self.read_exactly(int(self.read_exactly(4), 16))
        except ValueError as error:
            raise DeviceError("the adb server answers nonsense", "Restart it: adb kill-server") from error

    def write(self, data: bytes) -> None:
        """Send all of it."""
        self._arm()
        try:
            self._socket.sendall(data)
        except TimeoutError as error:
            raise self._too_late() from error
        except OSError as error:
            raise ConnectionBroken("the connection broke", sent=self._requested) from error

    def read(self, limit: int = 1 << 18) -> bytes:
        """Up to so many bytes, as soon as there are some; empty at the end."""
        self._arm()
        try:
            return self._socket.recv(limit)
        except TimeoutError as error:
            raise self._too_late() from error
        except OSError as error:
            raise ConnectionBroken("the connection broke", sent=self._requested) from error

    def read_exactly(self, count: int) -> bytes:
        """So many bytes. Raises ConnectionBroken when the stream ends before."""
        parts: list[bytes] = []
        while count:
            part = self.read(min(count, 1 << 18))
            if not part:
                raise ConnectionBroken("the connection ended early", sent=self._requested)
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _arm(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self._too_late()
        self._socket.settimeout(left)

    def _too_late(self) -> CommandTimeout:
        return CommandTimeout(f"the phone did not answer within {self._timeout:g} s")


def offline(serial: str, state: str = "offline") -> DeviceOffline:
    """The error of a phone that the server knows and cannot talk to."""
    if re.fullmatch(r"\S+:\d{1,5}", serial):
        again = f"Is it awake, and its port the same? agent devices connect {serial}"
    else:
        again = "Plug it in again, or: adb reconnect offline"
    return DeviceOffline(
        f"{serial} is {state}", f"{again}. A run that it cut short after a step: agent resume"
    )


def refusal(message: str, service: str = "") -> DeviceError:
    """The error that a complaint of the adb server stands for."""
    said = message.strip().splitlines()[0] if message.strip() else "no reason given"
    named = _NAMED.match(service)
    serial = named[1] or named[2] if named else ""
    name = serial or "the phone"
    if "unauthorized" in message or "authorizing" in message:
        return DeviceUnauthorized(
            f"{name} has not allowed this computer", "Unlock it and accept the USB debugging question"
        )
    if "offline" in message or "still connecting" in message:
        return offline(name)
    if "more than one" in message:
        return SeveralDevices("several phones are attached", "Name one with --device")
    if "not found" in message or "no devices" in message:
        return NoDevice(f"{name} is not attached" if serial else "no phone is attached", "See: agent devices")
    if "permission" in message:
        return DeviceUnauthorized(
            f"no permission for {name} on USB ({said})", "Add its udev rule, or start adb as the right user"
        )
    if said == "closed" or "closed" in said:
        return ConnectionBroken(f"the phone closed the stream ({said})", sent=False)
    return DeviceError(f"the adb server refuses: {said}", "See: adb devices -l")


def ask(address: ServerAddress, service: str, timeout: float = CONNECT_TIMEOUT) -> str:
    """One question to the server itself, e.g. `host:version`; its answer as text."""
    with ServerStream(address, timeout) as stream:
        stream.request(service)
        return stream.read_block().decode("utf-8", "replace")


def answers(address: ServerAddress) -> bool:
    """Whether an adb server runs there, and answers."""
    try:
        ask(address, "host:version")
    except (ConnectionBroken, DeviceError):
        return False
    return True


def trouble(address: ServerAddress) -> DeviceError | None:
    """What is wrong with the address or who listens there; None where a server answers, or nobody listens."""
    try:
        ask(address, "host:version")
    except ConnectionBroken as broken:
        return _nameless(address, broken)
    except DeviceError:
        return _silent(address)
    return None


def ensure_server(address: ServerAddress) -> bool:
    """See that an adb server answers, starting one on this computer if need be; whether it was started.

    Raises AdbMissing when none answers and there is no adb to start, or when something else holds the port of
    this computer; DeviceError when it will not start, or is of another computer.
    """
    try:
        ask(address, "host:version")
    except ConnectionBroken as broken:
        if not address.local:
            raise _nameless(address, broken) or DeviceError(
                f"no adb server on {address}",
                "Start it there, open to others: adb -a nodaemon server",
            ) from broken
        return _start(address)
    except DeviceError as error:
        raise _silent(address) from error
    return False


def _nameless(address: ServerAddress, broken: ConnectionBroken) -> DeviceError | None:
    """The error where no computer is called so; None where one is."""
    if not isinstance(broken.__cause__, socket.gaierror):
        return None
    return DeviceError(
        f"the name {address.host} of the adb server is not known",
        "Look at its spelling, or give its IP address",
    )


def _silent(address: ServerAddress) -> DeviceError:
    what = f"what listens on {address} does not answer as an adb server does"
    if not address.local:
        return DeviceError(what, "Restart it there: adb kill-server, then adb -a nodaemon server")
    return AdbMissing(
        what, "End it (adb kill-server, or its process), or set ANDROID_ADB_SERVER_PORT to another"
    )


def _start(address: ServerAddress) -> bool:
    binary = adb_binary()
    if not binary:
        raise AdbMissing(
            "no adb server answers and there is no adb on this computer",
            "Install Android platform-tools (Debian, Ubuntu: apt install adb; macOS: brew install "
            "android-platform-tools)",
        )
    try:
        started = subprocess.run(  # noqa: S603 - the binary we looked up, arguments of our own
            [binary, "-P", str(address.port), "start-server"],
            capture_output=True,
            timeout=START_TIMEOUT,
            check=False,
            creationflags=OWN_GROUP,
            env=os.environ | {"ANDROID_ADB_SERVER_PORT": str(address.port)},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeviceError(f"the adb server did not start ({error})", f"Try: {binary} start-server") from error
    if started.returncode:
        if answers(address):  # several programs started one at once, and another was first
            return False
        complaint = started.stderr.decode("utf-8", "replace").strip().splitlines()
        last = complaint[-1] if complaint else f"exit code {started.returncode}"
        raise DeviceError(f"the adb server did not start ({last})", f"Try: {binary} start-server")
    return b"daemon started" in started.stdout + started.stderr


def adb_binary() -> str:
    """Where an adb binary is: in the PATH, else the one inside adbutils; "" when there is none."""
    import adbutils  # noqa: PLC0415  (heavy)

    in_path = shutil.which("adb")
    if in_path:
        return in_path
    try:
        bundled = str(adbutils.adb_path())
    except adbutils.AdbError:
        return ""
    return bundled if os.access(bundled, os.X_OK) else ""
