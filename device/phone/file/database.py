"""One in-memory SQLite database of an app, seen from outside as a file.

Pitfalls this file answers (measured, SQLite 3.46.1): after `deserialize` a read must come before the first
savepoint or its rollback loses everything; a WAL-mode image does not open in memory; ATTACH and VACUUM INTO
reach the host's files unless an authorizer forbids them; an endless query needs a progress handler.
"""

import re
import sqlite3
import weakref
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import lru_cache

from device.phone.system.event import Note, unheard

Value = str | int | float | bytes | None
Row = tuple[Value, ...]

_HEADER = b"SQLite format 3\x00"
_VACUUM = re.compile(r"\s*vacuum(\s+main)?\s*;?\s*", re.IGNORECASE)
_MAX_STEPS = 50_000_000
_STEPS_PER_CALL = 100_000


class DatabaseBroken(Exception):
    """The bytes given are not a database SQLite can read."""


_PRAGMAS = frozenset(
    (
        *("application_id", "collation_list", "data_version", "encoding", "foreign_key_check"),
        *("foreign_key_list", "foreign_keys", "freelist_count", "index_info", "index_list", "index_xinfo"),
        *("integrity_check", "journal_mode", "page_count", "page_size", "quick_check", "schema_version"),
        *("synchronous", "table_info", "table_list", "table_xinfo", "user_version", "wal_checkpoint"),
    )
)
"""Those that stay within the database; others change the whole process or name folders of the host."""
_LONGEST_VALUE = 64 << 20
"""Bytes of one text or blob."""


def _authorize(action: int, name: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_PRAGMA and (name or "").casefold() not in _PRAGMAS:
        return sqlite3.SQLITE_DENY
    return (
        sqlite3.SQLITE_DENY if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH) else sqlite3.SQLITE_OK
    )


def well_formed(text: str) -> str:
    """Half characters (lone surrogates, bytes that are no UTF-8) replaced, as a keyboard or a store does."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Tally:
    """How often any of several databases has changed."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0


def _unheard() -> None:
    pass


class Database:
    """A connection that cannot leave memory."""

    def __init__(self, schema: str = "", *, image: bytes | None = None, tally: Tally | None = None) -> None:
        """A fresh database, or one that becomes what `save` gave when it is first read.

        `tally` is moved by every change.
        """
        self._tally = tally or Tally()
        self._told = 0
        """What `changes` was when the tally was last moved."""
        self._image = image if image is not None or not schema else _blank(schema)
        self._changes = -1
        self._total = -1
        """Rows changed on the present connection when `_changes` was read; -1 = a statement ran since."""
        self._before = 0
        """What `changes` was when the present connection was opened."""
        self._held: sqlite3.Connection | None = None
        self._page = 0
        """Bytes of a page on the present connection; 0 = not asked yet."""
        self.name = ""
        """For the notes: package/file."""
        self.note: Note = unheard
        """Hears of every statement that changed rows."""
        self.resized: Callable[[], None] = _unheard
        """Told when `size` may have changed."""
        if self._image is None:
            self._hold(self._open())

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._held is None:
            image = self._image or b""
            self._become(image)
            self._before -= 1  # nothing was replaced
            self._image, self._changes = image, self._stamp()
        assert self._held is not None
        return self._held

    @staticmethod
    def _open() -> sqlite3.Connection:
        return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)

    def _execute(self, sql: str, values: tuple[Value, ...]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except UnicodeEncodeError:
            clean = tuple(well_formed(value) if isinstance(value, str) else value for value in values)
            return self._connection.execute(well_formed(sql), clean)

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """Every row of a query."""
        return self._execute(sql, values).fetchall()

    def value(self, sql: str, *values: Value) -> Value:
        """The first column of the first row; None when there is none."""
        row = self._execute(sql, values).fetchone()
        return row[0] if row else None

    def run(self, sql: str, *values: Value) -> int:
        """One statement; the id of the row it inserted, if it did."""
        cursor = self._execute(sql, values)
        self._written()
        if cursor.rowcount > 0:
            self.note("database", self.name, sql, cursor.rowcount)
        return cursor.lastrowid or 0

    def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """One statement for many rows, as one transaction."""
        self._connection.execute("BEGIN")
        cursor = self._connection.executemany(sql, rows)
        self._connection.execute("COMMIT")
        self._written()
        self.note("database", self.name, sql, max(0, cursor.rowcount))

    def script(self, sql: str) -> list[Row]:
        """Statements from outside (the phone's `sqlite3` command): rows of all of them, bounded in work.

        Raises sqlite3.Error as SQLite words it.
        """
        steps = 0
        self._total = -1

        def tick() -> int:
            nonlocal steps
            steps += _STEPS_PER_CALL
            return int(steps > _MAX_STEPS)

        self._connection.set_progress_handler(tick, _STEPS_PER_CALL)
        rows: list[Row] = []
        try:
            for statement in _statements(well_formed(sql)):
                if _VACUUM.fullmatch(statement):
                    self._vacuum()
                    continue
                cursor = self._connection.execute(statement)
                rows += cursor.fetchall()
                if cursor.rowcount > 0:
                    self.note("database", self.name, statement, cursor.rowcount)
        finally:
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            self._connection.set_progress_handler(None, 0)
            self._written()
        return rows

    def _vacuum(self) -> None:
        """SQLite attaches a database of its own for it; it stays in memory."""
        self._connection.set_authorizer(None)
        try:
            self._connection.execute("PRAGMA temp_store = MEMORY")
            self._connection.execute("VACUUM")
        finally:
            self._connection.set_authorizer(_authorize)

    def columns(self, sql: str) -> list[str]:
        """Column names a query would have."""
        description = self._connection.execute(sql).description
        return [column[0] for column in description or ()]

    def _written(self) -> None:
        """A statement ran that may have written."""
        self._total = -1
        self.resized()
        changes = self.changes
        if changes != self._told:
            self._told = changes
            self._tally.count += 1

    @property
    def changes(self) -> int:
        """Moves with every changed row, and when all is replaced: tells whether a cached reading is stale."""
        return self._before + (self._held.total_changes if self._held is not None else 0)

    def _stamp(self) -> int:
        """Moves with every change of rows or schema."""
        schema: int = self._connection.execute("PRAGMA schema_version").fetchone()[0]
        return (self._connection.total_changes << 20) + schema

    def save(self) -> bytes:
        """The database as a file; cached while nothing changes."""
        held = self._held
        if self._image is not None and (held is None or held.total_changes == self._total):
            return self._image
        stamp = self._stamp()
        if self._image is None or stamp != self._changes:
            self._image = self._connection.serialize()
            self._changes = stamp
        self._total = self._connection.total_changes
        return self._image

    @property
    def size(self) -> int:
        """Bytes that `save` would give."""
        if self._held is None:
            return len(self._image or b"")
        if not self._page:
            self._page = int(self._held.execute("PRAGMA page_size").fetchone()[0])
        pages: int = self._held.execute("PRAGMA page_count").fetchone()[0]
        return pages * self._page

    def restore(self, image: bytes) -> None:
        """Become what `save` gave; nothing to do when nothing changed since."""
        if image is self._image and (self._held is None or self._stamp() == self._changes):
            return
        self.load(image)
        self._image, self._changes = image, self._stamp()

    def load(self, image: bytes) -> None:
        """Become the database in `image`, which may come from anywhere.

        Raises DatabaseBroken, leaving the present content, when the bytes are no database.
        """
        self._become(image)
        self._written()

    def _become(self, image: bytes) -> None:
        if image and (not image.startswith(_HEADER) or len(image) < 100):
            raise DatabaseBroken("file is not a database")
        connection = self._open()
        if image:
            if image[18:20] != b"\x01\x01":
                image = image[:18] + b"\x01\x01" + image[20:]
            try:
                connection.deserialize(image)
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.DatabaseError as error:
                connection.close()
                raise DatabaseBroken(str(error)) from error
        if self._held is not None:
            self.note("database", self.name, "replaced")
        self._before = self.changes + 1
        self.close()
        self._hold(connection)
        self._image = None

    def close(self) -> None:
        """Give the memory back."""
        if self._held is not None:
            self._release()
            self._held = None

    def _hold(self, connection: sqlite3.Connection) -> None:
        """Take a connection as ours, to be closed with us.

        Held from outside, so that it is closed when a whole phone is let go: sqlite3 warns of open ones.
        """
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.set_authorizer(_authorize)  # only now: deserialize itself attaches
        self._held, self._total, self._page = connection, -1, 0
        self._release = weakref.finalize(self, connection.close)


@lru_cache(maxsize=256)
def _blank(schema: str) -> bytes:
    """What a fresh database of this schema is: made once, since phones have some forty and open few."""
    with closing(Database()) as made:
        made.script(schema)
        return made.save()


def _statements(sql: str) -> list[str]:
    """Split at semicolons that end a statement (not those in strings or triggers)."""
    found, start = [], 0
    for position, char in enumerate(sql):
        if char == ";" and sqlite3.complete_statement(sql[start : position + 1]):
            found.append(sql[start : position + 1])
            start = position + 1
    rest = sql[start:].strip()
    return [*found, rest] if rest else found
