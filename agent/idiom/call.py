"""Calls as action models write them: `click(start_box='(12,34)')`, with quotes inside quotes and all.

They are read by the names of their arguments and by nothing of Python's: such text is a model's, and what
comes off a screen may stand in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\'": "'", '\\"': '"', "\\\\": "\\"}
_ESCAPED = re.compile(r"\\[nt'\"\\]")
_QUOTES = {"'": "'", '"': '"', "“": "”"}
LONGEST = 20_000
"""Characters of a reply that are read; no action is longer."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call with what stands behind each of its arguments."""

    name: str
    arguments: Mapping[str, str]

    def text(self, *names: str) -> str:
        """The first of these arguments that is given; "" when none is."""
        return next((self.arguments[name] for name in names if name in self.arguments), "")

    def point(self, *names: str) -> tuple[float, float] | None:
        """The place in the first of these arguments that is given: two numbers, or the middle of four."""
        return place_in(self.text(*names))


def place_in(text: str) -> tuple[float, float] | None:
    """Two numbers as a point, four as the middle of a box; None for anything else."""
    numbers = [float(found) for found in _NUMBER.findall(text[:200])]
    if len(numbers) == 2:
        return numbers[0], numbers[1]
    if len(numbers) == 4:
        return (numbers[0] + numbers[2]) / 2, (numbers[1] + numbers[3]) / 2
    return None


def read_call(text: str, names: frozenset[str], arguments: frozenset[str]) -> Call | None:
    """The first call of one of these names in a text; None where there is none.

    An argument ends where the next known one begins, else at the last closing bracket, so that commas,
    quotes and brackets within a text do no harm.
    """
    text = text[:LONGEST]
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    begun = re.search(rf"(?<![\w.])({either})\s{{0,4}}\(", text)
    if begun is None:
        return None
    inside = text[begun.end() :]
    end = inside.rfind(")")
    inside = inside[: end if end >= 0 else len(inside)]
    keys = "|".join(sorted(map(re.escape, arguments), key=len, reverse=True))
    starts = list(re.finditer(rf"(?:^|,)\s{{0,8}}({keys})\s{{0,4}}=\s{{0,4}}", inside))
    found: dict[str, str] = {}
    for number, start in enumerate(starts):
        stop = starts[number + 1].start() if number + 1 < len(starts) else len(inside)
        found.setdefault(start[1], _unquoted(inside[start.end() : stop].strip().rstrip(",")))
    return Call(begun[1], found)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and _QUOTES.get(value[0]) == value[-1]:
        value = value[1:-1]
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], value)
