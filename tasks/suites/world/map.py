"""Favorites, markers and tracks in OsmAnd.

Where we differ from AndroidWorld: a favorite is judged by where it is, not by its name, and there may be but
one that is new; the same holds for markers and tracks. A track begins at the first place and ends at the last
one; what lies between two places is free, because OsmAnd can lay a track along roads.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from device.error import FileTransferFailed
from tasks.facts import read_facts
from tasks.material.filing import new_files
from tasks.material.table import Table
from tasks.scene import Scene
from tasks.stage import STORAGE, Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
Point = tuple[float, float]
"""Latitude and longitude."""
_FILES = "Android/data/net.osmand/files"
_FAVORITES, TRACKS = f"{_FILES}/favorites", f"{_FILES}/tracks"
_MARKERS = Table("net.osmand", "map_markers_db", "map_markers", "marker_id")
PLACES: Mapping[str, Point] = {
    "Balzers, Liechtenstein": (47.0689, 9.5062),
    "Bendern, Liechtenstein": (47.2122, 9.5062),
    "Malbun, Liechtenstein": (47.1026, 9.6083),
    "Nendeln, Liechtenstein": (47.1974, 9.5431),
    "Oberplanken, Liechtenstein": (47.1785, 9.5450),
    "Planken, Liechtenstein": (47.1859, 9.5452),
    "Rotenboden, Liechtenstein": (47.1276, 9.5387),
    "Ruggell, Liechtenstein": (47.2398, 9.5263),
    "Schaan, Liechtenstein": (47.1663, 9.5103),
    "Schaanwald, Liechtenstein": (47.2165, 9.5700),
    "Schönberg, Liechtenstein": (47.1304, 9.5930),
    "Triesen, Liechtenstein": (47.1070, 9.5275),
}
_NEAR = 0.001
"""Degrees."""


# -- drawing -------------------------------------------------------------------------------------------
def _location(random: Random) -> Params:
    """A place by name, or by coordinates with more figures than a person would write."""
    name = random.choice(tuple(PLACES))
    lat, lon = (degree + random.uniform(-2e-5, 2e-5) for degree in PLACES[name])
    return {"location": name if random.random() < 0.5 else f"{lat:.7f}, {lon:.7f}"}


def _waypoints(random: Random) -> Params:
    places = random.sample(tuple(PLACES), random.randint(2, 4))
    return {"track_name": f"{places[0]} to {places[-1]}", "waypoints": list(places)}


def _words(params: Params) -> Params:
    return {**params, "places": "; ".join(_named(params))}


def _named(params: Params) -> Sequence[str]:
    return cast(Sequence[str], params["waypoints"])


# -- before --------------------------------------------------------------------------------------------
def _prepare(stage: Stage, _params: Params) -> None:
    """There is nothing on the map."""
    stage.fill(_MARKERS, [])
    stage.empty(_FAVORITES)
    stage.empty(TRACKS)


# -- after ---------------------------------------------------------------------------------------------
def point_of(location: str) -> Point:
    """Of a place by name, or of coordinates."""
    if location in PLACES:
        return PLACES[location]
    lat, lon = location.split(",")
    return float(lat), float(lon)


def near(one: Point, other: Point) -> bool:
    """Whether it is the same place, to a thousandth of a degree."""
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))


def passes(points: Sequence[Point], places: Sequence[Point]) -> bool:
    """Whether a way leads from the first place to the last, by all the others in their order."""
    if not points or not near(points[0], places[0]) or not near(points[-1], places[-1]):
        return False
    way = iter(points)
    return all(any(near(place, point) for point in way) for place in places)


def _points(scene: Scene, path: str, kind: str) -> list[Point] | None:
    """Those of a GPX file that are of a kind (wpt, trkpt); None when there is no such file."""
    try:
        data = scene.device.pull(f"{STORAGE}/{path}")
        root = ElementTree.fromstring(data)  # noqa: S314 - written by the app, on a phone of our own
    except (FileTransferFailed, ElementTree.ParseError):
        return None
    found = [one for one in root.iter() if one.tag.rpartition("}")[2] == kind]
    return [(float(one.get("lat", "nan")), float(one.get("lon", "nan"))) for one in found]


def _shown(points: Iterable[Point]) -> str:
    return "; ".join(f"{lat:.5f}, {lon:.5f}" for lat, lon in points)


def _at(demand: str, location: str, found: Sequence[Point]) -> Clause:
    """That there is one point, and that it is there."""
    ok = len(found) == 1 and near(found[0], point_of(location))
    return Clause(demand=demand, ok=ok, evidence=_shown(found) or "there is none")


def _starred(scene: Scene, params: Params) -> Iterable[Clause]:
    where = str(params["location"])
    found = _points(scene, f"{_FAVORITES}/favorites.gpx", "wpt") or []
    yield _at(f"the only favorite is at {where}", where, found)


def _flagged(scene: Scene, params: Params) -> Iterable[Clause]:
    where = str(params["location"])
    rows = scene.rows(f"net.osmand/{_MARKERS.file}", "SELECT marker_lat, marker_lon FROM map_markers")
    found = [(float(str(lat)), float(str(lon))) for lat, lon in rows]
    yield _at(f"the only marker is at {where}", where, found)


def _tracked(scene: Scene, params: Params) -> Iterable[Clause]:
    came = new_files(scene, f"{TRACKS}/*")
    yield Clause(
        demand="one track is saved",
        ok=len(came) == 1,
        evidence=", ".join(came) or "no track is saved",
    )
    tracks = [_points(scene, path, "trkpt") or [] for path in came]
    places = [point_of(place) for place in _named(params)]
    yield Clause(
        demand=f"it leads by {'; '.join(_named(params))}, in this order",
        ok=any(passes(points, places) for points in tracks),
        evidence=" | ".join(_shown(points[:20]) for points in tracks) or "there is none",
    )


TEMPLATES = (
    Template(FACTS["OsmAndFavorite"], _starred, _location, _prepare),
    Template(FACTS["OsmAndMarker"], _flagged, _location, _prepare),
    Template(FACTS["OsmAndTrack"], _tracked, _waypoints, _prepare, _words),
)
