"""Checks of a phone's state that say what they saw.

A predicate is plain data; `check(device)` reads the phone and answers with evidence, the same over every
transport. They combine: `all_of(SettingIs("global", "wifi_on", "0"), negate(FileExists("/sdcard/x")))`.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from device.error import FileTransferFailed
from device.link.transport.protocol import ShellOutput
from device.look.front import Front
from device.state.query import Row, query_copy, read_rows

_SHOWN_ROWS = 5
_SHOWN_TEXT = 200


class Asked(Protocol):
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

    def check(self, device: Asked) -> Check:
        """Read the phone. Raises a DeviceError when it cannot be read at all."""
        ...


@dataclass(frozen=True, slots=True)
class SettingIs:
    """A value behind `settings get`; an unset one reads as "null"."""

    namespace: str
    key: str
    value: str | tuple[str, ...]
    """What it must be, or all it may be."""

    def check(self, device: Asked) -> Check:
        """Read the setting."""
        found = device.shell(["settings", "get", self.namespace, self.key]).text.strip()
        return _compare(f"setting {self.namespace} {self.key}", found, self.value)


@dataclass(frozen=True, slots=True)
class PropertyIs:
    """A system property; an unset one reads as ""."""

    name: str
    value: str | tuple[str, ...]

    def check(self, device: Asked) -> Check:
        """Read the property."""
        found = device.shell(["getprop", self.name]).text.strip()
        return _compare(f"property {self.name}", found, self.value)


@dataclass(frozen=True, slots=True)
class FrontIs:
    """The app (and activity) on the screen."""

    package: str
    activity: str = ""
    """Full class name; "" = any."""

    def check(self, device: Asked) -> Check:
        """Read what is in front."""
        front = device.front()
        ok = front.package == self.package and (not self.activity or front.activity == self.activity)
        wanted = f"{self.package}/{self.activity}" if self.activity else self.package
        return _check(f"{front.package}/{front.activity} is in front", ok, wanted)


@dataclass(frozen=True, slots=True)
class FileExists:
    """A path on the phone, file or folder."""

    path: str

    def check(self, device: Asked) -> Check:
        """Look for it."""
        ok = device.shell(["ls", "-d", self.path]).exit_code == 0
        return Check(ok, f"{self.path} {'exists' if ok else 'does not exist'}")


@dataclass(frozen=True, slots=True)
class FileContains:
    """A text somewhere in a file (UTF-8)."""

    path: str
    text: str

    def check(self, device: Asked) -> Check:
        """Read the file."""
        try:
            content = device.pull(self.path).decode("utf-8", "replace")
        except FileTransferFailed as error:
            return Check(False, str(error))
        return _check(f"{self.path} holds {_short(content)}", self.text in content, _short(self.text))


@dataclass(frozen=True, slots=True)
class RowExists:
    """A row of a content provider in which these columns have these values."""

    uri: str
    values: tuple[tuple[str, str], ...]
    count: int | None = None
    """Exactly so many such rows; None = one or more."""

    def check(self, device: Asked) -> Check:
        """Query the provider for just these columns."""
        names = [name for name, _value in self.values]
        answer = device.shell(["content", "query", "--uri", self.uri, "--projection", ":".join(names)])
        rows = read_rows(answer.text, names)
        wanted = dict(self.values)
        found = sum(row == wanted for row in rows)
        ok = found == self.count if self.count is not None else found > 0
        number = "a row" if self.count is None else f"{self.count} rows"
        seen = "; ".join(_short(str(row)) for row in rows[:_SHOWN_ROWS]) or answer.complaint or "no rows"
        return _check(
            f"{self.uri} has {found} of {len(rows)} rows that match ({seen})", ok, f"{number} {wanted}"
        )


@dataclass(frozen=True, slots=True)
class QueryAnswers:
    """What a SELECT on a database of the phone returns, order included."""

    path: str
    query: str
    rows: tuple[Row, ...]
    parameters: Row = ()

    def check(self, device: Asked) -> Check:
        """Pull the database and ask the copy."""
        try:
            found = query_copy(device, self.path, self.query, self.parameters)
        except (FileTransferFailed, sqlite3.Error) as error:
            return Check(False, f"{self.path}: {error}")
        shown = ", ".join(map(str, found[:_SHOWN_ROWS])) or "no rows"
        more = f" and {len(found) - _SHOWN_ROWS} more" if len(found) > _SHOWN_ROWS else ""
        wanted = ", ".join(map(str, self.rows)) or "no rows"
        return _check(f"{self.query} gives {shown}{more}", found == self.rows, wanted)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of them."""

    parts: tuple[Predicate, ...]

    def check(self, device: Asked) -> Check:
        """Check all, so that the evidence is whole."""
        checks = [part.check(device) for part in self.parts]
        return Check(all(check.ok for check in checks), "; ".join(check.evidence for check in checks))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them."""

    parts: tuple[Predicate, ...]

    def check(self, device: Asked) -> Check:
        """Check all, so that the evidence is whole."""
        checks = [part.check(device) for part in self.parts]
        return Check(any(check.ok for check in checks), "; or ".join(check.evidence for check in checks))


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Predicate

    def check(self, device: Asked) -> Check:
        """Check and turn round."""
        check = self.part.check(device)
        return Check(not check.ok, f"not wanted: {check.evidence}" if check.ok else check.evidence)


def all_of(*parts: Predicate) -> AllOf:
    """Every one of them."""
    return AllOf(parts)


def any_of(*parts: Predicate) -> AnyOf:
    """At least one of them."""
    return AnyOf(parts)


def negate(part: Predicate) -> Not:
    """The opposite."""
    return Not(part)


def _compare(what: str, found: str, wanted: str | tuple[str, ...]) -> Check:
    allowed = (wanted,) if isinstance(wanted, str) else wanted
    return _check(f"{what} is {found or 'empty'}", found in allowed, " or ".join(allowed))


def _check(seen: str, ok: bool, wanted: str) -> Check:
    return Check(ok, seen if ok else f"{seen} (wanted {wanted})")


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN_TEXT else text[:_SHOWN_TEXT] + "...")
