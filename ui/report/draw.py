"""What an action did, drawn on the screen it was decided on: shapes of an SVG, in device pixels."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.action.action import Click, DoubleTap, Drag, LongPress, Scroll, Swipe
from agent.run.step import Step
from device.screen import Point

_REACH = 0.28
"""How far a swipe in a direction is drawn to either side of its middle, of the screen's shorter side."""
_BARB = 0.055
"""Length of an arrow's barbs, of the shorter side."""
_FINGER = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}
_OPPOSITE = {"up": "down", "down": "up", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A box, a ring or a path."""

    kind: str
    """`box` and `ring` (and what an action adds to them: `twice`, `hold`) at a place; `path` by its `d`."""
    x: float = 0
    y: float = 0
    width: float = 0
    """Of a box; of a ring, its radius."""
    height: float = 0
    d: str = ""


def shapes(step: Step, size: tuple[int, int]) -> Iterator[Shape]:
    """What to draw for a step on a screen of a size; nothing for an action that touches no place."""
    side = min(size)
    points = [spot.point for spot in step.grounding]
    for spot in step.grounding:
        if spot.bounds is not None:
            box = spot.bounds
            yield Shape("box", box.left, box.top, box.width, box.height)
    match step.action:
        case Swipe(end=end) | Drag(end=end) if end is not None and len(points) > 1:
            yield from _arrow(points[0], points[1], side)
        case Scroll(direction=direction):
            yield from _sweep(_OPPOSITE[direction], points, size)
        case Swipe(direction=direction) if direction is not None:
            yield from _sweep(direction, points, size)
        case _:
            radius = side * 0.045
            for point in points:
                yield Shape("ring", point.x, point.y, radius)
                match step.action:
                    case DoubleTap():
                        yield Shape("twice", point.x, point.y, radius * 1.6)
                    case LongPress():
                        yield Shape("hold", point.x, point.y, radius)
                    case Click():
                        yield Shape("dot", point.x, point.y, radius * 0.28)


def _sweep(direction: str, points: Sequence[Point], size: tuple[int, int]) -> Iterator[Shape]:
    """The finger's way through the place that is meant, or through the screen's middle."""
    middle = points[0] if points else Point(size[0] // 2, size[1] // 2)
    dx, dy = (part * min(size) * _REACH for part in _FINGER[direction])
    start, end = Point(int(middle.x - dx), int(middle.y - dy)), Point(int(middle.x + dx), int(middle.y + dy))
    yield from _arrow(start, end, min(size))


def _arrow(start: Point, end: Point, side: int) -> Iterator[Shape]:
    angle = math.atan2(end.y - start.y, end.x - start.x)
    barb = side * _BARB
    barbs = [
        f"{end.x - barb * math.cos(angle + turn):.0f} {end.y - barb * math.sin(angle + turn):.0f}"
        for turn in (0.5, -0.5)
    ]
    tip = f"{end.x} {end.y}"
    yield Shape("path", d=f"M{start.x} {start.y}L{tip}M{barbs[0]}L{tip}L{barbs[1]}")
    yield Shape("start", start.x, start.y, side * 0.02)
