"""A pair of goals, and what the phone must be like after each, as pairs.json tells it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter

KNOWN = ("English", "Chinese", "German", "Spanish", "French")
"""Languages that the offline brain is to understand; goals in the others are to be refused."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so on a phone, before or after; one field tells which kind of thing it is."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    switch: str = ""
    state: Literal["on", "off", ""] = ""
    level: str = ""
    percent: int = 50
    alarm: str = ""
    """As "07:30"."""
    timer: int = 0
    """Seconds."""
    note: str = ""
    contact: str = ""
    event: str = ""
    present: bool = True
    text: str = ""
    """What the note holds."""
    number: str = ""
    all: Literal["alarms", "notes", "events", ""] = ""
    """Of all of these none is left but `besides`."""
    besides: tuple[str, ...] = ()
    answer: str | None = None
    """What the person is told contains it."""
    nothing: bool = False
    """Whether nothing may change."""


@dataclass(frozen=True, slots=True)
class Half:
    """One goal of a pair."""

    goal: str
    expect: Fact
    start: tuple[Fact, ...] = ()

    @property
    def acts(self) -> bool:
        """Whether the goal is to change the phone."""
        return not self.expect.nothing and self.expect.answer is None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two goals that are easily taken for one another."""

    id: str
    language: str
    kind: str
    halves: tuple[Half, Half]


@cache
def pairs() -> tuple[Pair, ...]:
    """All of them."""
    text = Path(__file__).with_name("pairs.json").read_text("utf-8")
    return TypeAdapter(tuple[Pair, ...]).validate_json(text)
