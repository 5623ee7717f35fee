"""Checks of a phone's state that say what they saw.

A predicate is plain data; `check(device)` reads the phone and answers with evidence, the same over every
transport.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from device.link.transport.protocol import ShellOutput
from device.look.front import Front


class StateSource(Protocol):
    """What a predicate needs of a Device."""

    def shell(self, command: Sequence[str]) -> ShellOutput:
        """Run a command, every word quoted."""
        ...

    def pull(self, remote: str) -> bytes:
        """Read a file."""
        ...

    def front(self) -> Front:
        """What is in front."""
        ...


@dataclass(frozen=True, slots=True)
class Check:
    """An answer and why."""

    ok: bool
    evidence: str
    """One line for people: what was read, and what was wanted."""


class Predicate(Protocol):
    """Something about a phone that is so or not."""

    def check(self, device: StateSource) -> Check:
        """Read the phone. Raises a DeviceError when it cannot be read at all."""
        ...


@dataclass(frozen=True, slots=True)
class SettingIs:
    """A value behind `settings get`; an unset one reads as "null"."""

    namespace: str
    key: str
    value: str | tuple[str, ...]
    """What it must be, or all it may be."""

    def check(self, device: StateSource) -> Check:
        """Read the setting."""
        found = device.shell(["settings", "get", self.namespace, self.key]).text.strip()
        return _compare(f"setting {self.namespace} {self.key}", found, self.value)


@dataclass(frozen=True, slots=True)
class FrontIs:
    """The app (and activity) on the screen."""

    package: str
    activity: str = ""
    """Full class name; "" = any."""

    def check(self, device: StateSource) -> Check:
        """Read what is in front."""
        front = device.front()
        ok = front.package == self.package and (not self.activity or front.activity == self.activity)
        wanted = f"{self.package}/{self.activity}" if self.activity else self.package
        return _check(f"{front.package}/{front.activity} is in front", ok, wanted)


def _compare(what: str, found: str, wanted: str | tuple[str, ...]) -> Check:
    allowed = (wanted,) if isinstance(wanted, str) else wanted
    return _check(f"{what} is {found or 'empty'}", found in allowed, " or ".join(allowed))


def _check(seen: str, ok: bool, wanted: str) -> Check:
    return Check(ok, seen if ok else f"{seen} (wanted {wanted})")
