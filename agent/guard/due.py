"""Whether a screen tells the day and the time that the owner said, in the ways that phones write them.

Names of months and days are those of data/day.json, in the phone's language and in English. A day that is
written without its year, or as 3/4, fits each day that it may be.
"""

import itertools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from pathlib import Path

import regex

from agent.guard.fold import fold
from agent.language.clockface import times_in
from agent.language.day import date_on
from agent.language.when import TimeOfDay

_LONGEST = 60
"""Letters of a text that tells when something is; longer ones are content."""
_MANY = 2
"""A page that tells more days, or times, than begin and end is about several things."""
_STRETCH = 400
"""Days of the longest stretch."""
_YEAR = 2000
_SHORT = 3
"""Letters of a word that stands between a day and its month at most: "19 de octubre", "19th of October"."""
_NUMERIC = re.compile(
    r"(?<![\d.,:/-])(?:(?P<y>\d{4})[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sep>[-/.])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<year>\d{4}|\d{2})"
    r"|(?P<mo>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2}))(?![\d:])"
)
_CLOCK = re.compile(r"\d{1,2}\s?[:：]\s?\d{2}(?:[:：]\d{2})?")
_TOKEN = regex.compile(r"\d+|\p{L}[\p{L}\p{M}]*")
_LEAST = 2
"""Letters of a name that is found in scripts without blanks."""
_WISHED = re.compile(
    r"(?P<first>\d{4}-\d{1,2}-\d{1,2})?(?:/(?P<last>\d{4}-\d{1,2}-\d{1,2}))?T?(?P<at>\d{1,2}:\d{2})?"
)


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
    at: TimeOfDay | None = None


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day as a screen writes it, with what it leaves out as None."""

    month: int | None = None
    day: int | None = None
    year: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    ahead: int | None = None
    """Days from today."""

    def may_be(self, day: date, today: date | None) -> bool:
        """Whether it may be that day."""
        if self.ahead is not None:
            return today is None or today + timedelta(days=self.ahead) == day
        told = (
            (self.month, day.month),
            (self.day, day.day),
            (self.year, day.year),
            (self.weekday, day.weekday()),
        )
        return all(shown in (None, wanted) for shown, wanted in told)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is needed to read days off a phone's screens."""

    languages: tuple[str, ...] = ()
    """Those that its screens may be in."""
    today: date | None = None


def due(when: str) -> Due | None:
    """Read `2026-03-05`, `2026-03-05T17:30`, `17:30` or two days with a slash; None for anything else."""
    found = _WISHED.fullmatch(when.strip())
    if found is None or not when.strip():
        return None
    first, last = (_iso(found[name]) for name in ("first", "last"))
    length = (last - first).days + 1 if first and last else 1
    days = tuple(first + timedelta(days=n) for n in range(min(length, _STRETCH))) if first else ()
    times = times_in(found["at"] or "")
    return Due(days, times[0] if times else None)


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
    if wanted.at is None:
        return Told.SAME
    for texts, is_near in (*((texts, True) for texts in near), *((texts, False) for texts in far)):
        shown = {time for text in texts for time in _times(text)}
        if wanted.at in shown:
            return Told.SAME
        if shown and (is_near or len(shown) <= _MANY):
            return Told.OTHER
    return Told.NOTHING


def _times(text: str) -> Iterable[TimeOfDay]:
    """The times of day that a short text tells; both halves of the day where it says nothing but digits."""
    plain = fold(text)
    if len(text) > _LONGEST or ":" not in plain:
        return
    for time in times_in(_NUMERIC.sub(" ", plain)):
        yield time
        if not any(map(str.isalpha, plain)):
            yield TimeOfDay((time.hour + 12) % 24, time.minute)


def shown_days(text: str, languages: Iterable[str]) -> frozenset[ShownDay]:
    """The days that a short text tells; each reading of one that can be read in several ways."""
    if len(text) > _LONGEST:
        return frozenset()
    plain = fold(text)
    found = {day for match in _NUMERIC.finditer(plain) for day in _numeric(match)}
    known = _names((*languages, "en"))
    words = _TOKEN.findall(_CLOCK.sub(" ", _NUMERIC.sub(" ", plain)))
    found |= {
        day
        for at, word in enumerate(words)
        for month in known.month.get(word, ())
        for day in _beside(words, at, month)
    }
    if not found:
        found = {
            ShownDay(weekday=day)
            for name, days in known.weekday.items()
            if _has(name, words, plain)
            for day in days
        }
        found |= {
            ShownDay(ahead=day)
            for name, days in known.near.items()
            if _has(name, words, plain)
            for day in days
        }
    return frozenset(found)


def _numeric(match: re.Match[str]) -> Iterable[ShownDay]:
    said = match.groupdict()
    year = int(said["y"] or said["year"] or 0)
    year += _YEAR if 0 < year < _YEAR // 20 else 0
    pairs = (
        (said["m"], said["d"]),
        (said["mo"], said["day"]),
        (said["a"], said["b"]),
        (said["b"], said["a"]),
    )
    for month, day in pairs:
        if month and day and date_on(year or _YEAR, int(month), int(day)):
            yield ShownDay(month=int(month), day=int(day), year=year or None)


def _beside(words: list[str], at: int, month: int) -> Iterable[ShownDay]:
    """The day of a month's name: the number behind it, or before it with a short word or two between."""
    year = next((int(word) for word in words[at + 1 : at + 4] if len(word) == 4 and word.isdigit()), None)
    before = itertools.takewhile(lambda word: len(word) <= _SHORT, reversed(words[max(0, at - 3) : at]))
    numbers = (word for word in (*words[at + 1 : at + 2], *before) if word.isdigit())
    day = next((int(word) for word in numbers if 0 < int(word) <= 31), None)
    if day is not None and date_on(year or _YEAR, month, day):
        yield ShownDay(month=month, day=day, year=year)


def _has(name: str, words: list[str], plain: str) -> bool:
    is_dense = name.upper() == name.lower() and len(name) >= _LEAST
    return name in words or ((is_dense or " " in name) and name in plain)


@dataclass(frozen=True)
class _Names:
    """What may be meant by a name, by the name."""

    month: Mapping[str, frozenset[int]]
    weekday: Mapping[str, frozenset[int]]
    near: Mapping[str, frozenset[int]]


@cache
def _names(languages: tuple[str, ...]) -> _Names:
    read = json.loads(Path(__file__).with_name("data").joinpath("day.json").read_text("utf-8"))["names"]
    kinds = ("month", 1), ("weekday", 0), ("near", -1)
    return _Names(
        *(_by_name([read.get(one, {}).get(kind, ()) for one in languages], start) for kind, start in kinds)
    )


def _by_name(listed: Sequence[Sequence[Sequence[str]]], start: int) -> Mapping[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for names in listed:
        for number, called in enumerate(names, start):
            for name in map(fold, called):
                found[name] = found.get(name, frozenset()) | {number}
    return found


def _iso(text: str | None) -> date | None:
    year, month, day = map(int, text.split("-")) if text else (0, 0, 0)
    return date_on(year, month, day) if text else None
