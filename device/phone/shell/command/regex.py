"""POSIX regular expressions, basic and extended, in Python's words."""

import re
from collections.abc import Iterator
from functools import lru_cache

import regex

from device.phone.shell.bracket import read_bracket
from device.phone.shell.call import UsageFault

_SWAPPED = frozenset("(){}+?|")
"""Special in an extended expression, and in a basic one behind a backslash."""


PATIENCE = 0.5
"""Seconds one match may take: an expression that backtracks for ever must not stop the phone."""


class Expression:
    """A compiled expression that gives up in time. Every method raises UsageFault when it does."""

    __slots__ = ("_pattern",)

    def __init__(self, text: str, *, ignore_case: bool = False) -> None:
        """Compile; UsageFault when it is no expression."""
        try:
            self._pattern = regex.compile(text, regex.IGNORECASE if ignore_case else 0)
        except (regex.error, OverflowError, RecursionError) as error:
            raise UsageFault(f"bad regex '{text[:80]}': {error}") from None

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match."""
        try:
            return self._pattern.search(text, timeout=PATIENCE)
        except TimeoutError:
            raise _too_hard() from None

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Every match."""
        try:
            yield from self._pattern.finditer(text, timeout=PATIENCE)
        except TimeoutError:
            raise _too_hard() from None


def _too_hard() -> UsageFault:
    return UsageFault("the regular expression takes too long here")


@lru_cache(maxsize=256)
def posix(
    pattern: str, *, extended: bool = False, fixed: bool = False, ignore_case: bool = False
) -> Expression:
    """The compiled expression. Raises UsageFault."""
    text = regex.escape(pattern) if fixed else _translated(pattern, extended)
    return Expression(text, ignore_case=ignore_case)


def _translated(pattern: str, extended: bool) -> str:
    out: list[str] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            out.append(_escaped(pattern[at + 1 : at + 2], extended))
            at += 2
        elif char == "[":
            found = read_bracket(pattern, at, escapes=False)
            if found is None:
                raise UsageFault(f"bad regex '{pattern[:80]}': brackets ([ ]) not balanced")
            out.append(found[0])
            at = found[1]
        elif char in _SWAPPED and not extended:
            out.append("\\" + char)
            at += 1
        elif char == "*" and (not out or out[-1] in ("(", "|", "^")):
            out.append(r"\*")
            at += 1
        elif char == "{" and not re.match(r"\{\d*,?\d*\}", pattern[at:]):
            out.append(r"\{")
            at += 1
        else:
            out.append(char)
            at += 1
    return "".join(out)


def _escaped(char: str, extended: bool) -> str:
    if not char:
        return r"\\"
    if char in _SWAPPED and not extended:
        return char
    if char in "wWsSbBdD123456789":
        return "\\" + char
    return {"<": r"\b(?=\w)", ">": r"\b(?<=\w)", "n": "\n", "t": "\t"}.get(char, re.escape(char))
