"""The region that the map shows: its places, streets and roads, read from `region.toml` once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
_EARTH_M = 6_371_000


@dataclass(frozen=True, slots=True)
class Place:
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
class Way:
    """A road or path as a line."""

    name: str
    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """All there is."""

    places: tuple[Place, ...]
    """The most important first."""
    streets: tuple[Street, ...]
    roads: tuple[Way, ...]
    rivers: tuple[Way, ...]
    areas: tuple[Way, ...]


_RANKS = (
    *("capital", "town", "village", "peak", "castle", "station", "hamlet", "museum", "stadium", "hospital"),
    *("lift", "lake"),
)


@cache
def region() -> Region:
    """The data, read once."""
    text = (resources.files("device.phone.apps.osmand") / "region.toml").read_text("utf-8")
    told = tomllib.loads(text)
    places = [
        Place(name, kind, (lat, lon), size, rest[0] if rest else told["country"])
        for name, (lat, lon, kind, size, *rest) in told["places"].items()
    ]
    places.sort(key=lambda place: (_RANKS.index(place.kind), -place.size, place.name))
    at = {place.name: place.point for place in places}

    def spot(step: object) -> Point:
        """A place by name, one beside a place, or a point."""
        if isinstance(step, str):
            return at[step]
        if isinstance(step, list) and isinstance(step[0], str):
            lat, lon = at[step[0]]
            return lat + step[1], lon + step[2]
        if isinstance(step, list):
            return step[0], step[1]
        raise TypeError(step)

    streets = tuple(
        Street(name, town, houses, (spot(begin), spot(end)))
        for name, (town, houses, begin, end) in told["streets"].items()
    )
    roads = tuple(Way(road["name"], road["kind"], tuple(map(spot, road["via"]))) for road in told["roads"])
    rivers = tuple(Way(name, "river", tuple(map(spot, line))) for name, line in told["rivers"].items())
    areas = tuple(
        Way(kind, kind, tuple(map(spot, line))) for kind, lines in told["areas"].items() for line in lines
    )
    return Region(tuple(places), streets, roads, rivers, areas)


def metres(one: Point, other: Point) -> float:
    """How far apart two points are on the ground."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_M * asin(sqrt(min(1.0, half)))


def length(points: tuple[Point, ...]) -> float:
    """Of a line, in metres."""
    return sum(metres(one, other) for one, other in pairwise(points))


def nearest(point: Point, kinds: tuple[str, ...] = ("capital", "town", "village", "hamlet")) -> Place:
    """The nearest place of some kinds."""
    return min(
        (place for place in region().places if place.kind in kinds),
        key=lambda place: metres(place.point, point),
    )
