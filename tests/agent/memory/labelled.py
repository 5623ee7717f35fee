"""Goals with what bears on them, labelled by hand, and how well retrieval does on them."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from agent.memory.entry import Entry
from agent.memory.personal import search

Part = Literal["tune", "held"]
Search = Callable[[tuple[Entry, ...], str, str], list[tuple[Entry, float]]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A goal, the app in front, and the numbers of the entries that bear on it."""

    goal: str
    package: str
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Measured:
    """How well retrieval did."""

    hits: int
    extra: int
    missed: int
    silent: int
    """Goals on which nothing bears and for which nothing came."""
    idle: int
    """Goals on which nothing bears."""

    @property
    def precision(self) -> float:
        """Of what came, the part that bears on the goal."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Of what bears on a goal, the part that came."""
        return self.hits / (self.hits + self.missed)


@cache
def stored() -> dict[str, Entry]:
    """What one person told."""
    told = _table()["entry"]
    entries = {}
    for number, (name, entry) in enumerate(told.items(), 1):
        kind = {"kind": entry.get("kind", "preference"), "package": entry.get("package", "")}
        fields = {"id": number, "text": entry["text"], "cue": entry.get("when", "")}
        entries[name] = Entry.model_validate(kind | fields)
    return entries


@cache
def labelled(part: Part) -> tuple[Labelled, ...]:
    """The goals of one part."""
    numbers = {name: entry.id for name, entry in stored().items()}
    return tuple(
        Labelled(
            str(case["goal"]),
            str(case.get("package", "")),
            frozenset(numbers[name] for name in case["right"]),
        )
        for case in _table()[part].values()
    )


def measured(cases: Sequence[Labelled], find: Search = search) -> Measured:
    """What comes for these goals, against the labels."""
    entries = tuple(stored().values())
    hits = extra = missed = silent = 0
    for case in cases:
        found = {entry.id for entry, _ in find(entries, case.goal, case.package)}
        hits += len(found & case.right)
        extra += len(found - case.right)
        missed += len(case.right - found)
        silent += not found and not case.right
    return Measured(hits, extra, missed, silent, sum(not case.right for case in cases))


@cache
def _table() -> dict[str, dict[str, dict[str, list[str] | str]]]:
    return tomllib.loads(Path(__file__).with_name("recall.toml").read_text("utf-8"))
