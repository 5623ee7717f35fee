"""Which of several is meant: "all", "beide", "the second", "la última", "最新的"; and where a text goes."""

import re
from dataclasses import dataclass
from typing import Literal

from agent.language.value.word import WordRow, meant

LAST = -1


@dataclass(frozen=True, slots=True)
class Which:
    """Which of several of a kind."""

    every: bool = False
    count: int = 0
    """How many they are, where that is said ("both"); 0 = not said."""
    place: int = 0
    """In the order of their list: 1 is the first, -1 the last."""


def read_which(text: str, language: str) -> Which | None:
    """Which of several; None where the text does not say, or goes by age ("the newest")."""
    return meant(text, _which, language)


def is_newest(text: str, language: str) -> bool:
    """Whether the one that came last is meant."""
    return meant(text, lambda row: True if row.code == "S" else None, language) is True


def says_last(text: str, language: str) -> bool | None:
    """True for the one that came last, or is the last of a list; None for any other."""
    which = read_which(text, language)
    return True if is_newest(text, language) or (which and which.place == LAST) else None


def read_end(text: str, language: str) -> Literal["start", "end"] | None:
    """Where in a text something is to stand."""
    return meant(text, _end, language)


def _which(row: WordRow) -> Which | None:
    if re.fullmatch("A", row.code):
        return Which(every=True)
    if re.fullmatch("2|A?2", row.code):
        return Which(every=True, count=2)
    if row.code == "R":
        return Which(place=LAST)
    if re.fullmatch(r"o|n[.#]", row.code):
        return Which(place=int(row.words[0].value))
    return None


def _end(row: WordRow) -> Literal["start", "end"] | None:
    if row.code == "P":
        return "start"
    return "end" if row.code == "O" else None
