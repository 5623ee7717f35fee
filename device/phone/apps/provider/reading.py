"""What was read from a database, kept while the database stays as it is."""

from collections.abc import Callable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from device.phone.database import Database, Value

T = TypeVar("T")

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


def whole(value: Value) -> int:
    """A column as a whole number; 0 for what is none."""
    return int(value) if isinstance(value, int | float) else 0


def real(value: Value) -> float:
    """A column as a number; 0 for what is none."""
    return float(value) if isinstance(value, int | float) else 0.0


def words(value: Value) -> str:
    """A column as text; "" for NULL."""
    return value if isinstance(value, str) else "" if value is None else str(value)


def has_table(database: Database, table: str) -> bool:
    """A database put there from outside may lack tables that its app would have made."""
    return bool(database.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table))
