"""Whether an answer in words is the right day or time of day, worded in any usual way.

As in tasks/answer.py nothing else may stand in it, and what can be read in two ways is wrong.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join((*_MONTHS, "sept", *(name[:3] for name in _MONTHS)))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"\b(?P<name>{_MONTH})\.?\s+{_DAY}\b(?:,?\s*(?P<year>\d{{4}})\b)?"),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?(?P<name>{_MONTH})\b\.?(?:,?\s*(?P<year>\d{{4}})\b)?"),
    re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"\b(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})\b"),
)
_TIMES = (
    re.compile(
        r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?:(?P<half>[ap])\.?m\b\.?)?(?!:)"
    ),
    re.compile(r"(?<![\d:])(?P<hour>\d{1,2})(?P<minute>)\s*(?P<half>[ap])\.?m\b\.?"),
)
_WEEKDAY = re.compile("|".join(rf"\b{name[:3]}(?:{name[3:]})?\b\.?" for name in _WEEKDAYS))
_FILLERS = re.compile(r"\b(?:at|on|the|of|t)\b|[\s,.@\"'()-]+")


def says_moment(answer: str, wanted: datetime, this_year: bool = False) -> bool:
    """Whether it is this day and time, in this order or the other.

    The day is worded or in digits; its year may be missing where it is `this_year`, a weekday beside it must
    be the right one, and digits that could be another day as well are wrong. The time is of 24 hours, or of
    12 with am or pm.
    """
    rest = _without_day(answer.casefold(), wanted.date(), this_year)
    return rest is not None and _bare_of(_without_time(rest, wanted.time()))


def _bare_of(rest: str | None) -> bool:
    """Whether nothing is left that says something."""
    return rest is not None and not _FILLERS.sub("", rest)


def _without_day(text: str, wanted: date, this_year: bool) -> str | None:
    """What else is said than this day; None where it is not said, or another is."""
    found = next((one for pattern in _DATES if (one := pattern.search(text))), None)
    if found is None or not _is_day(found.groupdict(), wanted, this_year):
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    weekday = _WEEKDAY.search(rest)
    if weekday is not None:
        if not _WEEKDAYS[wanted.weekday()].startswith(weekday[0].rstrip(".")):
            return None
        rest = rest[: weekday.start()] + " " + rest[weekday.end() :]
    return rest


def _is_day(said: Mapping[str, str | None], wanted: date, this_year: bool) -> bool:
    year = said["year"]
    if year is None and not this_year:
        return False
    if year is not None and int(year) != wanted.year:
        return False
    first, second = said.get("first"), said.get("second")
    if first and second:
        pairs = {(int(first), int(second)), (int(second), int(first))}
        return {pair for pair in pairs if pair[0] <= 12} == {(wanted.month, wanted.day)}
    name, month = said.get("name"), said.get("month")
    number = int(month) if month else [one[:3] for one in _MONTHS].index(str(name)[:3]) + 1
    return (number, int(str(said["day"]))) == (wanted.month, wanted.day)


def _without_time(text: str, wanted: time) -> str | None:
    """What else is said than this time; None where it is not said, or another is."""
    found = next((one for pattern in _TIMES if (one := pattern.search(text))), None)
    if found is None:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute) != (wanted.hour, wanted.minute):
        return None
    return text[: found.start()] + " " + text[found.end() :]
