"""Lengths of time in seconds: "anderthalb Stunden", "1h30", "une heure et demie", "一个半小时", "90 s"."""

import re

from agent.language.value.word import Sort, WordRow, meant

_SIZES = {Sort.HOURS: 3600, Sort.MINUTES: 60, Sort.SECONDS: 1, Sort.DAYS: 86400, Sort.WEEKS: 604800}
_PIECE = re.compile(
    r"[,&+]*(?:(?P<length>L)|(?P<whole>n)?(?:[.,](?P<tenths>n))?[&+]?(?P<before>[HQT])?(?P<unit>[hmsdkK])"
    r"(?:[&+]?(?P<after>[HQ])(?![hms]))?(?:[&+]?(?P<rest>n$))?)"
)
_PARTS = {"H": 0.5, "Q": 0.25, "T": 0.75}


def read_length(text: str, language: str) -> int | None:
    """A length of time in whole seconds; None where a text is none."""
    return meant(text, _seconds, language)


def _seconds(row: WordRow) -> int | None:
    row = row.without((Sort.ONE,))
    code, at, total = row.code, 0, 0.0
    before = float("inf")
    while at < len(code):
        found = _PIECE.match(code, at)
        if found is None:
            return None
        size, seconds = _piece(row, found)
        if seconds is None or size >= before:
            return None
        total, before, at = total + seconds, size, found.end()
    return int(total) if total > 0 and total == int(total) else None


def _piece(row: WordRow, found: re.Match[str]) -> tuple[float, float | None]:
    """The unit of one piece in seconds, and its seconds; None where its words do not go together."""
    if found["length"]:
        return 60, row.value(found, "length")
    sort = row.words[found.start("unit")].sort
    if sort is Sort.QUARTERS:  # 三刻钟
        return 60, 900 * row.value(found, "whole") if found["whole"] and not found["before"] else None
    size = _SIZES[sort]
    count = row.value(found, "whole") if found["whole"] else float(not found["before"])
    if found["tenths"]:
        digits = row.words[found.start("tenths")].digits
        count += int(digits or 0) / 10 ** len(digits)
    if found["before"] and found["before"] != "H" and count not in (0, 1):
        return size, None
    if found["before"] and count == 1 and found["before"] in "QT":  # `a quarter of an hour`
        count = 0
    count += _PARTS.get(found["before"] or "", 0) + _PARTS.get(found["after"] or "", 0)
    rest = row.value(found, "rest") if found["rest"] else 0  # `1h30`
    return size, count * size + rest * {3600: 60, 60: 1}.get(size, 0)
