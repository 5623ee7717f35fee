"""Providers of rows, asked by URI: what `content` and the apps have to do with each other.

An app that has a provider puts it into PROVIDERS under its authority.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from device.phone.file.database import Database, Row, Value
from device.phone.system.context import Context
from device.phone.system.setting import NAMESPACES


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the names of their columns."""

    columns: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a provider."""

    path: str
    """Of the URI, without the slashes around it."""
    projection: tuple[str, ...] = ()
    where: str = ""
    sort: str = ""


class ProviderFault(Exception):
    """The provider refuses: class and message of the exception it throws."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")


class Provider(Protocol):
    """Rows behind an authority. Each method raises ProviderFault for what it cannot do."""

    def query(self, context: Context, query: Query) -> Table:
        """The rows asked for."""
        ...

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """Add a row."""
        ...

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """Change rows; how many."""
        ...

    def delete(self, context: Context, path: str, where: str) -> int:
        """Remove rows; how many."""
        ...


def select(table: Table, query: Query) -> Table:
    """Projection, condition and order applied to rows that come from anywhere."""
    if not (query.projection or query.where or query.sort):
        return table
    scratch = Database()
    names = ", ".join(f'"{name}"' for name in table.columns)
    scratch.run(f"CREATE TABLE t ({names})")
    marks = ", ".join("?" * len(table.columns))
    scratch.run_many(f"INSERT INTO t VALUES ({marks})", list(table.rows))  # noqa: S608
    for name in query.projection:
        if name not in table.columns:
            raise ProviderFault("java.lang.IllegalArgumentException", f"Invalid column {name}")
    columns = query.projection or table.columns
    sql = "SELECT " + ", ".join(f'"{name}"' for name in columns) + " FROM t"  # noqa: S608
    if query.where:
        sql += f" WHERE {query.where}"
    if query.sort:
        sql += f" ORDER BY {query.sort}"
    try:
        return Table(tuple(columns), scratch.script(sql))
    except sqlite3.Error as error:
        raise ProviderFault("android.database.sqlite.SQLiteException", str(error)) from error
    finally:
        scratch.close()


class SettingProvider:
    """content://settings/{system,secure,global}"""

    _COLUMNS = ("_id", "name", "value", "is_preserved_in_restore")

    def _table(self, context: Context, path: str) -> tuple[str, str, Table]:
        """Namespace, the one key asked for or "", and the rows."""
        namespace, _, key = path.partition("/")
        if namespace not in NAMESPACES:
            raise ProviderFault("java.lang.IllegalArgumentException", f"Invalid root path: {path}")
        rows = [
            (place + 1, name, value, None)
            for place, (name, value) in enumerate(context.settings.all(namespace))
            if not key or name == key
        ]
        return namespace, key, Table(self._COLUMNS, rows)

    def query(self, context: Context, query: Query) -> Table:
        """Settings as rows."""
        return select(self._table(context, query.path)[2], query)

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """Put a setting."""
        namespace = self._table(context, path)[0]
        if "name" not in values:
            raise ProviderFault("java.lang.IllegalArgumentException", "name is required")
        context.settings.put(namespace, str(values["name"]), plain(values.get("value")))

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """Change settings."""
        namespace, _, table = self._table(context, path)
        found = select(table, Query(path, ("name",), where)).rows
        for (name,) in found:
            context.settings.put(namespace, str(name), plain(values.get("value")))
        return len(found)

    def delete(self, context: Context, path: str, where: str) -> int:
        """Forget settings."""
        namespace, _, table = self._table(context, path)
        found = select(table, Query(path, ("name",), where)).rows
        for (name,) in found:
            context.settings.delete(namespace, str(name))
        return len(found)


def plain(value: Value) -> str:
    """A value as a setting keeps it."""
    return "" if value is None else str(value)


PROVIDERS: dict[str, Provider] = {"settings": SettingProvider()}
"""By authority."""
