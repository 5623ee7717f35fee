"""One database behind the ledger, whichever of two it is: named parameters, rows as tuples, transactions."""

import hashlib
import os
import re
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from device.error import ConfigError
from device.lockfile import Lock, LockHeld
from device.state.query import Row, SqlValue

_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")
_BUSY_SECONDS = 60.0
_LONGEST_NAME = 63
"""Letters that Postgres keeps of what a client calls itself."""
_HOLDER = (
    "SELECT who.application_name FROM pg_locks held JOIN pg_stat_activity who ON who.pid = held.pid"
    " WHERE held.locktype = 'advisory' AND held.granted"
    " AND (held.classid::bigint << 32) | held.objid::bigint = :key"
)
INSTALL = "pip install 'tapwright[fleet]'"


class LedgerBroken(ConfigError):
    """The ledger cannot be read or written."""


class Connection(Protocol):
    """What the ledger asks of a database. Statements have `:name` parameters.

    Every method raises LedgerBroken where the database will not.
    """

    def execute(self, statement: str, values: Mapping[str, SqlValue] | None = None) -> list[Row]:
        """Run one statement; its rows. Outside a transaction it stands at once."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is run within, with nobody else writing."""
        ...

    def lease(self, name: str, purpose: str) -> AbstractContextManager[None]:
        """Hold a name while the block lasts, or for as long as this process lives, whichever ends first.

        `purpose` is what others are told. Raises LockHeld, naming the holder, where another process has it.
        """
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def connect(url: str) -> Connection:
    """A connection to `postgresql://...`, or to the SQLite file of that path. Raises LedgerBroken."""
    if url.startswith(("postgres://", "postgresql://")):
        return PostgresConnection(url)
    if is_server(url):
        raise LedgerBroken(
            f"{without_key(url)!r} is no ledger", "Give a file, or postgresql://USER@HOST/DATABASE"
        )
    return SqliteConnection(file_of(url))


def without_key(url: str) -> str:
    """An address as it may be shown: without who asks, and with what password."""
    return re.sub(r"//[^@/]*@", "//", url)


def file_of(url: str) -> Path:
    """The file that a ledger's address names, where it is one of SQLite."""
    return Path(url.removeprefix("sqlite:///"))


def is_server(url: str) -> bool:
    """Whether an address is that of a server, right or wrong."""
    return "://" in url and not url.startswith("sqlite:///")


class SqliteConnection:
    """A file. With a write-ahead log a kill loses nothing that was committed, and nobody waits for a disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
        except (sqlite3.Error, OSError) as error:
            raise LedgerBroken(f"cannot use the ledger {path}: {error}") from error

    def execute(self, statement: str, values: Mapping[str, SqlValue] | None = None) -> list[Row]:
        """Run one statement."""
        try:
            return self._database.execute(statement, dict(values or {})).fetchall()
        except sqlite3.Error as error:
            raise LedgerBroken(f"cannot use the ledger {self.path}: {error}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.rollback()
            raise
        self.execute("COMMIT")

    @contextmanager
    def lease(self, name: str, purpose: str) -> Iterator[None]:
        """Hold a name, by a lock on a file beside the ledger."""
        path = self.path.with_name(f".{self.path.name}.{name}.lock")
        try:
            lock = Lock.take(path, purpose)
        except OSError as error:
            raise LedgerBroken(f"cannot use the ledger {self.path}: {path.name}: {error.strerror}") from error
        try:
            yield
        finally:
            lock.release()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


class PostgresConnection:
    """A server, for runs that many machines write to."""

    def __init__(self, url: str) -> None:
        try:
            import psycopg  # noqa: PLC0415 - a fleet's alone
        except ImportError as error:
            raise LedgerBroken("a ledger on Postgres needs psycopg", f"Install it: {INSTALL}") from error
        self._broken: type[Exception] = psycopg.Error
        self._name = without_key(url)
        try:
            self._database: psycopg.Connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
        except psycopg.Error as error:
            raise LedgerBroken(f"cannot use the ledger {self._name}: {_first_line(error)}") from error

    def execute(self, statement: str, values: Mapping[str, SqlValue] | None = None) -> list[Row]:
        """Run one statement."""
        asked = _PARAMETER.sub(r"%(\1)s", statement)
        try:
            cursor = self._database.execute(asked, dict(values or {}))
            return cursor.fetchall() if cursor.description else []
        except self._broken as error:
            raise LedgerBroken(f"cannot use the ledger {self._name}: {_first_line(error)}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, one writer at a time."""
        with self._database.transaction():
            self.execute("SELECT pg_advisory_xact_lock(7461707772)")
            yield

    @contextmanager
    def lease(self, name: str, purpose: str) -> Iterator[None]:
        """Hold a name, by a lock of the server's that ends with the connection."""
        key = {"key": int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)}
        who = f"{purpose} (process {os.getpid()} of {socket.gethostname()})"
        self.execute("SELECT set_config('application_name', :who, false)", {"who": who[:_LONGEST_NAME]})
        if self.execute("SELECT pg_try_advisory_lock(:key)", key) != [(True,)]:
            raise LockHeld(str((self.execute(_HOLDER, key) or [("another run",)])[0][0]))
        try:
            yield
        finally:
            with suppress(LedgerBroken):  # where the server is gone, so is the lock
                self.execute("SELECT pg_advisory_unlock(:key)", key)

    def close(self) -> None:
        """Hang up."""
        self._database.close()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
