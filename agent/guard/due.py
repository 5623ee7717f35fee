"""Whether a screen tells the day and the time that the owner said, in the ways that phones write them.

A day is read in the phone's language and in English, and fits each day that it may be.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from agent.guard.fold import fold
from agent.guard.shown_day import LONGEST, NUMERIC, shown_days
from agent.language.clockface import times_in
from agent.language.day import date_on
from agent.language.when import TimeOfDay

_MANY = 2
"""A page that tells more days, or times, than begin and end is about several things."""
_STRETCH = 400
"""Days of the longest stretch."""
_MOMENT = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})?T?(?P<at>\d{1,2}:\d{2})?")


class Told(Enum):
    """What a screen says of the day and time that the owner said."""

    SAME = "same"
    OTHER = "other"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is to be, as the owner said."""

    days: tuple[date, ...] = ()
    """The day, or each of a stretch; () where none was said."""
    at: tuple[TimeOfDay, ...] = ()
    """When it begins, and when it ends where that or its length was said; () where no time was said."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is needed to read days off a phone's screens."""

    languages: tuple[str, ...] = ()
    """Those that its screens may be in."""
    today: date | None = None


def due(when: str, length: int = 0) -> Due | None:
    """Read `2026-03-05`, `2026-03-05T17:30`, `17:30` or two of these with a slash; None for anything else.

    `length` is how many seconds it takes, 0 where that was not said.
    """
    halves = [_MOMENT.fullmatch(half.strip()) for half in when.split("/", 1)]
    said = [half for half in halves if half is not None]
    if len(said) < len(halves) or not when.strip():
        return None
    first, last = (_iso(half["day"]) for half in (said[0], said[-1]))
    stretch = (last - first).days + 1 if first and last else 1
    days = tuple(first + timedelta(days=n) for n in range(min(stretch, _STRETCH))) if first else ()
    times = [time for half in said for time in times_in(half["at"] or "")[:1]]
    ends = [_later(time, length) for time in times[:1] if length]
    return Due(days, (*times, *ends))


def told(
    wanted: Due, near: Iterable[Sequence[str]], far: Iterable[Sequence[str]], calendar: Calendar
) -> Told:
    """Compare what was said with what the texts tell, nearest first.

    `near` are those that are about one thing, `far` those of a page: one that tells many days tells none of
    the thing, unless the wanted one is among them.
    """
    nearest, rest = [*near], [*far]
    found = [_day_told(wanted, nearest, rest, calendar), _time_told(wanted, nearest, rest)]
    if Told.OTHER in found:
        return Told.OTHER
    return Told.NOTHING if Told.NOTHING in found else Told.SAME


def _day_told(wanted: Due, near: list[Sequence[str]], far: list[Sequence[str]], calendar: Calendar) -> Told:
    if not wanted.days:
        return Told.SAME
    for texts, is_near in (*((texts, True) for texts in near), *((texts, False) for texts in far)):
        shown = {day for text in texts for day in shown_days(text, calendar.languages)}
        exact = {day for day in shown if day.day is not None}
        shown = exact or (shown if is_near else set())
        if any(one.may_be(day, calendar.today) for one in shown for day in wanted.days):
            return Told.SAME
        if shown and (is_near or len(shown) <= _MANY):
            return Told.OTHER
    return Told.NOTHING


def _time_told(wanted: Due, near: list[Sequence[str]], far: list[Sequence[str]]) -> Told:
    if not wanted.at:
        return Told.SAME
    for texts, is_near in (*((texts, True) for texts in near), *((texts, False) for texts in far)):
        shown = {time for text in texts for time in _times(text)}
        if shown.intersection(wanted.at):
            return Told.SAME
        if shown and (is_near or len(shown) <= _MANY):
            return Told.OTHER
    return Told.NOTHING


def _later(time: TimeOfDay, seconds: int) -> TimeOfDay:
    hours, minutes = divmod(time.hour * 60 + time.minute + seconds // 60, 60)
    return TimeOfDay(hours % 24, minutes)


def _times(text: str) -> Iterable[TimeOfDay]:
    """The times of day that a short text tells; both halves of the day where it says nothing but digits."""
    plain = fold(text)
    if len(text) > LONGEST or ":" not in plain:
        return
    for time in times_in(NUMERIC.sub(" ", plain)):
        yield time
        if not any(map(str.isalpha, plain)):
            yield TimeOfDay((time.hour + 12) % 24, time.minute)


def _iso(text: str | None) -> date | None:
    year, month, day = map(int, text.split("-")) if text else (0, 0, 0)
    return date_on(year, month, day) if text else None
