"""Content providers whose paths stand for rows: of one table of a database, or worked out."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from device.phone.file.database import Database, Row, Value
from device.phone.system.context import Context
from device.phone.system.provider import ProviderFault, Query, Table, select

Filled = Callable[[Context, str, Mapping[str, Value]], Mapping[str, Value]]
"""Completes the values of a new row, given the path it is inserted at."""
ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException"
UNSUPPORTED = "java.lang.UnsupportedOperationException"


@dataclass(frozen=True, slots=True)
class ProviderRows:
    """A provider that is one table of a database."""

    package: str
    file: str
    table: str
    paths: Mapping[str, str]
    """Path -> SQL condition of the rows it stands for; a number after a path is a row's id."""
    filled: Filled
    order: str = "_id"
    others: Mapping[str, str] = field(default_factory=dict)
    """Path -> SELECT of rows that can only be read."""

    def _database(self, context: Context) -> Database:
        return context.database(self.file, self.package)

    def _condition(self, path: str) -> str:
        head, _, tail = path.rpartition("/")
        if tail.isascii() and tail.isdigit() and head in self.paths:
            return f"({self.paths[head]}) AND _id = {tail}"
        if path not in self.paths:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Unknown URL {path}")
        return self.paths[path]

    def _table(self, context: Context, path: str) -> Table:
        database = self._database(context)
        sql = self.others.get(path)
        if sql is None:
            condition = self._condition(path)
            sql = f"SELECT * FROM {self.table} WHERE {condition} ORDER BY {self.order}"  # noqa: S608
        return Table(tuple(database.columns(sql)), database.rows(sql))

    def _known(self, context: Context, values: Mapping[str, Value]) -> None:
        columns = self._database(context).columns(f"SELECT * FROM {self.table} LIMIT 0")  # noqa: S608
        for name in values:
            if name not in columns:
                raise ProviderFault(
                    "android.database.sqlite.SQLiteException",
                    f"table {self.table} has no column named {name}",
                )

    def _ids(self, context: Context, path: str, where: str) -> list[Value]:
        return [number for (number,) in select(self._table(context, path), Query(path, ("_id",), where)).rows]

    def query(self, context: Context, query: Query) -> Table:
        """The rows asked for."""
        return select(self._table(context, query.path), query)

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """A new row; what is not given is what the provider would fill in."""
        self._condition(path)
        row = self.filled(context, path, values)
        self._known(context, row)
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        sql = f"INSERT INTO {self.table} ({names}) VALUES ({marks})"  # noqa: S608
        try:
            self._database(context).run(sql, *row.values())
        except sqlite3.IntegrityError as error:
            raise ProviderFault("android.database.sqlite.SQLiteConstraintException", str(error)) from error

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """Change rows."""
        self._known(context, values)
        found = self._ids(context, path, where)
        changes = ", ".join(f"{name} = ?" for name in values)
        sql = f"UPDATE {self.table} SET {changes} WHERE _id = ?"  # noqa: S608
        for number in found if values else ():
            self._database(context).run(sql, *values.values(), number)
        return len(found)

    def delete(self, context: Context, path: str, where: str) -> int:
        """Remove rows."""
        found = self._ids(context, path, where)
        for number in found:
            self._database(context).run(f"DELETE FROM {self.table} WHERE _id = ?", number)  # noqa: S608
        return len(found)


@dataclass(frozen=True, slots=True)
class ReadRows:
    """A provider whose rows are worked out, and only read."""

    tables: Mapping[str, tuple[tuple[str, ...], Callable[[Context], Sequence[Row]]]]
    """Path -> columns, of which the first is the id, and rows; a number after a path is a row's id."""

    def query(self, context: Context, query: Query) -> Table:
        """The rows asked for."""
        path, _, number = query.path.rpartition("/")
        if not (number.isascii() and number.isdigit() and path in self.tables):
            path, number = query.path, ""
        if path not in self.tables:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Unknown URL {query.path}")
        columns, rows = self.tables[path]
        found = [row for row in rows(context) if not number or str(row[0]) == number]
        return select(Table(columns, found), query)

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """Refused."""
        raise ProviderFault(UNSUPPORTED, f"Unknown URI: {path}")

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """Refused."""
        raise ProviderFault(UNSUPPORTED, f"Unknown URI: {path}")

    def delete(self, context: Context, path: str, where: str) -> int:
        """Refused."""
        raise ProviderFault(UNSUPPORTED, f"Unknown URI: {path}")
