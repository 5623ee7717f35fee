"""Repetitions: "every weekday", "jeden Montag und Freitag", "los lunes", "周一到周五", "tous les soirs"."""

import re
from dataclasses import dataclass

from agent.language.value.word import PARTS, Sort, WordRow, meant

ALL_DAYS = tuple(range(7))
_FIXED = ((r"D|E?d", ALL_DAYS), (r"E?d?X", ALL_DAYS[:5]), (r"E?Y", ALL_DAYS[5:]))
_JOINED = re.compile(r"(?<=\w)[-–](?=\w)")
_RANGE = re.compile(r"j?E?(?P<first>w|G)(?P<number>n)?[t>\-](?P<last>[wW])")
_DAYS = re.compile(r"(?:E?k|G)?[Ei]*[wW](?:[,&]+E?[wW])*|G(?:n(?:[,&]+n)*|d)|E?w(?:[,&]+n)+|G(?:n[,&]+)+w")
_WEEKLY = re.compile(r"G|E?k")


@dataclass(frozen=True, slots=True)
class Repetition:
    """How often something comes again."""

    days: tuple[int, ...] = ()
    """The days of the week, 0 = Monday; () = each week on the day that it begins."""
    part: Sort | None = None
    """The part of the day that was named with it."""


def read_repetition(text: str, language: str) -> Repetition | None:
    """What repeats on days of the week; None for any other text or repetition ("monthly")."""
    spaced = _JOINED.sub(" - ", text)  # `Mon-Fri`, but `week-end`
    return meant(spaced, _repetition, language) or meant(text, _repetition, language)


def _repetition(row: WordRow) -> Repetition | None:
    parts = row.parts
    if len(parts) > 1:
        return None
    part = next(iter(parts), None)
    row = row.without(PARTS)
    if row.code == "E" and part:  # `every morning`
        return Repetition(ALL_DAYS, part)
    for pattern, days in _FIXED:
        if re.fullmatch(pattern, row.code):
            return Repetition(days, part)
    if found := _RANGE.fullmatch(row.code):
        first = row.value(found, "number") - 1 if found["number"] else row.value(found, "first")
        last = row.value(found, "last")
        return Repetition(tuple(range(int(first), int(last) + 1)), part) if 0 <= first < last else None
    if _DAYS.fullmatch(row.code):
        named = {int(word.value) for word in row.words if word.sort in (Sort.WEEKDAY, Sort.WEEKDAYS)}
        named |= {int(word.value) - 1 for word in row.words if word.sort is Sort.NUMBER}
        named |= {6 for word in row.words if word.sort is Sort.DAYS}
        return Repetition(tuple(sorted(named)), part) if named <= set(ALL_DAYS) else None
    return Repetition((), part) if _WEEKLY.fullmatch(row.code) else None
