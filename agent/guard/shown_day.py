"""The days that a screen tells, as phones write them: in figures, or with the names that a language has.

The names of months and days are those of data/day.json. A day that is written without its year, or as 3/4,
may be one of several.
"""

import itertools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import regex

from agent.guard.fold import fold
from agent.language.day import date_on

LONGEST = 60
"""Letters of a text that tells when something is; longer ones are content."""
_YEAR = 2000
_SHORT = 3
"""Letters of a word that stands between a day and its month at most: "19 de octubre", "19th of October"."""
NUMERIC = re.compile(
    r"(?<![\d.,:/-])(?:(?P<y>\d{4})[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sep>[-/.])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<year>\d{4}|\d{2})"
    r"|(?P<mo>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2}))(?![\d:])"
)
"""A day in figures alone."""
_CLOCK = re.compile(r"\d{1,2}\s?[:：]\s?\d{2}(?:[:：]\d{2})?")
_TOKEN = regex.compile(r"\d+|\p{L}[\p{L}\p{M}]*")
_LEAST = 2
"""Letters of a name that is found in scripts without blanks."""


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


def shown_days(text: str, languages: Iterable[str]) -> frozenset[ShownDay]:
    """The days that a short text tells; each reading of one that can be read in several ways."""
    if len(text) > LONGEST:
        return frozenset()
    plain = fold(text)
    found = {day for match in NUMERIC.finditer(plain) for day in _numeric(match)}
    known = _names((*languages, "en"))
    words = _TOKEN.findall(_CLOCK.sub(" ", NUMERIC.sub(" ", plain)))
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
