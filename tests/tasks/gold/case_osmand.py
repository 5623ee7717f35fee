"""Favorites, markers and tracks at places and coordinates."""

import sqlite3
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence

from device.phone.apps.osmand.flag import add_marker
from device.phone.apps.osmand.gpx import Waypoint
from device.phone.apps.osmand.store import save_favorite
from device.phone.file.filesystem import FileFault
from device.phone.phone import Phone
from tasks.suites.world.map import Point, near, point_of
from tests.tasks.gold.case import Case

FILES = "/storage/emulated/0/Android/data/net.osmand/files"
GPX = {"gpx": "http://www.topografix.com/GPX/1/1"}


def favorite_points(phone: Phone) -> list[Point]:
    try:
        root = ElementTree.fromstring(phone.files.read(f"{FILES}/favorites/favorites.gpx"))
    except FileFault:
        return []
    return [(float(one.attrib["lat"]), float(one.attrib["lon"])) for one in root.findall("gpx:wpt", GPX)]


def marker_points(phone: Phone) -> list[Point]:
    """What a verdict reads: the pulled file, opened by a plain SQLite."""
    database = sqlite3.connect(":memory:")
    database.deserialize(phone.files.read("/data/data/net.osmand/databases/map_markers_db"))
    found = database.execute("SELECT marker_lat, marker_lon FROM map_markers").fetchall()
    database.close()
    return found


def track_points(phone: Phone, name: str) -> list[Point]:
    root = ElementTree.fromstring(phone.files.read(f"{FILES}/tracks/{name}"))
    points = root.findall("gpx:trk/gpx:trkseg/gpx:trkpt", GPX)
    return [(float(one.attrib["lat"]), float(one.attrib["lon"])) for one in points]


def starred(location: str) -> Callable[[Phone, str], bool]:
    return lambda phone, _: any(near(point_of(location), point) for point in favorite_points(phone))


def flagged(location: str) -> Callable[[Phone, str], bool]:
    return lambda phone, _: any(near(point_of(location), point) for point in marker_points(phone))


def goes_through(waypoints: Sequence[str]) -> Callable[[Phone, str], bool]:
    """Whether some track passes these places in this order."""

    def done(phone: Phone, _answer: str) -> bool:
        for name in phone.files.list(f"{FILES}/tracks"):
            points = iter(track_points(phone, name))
            if all(any(near(point_of(place), point) for point in points) for place in waypoints):
                return True
        return False

    return done


def _used(phone: Phone) -> None:
    """A phone on which the app was used for other things."""
    save_favorite(phone.context(), Waypoint((47.1395, 9.5244), "Vaduz Castle"))
    add_marker(phone.context(), "Buchs", (47.1675, 9.4780))


def case(task: str, done: Callable[[Phone, str], bool], name: str, **values: object) -> Case:
    return Case(task, done, values, before=_used, name=name)


_FAR = ["Planken, Liechtenstein", "Schaan, Liechtenstein", "Balzers, Liechtenstein", "Planken, Liechtenstein"]
CASES = (
    case("OsmAndFavorite", starred(place := "Schönberg, Liechtenstein"), "accent", location=place),
    case("OsmAndFavorite", starred(place := "47.0688832, 9.5061564"), "coordinates", location=place),
    case("OsmAndMarker", flagged(place := "Schaan, Liechtenstein"), "part-of-another", location=place),
    case("OsmAndMarker", flagged(place := "47.23976, 9.5262837"), "coordinates", location=place),
    case("OsmAndTrack", goes_through(_FAR), "back-again", track_name="Planken to Planken", waypoints=_FAR),
)
