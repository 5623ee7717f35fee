"""The dial of the time picker: numbers in one ring or two, and a hand that follows a finger."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Literal

from device.phone.system.context import Context
from device.phone.system.timetext import is_24_hour
from device.phone.toolkit.still import alike
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, STACKED, Box, Gestures, Shape, Surface, Text

_DIAL, _LOW_DIAL = 256.0, 224.0
"""dp across; low where the phone lies on its side."""
_OUTER, _INNER = 0.395, 0.27
"""Radius of the rings of numbers, as fractions of the dial."""
_KNOB = 0.085


@dataclass(frozen=True, slots=True)
class TimePick:
    """What an app keeps in its activity's state while the picker is open."""

    hour: int
    """0-23"""
    minute: int
    face: Literal["hour", "minute"] = "hour"
    typing: bool = False
    """Two text fields instead of the dial."""
    wrong: bool = False
    """What was typed is no time."""


def spoken(context: Context, face: str, value: int) -> str:
    """How a number is read out: "7 o'clock", "19 hours", "30 minutes"."""
    tr = context.tr
    if face == "minute":
        return tr("{} minutes").format(value)
    return tr("{} hours").format(value) if is_24_hour(context) else tr("{} o'clock").format(value)


class Dial:
    """The hours of a picker, or its minutes."""

    def __init__(self, context: Context, pick: TimePick, on_change: Callable[[TimePick], None]) -> None:
        self.context = context
        self.pick = pick
        self.change = on_change
        self.full = is_24_hour(context)

    def view(self) -> View:
        """The face with its hand."""
        pick = self.pick
        wide, high = self.context.size
        size = _DIAL if wide < high else _LOW_DIAL
        hours = pick.face == "hour"
        value = pick.hour if hours else pick.minute
        ring = _INNER if hours and self.full and value >= 12 else _OUTER
        at = _place(value / (12 if hours else 60), ring)
        numbers = self._hours() if hours else self._minutes()
        return View(
            "android.view.View",
            "material_clock_face",
            box=Box(width=size, height=size),
            flow=STACKED,
            surface=Surface("surface_container_highest", radius=size / 2),
            gestures=Gestures(on_drag=self._dragged),
            shapes=(
                Shape("circle", "primary", 0.0, points=((0.5, 0.5), (0.016, 0.0))),
                Shape("line", "primary", 2.0, points=((0.5, 0.5), at)),
                Shape("circle", "primary", 0.0, points=(at, (_KNOB, 0.0))),
            ),
            children=numbers,
        )

    def _dragged(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """The hand follows a finger."""
        turn = math.atan2(x2 - 0.5, 0.5 - y2) / math.tau % 1.0
        if self.pick.face == "minute":
            self.change(replace(self.pick, minute=round(turn * 60) % 60))
            return
        hour = round(turn * 12) % 12
        inner = math.hypot(x2 - 0.5, y2 - 0.5) < (_OUTER + _INNER) / 2
        late = inner if self.full else self.pick.hour >= 12
        self.change(replace(self.pick, hour=hour + (12 if late else 0), face="minute"))

    def _number(
        self, text: str, description: str, chosen: bool, at: tuple[float, float], small: str = ""
    ) -> View:
        """A number of a dial; one among 24 is smaller, in a style of its own."""
        size = 36.0 if small else 44.0
        number = View(
            "TextView",
            "",
            Text(
                text,
                style=small or "body_large",
                colour="on_primary" if chosen else "on_surface",
                align="center",
            ),
            description,
            box=Box(width=size, height=size, place=at),
            flow=CENTRED,
            selected=chosen,
        )
        number.still = alike("dial", text, description, chosen, at, small)
        return number

    def _hours(self) -> list[View]:
        half = 12 if self.pick.hour >= 12 else 0
        numbers = []
        for value in range(24) if self.full else (*range(1, 12), 0):
            hour = value if self.full else value + half
            text = (
                f"{value:02d}" if self.full and not value else str(value) if self.full else str(value or 12)
            )
            ring = _INNER if value >= 12 else _OUTER
            view = self._number(
                text,
                spoken(self.context, "hour", int(text)),
                hour == self.pick.hour,
                _place(value / 12, ring),
                ("body_medium" if value >= 12 else "body_large") if self.full else "",
            )
            view.on_tap = partial(self.change, replace(self.pick, hour=hour, face="minute"))
            numbers.append(view)
        return numbers

    def _minutes(self) -> list[View]:
        """The twelve with a number, under small ones for the minutes between."""
        between, named = [], []
        for minute in range(60):
            at = _place(minute / 60, _OUTER)
            on_tap = partial(self.change, replace(self.pick, minute=minute))
            if minute % 5:
                dot = View(box=Box(width=10.0, height=10.0, place=at), on_tap=on_tap, important=False)
                dot.still = alike("dial", minute)
                between.append(dot)
                continue
            chosen = minute == self.pick.minute
            view = self._number(f"{minute:02d}", spoken(self.context, "minute", minute), chosen, at)
            view.on_tap = on_tap
            named.append(view)
        return named + between


@lru_cache(maxsize=256)
def _place(turn: float, ring: float) -> tuple[float, float]:
    """A point of the dial: `turn` 0-1 clockwise from twelve, `ring` the distance from the middle."""
    angle = turn * math.tau
    return 0.5 + ring * math.sin(angle), 0.5 - ring * math.cos(angle)
