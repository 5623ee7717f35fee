"""From places to pixels and back: the web's Mercator projection."""

from dataclasses import dataclass
from functools import lru_cache
from math import atan, cos, exp, log, pi, radians, tan

from device.phone.apps.osmand.region import Point

_TILE = 128.0
"""dp of the world at zoom 0."""
LEAST_ZOOM, MOST_ZOOM = 3, 19
_NORTH = 85.0
"""Degrees beyond which the projection has no end."""


@dataclass(frozen=True, slots=True)
class OsmandWindow:
    """The part of the world that shows in a box of pixels."""

    centre: Point
    zoom: int
    size: tuple[int, int]
    density: float

    @property
    def world(self) -> float:
        """Pixels that the whole world takes in width."""
        return float(_TILE * self.density * 2**self.zoom)

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point lies, in pixels of the box."""
        x, y = _flat(point)
        x0, y0 = _flat(self.centre)
        return (x - x0) * self.world + self.size[0] / 2, (y - y0) * self.world + self.size[1] / 2

    def point(self, x: float, y: float) -> Point:
        """What lies under a pixel of the box."""
        x0, y0 = _flat(self.centre)
        flat_x = x0 + (x - self.size[0] / 2) / self.world
        flat_y = y0 + (y - self.size[1] / 2) / self.world
        lat = 2 * atan(exp((0.5 - flat_y) * 2 * pi)) - pi / 2
        return max(-_NORTH, min(_NORTH, lat * 180 / pi)), ((flat_x % 1.0) - 0.5) * 360

    @property
    def corners(self) -> tuple[Point, Point]:
        """What lies in the box's upper left and lower right corner."""
        return self.point(0.0, 0.0), self.point(float(self.size[0]), float(self.size[1]))

    @property
    def metres_per_pixel(self) -> float:
        """On the ground, at the centre."""
        return 40_075_017 * cos(radians(self.centre[0])) / self.world


@lru_cache(maxsize=4096)
def _flat(point: Point) -> tuple[float, float]:
    """Fractions of the world from its north-west corner."""
    lat = radians(max(-_NORTH, min(_NORTH, point[0])))
    return point[1] / 360 + 0.5, 0.5 - log(tan(pi / 4 + lat / 2)) / (2 * pi)
