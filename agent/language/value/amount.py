"""Sums of money and levels: "12,50 €", "zwanzig Euro", "5块5", "fifty percent", "al máximo", "七成"."""

import re

from agent.language.value.word import Sort, WordRow, meant

_MONEY = re.compile(r"\$?(?P<whole>n)(?P<groups>(?:[.,]n)*)(?:\$|C)?(?:&?(?P<cents>n)C?)?|(?P<only>n)C")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_LEVEL = re.compile(r"[t>]?(?P<value>n)%?|%(?P<after>n)|(?P<tenths>n)z")
_FIXED = ((r"[BH]|V", 50), (r"\^", 100), (r"[v]", 0), (r"Q", 25), (r"T", 75))


def read_money(text: str, language: str) -> str | None:
    """A sum as a form takes it, without zeros at its end: "12.5"; None where a text is none."""
    return meant(_THOUSANDS.sub("", text), _money, language)


def read_percent(text: str, language: str) -> int | None:
    """A level from 0 to 100; None where a text is none."""
    return meant(text, _percent, language)


def _money(row: WordRow) -> str | None:
    found = _MONEY.fullmatch(row.code)
    if found is None:
        return None
    if found["only"]:
        cents = int(row.value(found, "only"))
        return _shown("0", f"{cents:02}") if cents < 100 else None
    first = row.words[found.start("whole")]
    pieces = [first.digits or f"{first.value:g}"]
    for at in range(found.start("groups"), found.end("groups")):
        if row.words[at].sort is Sort.NUMBER:
            pieces.append(row.words[at].digits)
    if found["cents"]:
        if len(pieces) > 1 or not {Sort.CURRENCY, Sort.CENTS} & {word.sort for word in row.words}:
            return None
        part = row.words[found.start("cents")]
        digits = part.digits or f"{part.value:02g}"
        return _shown(pieces[0], digits) if len(digits) <= 2 else None
    return _joined(pieces)


def _joined(pieces: list[str]) -> str | None:
    """Groups of three digits are thousands, one or two at the end are decimals."""
    whole, *groups = pieces
    decimals = groups.pop() if groups and len(groups[-1]) <= 2 else ""
    if any(len(group) != 3 for group in groups) or (groups and len(whole) > 3):
        return None
    return _shown(whole + "".join(groups), decimals)


def _shown(whole: str, decimals: str) -> str:
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _percent(row: WordRow) -> int | None:
    for pattern, level in _FIXED:
        if re.fullmatch(f"[t>]?(?:{pattern})%?", row.code):
            return level
    found = _LEVEL.fullmatch(row.code)
    if found is None:
        return None
    name = next(name for name, text in found.groupdict().items() if text)
    value = row.value(found, name) * (10 if name == "tenths" else 1)
    return int(value) if value == int(value) and 0 <= value <= 100 else None
