"""Questions to a phone's data: rows of content providers, and SQL on a copy of a database."""

import hashlib
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from device.error import FileTransferFailed
from device.link.transport.protocol import ShellOutput

SqlValue = str | int | float | bytes | None
Row = tuple[SqlValue, ...]
_WRITE_AHEAD = b"\x02\x02"
"""In a database's header: it keeps a log beside it. One that says so does not open in memory."""
_READINGS = 5
"""How often a database is read whose app writes meanwhile."""
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


def pull_database(device: Files, path: str) -> bytes:
    """A database's file with what is in its write-ahead log alone, as of one moment; the phone is only read.

    Raises FileTransferFailed when the file cannot be had.
    """
    for _ in range(_READINGS):
        image = device.pull(path)
        if image[18:20] != _WRITE_AHEAD:
            return image
        try:
            log = device.pull(f"{path}-wal")
        except FileTransferFailed:
            log = b""  # as it was closed in good order
        if _is_so_still(device, path, image, log):
            break
    return _with_log(image, log) if log else image


def _is_so_still(device: Files, path: str, image: bytes, log: bytes) -> bool:
    """Whether a database and its log belong together: neither has changed since they were read."""
    told = device.shell(["md5sum", path, f"{path}-wal"]).text
    now = [line.partition(" ")[0] for line in told.splitlines()]
    files = [image, log] if log or len(now) == 2 else [image]
    return now == [hashlib.md5(each, usedforsecurity=False).hexdigest() for each in files]


def _with_log(image: bytes, log: bytes) -> bytes:
    """The file once the log is applied, as far as the log is whole; as it is where that can't be done."""
    with tempfile.TemporaryDirectory(prefix="tapwright-") as folder:
        copy = Path(folder) / "copy.db"
        copy.write_bytes(image)
        copy.with_name("copy.db-wal").write_bytes(log)  # its index (-shm) is made out of it
        try:
            with closing(sqlite3.connect(copy)) as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error:
            return image
        return copy.read_bytes()


@contextmanager
def open_image(image: bytes) -> Iterator[sqlite3.Connection]:
    """A database out of its file's bytes, in memory, for reading. Raises sqlite3.Error for what is none."""
    if not image:
        raise sqlite3.DatabaseError("the file is empty")
    if image[18:20] == _WRITE_AHEAD:
        image = image[:18] + b"\x01\x01" + image[20:]
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(image)
        copy.execute("PRAGMA schema_version").fetchone()  # what is no database shows itself only when read
        copy.set_authorizer(_only_reading)
        yield copy


def _only_reading(action: int, name: str | None, *_names: str | None) -> int:
    reads = action in _READING or (action == sqlite3.SQLITE_PRAGMA and name == "table_info")
    return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY
