"""What a person chose in an app's settings: texts by name, in a small database beside the app's own."""

from collections.abc import Mapping

from device.phone.apps.provider.reading import read_once, words
from device.phone.file.database import Database
from device.phone.system.context import Context

PREFERENCE = "preference.db"
PREFERENCE_SCHEMA = "CREATE TABLE preference (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);"


def preference(context: Context, package: str, key: str, default: str = "") -> str:
    """One setting of an app."""
    return read_once(context.database(PREFERENCE, package), _read).get(key, default)


def is_on(context: Context, package: str, key: str) -> bool:
    """A setting that is "1" when it is on; off until it is set."""
    return preference(context, package, key) == "1"


def number(context: Context, package: str, key: str, default: int = 0) -> int:
    """A setting that is a whole number; `default` where it is none."""
    held = preference(context, package, key)
    return int(held) if held.removeprefix("-").isdecimal() else default


def set_preference(context: Context, package: str, key: str, value: str) -> None:
    """Change one; "" forgets it."""
    database = context.database(PREFERENCE, package)
    if value:
        database.run("INSERT OR REPLACE INTO preference (key, value) VALUES (?, ?)", key, value)
    else:
        database.run("DELETE FROM preference WHERE key = ?", key)


def _read(database: Database) -> Mapping[str, str]:
    return {words(key): words(value) for key, value in database.rows("SELECT key, value FROM preference")}
