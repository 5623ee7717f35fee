"""What OpenTracks keeps: tracks, the points they went through, and markers on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from device.phone.apps.provider.reading import has_table, read_once, real, whole, words
from device.phone.apps.tracker.schema import PACKAGE, TRACKS
from device.phone.file.database import Database
from device.phone.system.context import Context
from device.phone.system.zone import moment_of

START, PLAIN, END = "-2", "0", "1"
"""Types of points: the first of a segment, one in it, its last."""
_DEGREE = 1_000_000
"""Coordinates are kept in millionths of a degree."""


@dataclass(frozen=True, slots=True)
class TrackerTrack:
    """One activity."""

    id: int = 0
    """0 = not kept yet."""
    name: str = ""
    description: str = ""
    category: str = ""
    """As the person calls it."""
    activity: str = ""
    """Id of the activity type, which has the icon."""
    start: int = 0
    """Milliseconds since 1970, as are all moments."""
    stop: int = 0
    offset: int = 0
    """Seconds that the wall clock was ahead of UTC where it began."""
    distance: float = 0.0
    """Metres."""
    total: int = 0
    """Milliseconds from start to stop without pauses."""
    moving: int = 0
    """Those of them in which somebody moved."""
    max_speed: float = 0.0
    """Metres a second."""
    lowest: float | None = None
    """Metres above the sea."""
    highest: float | None = None
    gain: float = 0.0
    loss: float = 0.0
    points: int = 0

    @property
    def speeds(self) -> tuple[float, float]:
        """Metres a second over all the time, and over that in which somebody moved."""
        total, moving = (self.distance / (ms / 1000) if ms else 0.0 for ms in (self.total, self.moving))
        return total, moving

    @property
    def began(self) -> datetime:
        """When it began, on the wall clock there."""
        return moment_of(self.start + self.offset * 1000)


@dataclass(frozen=True, slots=True)
class TrackerPoint:
    """Where somebody was."""

    latitude: float
    longitude: float
    time: int
    elevation: float | None = None
    speed: float = 0.0
    type: str = PLAIN


@dataclass(frozen=True, eq=False, slots=True)
class TrackerWay:
    """The points of a track as they were read at once: what is worked out of them is kept by it."""

    points: tuple[TrackerPoint, ...] = ()


_NOWHERE = TrackerWay()


@dataclass(frozen=True, slots=True)
class TrackerMarker:
    """A place on a track that was noted."""

    id: int
    track: int
    name: str = ""
    description: str = ""
    category: str = ""
    length: float = 0.0
    """Metres from the track's start."""
    duration: int = 0
    """Milliseconds from the track's start."""
    latitude: float = 0.0
    longitude: float = 0.0
    time: int = 0
    elevation: float | None = None


# -- reading ---------------------------------------------------------------------------------------------
_TRACKS = """
SELECT _id, name, description, category, activity_type, starttime, stoptime, starttime_offset, totaldistance,
    totaltime, movingtime, maxspeed, minelevation, maxelevation, elevationgain, elevationloss, numpoints
FROM tracks ORDER BY starttime DESC, _id DESC
"""


def tracks(context: Context) -> tuple[TrackerTrack, ...]:
    """All, the latest first."""
    return read_once(context.database(TRACKS, PACKAGE), _read_tracks)


def _read_tracks(database: Database) -> tuple[TrackerTrack, ...]:
    found = []
    for row in database.rows(_TRACKS):
        number, name, description, category, activity, start, stop, offset, *measures, points = row
        distance, total, moving, speed, lowest, highest, gain, loss = measures
        known = lowest is not None and highest is not None and (real(lowest), real(highest)) != (0.0, 0.0)
        found.append(
            TrackerTrack(
                whole(number),
                words(name),
                words(description),
                words(category),
                words(activity),
                whole(start),
                whole(stop),
                whole(offset),
                real(distance),
                whole(total),
                whole(moving),
                real(speed),
                real(lowest) if known else None,
                real(highest) if known else None,
                real(gain),
                real(loss),
                whole(points),
            )
        )
    return tuple(found)


def track(context: Context, number: int) -> TrackerTrack | None:
    """One by its id; None when it is gone."""
    return next((found for found in tracks(context) if found.id == number), None)


def way_of(context: Context, number: int) -> TrackerWay:
    """The points of a track, in the order they were passed."""
    return read_once(context.database(TRACKS, PACKAGE), _read_ways).get(number, _NOWHERE)


def points_of(context: Context, number: int) -> tuple[TrackerPoint, ...]:
    """The same without the way around them."""
    return way_of(context, number).points


def _read_ways(database: Database) -> Mapping[int, TrackerWay]:
    found: dict[int, list[TrackerPoint]] = {}
    if has_table(database, "trackpoints"):
        for number, latitude, longitude, time, elevation, speed, kind in database.rows(
            "SELECT trackid, latitude, longitude, time, elevation, speed, type FROM trackpoints "
            "WHERE latitude IS NOT NULL AND longitude IS NOT NULL ORDER BY _id"
        ):
            point = TrackerPoint(
                whole(latitude) / _DEGREE,
                whole(longitude) / _DEGREE,
                whole(time),
                None if elevation is None else real(elevation),
                real(speed),
                words(kind),
            )
            found.setdefault(whole(number), []).append(point)
    return {number: TrackerWay(tuple(points)) for number, points in found.items()}


def markers(context: Context, number: int = 0) -> tuple[TrackerMarker, ...]:
    """Those on a track, or with 0 all, in the order they were made."""
    return read_once(context.database(TRACKS, PACKAGE), _read_markers).get(number, ())


def _read_markers(database: Database) -> Mapping[int, tuple[TrackerMarker, ...]]:
    """By track; all of them under 0."""
    found: dict[int, list[TrackerMarker]] = {0: []}
    if not has_table(database, "markers"):
        return {}
    for row in database.rows(
        "SELECT _id, trackid, name, description, category, length, duration, latitude, longitude, time, "
        "elevation FROM markers ORDER BY _id"
    ):
        number, track_id, name, description, category, length, duration, latitude, longitude, *rest = row
        one = TrackerMarker(
            whole(number),
            whole(track_id),
            words(name),
            words(description),
            words(category),
            real(length),
            whole(duration),
            whole(latitude) / _DEGREE,
            whole(longitude) / _DEGREE,
            whole(rest[0]),
            None if rest[1] is None else real(rest[1]),
        )
        found[0].append(one)
        found.setdefault(one.track, []).append(one)
    return {number: tuple(some) for number, some in found.items()}


# -- writing ---------------------------------------------------------------------------------------------
def add_track(context: Context, new: TrackerTrack) -> int:
    """Insert it; its id."""
    speed, moving = new.speeds
    return context.database(TRACKS, PACKAGE).run(
        "INSERT INTO tracks (name, description, category, activity_type, starttime, stoptime, "
        "starttime_offset, totaldistance, totaltime, movingtime, avgspeed, avgmovingspeed, maxspeed, "
        "minelevation, maxelevation, elevationgain, elevationloss, numpoints, icon, uuid) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
        *(new.name, new.description, new.category, new.activity, new.start, new.stop, new.offset),
        *(new.distance, new.total, new.moving, speed, moving, new.max_speed),
        *(new.lowest, new.highest, new.gain, new.loss, new.points),
        context.rng.randbytes(16),
    )


def name_track(context: Context, number: int, name: str, description: str, category: str, kind: str) -> None:
    """Change what the person says of one; `kind` is the id of its activity type."""
    context.database(TRACKS, PACKAGE).run(
        "UPDATE tracks SET name = ?, description = ?, category = ?, activity_type = ? WHERE _id = ?",
        *(name, description, category, kind, number),
    )


def measure_track(context: Context, new: TrackerTrack) -> None:
    """Change what was measured of one."""
    speed, moving = new.speeds
    context.database(TRACKS, PACKAGE).run(
        "UPDATE tracks SET stoptime = ?, totaldistance = ?, totaltime = ?, movingtime = ?, avgspeed = ?, "
        "avgmovingspeed = ?, maxspeed = ?, minelevation = ?, maxelevation = ?, elevationgain = ?, "
        "elevationloss = ?, numpoints = ? WHERE _id = ?",
        *(new.stop, new.distance, new.total, new.moving, speed, moving, new.max_speed),
        *(new.lowest, new.highest, new.gain, new.loss, new.points, new.id),
    )


def delete_tracks(context: Context, numbers: Iterable[int]) -> None:
    """Remove some for good, their points and markers with them."""
    database = context.database(TRACKS, PACKAGE)
    for number in numbers:
        for table in ("trackpoints", "markers"):
            if has_table(database, table):
                database.run(f"DELETE FROM {table} WHERE trackid = ?", number)  # noqa: S608
        database.run("DELETE FROM tracks WHERE _id = ?", number)


def add_points(context: Context, number: int, points: Iterable[TrackerPoint]) -> None:
    """Put points behind those of a track."""
    context.database(TRACKS, PACKAGE).run_many(
        "INSERT INTO trackpoints (trackid, latitude, longitude, time, elevation, speed, type, accuracy) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 5.0)",
        [
            (
                number,
                round(one.latitude * _DEGREE),
                round(one.longitude * _DEGREE),
                *(one.time, one.elevation, one.speed, one.type),
            )
            for one in points
        ],
    )


def save_marker(context: Context, new: TrackerMarker) -> None:
    """Insert it, or with an id change what the person says of it."""
    database = context.database(TRACKS, PACKAGE)
    texts = (new.name, new.description, new.category)
    if new.id:
        database.run(
            "UPDATE markers SET name = ?, description = ?, category = ? WHERE _id = ?", *texts, new.id
        )
        return
    database.run(
        "INSERT INTO markers (name, description, category, icon, trackid, length, duration, latitude, "
        "longitude, time, elevation, accuracy, photoUrl) VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, 5.0, '')",
        *texts,
        *(new.track, new.length, new.duration, round(new.latitude * _DEGREE), round(new.longitude * _DEGREE)),
        *(new.time, new.elevation),
    )


def delete_markers(context: Context, numbers: Iterable[int]) -> None:
    """Remove some for good."""
    for number in numbers:
        context.database(TRACKS, PACKAGE).run("DELETE FROM markers WHERE _id = ?", number)
