"""[...] of shell patterns and POSIX regular expressions, in Python's words."""

import re

_CLASSES = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s",
    "blank": r" \t", "punct": r"!-/:-@\[-`{-~", "xdigit": "0-9a-fA-F", "print": r" -~", "graph": r"!-~",
    "cntrl": r"\x00-\x1f\x7f",
}  # fmt: skip
_CLASS = re.compile(r"\[:(\w+):\]")
NOTHING = "(?!)"
"""Matches no character: a range the wrong way round."""


def read_bracket(text: str, at: int, *, escapes: bool) -> tuple[str, int] | None:
    """The expression that begins with the [ at `at` and where it ends; None when it is never closed.

    With `escapes` a backslash quotes the next character, as in shell patterns.
    """
    place = at + 1
    negated = text[place : place + 1] in ("^", "!" if escapes else "^")
    place += negated
    items: list[str] = []
    first = True
    while place < len(text):
        if text[place] == "]" and not first:
            return _class(items, negated), place + 1
        first = False
        item, place = _item(text, place, escapes)
        items.append(item)
    return None


def _item(text: str, at: int, escapes: bool) -> tuple[str, int]:
    """A named class, a range or a character."""
    named = _CLASS.match(text, at)
    if named and named[1] in _CLASSES:
        return _CLASSES[named[1]], named.end()
    low, at = _character(text, at, escapes)
    if text[at : at + 1] == "-" and text[at + 1 : at + 2] not in ("]", ""):
        high, at = _character(text, at + 1, escapes)
        return (f"{re.escape(low)}-{re.escape(high)}" if low <= high else ""), at
    return _literal(low), at


def _character(text: str, at: int, escapes: bool) -> tuple[str, int]:
    if escapes and text[at] == "\\" and at + 1 < len(text):
        at += 1
    return text[at], at + 1


def _literal(char: str) -> str:
    return "\\" + char if char in r"\]^-[&~|" else char


def _class(items: list[str], negated: bool) -> str:
    inside = "".join(items)
    if not inside:
        return "." if negated else NOTHING
    return f"[{'^' if negated else ''}{inside}]"
