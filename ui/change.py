"""What a run changed in the embedded phone, read from its state and not from its screen."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing

from device.phone.file.filedifference import file_changes
from device.phone.system.snapshot import Snapshot

_MOST, _LONGEST = 12, 300
"""Lines, and characters of one."""
_SHARED = "/storage/emulated/0/"
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_UNTOLD = ("sqlite_sequence", "android_metadata")


def changes(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """A line for each setting that differs, each file in the shared storage, each row that came or went."""
    lines = [*_settings(before.settings, after.settings), *_files(before, after)]
    for package, name in sorted(after.databases):
        old, new = before.databases.get((package, name), b""), after.databases[package, name]
        if old != new:
            lines += [f"{package} {name} {line}" for line in _rows(old, new)]
    more = len(lines) - _MOST
    told = tuple(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines[:_MOST])
    return (*told, f"and {more} more") if more > 0 else told


def _settings(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    for namespace, table in after.items():
        old = before.get(namespace, {})
        for key in sorted({*old, *table}):
            if old.get(key) != table.get(key):
                yield f"settings {namespace} {key}: {old.get(key, 'unset')} -> {table.get(key, 'unset')}"


def _files(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """What a person would call their files; those that apps keep for themselves are left out."""
    for change in file_changes(before.files.root, after.files.root):
        if change.path.startswith(_SHARED) and change.kind in _SIGNS:
            size = (
                "" if change.kind == "removed" or change.type != "file" else f" ({change.size_after} bytes)"
            )
            yield f"files {_SIGNS[change.kind]}{change.path}{size}"


def _rows(before: bytes, after: bytes) -> Iterator[str]:
    old, new = _tables(before), _tables(after)
    for table in sorted({*old, *new}):
        gone, come = (
            old.get(table, Counter()) - new.get(table, Counter()),
            new.get(table, Counter()) - old.get(table, Counter()),
        )
        for row in gone.elements():
            yield f"{table} -({row})"
        for row in come.elements():
            yield f"{table} +({row})"


def _tables(image: bytes) -> dict[str, Counter[str]]:
    """Rows of each table as text, from a database's file image."""
    if not image:
        return {}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(image)
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in _UNTOLD
        ]
        return {
            name: Counter(
                ", ".join("NULL" if value is None else str(value) for value in row)
                for row in connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - the app's own names
            )
            for name in names
        }
