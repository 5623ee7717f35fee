"""Times of day: "halb acht", "a las 7 y media", "7h30", "quarter past nine", "下午三点一刻"."""

import re
from dataclasses import dataclass

from agent.language.value.word import PARTS, Sort, WordRow, meant
from agent.language.when import TimeOfDay

_RULES = tuple(
    (re.compile(pattern), sign, fixed)
    for pattern, sign, fixed in (
        (r"(?P<h>n)h?", 0, 0),
        (r"(?P<h>n)[h:.]?(?P<m>n)m?h?", 1, 0),
        (r"(?P<h>n)h?[+&](?P<m>n)m?", 1, 0),
        (r"(?P<h>n)h?_(?P<m>n)m?", -1, 0),
        (r"_(?P<m>n)m(?P<h>n)h", -1, 0),
        (r"(?P<h>n)h?[+&]?H", 0, 30),
        (r"(?P<h>n)h?[+&]Q", 0, 15),
        (r"(?P<h>n)h?_Q", 0, -15),
        (r"(?P<h>n)h(?P<q>n)K", 1, 0),
        (r"_(?P<q>n)K(?P<h>n)h", -1, 0),
        (r"Hp?(?P<h>n)h?", 0, 30),
        (r"Qp(?P<h>n)h?", 0, 15),
        (r"Qt(?P<h>n)h?", 0, -15),
        (r"Q(?P<h>n)h?", 0, -45),
        (r"T(?P<h>n)h?", 0, -15),
        (r"(?P<m>n)m?p(?P<h>n)h?", 1, 0),
        (r"(?P<m>n)m?t(?P<h>n)h?", -1, 0),
        (r"B(?P<h>n)h?", 0, -30),
        (r"(?P<m>n)m?pB(?P<h>n)h?", 1, -30),
        (r"(?P<m>n)m?tB(?P<h>n)h?", -1, -30),
        (r"(?P<twelve>N)", 0, 0),
        (r"(?P<twelve>N)[+&]?H", 0, 30),
        (r"(?P<zero>M)", 0, 0),
        (r"(?P<h>n)h?(?P<fixed>[NM])", 0, 0),
    )
)
"""A grammar of the sorts of words; how its minutes count, and what comes to them."""
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A time of day."""

    time: TimeOfDay
    half_said: bool
    """Whether it is said, or plain, in which half of the day it is: "7 pm", "19:00", "07:00", "noon"."""
    half_named: bool = False
    """Whether a word says the half: "7 pm", "晚上七点"; not "19:00"."""


def read_time(text: str, language: str, part: Sort | None = None) -> SaidTime | None:
    """A time of day; None where a text is none. `part` is the part of the day that was said elsewhere."""
    return meant(text, lambda row: _time(row, part), language)


def _time(row: WordRow, part: Sort | None) -> SaidTime | None:
    parts = row.parts or ({part} if part else set())
    if len(parts) > 1:
        return None
    row = row.without(PARTS).counted()
    if [word.sort for word in row.words] == [Sort.NUMBER] and len(row.words[0].digits) in (3, 4):
        hour, minute = divmod(int(row.words[0].digits), 100)
        return _settled(hour * 60 + minute if minute < 60 else -1, parts, row)
    for pattern, sign, fixed in _RULES:
        found = pattern.fullmatch(row.code)
        if found is not None:
            return _settled(_minutes(row, found, sign, fixed), parts, row)
    return None


def _minutes(row: WordRow, found: re.Match[str], sign: int, fixed: int) -> float:
    """Minutes after midnight, the half of the day left open; -1 for no time of day."""
    groups = {name for name, text in found.groupdict().items() if text}
    if "zero" in groups:
        return 0
    hour = 12.0 if "twelve" in groups else row.value(found, "h")
    if "fixed" in groups:  # `12 at noon`
        return (0 if found["fixed"] == "M" else 12) * 60 if hour == 12 else -1
    past = row.value(found, "m") if "m" in groups else 15 * row.value(found, "q") if "q" in groups else 0
    if not 0 <= past < 60 or not 0 <= hour <= 24:
        return -1
    return (hour * 60 + sign * past + fixed) % _DAY


def _settled(minutes: float, parts: set[Sort], row: WordRow) -> SaidTime | None:
    if minutes < 0 or minutes != int(minutes):
        return None
    hour, minute = divmod(int(minutes) % _DAY, 60)
    sorts = {word.sort for word in row.words}
    if sorts & {Sort.NOON, Sort.MIDNIGHT}:
        return SaidTime(TimeOfDay(hour, minute), half_said=True)
    plain = not 1 <= hour <= 12 or row.words[0].digits.startswith("0")
    if not parts:
        return SaidTime(TimeOfDay(hour, minute), half_said=plain)
    settled = _in_part(hour, next(iter(parts)))
    return SaidTime(TimeOfDay(settled, minute), True, True) if settled is not None else None


def _in_part(hour: int, part: Sort) -> int | None:
    """The hour of 24 in a part of the day; None where it is not in that."""
    if hour > 12:
        return None if part is Sort.AM else hour
    match part:
        case Sort.AM:
            return hour % 12
        case Sort.PM:
            return hour % 12 + 12
        case Sort.MIDDAY:  # from eleven to two
            return hour if hour >= 10 else hour + 12
        case _:  # twelve at night is midnight, one at night is early, seven at night is late
            return hour % 12 + 12 if 5 <= hour <= 11 else hour % 12
