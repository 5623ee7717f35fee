"""The one file that memory lives in: SQLite, safe for several processes at once.

Each call opens the file, and each change is a transaction of its own. Nothing is written, and no file made,
before something is kept; what is forgotten is overwritten, not just unlisted.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import ValidationError

from agent.memory.entry import KINDS, Entry, Kind
from agent.memory.procedure import circle
from agent.memory.secret import secret_in
from device.error import ConfigError

VERSION = 1
BUSY_MS = 10_000
"""How long one process waits for another to finish a change."""
_ANEW = "`agent memory erase` begins anew; --no-memory runs without it"
_ELSEWHERE = "Name another file with TAPWRIGHT_MEMORY, or run with --no-memory"

MOST_LEARNT = 300
"""Entries of one kind that runs may leave; the oldest go first. What the person wrote is never let go."""
_OVERFLOW = """
DELETE FROM entry WHERE id IN (
  SELECT id FROM entry WHERE json_extract(body, '$.kind') = ? AND json_extract(body, '$.source') = 'learnt'
  ORDER BY json_extract(body, '$.made_at') DESC, id DESC LIMIT -1 OFFSET ?)
"""
_TABLE = """
CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, same TEXT NOT NULL UNIQUE, body TEXT NOT NULL)
"""


class Damaged(ConfigError):
    """The file is no memory, or no longer."""


class MemoryStore:
    """Entries by number. Every method raises ConfigError where the file can't be used."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, entry: Entry) -> Entry:
        """Keep it; what says the same gives way to it.

        Raises ConfigError when it holds a secret, or is a procedure that leads to itself.
        """
        _refuse_secrets(entry)
        with self._changing() as connection:
            _refuse_circle(connection, entry)
            known = connection.execute("SELECT id FROM entry WHERE same = ?", (entry.identity,)).fetchone()
            kept = _written(connection, entry.model_copy(update={"id": int(known[0]) if known else 0}))
            if entry.source == "learnt":
                connection.execute(_OVERFLOW, (entry.kind, MOST_LEARNT))
            return kept

    def change(self, entry: Entry) -> Entry:
        """Put it in place of the one of its number.

        Raises ConfigError when there is none, or its like already, and where `add` does.
        """
        _refuse_secrets(entry)
        with self._changing() as connection:
            _read(connection, entry.id)
            _refuse_circle(connection, entry)
            query = "SELECT id FROM entry WHERE same = ? AND id <> ?"
            other = connection.execute(query, (entry.identity, entry.id)).fetchone()
            if other is not None:
                raise ConfigError(f"entry {other[0]} says just that already")
            return _written(connection, entry)

    def get(self, number: int) -> Entry:
        """The entry of that number. Raises ConfigError when there is none."""
        if not self.path.exists():
            raise _unknown(number)
        with self._open() as connection:
            return _read(connection, number)

    def entries(self, *kinds: Kind) -> tuple[Entry, ...]:
        """All of these kinds, of any where none is named, in the order in which they came."""
        if not self.path.exists():
            return ()
        with self._open() as connection:
            return _all(connection, *kinds)

    def forget(self, numbers: Sequence[int]) -> None:
        """Erase these. Raises ConfigError, and erases none, when one of them is not there."""
        if not self.path.exists():
            raise _unknown(numbers[0])
        with self._changing() as connection:
            for number in numbers:
                _read(connection, number)
                connection.execute("DELETE FROM entry WHERE id = ?", (number,))
        self._shrink()

    def erase(self) -> None:
        """Forget everything; a file that is damaged goes as a whole."""
        try:
            if self.path.exists():
                with self._changing() as connection:
                    connection.execute("DELETE FROM entry")
                self._shrink()
        except Damaged:
            self.path.unlink(missing_ok=True)
            self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)

    def use(self, numbers: Sequence[int], at: float) -> None:
        """Count one more use of each that is still there."""
        if not numbers:
            return
        with self._changing() as connection:
            connection.executemany(
                "UPDATE entry SET body = json_set(body, '$.used', json_extract(body, '$.used') + 1, "
                "'$.used_at', ?) WHERE id = ?",
                [(at, number) for number in numbers],
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
                connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
                connection.execute("PRAGMA secure_delete = ON")
                self._prepare(connection)
                yield connection
        except sqlite3.OperationalError as error:
            raise ConfigError(f"cannot use the memory in {self.path}: {error}", _ELSEWHERE) from error
        except (sqlite3.Error, ValidationError, ValueError, TypeError) as error:
            raise Damaged(f"the memory in {self.path} is damaged", _ANEW) from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        self._make()
        with self._open() as connection, connection:  # ends the transaction: rolled back after an error
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def _make(self) -> None:
        """The file, for nobody's eyes but the person's own."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            reason = f"cannot keep the memory in {self.path}: {error.strerror}"
            raise ConfigError(reason, _ELSEWHERE) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version == 0:
            connection.execute("BEGIN IMMEDIATE")
            if not connection.execute("PRAGMA user_version").fetchone()[0]:
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        elif version != VERSION:
            raise ConfigError(f"the memory in {self.path} was written by a newer Tapwright", _ELSEWHERE)

    def _shrink(self) -> None:
        """Give back the room of what was forgotten."""
        with self._open() as connection:
            connection.execute("VACUUM")


def _refuse_secrets(entry: Entry) -> None:
    if kind := secret_in(entry.cue, entry.text, entry.answer, *entry.does):
        raise ConfigError(
            f"this seems to hold {kind}, and secrets are never remembered",
            "Name it as {{secret:name}} instead",
        )


def _refuse_circle(connection: sqlite3.Connection, entry: Entry) -> None:
    """A procedure that leads to itself would fail only when it is called."""
    if entry.kind != "procedure":
        return
    gone = (entry.id, entry.identity)
    others = [other for other in _all(connection, "procedure") if not {other.id, other.identity} & set(gone)]
    if names := circle(entry, others):
        raise ConfigError(
            f'the procedure "{entry.cue}" would lead to itself ({", ".join(names)})',
            "Say what is to be done instead of its name",
        )


def _all(connection: sqlite3.Connection, *kinds: Kind) -> tuple[Entry, ...]:
    rows = connection.execute("SELECT id, body FROM entry ORDER BY id").fetchall()
    return tuple(entry for entry in (_entry(*row) for row in rows) if entry.kind in (kinds or KINDS))


def _written(connection: sqlite3.Connection, entry: Entry) -> Entry:
    """Write an entry; it gets a number where it has none."""
    values = entry.identity, entry.model_dump_json(exclude={"id"})
    if entry.id:
        connection.execute("UPDATE entry SET same = ?, body = ? WHERE id = ?", (*values, entry.id))
        return entry
    number = connection.execute("INSERT INTO entry (same, body) VALUES (?, ?)", values).lastrowid
    return entry.model_copy(update={"id": number})


def _read(connection: sqlite3.Connection, number: int) -> Entry:
    row = connection.execute("SELECT id, body FROM entry WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise _unknown(number)
    return _entry(*row)


def _unknown(number: int) -> ConfigError:
    return ConfigError(f"nothing is remembered under number {number}", "See: agent memory list")


def _entry(number: int, body: str) -> Entry:
    return Entry.model_validate({**json.loads(body), "id": number})
