"""A difference in words for a person, and as data for a program."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime

from device.phone.file.database import Value
from device.phone.file.filedifference import FileChange
from device.phone.system.difference import Difference, ValueChange
from device.state.rowchange import Cells, RowChange

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "mode": "~"}
_LONGEST = 100
"""Characters of a value that are shown."""
_CELLS = 8
"""Columns of a row that came or went; the empty ones are left out first."""
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def lines(difference: Difference) -> list[str]:
    """The difference, part by part; one line says so when there is none."""
    told = [
        *_part("settings", map(_value_line, difference.settings)),
        *_part("properties", map(_value_line, difference.properties)),
        *_part("files", map(_file_line, difference.files)),
        *_databases(difference.rows),
        *_part("packages", map(_value_line, difference.packages)),
        *_part("activities", _activities(difference)),
        *_part("notifications", _notifications(difference)),
        *_part("clipboard", map(_value_line, _single(difference.clipboard))),
        *_part("sound", map(_value_line, _single(difference.sound))),
        *_part("hardware", map(_value_line, difference.hardware)),
        *_part("clock", _clock(difference)),
    ]
    return told or ["no difference"]


def _part(title: str, told: Iterator[str]) -> list[str]:
    found = [f"  {line}" for line in told]
    return [title, *found] if found else []


def _single(change: ValueChange | None) -> Iterator[ValueChange]:
    if change is not None:
        yield change


def _value_line(change: ValueChange) -> str:
    if change.before is None:
        return f"+ {change.name}: {_short(change.after)}"
    if change.after is None:
        return f"- {change.name}: {_short(change.before)}"
    return f"~ {change.name}: {_short(change.before)} -> {_short(change.after)}"


def _file_line(change: FileChange) -> str:
    sizes = {
        "added": f"{change.size_after} bytes",
        "removed": f"{change.size_before} bytes",
        "changed": f"{change.size_before} -> {change.size_after} bytes",
        "mode": "permissions",
    }
    detail = sizes[change.kind] if change.type == "file" or change.kind == "mode" else change.type
    return f"{_SIGNS[change.kind]} {change.path} ({detail})"


def _databases(rows: tuple[RowChange, ...]) -> list[str]:
    told: list[str] = []
    for name in dict.fromkeys(row.database for row in rows):
        told += _part(name, (_row_line(row) for row in rows if row.database == name))
    return told


def _row_line(row: RowChange) -> str:
    head = f"{_SIGNS[row.kind]} {row.table} {row.key}"
    if row.kind == "changed":
        now = dict(row.after)
        return f"{head}: " + ", ".join(
            f"{name} {_short(value)} -> {_short(now.get(name))}" for name, value in row.before
        )
    cells = row.after or row.before
    keyed = cells and str(cells[0][1]) == row.key
    return f"{head}: {_cells(cells[1:] if keyed else cells)}"


def _cells(cells: Cells) -> str:
    told = [f"{name}={_short(value)}" for name, value in cells if value not in (None, "")]
    return ", ".join(told[:_CELLS]) + (", ..." if len(told) > _CELLS else "")


def _short(value: Value) -> str:
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    text = str(value).replace("\n", "\\n")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "\u2026"


def _activities(difference: Difference) -> Iterator[str]:
    yield from (f"+ {component}" for component in difference.opened)
    yield from (f"- {component}" for component in difference.closed)
    yield from map(_value_line, _single(difference.front))


def _notifications(difference: Difference) -> Iterator[str]:
    for sign, listed in (("+", difference.posted), ("-", difference.withdrawn)):
        yield from (f"{sign} {each.package}: {_short(each.title)}: {_short(each.text)}" for each in listed)


def _clock(difference: Difference) -> Iterator[str]:
    if difference.date is not None:
        before, after = (_moment(text) for text in (difference.date.before, difference.date.after))
        yield f"~ date: {before} -> {after}"
    yield from map(_value_line, _single(difference.timezone))
    if difference.uptime_ms:
        yield f"~ uptime: {difference.uptime_ms / 1000:+.3f} s"


def _moment(text: str | None) -> str:
    return f"{datetime.fromtimestamp(int(text or 0) / 1000, UTC):%Y-%m-%d %H:%M:%S}"


# -- as data ---------------------------------------------------------------------------------------------
def as_data(value: object) -> Json:
    """Plain data, bytes as hexadecimal digits; cells of a row as an object."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if is_dataclass(value) and not isinstance(value, type):
        told: dict[str, Json] = {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, RowChange):
            told["before"], told["after"] = _object(value.before), _object(value.after)
        return told
    if isinstance(value, dict):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [as_data(item) for item in value]
    return str(value)


def _object(cells: Cells) -> Json:
    return {name: as_data(value) for name, value in cells}
