"""What was read from a database, kept while the database stays as it is."""

import re
from collections.abc import Callable
from math import isfinite
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from device.phone.file.database import Database, Value

T = TypeVar("T")

_LARGEST = (1 << 63) - 1
_DIGITS = 40
"""Of a text that are read: more are beyond every number of SQLite."""
_WHOLE = re.compile(r"\s*[+-]?[0-9]+")
_REAL = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")

_kept: "WeakKeyDictionary[Database, dict[object, tuple[bytes, object]]]" = WeakKeyDictionary()
"""By database and reader: the content that was read, and what it read as."""


def read_once(database: Database, read: Callable[[Database], T]) -> T:
    """What `read` makes of a database; it is asked again only after a change.

    A screen is built anew for every frame, its data rarely changes. `read` must depend on nothing else.
    """
    image = database.save()  # the same object while nothing changes, also after a snapshot came back
    readings = _kept.setdefault(database, {})
    kept = readings.get(read)
    if kept is None or kept[0] is not image:
        kept = readings[read] = (image, read(database))
    return cast(T, kept[1])


def whole(value: object) -> int:
    """A column as Android's getLong gives it: of a text the number that it begins with, 0 where is none."""
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        found = _WHOLE.match(value)
        number: float = int(found[0][:_DIGITS]) if found else 0
    else:
        number = value if isinstance(value, float) and value == value else 0
    return int(min(_LARGEST, max(-_LARGEST, number)))


def real(value: object) -> float:
    """A column as Android's getDouble gives it: of a text the number that it begins with, 0 where is none.

    Without end or not a number, it is 0 as well: nothing that is measured on a phone is.
    """
    if isinstance(value, str):
        found = _REAL.match(value)
        value = float(found[0]) if found else 0.0
    return float(value) if isinstance(value, int | float) and isfinite(value) else 0.0


def words(value: Value) -> str:
    """A column as text; "" for NULL."""
    return value if isinstance(value, str) else "" if value is None else str(value)


def has_table(database: Database, table: str) -> bool:
    """A database put there from outside may lack tables that its app would have made."""
    return bool(database.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table))
