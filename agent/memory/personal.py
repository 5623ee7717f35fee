"""The memory of one run: what the person told and what runs showed, out of the store."""

import time
from collections.abc import Callable
from contextlib import suppress

from agent.memory.confirmation import confirmation, hint
from agent.memory.entry import Entry, Kind
from agent.memory.memory import Expansion, Recalled
from agent.memory.procedure import expand
from agent.memory.relevance import Corpus, relevant
from agent.memory.secret import secret_in
from agent.memory.store import MemoryStore
from agent.run.step import Step
from device.error import ConfigError

MOST = 8
"""Wishes that one prompt is given, and as many pieces of knowledge."""
LONGEST = 1200
"""Characters of one of them."""
FOUND: tuple[Kind, ...] = ("preference", "card", "lesson", "confirmation")
"""What is found by relevance; a procedure is called by its name."""


class PersonalMemory:
    """A `Memory` kept in a store. It counts an entry as used once, however often it is recalled."""

    def __init__(self, store: MemoryStore, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now
        self._counted: set[int] = set()

    def expand(self, goal: str) -> Expansion:
        """The goal with standing procedures put in."""
        expansion = expand(goal, self._store.entries("procedure"))
        self._count(expansion.procedures)
        return expansion

    def recall(self, goal: str, package: str, run: str = "") -> Recalled:
        """Preferences are wishes, the rest is knowledge; what the named run kept itself is left out."""
        found = [
            entry
            for entry, _ in search(self._store.entries(*FOUND), goal, package)
            if not run or entry.run != run
        ]
        wishes = tuple(entry for entry in found if entry.kind == "preference")[:MOST]
        others = tuple(entry for entry in found if entry.kind != "preference")[:MOST]
        self._count((*wishes, *others))
        return Recalled(
            wishes=tuple(_short(entry.told) for entry in wishes),
            knowledge=tuple(_short(entry.told) for entry in others),
        )

    def hint(self, step: Step, classes: tuple[str, ...]) -> str:
        """From the confirmations of earlier runs."""
        return hint(self._store.entries("confirmation"), step, classes)

    def confirmed(self, step: Step, goal: str, run: str) -> None:
        """Keep the person's word on a step, unless it may be a secret."""
        entry = confirmation(step, goal, run, self._now())
        if entry is not None:
            self._store.add(entry)

    def learn(self, lessons: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Keep the lessons that are new."""
        known = {entry.identity for entry in self._store.entries("lesson")}
        fresh = [entry for entry in lessons if entry.identity not in known and not secret_in(entry.text)]
        return tuple(self._store.add(entry.model_copy(update={"made_at": self._now()})) for entry in fresh)

    def _count(self, entries: tuple[Entry, ...]) -> None:
        """Count them as used; a file that can be read only serves all the same."""
        fresh = [entry.id for entry in entries if entry.id not in self._counted]
        with suppress(ConfigError):
            self._store.use(fresh, self._now())
        self._counted.update(fresh)


def search(entries: tuple[Entry, ...], goal: str, package: str) -> list[tuple[Entry, float]]:
    """Entries that bear on a goal while an app is in front, with their relevance; the best first.

    What is about another app is left out, but for what the person said there when they were asked.
    """
    documents = [entry.document(package) for entry in entries]
    corpus = Corpus(documents)
    apt = [
        place
        for place, entry in enumerate(entries)
        if entry.package in ("", package) or entry.kind == "confirmation"
    ]
    rated = relevant(goal, [documents[place] for place in apt], corpus)
    return [(entries[apt[place]], rate) for place, rate in rated]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
