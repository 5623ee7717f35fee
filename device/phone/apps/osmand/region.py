"""What the map shows: the region with its streets and roads, and the overview of the world round it.

Read from `region.toml` and `world.toml` once.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
_EARTH_M = 6_371_000
_NEAR_M = {"city": 100_000.0}
"""How far off something is still near a place of a kind."""
_NEAR_OTHERS_M = 30_000.0
_EDGE = 0.03
"""Degrees that the map goes on beyond its outermost places."""


@dataclass(frozen=True, slots=True)
class OsmandPlace:
    """A named spot."""

    name: str
    kind: str
    point: Point
    size: int = 0
    """Of towns their people, of peaks their metres."""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Street:
    """A street of a town, with houses along it."""

    name: str
    town: str
    houses: int
    ends: tuple[Point, Point]

    def house(self, number: int) -> Point:
        """Where a house stands; numbers rise from one end to the other."""
        share = (min(max(number, 1), self.houses) - 1) / max(1, self.houses - 1)
        (lat1, lon1), (lat2, lon2) = self.ends
        return lat1 + (lat2 - lat1) * share, lon1 + (lon2 - lon1) * share


@dataclass(frozen=True, slots=True)
class OsmandWay:
    """A road or path as a line."""

    name: str
    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """All there is."""

    places: tuple[OsmandPlace, ...]
    """The most important first; cities from all over the world."""
    streets: tuple[Street, ...]
    roads: tuple[OsmandWay, ...]
    rivers: tuple[OsmandWay, ...]
    areas: tuple[OsmandWay, ...]
    low: Point
    """The corner of the region in the south-west."""
    high: Point
    """And that in the north-east."""
    land: tuple[tuple[Point, ...], ...]
    """Outlines of the world's."""
    water: tuple[tuple[Point, ...], ...]
    """Seas within that land."""

    def covers(self, point: Point) -> bool:
        """Whether a point lies where streets and roads are known."""
        return all(low <= at <= high for low, at, high in zip(self.low, point, self.high, strict=True))


_RANKS = (
    *(
        "capital",
        "city",
        "town",
        "village",
        "peak",
        "castle",
        "station",
        "hamlet",
        "museum",
        "stadium",
        "hospital",
    ),
    *("lift", "lake"),
)


@cache
def region() -> Region:
    """The data, read once."""
    told, world = _read("region.toml"), _read("world.toml")
    own = [
        OsmandPlace(name, kind, (lat, lon), size, rest[0] if rest else told["country"])
        for name, (lat, lon, kind, size, *rest) in told["places"].items()
    ]
    cities = [
        OsmandPlace(name, "city", (lat, lon), people, country)
        for name, (lat, lon, people, country) in world["cities"].items()
    ]
    places = sorted([*own, *cities], key=lambda one: (_RANKS.index(one.kind), -one.size, one.name))
    at = {place.name: place.point for place in own}
    streets = tuple(
        Street(name, town, houses, (_spot(at, begin), _spot(at, end)))
        for name, (town, houses, begin, end) in told["streets"].items()
    )
    roads = tuple(OsmandWay(road["name"], road["kind"], _line(at, road["via"])) for road in told["roads"])
    rivers = tuple(OsmandWay(name, "river", _line(at, line)) for name, line in told["rivers"].items())
    areas = _areas(told, at)
    lats, lons = zip(*at.values(), strict=True)
    low = min(lats) - _EDGE, min(lons) - _EDGE
    high = max(lats) + _EDGE, max(lons) + _EDGE
    land, water = (tuple(map(_outline, world["areas"][kind])) for kind in ("land", "water"))
    return Region(tuple(places), streets, roads, rivers, areas, low, high, land, water)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("device.phone.apps.osmand") / name).read_text("utf-8"))


def _spot(at: dict[str, Point], step: object) -> Point:
    """A place by name, one beside a place, or a point."""
    if isinstance(step, str):
        return at[step]
    if isinstance(step, list) and isinstance(step[0], str):
        lat, lon = at[step[0]]
        return lat + step[1], lon + step[2]
    if isinstance(step, list):
        return step[0], step[1]
    raise TypeError(step)


def _line(at: dict[str, Point], steps: list[object]) -> tuple[Point, ...]:
    return tuple(_spot(at, step) for step in steps)


def _outline(text: str) -> tuple[Point, ...]:
    """As "71.1 25.8, 70 31"."""
    pairs = (pair.split() for pair in text.split(","))
    return tuple((float(lat), float(lon)) for lat, lon in pairs)


def _areas(told: dict[str, Any], at: dict[str, Point]) -> tuple[OsmandWay, ...]:
    return tuple(
        OsmandWay(kind, kind, _line(at, line)) for kind, lines in told["areas"].items() for line in lines
    )


def metres(one: Point, other: Point) -> float:
    """How far apart two points are on the ground."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_M * asin(sqrt(min(1.0, half)))


def length(points: tuple[Point, ...]) -> float:
    """Of a line, in metres."""
    return sum(metres(one, other) for one, other in pairwise(points))


def near(point: Point) -> OsmandPlace | None:
    """The nearest town, village or city; None where there is none for a long way."""
    kinds = ("capital", "town", "village", "hamlet", "city")
    reached = (
        (away, place)
        for place in region().places
        if place.kind in kinds
        and (away := metres(place.point, point)) <= _NEAR_M.get(place.kind, _NEAR_OTHERS_M)
    )
    return min(reached, key=lambda one: one[0], default=(0.0, None))[1]
