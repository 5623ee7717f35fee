"""What a phone holds, read over adb (settings, files, the apps' rows, apps), and what changed since.

Two looks at the same phone differ by what happened in between. What an app writes by the way (caches, the
place a list was scrolled to) is in it too; who judges says what counts.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Literal, Protocol

from device.error import FileTransferFailed
from device.link.transport.protocol import ShellOutput
from device.state.query import pull_database
from device.state.rowchange import Cells, row_changes

SPACES = ("system", "secure", "global")
STORAGE = "/storage/emulated/0"
_SQLITE = b"SQLite format 3\x00"
_LISTING = f"find {STORAGE} -type d; find {STORAGE} -type f -exec md5sum {{}} +"
_DATABASES = (
    r"find /data/data \( -path '*/databases/*' -o -path '*/app_db/*' \) -type f"
    r" ! -name '*-journal' ! -name '*-shm' -exec md5sum {} +"
)
_LOG = "-wal"
"""What comes after a database's name in that of the log of its latest writes."""
_SHORT = 80
_RADIOS = {"bluetooth_on": "bluetooth", "wifi_on": "wifi", "mobile_data": "data"}
"""Settings that are only told what something else does."""

Kind = Literal["added", "removed", "changed"]


class CensusSource(Protocol):
    """What a census needs of a Device."""

    def shell(self, command: str | Sequence[str]) -> ShellOutput:
        """Run a command."""
        ...

    def pull(self, remote: str) -> bytes:
        """Read a file."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is no longer as it was."""

    place: str
    """Where: "setting global/wifi_on", "file Download/a.txt", "row org.tasks/database/tasks", "app PACKAGE";
    files and, with a slash at the end, folders by their path under the user's storage; rows without keys."""
    kind: Kind
    key: str = ""
    """Of a row: the value of its primary key."""
    before: Cells = ()
    """Columns of a row that differ, or all of one that is gone; else one value named ""."""
    after: Cells = ()

    def __str__(self) -> str:
        """The change in one line."""
        name = f"{self.place} {self.key}".strip()
        if self.kind == "changed":
            was, now = dict(self.before), dict(self.after)
            pairs = [f"{_named(column)}{_shown(was.get(column))} -> {_shown(now[column])}" for column in now]
            return f"{name}: {', '.join(pairs)}"
        cells = ", ".join(f"{_named(column)}{_shown(value)}" for column, value in self.before or self.after)
        return f"{name} {self.kind}" + (f": {cells}" if cells else "")


@dataclass(frozen=True)
class Census:
    """All of it at one moment."""

    settings: Mapping[str, str]
    """By "global/wifi_on"."""
    files: Mapping[str, str]
    """MD5 by path under the user's storage."""
    databases: Mapping[str, bytes]
    """Images by "package/file name"; none on a phone without root."""
    apps: frozenset[str]
    """Packages that are installed and not disabled."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Digests of each database's files, by the names of the databases."""
    folders: frozenset[str] = frozenset()
    """Paths under the user's storage, each with a slash at its end."""

    @cached_property
    def digest(self) -> str:
        """Equal for two phones that hold the same."""
        state = hashlib.sha256()
        for part in (self.settings, self.files):
            state.update(repr(sorted(part.items())).encode())
        for name, image in sorted(self.databases.items()):
            # The same rows may lie in a file in another way, and a counter in its head moves by itself.
            state.update(repr((name, list(row_changes(name, b"", image)))).encode())
        state.update(repr((sorted(self.apps), sorted(self.folders))).encode())
        return state.hexdigest()

    def changes(self, later: "Census") -> tuple[Change, ...]:
        """What is different later. A folder that came with files in it is told by them alone."""
        return (
            *_values("setting", self.settings, later.settings),
            *_files(self, later),
            *_values("app", dict.fromkeys(self.apps, ""), dict.fromkeys(later.apps, "")),
            *_rows(self.databases, later.databases),
        )


def take(device: CensusSource, known: Census | None = None) -> Census:
    """Read the phone; a database that is as in `known` is not fetched again.

    Raises a DeviceError when the phone cannot be read at all.
    """
    found = {name: (image, mark) for name, image, mark in _images(device, known)}
    listing = device.shell(_LISTING).text
    return Census(
        settings=dict(_settings(device)),
        files=dict(_listed(listing, STORAGE)),
        databases={name: image for name, (image, _) in found.items()},
        apps=frozenset(_apps(device)),
        marks={name: mark for name, (_, mark) in found.items()},
        folders=frozenset(_folders(listing)),
    )


def put_setting_back(device: CensusSource, change: Change) -> None:
    """Have a setting as it was before it changed; any other change is left as it is.

    A radio goes on and off by its service: what its setting says alone switches nothing.
    """
    kind, _, name = change.place.partition(" ")
    space, _, key = name.partition("/")
    if kind != "setting":
        return
    radio = _RADIOS.get(key)
    if radio is not None:
        device.shell(["svc", radio, "enable" if dict(change.before).get("") == "1" else "disable"])
    elif change.kind == "added":
        device.shell(["settings", "delete", space, key])
    else:
        device.shell(["settings", "put", space, key, str(dict(change.before).get("", ""))])


def _settings(device: CensusSource) -> Iterator[tuple[str, str]]:
    for space in SPACES:
        for line in device.shell(["settings", "list", space]).text.splitlines():
            name, equals, value = line.partition("=")
            if equals:
                yield f"{space}/{name}", value


def _listed(text: str, root: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        digest, _, path = line.partition("  ")
        if path.startswith(f"{root}/"):
            yield path.removeprefix(f"{root}/"), digest


def _folders(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith(f"{STORAGE}/"):
            yield f"{line.removeprefix(f'{STORAGE}/')}/"


def _images(device: CensusSource, known: Census | None) -> Iterator[tuple[str, bytes, str]]:
    """Every database that can be read, and what tells whether it has changed."""
    digests = dict(_listed(device.shell(_DATABASES).text, "/data/data"))
    for path, digest in digests.items():
        if path.endswith(_LOG):
            continue
        package, _, rest = path.partition("/")
        name = f"{package}/{rest.rpartition('/')[2]}"
        mark = digest + digests.get(f"{path}{_LOG}", "")
        if known is not None and known.marks.get(name) == mark:
            yield name, known.databases[name], mark
            continue
        try:
            image = pull_database(device, f"/data/data/{path}")
        except FileTransferFailed:
            continue  # it went in the meantime
        if image.startswith(_SQLITE):
            yield name, image, mark


def _apps(device: CensusSource) -> Iterator[str]:
    for line in device.shell(["pm", "list", "packages", "-e"]).text.splitlines():
        yield line.removeprefix("package:").strip()


def _values(kind: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None:
            yield Change(f"{kind} {name}", "added", after=_cell(new))
        elif new is None:
            yield Change(f"{kind} {name}", "removed", before=_cell(old))
        elif old != new:
            yield Change(f"{kind} {name}", "changed", before=_cell(old), after=_cell(new))


def _cell(value: str | None) -> Cells:
    return (("", value),) if value else ()


def _files(before: Census, after: Census) -> Iterator[Change]:
    """Files and folders. A file's digest says nothing to people, and is left out."""
    holding = {f"{folder}/" for path in after.files for folder in PurePosixPath(path).parents}
    told = after.folders - (holding - before.folders)
    was = {**before.files, **dict.fromkeys(before.folders, "")}
    now = {**after.files, **dict.fromkeys(told, "")}
    for change in _values("file", was, now):
        yield Change(change.place, change.kind)


def _rows(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Change]:
    for name in sorted({*before, *after}):
        old, new = before.get(name, b""), after.get(name, b"")
        if old == new:
            continue
        try:
            for row in row_changes(name, old, new):
                yield Change(f"row {name}/{row.table}", row.kind, row.key, row.before, row.after)
        except sqlite3.Error as error:
            yield Change(f"row {name}", "changed", after=(("", f"cannot be read: {error}"),))


def _named(column: str) -> str:
    return f"{column}=" if column else ""


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}..."
