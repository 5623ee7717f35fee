"""What a verdict reads: a database's file, pulled from the phone and opened by a plain SQLite."""

import sqlite3
from contextlib import closing

from device.phone.phone import Phone


def rows(phone: Phone, path: str, sql: str) -> list[tuple[object, ...]]:
    """What a query finds in the file at a path."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(phone.files.read(path))
        return database.execute(sql).fetchall()
