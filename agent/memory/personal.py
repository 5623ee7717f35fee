"""The memory of one run: what the person told and what runs showed, out of the store."""

import time
from collections.abc import Callable

from agent.memory.entry import Entry, Kind
from agent.memory.lesson import lessons
from agent.memory.memory import Expansion, Lived
from agent.memory.procedure import expand
from agent.memory.relevance import bears_on
from agent.memory.ruling import confirmation, rule
from agent.memory.secret import secret_in
from agent.memory.store import MemoryStore
from agent.memory.words import words
from agent.step import Step

MOST = 8
"""Entries that one prompt is given."""


class PersonalMemory:
    """A `Memory` kept in a store. It counts an entry as used once, however often it is recalled."""

    def __init__(self, store: MemoryStore, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now
        self._counted: set[int] = set()
        self._wishes: dict[tuple[str, str], tuple[str, ...]] = {}

    def expand(self, goal: str) -> Expansion:
        """The goal with standing procedures put in. Raises ConfigError where the store can't be read."""
        expansion = expand(goal, self._store.entries(("procedure",)))
        self._count(expansion.procedures)
        return expansion

    def wishes(self, goal: str, package: str = "") -> tuple[str, ...]:
        """Preferences and standing words that bear on the goal; looked up once for each app in front."""
        known = self._wishes.get((goal, package))
        if known is None:
            found = relevant(self._store, goal, ("preference", "confirmation"), package)
            apt = [entry for entry in found if entry.source == "person"][:MOST]
            self._count(tuple(apt))
            known = self._wishes[goal, package] = tuple(wish(entry) for entry in apt)
        return known

    def ruling(self, classes: tuple[str, ...], package: str, target: str) -> Entry | None:
        """The person's standing word on such an action."""
        found = rule(self._store.entries(("confirmation",)), classes, package, target)
        if found is not None:
            self._count((found,))
        return found

    def confirmed(self, step: Step, run: str) -> None:
        """Keep the person's word on a step, unless it names a secret."""
        entry = confirmation(step, run, self._now())
        if entry is not None and not secret_in(f"{entry.text} {entry.cue}"):
            self._store.add(entry)

    def learn(self, lived: Lived) -> tuple[Entry, ...]:
        """Keep the lessons that are new."""
        known = {entry.identity for entry in self._store.entries(("lesson",))}
        fresh = [entry for entry in lessons(lived, self._now()) if entry.identity not in known]
        return tuple(self._store.add(entry) for entry in fresh)

    def _count(self, entries: tuple[Entry, ...]) -> None:
        fresh = [entry.id for entry in entries if entry.id not in self._counted]
        self._store.use(fresh, self._now())
        self._counted.update(fresh)


def relevant(store: MemoryStore, goal: str, kinds: tuple[Kind, ...], package: str) -> tuple[Entry, ...]:
    """Entries of these kinds, of the app in front or of no app, that bear on a goal; the best first."""
    spoken = words(goal)
    candidates = store.candidates(spoken, kinds, ("", package))
    if not candidates:
        return ()
    corpus, wanted = store.corpus(), frozenset(spoken)
    return tuple(entry for entry, found in candidates if bears_on(wanted, found, corpus))


def wish(entry: Entry) -> str:
    """A preference or a standing word as a prompt tells it."""
    if entry.kind == "preference":
        return f"In {entry.package}: {entry.text}" if entry.package else entry.text
    where = "".join(f" {word} {name}" for word, name in (("of", entry.cue), ("in", entry.package)) if name)
    return f"{'Always allowed' if entry.allowed else 'Never allowed'}: {', '.join(entry.classes)}{where}"
