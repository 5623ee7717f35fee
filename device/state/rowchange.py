"""How two states of an app's database differ: which rows came, went or changed, by their keys."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from device.state.query import SqlValue, open_image

Kind = Literal["added", "removed", "changed"]
Cells = tuple[tuple[str, SqlValue], ...]
"""Columns and what they hold."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of one table."""

    database: str
    """package/file name"""
    table: str
    key: str
    """Value of its primary key, several parted by commas."""
    kind: Kind
    before: Cells = ()
    """All columns of a row that went; of one that changed only those that differ."""
    after: Cells = ()


def row_changes(name: str, before: bytes, after: bytes) -> Iterator[RowChange]:
    """What differs, table by table. Images that are no databases have no rows."""
    if before == after:
        return
    old, new = _tables(before), _tables(after)
    for table in sorted({*old, *new}):
        yield from _in_table(name, table, old.get(table, {}), new.get(table, {}))


def _tables(image: bytes) -> dict[str, dict[str, Cells]]:
    """Every table with its rows by key."""
    try:
        with open_image(image) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {name: _rows(database, name) for (name,) in names if not name.startswith("sqlite_")}
    except sqlite3.Error:
        return {}


def _rows(database: sqlite3.Connection, table: str) -> dict[str, Cells]:
    """The rows of a table by key; without a primary key, by row id."""
    quoted = '"' + table.replace('"', '""') + '"'
    columns = database.execute(f"PRAGMA table_info({quoted})").fetchall()
    names = [str(column[1]) for column in columns]
    keys = [
        place for _, place in sorted((column[5], place) for place, column in enumerate(columns) if column[5])
    ]
    if keys:
        rows = database.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - a name of its own schema, quoted
        return {
            ",".join(str(row[place]) for place in keys): tuple(zip(names, row, strict=True)) for row in rows
        }
    rows = database.execute(f"SELECT rowid, * FROM {quoted}")  # noqa: S608
    return {str(row[0]): tuple(zip(names, row[1:], strict=True)) for row in rows}


def _in_table(
    name: str, table: str, old: Mapping[str, Cells], new: Mapping[str, Cells]
) -> Iterator[RowChange]:
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        if before is None:
            yield RowChange(name, table, key, "added", after=after or ())
        elif after is None:
            yield RowChange(name, table, key, "removed", before=before)
        elif before != after:
            yield RowChange(name, table, key, "changed", *_differing(dict(before), dict(after)))


def _differing(before: Mapping[str, SqlValue], after: Mapping[str, SqlValue]) -> tuple[Cells, Cells]:
    """The cells that are not the same on both sides; a column that one side lacks counts as empty there."""
    names = [name for name in {**before, **after} if _cell(before, name) != _cell(after, name)]
    return (
        tuple((name, before.get(name)) for name in names),
        tuple((name, after.get(name)) for name in names),
    )


def _cell(cells: Mapping[str, SqlValue], name: str) -> tuple[type, SqlValue]:
    value = cells.get(name)
    return type(value), value
