"""What a phone holds, in lines to propose from: places that wishes are about, with some of what is there."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from device.state.census import Census
from device.state.query import open_image

_ROWS, _FILES, _COLUMNS, _LONG = 2, 6, 10, 30
_LINE = 320
"""Characters of a line."""
_INNER = ("preference", "android_metadata", "sqlite_sequence", "widget")
"""Tables that nobody means."""


def holdings(census: Census) -> Iterator[str]:
    """A line for each table and each folder, and one for the switches among the settings."""
    for database in sorted(census.databases):
        yield from _tables(database, census.databases[database])
    folders: dict[str, list[str]] = defaultdict(list)
    for path in sorted(census.files):
        folder, _, name = path.rpartition("/")
        if not folder.startswith("Android"):
            folders[folder].append(name)
    for folder, names in folders.items():
        yield f"file {folder}/: {', '.join(names[:_FILES])}{_more(len(names) - _FILES)}"
    switches = sorted(f"{key}={value}" for key, value in census.settings.items() if value in ("0", "1"))
    yield f"setting: {', '.join(switches[: _FILES * 5])}"


def _tables(name: str, image: bytes) -> Iterator[str]:
    try:
        with open_image(image) as database:
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (table,) in tables:
                if any(word in table.lower() for word in _INNER) or table.startswith("sqlite_"):
                    continue
                found = database.execute(f'SELECT * FROM "{table}" LIMIT {_ROWS}')  # noqa: S608 - its own name
                columns = [column[0] for column in found.description]
                rows = [_row(columns, row) for row in found.fetchall()]
                line = f"row {name}/{table} ({', '.join(columns[:_COLUMNS])}): {'; '.join(rows) or 'empty'}"
                yield line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"
    except sqlite3.Error:
        return


def _row(columns: list[str], row: tuple[object, ...]) -> str:
    cells = [
        f"{column}={str(value)[:_LONG]}"
        for column, value in zip(columns, row, strict=True)
        if value not in (None, "", 0, -1) and not isinstance(value, bytes)
    ]
    return ", ".join(cells[:_COLUMNS])


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""
