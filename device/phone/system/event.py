"""What a phone went through: a log of input, activities, settings, files, databases, notifications, intents.

It is no part of the phone's state: a snapshot does not hold it, and a restore is one of the events. Noting
costs next to nothing, because words are only put together when somebody reads.
"""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from device.phone.system.clock import PhoneClock
from device.phone.system.keycode import NAMES

Kind = Literal[
    "input", "activity", "intent", "setting", "file", "database", "notification", "shell", "phone", "weather"
]
KINDS: tuple[str, ...] = get_args(Kind)
ROOM = 4096
"""Events that are kept; older ones are forgotten."""
Part = str | int
Note = Callable[..., None]
"""Notes an event: its kind, then its parts."""
_KEYS = {code: f"KEYCODE_{name}" for name, code in reversed(NAMES.items())}
_STATEMENT = re.compile(
    r"\s*(?:WITH\b.*?)?\b(INSERT|REPLACE|UPDATE|DELETE)\b(?:\s+OR\s+\w+)?(?:\s+(?:INTO|FROM))?\s+[\"`\[]?(\w+)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    number: int
    """Counts up from 1."""
    uptime_ms: int
    date_ms: int
    """By the phone's own clock."""
    kind: Kind
    what: str
    """In words, the same kind always in the same form: "tap 540 1200", "global wifi_on = 1"."""


def unheard(kind: Kind, *parts: Part) -> None:
    """Notes nothing: for a store that belongs to no phone."""


class EventLog:
    """The latest events of one phone."""

    def __init__(self, clock: PhoneClock) -> None:
        self._clock = clock
        self._noted: deque[tuple[int, int, int, Kind, tuple[Part, ...]]] = deque(maxlen=ROOM)
        self._count = 0

    @property
    def count(self) -> int:
        """How many there were: the number of the last one."""
        return self._count

    def note(self, kind: Kind, *parts: Part) -> None:
        """Something happened. A file that is written piece by piece is one event."""
        if kind == "file" and parts[0] == "change" and self._just_wrote(parts[1]):
            return
        self._count += 1
        clock = self._clock
        self._noted.append((self._count, clock.uptime_ms, clock.date_ms, kind, parts))

    def _just_wrote(self, path: Part) -> bool:
        last = self._noted[-1] if self._noted else None
        return last is not None and last[3] == "file" and last[4][0] != "remove" and last[4][1] == path

    def since(self, number: int = 0) -> list[Event]:
        """Those after the one of a number that are still kept, oldest first."""
        return [
            Event(count, uptime, date, kind, _worded(kind, parts))
            for count, uptime, date, kind, parts in self._noted
            if count > number
        ]


def _worded(kind: Kind, parts: tuple[Part, ...]) -> str:
    words = [str(part) for part in parts]
    if kind == "setting":
        space, key, *value = words
        return f"{space} {key} = {value[0]}" if value else f"{space} {key} deleted"
    if kind == "input" and words[0] == "key":
        return f"key {_KEYS.get(int(words[1]), words[1])}"
    if kind == "database":
        name, statement, *counted = words
        if not counted:
            return f"{name}: {statement} as a whole"
        rows = counted[0]
        found = _STATEMENT.match(statement)
        told = f"{found[1].lower()} {found[2]}" if found else statement.split(None, 1)[0].lower()
        return f"{name}: {told}, {rows} row{'' if rows == '1' else 's'}"
    return " ".join(word for word in words if word)
