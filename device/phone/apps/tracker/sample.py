"""Somebody's tracks of the last two weeks."""

import math
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from device.phone.apps.tracker.measure import measured
from device.phone.apps.tracker.schema import PACKAGE
from device.phone.apps.tracker.store import (
    PLAIN,
    START,
    TrackerMarker,
    TrackerPoint,
    TrackerTrack,
    add_points,
    add_track,
    measure_track,
    save_marker,
)
from device.phone.system.context import Context
from device.phone.system.timetext import local_now, to_date_ms

_POINTS = 90
"""Of one way."""
_BURST = 1.3
"""How much faster than all in all somebody was for a moment, where no points tell."""


@dataclass(frozen=True, slots=True)
class Done:
    """One track of the files beside this one."""

    name: str
    activity: str
    day: int
    start: str
    minutes: int
    metres: float
    description: str = ""
    way: bool = False
    """It has points; its length is then theirs."""
    marker: str = ""


def fill(context: Context) -> None:
    """Put them on the phone, in its language and round its date."""
    today = local_now(context).date()
    offset = round((local_now(context) - context.clock.now.replace(tzinfo=None)).total_seconds())
    for done in _read("zh" if context.language == "zh" else "en"):
        begun = datetime.combine(today + timedelta(days=done.day), time.fromisoformat(done.start))
        start, total = to_date_ms(context, begun), done.minutes * 60_000
        category = context.translate(done.activity, PACKAGE)
        new = TrackerTrack(
            0, done.name, done.description, category, done.activity, start, start + total, offset
        )
        fastest = _BURST * done.metres / (done.minutes * 60)
        new = replace(new, distance=done.metres, total=total, moving=total, max_speed=fastest)
        number = add_track(context, new)
        if done.way:
            points = _round(context, start, total, done.metres)
            add_points(context, number, points)
            measure_track(context, measured(replace(new, id=number), points))
            if done.marker:
                half = points[_POINTS // 2]
                place = TrackerMarker(0, number, done.marker, length=done.metres / 2, duration=total // 2)
                save_marker(
                    context,
                    replace(place, latitude=half.latitude, longitude=half.longitude, time=half.time),
                )


def _round(context: Context, start: int, total: int, metres: float) -> list[TrackerPoint]:
    """A way of about that length, up and down, that ends where it begins."""
    place, reach = context.hardware.place, metres / 2 / math.pi / 111_195
    base = place.altitude + 50.0
    points = []
    for step in range(_POINTS + 1):
        angle = 2 * math.pi * step / _POINTS
        bent = reach * (1 + 0.25 * math.sin(3 * angle))
        points.append(
            TrackerPoint(
                place.latitude + bent * math.sin(angle),
                place.longitude + bent * (1 - math.cos(angle)) / math.cos(math.radians(place.latitude)),
                start + total * step // _POINTS,
                round(base + 35 * math.sin(angle) + 9 * math.sin(5 * angle), 1),
                type=PLAIN if step else START,
            )
        )
    return points


@cache
def _read(language: str) -> tuple[Done, ...]:
    text = Path(__file__).with_name(f"sample_{language}.toml").read_text("utf-8")
    return tuple(TypeAdapter(list[Done]).validate_python(tomllib.loads(text)["track"]))
