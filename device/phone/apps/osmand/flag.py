"""Map markers in their database: a list in the person's own order, each active or passed."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from device.phone.apps.osmand.region import Point
from device.phone.apps.osmand.state import PACKAGE
from device.phone.apps.provider.reading import read_once, real, whole, words
from device.phone.file.database import Database, Value
from device.phone.system.context import Context

MARKERS = "map_markers_db"
MARKERS_SCHEMA = """
CREATE TABLE IF NOT EXISTS map_markers (
    marker_id TEXT PRIMARY KEY, marker_lat double, marker_lon double, marker_description TEXT,
    marker_active int, marker_added long, marker_visited long, group_name TEXT, group_key TEXT,
    marker_color int, marker_next_key TEXT, marker_disabled int, marker_selected int,
    marker_map_object_name TEXT, title TEXT
);
"""
_TAIL = "tail_next"
"""What the last marker of the list has for the next one's key."""


@dataclass(frozen=True, slots=True)
class OsmandMarker:
    """One flag on the map."""

    id: str
    point: Point
    name: str
    active: bool = True
    """False = it was passed."""
    added_ms: int = 0
    visited_ms: int = 0
    next: str = ""


def markers(context: Context) -> tuple[OsmandMarker, ...]:
    """All, in the person's order."""
    return read_once(context.database(MARKERS, PACKAGE), _read)


def _read(database: Database) -> tuple[OsmandMarker, ...]:
    try:
        rows = database.rows(
            "SELECT marker_id, marker_lat, marker_lon, marker_description, marker_active, marker_added, "
            "marker_visited, marker_next_key FROM map_markers ORDER BY rowid"
        )
    except sqlite3.Error:
        return ()
    found = [
        OsmandMarker(
            words(number),
            (real(lat), real(lon)),
            words(told).rpartition("#")[2],
            whole(active) == 1,
            whole(added),
            whole(visited),
            words(following),
        )
        for number, lat, lon, told, active, added, visited, following in rows
    ]
    return _in_order(found)


def _in_order(found: list[OsmandMarker]) -> tuple[OsmandMarker, ...]:
    """Along the keys that lead from one to the next; as they were added where those lead nowhere."""
    by_id = {one.id: one for one in found}
    named = {one.next for one in found}
    ordered: dict[str, OsmandMarker] = {}
    for first in found:
        step: OsmandMarker | None = first if first.id not in named else None
        while step is not None and step.id not in ordered:
            ordered[step.id] = step
            step = by_id.get(step.next)
    return tuple(ordered.values()) if len(ordered) == len(found) else tuple(found)


def add_marker(context: Context, name: str, point: Point) -> None:
    """A new one, on top of the others."""
    now = context.clock.date_ms
    held = markers(context)
    taken = {one.id for one in held}
    number = next(str(now + count) for count in range(len(taken) + 1) if str(now + count) not in taken)
    _write(context, (OsmandMarker(number, point, name, added_ms=now), *held))


def pass_marker(context: Context, number: str, passed: bool) -> None:
    """It was reached, or shall be once more."""
    when = context.clock.date_ms if passed else 0
    changed = (
        replace(one, active=not passed, visited_ms=when) if one.id == number else one
        for one in markers(context)
    )
    _write(context, tuple(changed))


def delete_markers(context: Context, numbers: Sequence[str]) -> None:
    """Remove some."""
    _write(context, tuple(one for one in markers(context) if one.id not in numbers))


def move_marker(context: Context, number: str, by: int) -> None:
    """So many places down among those that are active, or up."""
    active = [one for one in markers(context) if one.active]
    place = next((place for place, one in enumerate(active) if one.id == number), None)
    if place is not None:
        one = active.pop(place)
        active.insert(max(0, min(len(active), place + by)), one)
        _write(context, (*active, *(one for one in markers(context) if not one.active)))


def _write(context: Context, held: Sequence[OsmandMarker]) -> None:
    """Just these, in this order; rows that stay keep their other columns."""
    database = context.database(MARKERS, PACKAGE)
    columns = {words(row[1]) for row in database.rows("PRAGMA table_info(map_markers)")}
    if not _READ.issubset(columns):
        database.script(f"DROP TABLE IF EXISTS map_markers; {MARKERS_SCHEMA}")
        columns = {words(row[1]) for row in database.rows("PRAGMA table_info(map_markers)")}
    known = {one.id for one in markers(context)}
    for number in known - {one.id for one in held}:
        database.run("DELETE FROM map_markers WHERE marker_id = ?", number)
    for place, one in enumerate(held):
        if one.id not in known:
            row = {key: value for key, value in _row_of(one).items() if key in columns}
            marks = ", ".join("?" * len(row))
            database.run(f"INSERT INTO map_markers ({', '.join(row)}) VALUES ({marks})", *row.values())  # noqa: S608
        database.run(
            "UPDATE map_markers SET marker_active = ?, marker_visited = ?, marker_next_key = ? "
            "WHERE marker_id = ?",
            int(one.active),
            one.visited_ms,
            held[place + 1].id if place + 1 < len(held) else _TAIL,
            one.id,
        )


_READ = frozenset(
    {"marker_id", "marker_lat", "marker_lon", "marker_description", "marker_active", "marker_added"}
    | {"marker_visited", "marker_next_key"}
)
"""Columns without which nothing can be kept; what a database from outside lacks beside them is left out."""


def _row_of(one: OsmandMarker) -> dict[str, Value]:
    lat, lon = one.point
    texts = ("group_name", "group_key", "marker_map_object_name", "title")
    return {
        "marker_id": one.id,
        "marker_lat": lat,
        "marker_lon": lon,
        "marker_description": f"location#{one.name}",
        "marker_added": one.added_ms,
        "marker_color": 0,
        "marker_disabled": 0,
        "marker_selected": 0,
        **dict.fromkeys(texts, ""),
    }
