"""Days: "übermorgen", "am 3. Mai", "下周三", "le 23/6", "tomorrow evening"; and which of two is not said."""

import re
from dataclasses import dataclass, replace

from agent.language.day import Day, date_on
from agent.language.value.word import PARTS, Sort, WordRow, meant

_RULES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<relative>r)",
        r"i?(?P<weekday>w)",
        r"(?P<next>f)(?P<weekday>w)|(?P<weekday2>w)(?P<next2>f)",
        r"(?P<week>F)(?P<weekday>w)|(?P<weekday2>w)(?P<week2>F)",
        r"(?P<week>F)(?P<number>n)",
        r"(?P<week>F)(?P<sunday>d)",
        r"j(?P<count>n)?(?P<unit>[dk])|(?P<count2>n)?(?P<unit2>[dk])J",
        r"(?:(?P<weekday>w)[,.]?)?(?P<month>x)\.?(?P<day>[no])#?,?(?P<year>n)?",
        r"(?:(?P<weekday>w)[,.]?)?(?P<day>[no])[.#]?(?P<month>x)\.?,?(?P<year>n)?",
        r"(?:(?P<weekday>w)[,.]?)?(?:(?P<year>n)y)?(?P<number_month>n)u(?P<day>n)[d#]?",
        r"(?:(?P<weekday>w)[,.]?)?(?:(?P<day>o)|(?P<day2>n)[.#])",
        r"(?P<weekday>w)[,.]?(?P<day>n)[.#]?",
        r"d?(?P<day>n)",
        r"(?P<year>n)-(?P<number_month>n)-(?P<day>n)",
        r"(?:w[,.]?)?(?P<day>n)\.(?P<number_month>n)\.?(?P<year>n)?",
        r"(?P<first>n)/(?P<second>n)(?:/(?P<year>n))?",
    )
)
_MONTH_FIRST = ("en", "zh")


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day, and the part of it that was named with it."""

    day: Day
    part: Sort | None = None
    or_else: Day | None = None
    """The other day that may be meant as well."""


def read_day(text: str, language: str) -> SaidDay | None:
    """A day; None where a text is none, or more than one ("next month")."""
    return meant(text, lambda row: _day(row, language), language)


def _day(row: WordRow, language: str) -> SaidDay | None:
    parts = row.parts
    if len(parts) > 1:
        return None
    part = next(iter(parts), None)
    row = row.without(PARTS)
    if row.code == "i" and part:  # `this evening`
        return SaidDay(Day(ahead=0), part)
    for pattern in _RULES:
        found = pattern.fullmatch(row.code)
        said = _said(row, found, language) if found is not None else None
        if said is not None:
            return replace(said, part=part)
    return None


def _said(row: WordRow, found: re.Match[str], language: str) -> SaidDay | None:
    groups = {name.rstrip("2"): name for name, text in found.groupdict().items() if text}

    def value(name: str) -> int | None:
        return int(row.value(found, groups[name])) if name in groups else None

    if "relative" in groups:
        return SaidDay(Day(ahead=value("relative")))
    if "unit" in groups:
        size = 7 if found[groups["unit"]] == Sort.WEEKS else 1
        return SaidDay(Day(ahead=size * (1 if "count" not in groups else value("count") or 0)))
    if "first" in groups:
        return _slashed(value("first") or 0, value("second") or 0, value("year"), language)
    if "day" in groups:
        month = value("month") or value("number_month")
        return _dated(month, value("day") or 0, value("year"), value("weekday"))
    weekday = value("weekday")
    if "week" in groups:
        if weekday is None:
            weekday = 6 if "sunday" in groups else (value("number") or 0) - 1
        return SaidDay(Day(weekday=weekday, weeks=value("week"))) if 0 <= weekday < 7 else None
    if "next" in groups:
        return SaidDay(Day(weekday=weekday), or_else=Day(weekday=weekday, weeks=1))
    return SaidDay(Day(weekday=weekday))


def _dated(month: int | None, day: int, year: int | None, weekday: int | None) -> SaidDay | None:
    if year is not None and not 2000 <= year < 2100:
        return None
    if not 1 <= day <= 31 or (month is not None and date_on(year or 2024, month, day) is None):
        return None
    return SaidDay(Day(month=month, day=day, year=year, weekday=weekday))


def _slashed(first: int, second: int, year: int | None, language: str) -> SaidDay | None:
    """`3/4` is in March to some who write English and in April to others; other languages have one order."""
    month_first, day_first = _dated(first, second, year, None), _dated(second, first, year, None)
    if language not in _MONTH_FIRST:
        return day_first
    if language == "en" and month_first and day_first and first != second:
        return replace(month_first, or_else=day_first.day)
    return month_first or day_first
