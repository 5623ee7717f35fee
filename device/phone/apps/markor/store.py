"""What Markor remembers: how lists are sorted, favourites, what each file is taken for."""

from collections.abc import Mapping

from device.phone.apps.provider.reading import read_once
from device.phone.file.database import Database

NAME = "markor.db"
SCHEMA = """
CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE favourite (path TEXT PRIMARY KEY);
"""
DEFAULTS: Mapping[str, str] = {
    "order": "name", "reverse": "0", "folders_first": "1", "hidden": "0", "view_mode": "0", "font_size": "16",
}  # fmt: skip
ORDERS = ("name", "date", "size", "type")
FONT_SIZES = (12, 14, 16, 18, 20, 24)
"""sp"""


def _preferences(database: Database) -> Mapping[str, str]:
    rows = database.rows("SELECT name, value FROM preference")
    return {**DEFAULTS, **{str(name): str(value) for name, value in rows}}


def _favourites(database: Database) -> frozenset[str]:
    return frozenset(str(row[0]) for row in database.rows("SELECT path FROM favourite"))


def preference(database: Database, name: str) -> str:
    """One setting; "" for one that has no default and was never set."""
    return read_once(database, _preferences).get(name, "")


def is_on(database: Database, name: str) -> bool:
    """A setting that is on or off."""
    return preference(database, name) == "1"


def prefer(database: Database, name: str, value: str) -> None:
    """Change a setting."""
    database.run("INSERT OR REPLACE INTO preference (name, value) VALUES (?, ?)", name, value)


def font_size(database: Database) -> int:
    """Of the editor's text, in sp."""
    chosen = preference(database, "font_size")
    return int(chosen) if chosen.isascii() and chosen.isdigit() and 0 < int(chosen) < 100 else 16


def is_favourite(database: Database, path: str) -> bool:
    """Whether a file has a star."""
    return path in read_once(database, _favourites)


def set_favourite(database: Database, path: str, *, on: bool) -> None:
    """Give a file a star, or take it."""
    if on:
        database.run("INSERT OR IGNORE INTO favourite (path) VALUES (?)", path)
    else:
        database.run("DELETE FROM favourite WHERE path = ?", path)


def favourites(database: Database) -> list[str]:
    """Every path with a star, by name."""
    return sorted(read_once(database, _favourites))
