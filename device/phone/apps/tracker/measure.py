"""What follows from the points of a track: distance, speeds, climbs, and the way cut into intervals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from device.phone.apps.tracker.store import END, START, TrackerPoint, TrackerTrack, TrackerWay

_EARTH = 6_371_008.8
"""Mean radius in metres."""
_LEAST_CLIMB = 0.5
"""Metres of rise or fall that count; less is added up until it is as much."""
_SLOWEST = 0.224
"""Metres a second: who is slower between two points stood there."""
IDLE_MS = 10_000
"""Until somebody who stands is taken to stand."""


@dataclass(frozen=True, slots=True)
class Step:
    """A point with what lies between it and the start, pauses left out."""

    point: TrackerPoint
    metres: float
    ms: int
    speed: float
    """Metres a second."""
    climb: float = 0.0
    """Metres risen since the point before; negative: fallen."""
    moving: int = 0
    """Milliseconds of the time since the point before in which somebody moved."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of the way."""

    metres: float
    ms: int
    gain: float
    loss: float


def metres_between(one: TrackerPoint, other: TrackerPoint) -> float:
    """Along the great circle (the haversine formula)."""
    low, high = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((high - low) / 2) ** 2 + math.cos(low) * math.cos(high) * math.sin(across / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def steps_of(points: Sequence[TrackerPoint]) -> list[Step]:
    """Every point with its way from the start; what was passed in a pause does not count."""
    found: list[Step] = []
    height: float | None = None  # up to which rises and falls were counted
    for point in points:
        if not found or point.type == START or found[-1].point.type == END:
            last = found[-1] if found else None
            found.append(Step(point, last.metres if last else 0.0, last.ms if last else 0, point.speed))
            height = point.elevation
            continue
        last = found[-1]
        way, ms = metres_between(last.point, point), max(0, point.time - last.point.time)
        speed = point.speed or (way / (ms / 1000) if ms else 0.0)
        height, climb = _climbed(height, point.elevation)
        moving = ms if way * 1000 >= _SLOWEST * ms else min(ms, IDLE_MS)
        found.append(Step(point, last.metres + way, last.ms + ms, speed, climb, moving))
    return found


def _climbed(height: float | None, now: float | None) -> tuple[float | None, float]:
    """The height that counts from a point on, and how much higher it is than the one before."""
    if now is None or height is None:
        return (height if now is None else now), 0.0
    return (now, now - height) if abs(now - height) >= _LEAST_CLIMB else (height, 0.0)


def measured(track: TrackerTrack, points: Sequence[TrackerPoint]) -> TrackerTrack:
    """The track with what its points say; its total time stays."""
    steps = steps_of(points)
    heights = [point.elevation for point in points if point.elevation is not None]
    climbs = [step.climb for step in steps]
    return TrackerTrack(
        *(track.id, track.name, track.description, track.category, track.activity),
        *(track.start, track.stop, track.offset),
        distance=steps[-1].metres if steps else 0.0,
        total=track.total,
        moving=sum(step.moving for step in steps),
        max_speed=max((step.speed for step in steps), default=0.0),
        lowest=min(heights, default=None),
        highest=max(heights, default=None),
        gain=sum(climb for climb in climbs if climb > 0),
        loss=-sum(climb for climb in climbs if climb < 0),
        points=len(points),
    )


@lru_cache(maxsize=8)
def intervals(way: TrackerWay, metres: float) -> tuple[Interval, ...]:
    """The way cut each time so many metres are full; the last one is what is left."""
    found: list[Interval] = []
    began_m, began_ms, gain, loss = 0.0, 0, 0.0, 0.0
    steps = steps_of(way.points)
    for step in steps:
        gain, loss = gain + max(0.0, step.climb), loss + max(0.0, -step.climb)
        if step.metres - began_m >= metres:
            found.append(Interval(step.metres - began_m, step.ms - began_ms, gain, loss))
            began_m, began_ms, gain, loss = step.metres, step.ms, 0.0, 0.0
    if steps and steps[-1].metres > began_m:
        found.append(Interval(steps[-1].metres - began_m, steps[-1].ms - began_ms, gain, loss))
    return tuple(found)
