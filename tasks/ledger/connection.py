"""One database behind the ledger, whichever of two it is: named parameters, rows as tuples, transactions."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from device.error import ConfigError
from device.state.query import Row, SqlValue

_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")
_BUSY_SECONDS = 60.0
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

    def close(self) -> None:
        """Hang up."""
        self._database.close()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
