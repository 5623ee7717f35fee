"""Pictures of a way: its height and speed along it, and its course as on a map. All are strokes.

Worked out once for a way, which does not change.
"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from device.phone.apps.tracker.measure import Step, steps_of
from device.phone.apps.tracker.store import START, TrackerMarker, TrackerWay
from device.phone.apps.tracker.unit import Unit, distance_text, height_text
from device.phone.system.timetext import span_text
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, Box, Shape, Surface

Value = Literal["elevation", "speed"]
Axis = Literal["distance", "time"]
_MOST = 80
"""Strokes of one line."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 0.13, 0.97, 0.08, 0.86
"""Where the chart's field lies in its view, as fractions."""
_LEVELS = 4
_COLOURS = {"elevation": "app_green", "speed": "primary"}


def profile(name: str, way: TrackerWay, value: Value, axis: Axis, unit: Unit) -> View | None:
    """A curve of heights or speeds along the way or over the time. None where there is nothing to draw."""
    shapes = _profile(way, value, axis, unit)
    if not shapes:
        return None
    return View(
        "android.view.View",
        "chart_view",
        content_description=name,
        box=Box(width=FILL, height=200.0),
        shapes=shapes,
    )


@lru_cache(maxsize=16)
def _profile(way: TrackerWay, value: Value, axis: Axis, unit: Unit) -> tuple[Shape, ...]:
    def along(step: Step) -> float:
        return step.ms if axis == "time" else step.metres

    def height(step: Step) -> float | None:
        return step.speed if value == "speed" else step.point.elevation

    steps = [step for step in steps_of(way.points) if height(step) is not None]
    if len(steps) < 2 or along(steps[-1]) <= 0:
        return ()
    every = -(-len(steps) // _MOST)
    kept = [*steps[:-1:every], steps[-1]]
    heights = [height(step) or 0.0 for step in kept]
    low, high = min(heights), max(heights)
    if high - low < 1.0:
        low, high = low - 0.5, high + 0.5
    end = along(steps[-1])
    spots = [
        (
            _LEFT + (_RIGHT - _LEFT) * along(step) / end,
            _BOTTOM - (_BOTTOM - _TOP) * (number - low) / (high - low),
        )
        for step, number in zip(kept, heights, strict=True)
    ]

    def level(number: float) -> str:
        return height_text(unit, number) if value == "elevation" else f"{number * 3600 / unit.metres:.1f}"

    def place(number: float) -> str:
        return span_text(round(number)) if axis == "time" else distance_text(unit, number)

    strokes = [Shape("line", _COLOURS[value], 2.0, points=pair) for pair in pairwise(spots)]
    return (*_grid(low, high, end, level, place), *strokes)


def _grid(
    low: float, high: float, end: float, level: Callable[[float], str], place: Callable[[float], str]
) -> list[Shape]:
    shapes = []
    for line in range(_LEVELS + 1):
        part = line / _LEVELS
        y = _BOTTOM - (_BOTTOM - _TOP) * part
        x = _LEFT + (_RIGHT - _LEFT) * part
        shapes.append(Shape("line", "outline_variant", 1.0, points=((_LEFT, y), (_RIGHT, y))))
        shapes.append(_written(level(low + (high - low) * part), _LEFT / 2, y))
        if line not in (0, _LEVELS):
            shapes.append(_written(place(end * part), x, (_BOTTOM + 1.0) / 2))
    return shapes


def _written(text: str, x: float, y: float) -> Shape:
    return Shape("text", "on_surface_variant", points=((x, y), (0.0, 0.0)), text=text, style="label_small")


# -- the course ------------------------------------------------------------------------------------------
def course(name: str, way: TrackerWay, marks: Sequence[TrackerMarker], ratio: float) -> View | None:
    """The way from above, north up, `ratio` = width over height of the room. None where there is none."""
    if not way.points:
        return None
    flags = tuple((mark.longitude, mark.latitude) for mark in marks)
    return View(
        "android.view.View",
        "map_view",
        content_description=name,
        box=FULL_SIZE,
        surface=Surface("surface_container"),
        shapes=_course(way, flags, ratio),
    )


@lru_cache(maxsize=8)
def _course(way: TrackerWay, marks: tuple[tuple[float, float], ...], ratio: float) -> tuple[Shape, ...]:
    points = way.points
    across = math.cos(math.radians(points[0].latitude))
    spots = [(point.longitude * across, -point.latitude) for point in points]
    flags = [(longitude * across, -latitude) for longitude, latitude in marks]
    left, top = (min(spot[axis] for spot in (*spots, *flags)) for axis in (0, 1))
    right, bottom = (max(spot[axis] for spot in (*spots, *flags)) for axis in (0, 1))
    scale = max((right - left) / ratio, bottom - top, 1e-5) / 0.8

    def place(spot: tuple[float, float]) -> tuple[float, float]:
        x = 0.5 + (spot[0] - (left + right) / 2) / (scale * ratio)
        return x, 0.5 + (spot[1] - (top + bottom) / 2) / scale

    every = -(-len(spots) // (2 * _MOST))
    shapes = []
    for number in range(0, len(spots) - 1, every):
        after = min(number + every, len(spots) - 1)
        if START not in (one.type for one in points[number + 1 : after + 1]):
            pair = (place(spots[number]), place(spots[after]))
            shapes.append(Shape("line", "app_red", 4.0, points=pair))
    for spot, colour in (*((flag, "app_yellow") for flag in flags), (spots[-1], "app_red")):
        shapes.append(Shape("circle", colour, 0.0, points=(place(spot), (0.016, 0.0))))
    shapes.append(Shape("circle", "app_green", 0.0, points=(place(spots[0]), (0.016, 0.0))))
    return tuple(shapes)
