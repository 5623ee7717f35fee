"""What a way to a phone can do, whichever of the three it is."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from device.screen import Observation

DEFAULT_TIMEOUT = 30.0
"""Seconds a command may take when nothing else is said."""


@dataclass(frozen=True, slots=True)
class ShellOutput:
    """What one command left behind."""

    stdout: bytes
    stderr: bytes = b""
    exit_code: int = 0

    @property
    def text(self) -> str:
        """Standard output as text; bytes that are no UTF-8 become U+FFFD."""
        return self.stdout.decode("utf-8", "replace")

    @property
    def complaint(self) -> str:
        """What a person would read to learn why it failed: standard error, else standard output."""
        return (self.stderr or self.stdout).decode("utf-8", "replace").strip()


def quote(arguments: Sequence[str]) -> str:
    """One command line for the phone's shell in which every argument stays exactly what it is."""
    return shlex.join(arguments)


class Transport(Protocol):
    """A way to one phone. Safe to use from several threads at once.

    Every method but `close` raises DeviceLost when the phone went away and one reconnect did not help,
    DeviceOffline or DeviceUnauthorized when it will not talk, CommandTimeout when it took too long,
    TooMuchSent when more comes than device.budget allows.
    """

    time_left: Callable[[], float]
    """Seconds that whoever uses the phone still has: no command takes longer, whatever its own `timeout`."""

    @property
    def serial(self) -> str:
        """The phone's name, as adb lists it."""
        ...

    def shell(
        self,
        command: str,
        *,
        stdin: bytes = b"",
        timeout: float = DEFAULT_TIMEOUT,
        repeat: bool = True,
    ) -> ShellOutput:
        """Run a command line in the phone's shell; `timeout` in seconds.

        When the connection breaks it is run again, unless `repeat` is false (a tap must not happen twice):
        then ActionRejected says that nobody knows whether it was done.
        """
        ...

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Run a command line and return its output byte for byte (no terminal, no exit code)."""
        ...

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """Write a file on the phone. Raises FileTransferFailed when the phone refuses."""
        ...

    def pull(self, remote: str) -> bytes:
        """Read a file of the phone. Raises FileTransferFailed when there is none or it may not be read."""
        ...

    def reconnect(self) -> None:
        """Drop the connection and make a new one."""
        ...

    def close(self) -> None:
        """Give back what is held on this side. Safe to call twice."""
        ...


class OpenStream(Protocol):
    """A service of the phone that stays open: bytes both ways, used by one thread at a time.

    Methods raise CommandTimeout when the time allowed is up and ConnectionBroken when the phone went away.
    """

    @property
    def has_data(self) -> bool:
        """Whether `read` would return at once: something came, or it was closed."""
        ...

    def allow(self, seconds: float) -> None:
        """What follows may take so long."""
        ...

    def read(self) -> bytes:
        """What comes next; empty at the end."""
        ...

    def write(self, data: bytes) -> None:
        """Send all of it."""
        ...

    def close(self) -> None:
        """Hang up. Safe to call twice."""
        ...


@runtime_checkable
class Lines(Protocol):
    """A transport that can keep services open: all but the in-process one."""

    def open(self, service: str, timeout: float) -> OpenStream:
        """A service by name, as `tcp:9008`; `timeout` seconds are allowed at first.

        Raises ServiceRefused where the phone will not open it, else as every method of Transport.
        """
        ...


@runtime_checkable
class Insight(Protocol):
    """A transport that can look at the phone without asking it: only the in-process one."""

    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        """The same Observation as over the wire, taken from the phone's own objects."""
        ...

    def look(self) -> object:
        """Something that is equal for equal screens; takes no picture."""
        ...
