"""Questions to a phone's data: rows of content providers, and SQL on a copy of a database."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Protocol

from device.transport.protocol import ShellOutput

SqlValue = str | int | float | bytes | None
Row = tuple[SqlValue, ...]
_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}


class Files(Protocol):
    """What a query needs of a Device."""

    def shell(self, command: Sequence[str]) -> ShellOutput:
        """Run a command, every word quoted."""
        ...

    def pull(self, remote: str) -> bytes:
        """Read a file."""
        ...


def read_rows(text: str, names: Sequence[str]) -> list[Mapping[str, str]]:
    """Rows as `content query` prints them for a projection.

    Values are printed as they are, commas, equal signs and line breaks included, so the known column names
    in their known order are what divides a row.
    """
    columns = ", ".join(f"{re.escape(name)}=(?P<c{place}>.*)" for place, name in enumerate(names))
    row = re.compile(columns, re.DOTALL)
    found: list[Mapping[str, str]] = []
    for part in re.split(r"^Row: \d+ ", text, flags=re.MULTILINE)[1:]:
        matched = row.fullmatch(part.removesuffix("\n"))
        if matched:
            found.append({name: matched[f"c{place}"] for place, name in enumerate(names)})
    return found


def query_copy(device: Files, path: str, query: str, parameters: Row = ()) -> tuple[Row, ...]:
    """Ask a copy of a database, in memory, reading only.

    Raises FileTransferFailed when the file cannot be had (on a real phone other apps' data needs root) and
    sqlite3.Error when it is no database or the query is wrong or would write.
    """
    image = bytearray(device.pull(path))
    if len(image) > 19 and image[18:20] == b"\x02\x02":
        # A database in write-ahead mode does not open in memory; what is still in its log is applied there.
        device.shell(["sqlite3", path, "PRAGMA wal_checkpoint(FULL)"])
        image = bytearray(device.pull(path))
        image[18:20] = b"\x01\x01"
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(bytes(image))
        copy.execute("PRAGMA schema_version").fetchone()  # what is no database shows itself only when read
        copy.set_authorizer(_only_reading)
        return tuple(copy.execute(query, parameters).fetchall())


def _only_reading(action: int, *_names: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
