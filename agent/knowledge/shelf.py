"""Knowledge out of the memory's store: the person's app cards, and lessons of earlier runs."""

import time
from collections.abc import Callable

from agent.memory.entry import Entry, Kind
from agent.memory.personal import relevant
from agent.memory.store import MemoryStore

MOST = 5
"""Texts that one prompt is given."""
_KINDS: tuple[Kind, ...] = ("card", "lesson", "confirmation")


class Shelf:
    """A `Knowledge` for one run; what is found for a goal and an app is looked up once."""

    def __init__(self, store: MemoryStore, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now
        self._counted: set[int] = set()
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def recall(self, goal: str, package: str) -> tuple[str, ...]:
        """Cards and lessons of the app in front that bear on the goal, the best first."""
        known = self._known.get((goal, package))
        if known is None:
            entries = find(self._store, goal, package)[:MOST]
            fresh = [entry.id for entry in entries if entry.id not in self._counted]
            self._store.use(fresh, self._now())
            self._counted.update(fresh)
            known = self._known[goal, package] = tuple(told(entry) for entry in entries)
        return known


def find(store: MemoryStore, goal: str, package: str) -> tuple[Entry, ...]:
    """All cards, lessons and past confirmations that bear on a goal in an app, the best first."""
    found = relevant(store, goal, _KINDS, package)
    return tuple(entry for entry in found if entry.kind != "confirmation" or entry.source == "learnt")


def told(entry: Entry) -> str:
    """An entry as a prompt tells it, with where it comes from."""
    match entry.kind:
        case "lesson":
            return f"(seen in an earlier run) {entry.text}"
        case "confirmation":
            said = "allowed" if entry.allowed else "refused"
            return f"(earlier) The owner {said}: {entry.text}, {entry.cue}"
        case _:
            return entry.text
