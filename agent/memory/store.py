"""The one file that memory lives in: SQLite, safe for several processes at once.

Each call opens the file, and each change is a transaction of its own. Nothing is written, and no file made,
before something is kept.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from agent.memory.entry import KINDS, Entry, Kind
from agent.memory.relevance import Corpus, Found
from agent.memory.words import words
from device.error import ConfigError

VERSION = 1
BUSY_MS = 10_000
"""How long one process waits for another to finish a change."""
CANDIDATES = 60
"""The best by BM25 that are looked at more closely."""

_SCHEMA = f"""
CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, same TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  package TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(cue, text, tokenize = 'unicode61');
CREATE VIRTUAL TABLE having USING fts5vocab('word', 'row');
PRAGMA user_version = {VERSION};
"""
_BEST = """
SELECT entry.id, body FROM word JOIN entry ON entry.id = word.rowid
WHERE word MATCH ? AND kind IN (SELECT value FROM json_each(?))
AND package IN (SELECT value FROM json_each(?)) ORDER BY bm25(word, 2.0, 1.0), entry.id LIMIT ?
"""


class MemoryStore:
    """Entries by number, and by the words they share with a goal."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, entry: Entry) -> Entry:
        """Keep it; what says the same takes its place. Raises ConfigError where the file can't be used."""
        with self._changing() as connection:
            known = connection.execute("SELECT id FROM entry WHERE same = ?", (entry.identity,)).fetchone()
            return _written(connection, entry.model_copy(update={"id": int(known[0]) if known else 0}))

    def change(self, entry: Entry) -> Entry:
        """Put it in place of the one of its number. Raises ConfigError when there is none, or its like."""
        with self._changing() as connection:
            _read(connection, entry.id)
            query = "SELECT id FROM entry WHERE same = ? AND id <> ?"
            other = connection.execute(query, (entry.identity, entry.id)).fetchone()
            if other is not None:
                raise ConfigError(f"entry {other[0]} says just that already")
            return _written(connection, entry)

    def get(self, number: int) -> Entry:
        """The entry of that number. Raises ConfigError when there is none."""
        if not self.path.exists():
            raise _unknown(number)
        with self._reading() as connection:
            return _read(connection, number)

    def entries(self, kinds: Sequence[Kind] = tuple(KINDS), package: str = "") -> tuple[Entry, ...]:
        """All of these kinds, in the order in which they came; of one app where it is named."""
        if not self.path.exists():
            return ()
        with self._reading() as connection:
            rows = connection.execute("SELECT id, body FROM entry ORDER BY id").fetchall()
        found = (_entry(*row) for row in rows)
        return tuple(e for e in found if e.kind in kinds and package in ("", e.package))

    def forget(self, numbers: Sequence[int]) -> None:
        """Erase these. Raises ConfigError, and erases none, when one of them is not there."""
        with self._changing() as connection:
            for number in numbers:
                _read(connection, number)
            for number in numbers:
                connection.execute("DELETE FROM entry WHERE id = ?", (number,))
                connection.execute("DELETE FROM word WHERE rowid = ?", (number,))

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

    def candidates(
        self, goal: Sequence[str], kinds: Sequence[Kind], packages: Sequence[str]
    ) -> tuple[tuple[Entry, Found], ...]:
        """Those of these kinds and apps that share a word with the goal, the best by BM25 first."""
        if not goal or not self.path.exists():
            return ()
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(goal))
        values = match, json.dumps(list(kinds)), json.dumps(list(packages)), CANDIDATES
        with self._reading() as connection:
            rows = connection.execute(_BEST, values).fetchall()
        return tuple((entry, _found(entry)) for entry in (_entry(*row) for row in rows))

    def corpus(self) -> Corpus:
        """How many entries there are, and how many have each word."""
        if not self.path.exists():
            return Corpus(0, {})
        with self._reading() as connection:
            count = int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])
            return Corpus(count, dict(connection.execute("SELECT term, doc FROM having").fetchall()))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
                connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
                self._prepare(connection)
                yield connection
        except sqlite3.Error as error:
            raise ConfigError(f"cannot use the memory in {self.path}: {error}") from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        self._make()
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _make(self) -> None:
        """The file, for nobody's eyes but the person's own."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        except OSError as error:
            raise ConfigError(f"cannot keep the memory in {self.path}: {error.strerror}") from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > VERSION:
            raise ConfigError(f"the memory in {self.path} was written by a newer Tapwright")
        if version == VERSION:
            return
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
        connection.execute("COMMIT")


def _written(connection: sqlite3.Connection, entry: Entry) -> Entry:
    """Write an entry and its words; it gets a number where it has none."""
    values = entry.identity, entry.kind, entry.package, entry.model_dump_json(exclude={"id"})
    number = entry.id
    if number:
        update = "UPDATE entry SET same = ?, kind = ?, package = ?, body = ? WHERE id = ?"
        connection.execute(update, (*values, number))
        connection.execute("DELETE FROM word WHERE rowid = ?", (number,))
    else:
        insert = "INSERT INTO entry (same, kind, package, body) VALUES (?, ?, ?, ?)"
        number = connection.execute(insert, values).lastrowid or 0
    said = " ".join(words(entry.cue)), " ".join(words(_text(entry)))
    connection.execute("INSERT INTO word (rowid, cue, text) VALUES (?, ?, ?)", (number, *said))
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


def _text(entry: Entry) -> str:
    return " ".join((entry.text, *entry.does))


def _found(entry: Entry) -> Found:
    keys = frozenset(words(entry.cue))
    return Found(keys | frozenset(words(_text(entry))), keys)
