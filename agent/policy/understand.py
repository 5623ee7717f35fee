"""From a goal in plain words to a sequence of intentions; wholly understood or not at all."""

import re
from functools import lru_cache

from agent.policy.ask_errand import read_errand
from agent.policy.ask_settings import Pending
from agent.policy.clause import Part, acts, add_clause, only_names, read, share_level, with_half, with_noun
from agent.policy.condition import unconditional
from agent.policy.day import Day
from agent.policy.hint import ABLE, hinted, unknown
from agent.policy.intention import Ask, Intention, NotUnderstood, SetLevel, SetSwitch
from agent.policy.phrase import Pieces, plain, short
from agent.policy.written import as_written

_LONGEST_GOAL = 2000
_MOST_PARTS = 20
_NEXT = re.compile(
    r"\bnext (?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b(?! week)", re.I
)
_QUOTE = re.compile(r'"[^"]*"')


@lru_cache(maxsize=64)
def understand(goal: str) -> list[Intention] | NotUnderstood:
    """All that the goal asks for, in order; NotUnderstood when any part of it is something else.

    It is asked at every step of a run, and takes up to tens of milliseconds: a goal is read once, and nobody
    changes the list.
    """
    found = _understood(goal)
    if isinstance(found, NotUnderstood):
        return hinted(found, goal, lambda other: isinstance(_understood(other), list))
    return _unclear(found, goal) or found


def _unclear(parts: list[Intention], goal: str) -> NotUnderstood | None:
    """Where a part's day is `next Friday`, which some take for the coming one."""
    said = _NEXT.search(_QUOTE.sub("", goal))
    days = [getattr(part, "day", None) for part in parts]
    if said is None or not any(isinstance(day, Day) and day.weekday is not None for day in days):
        return None
    name = said["day"].title()
    return NotUnderstood(
        f'"{said[0]}" may mean the coming {name} or that of the week after: '
        f'say "this {name}", "{name} of next week" or the date',
        is_near=True,
    )


def _understood(goal: str) -> list[Intention] | NotUnderstood:
    if not goal.strip():
        return NotUnderstood("The goal is empty")
    if len(goal) > _LONGEST_GOAL:
        return NotUnderstood(f"The goal is too long for me. {ABLE}")
    reading, place = _Reading(unconditional(plain(goal), read)), 0
    while place < len(reading.pieces.all):
        after = reading.take(place)
        if isinstance(after, NotUnderstood):
            return after
        place = after
    whole = reading.whole()
    return whole if isinstance(whole, NotUnderstood) else [as_written(part, goal) for part in whole]


class _Reading:
    """A goal that is being read piece by piece."""

    def __init__(self, text: str) -> None:
        self.pieces = Pieces(text)
        self._parts: list[Part] = []
        self._forbidden = ""
        """The first clause that only forbids."""
        self._ban = ""
        """The clause before, where it forbids: its ban may hold for what follows."""
        self._previous = ""

    def take(self, place: int) -> int | NotUnderstood:
        """Read what begins at a piece; gives the piece after it."""
        before = self._parts[-1] if self._parts else None
        apart = self.pieces.all[place].apart
        row = read_errand(self.pieces, place, before)
        if isinstance(row, NotUnderstood):
            return row
        clause = self.pieces.clause(place)
        if row is not None and (apart or not self._ban):
            if row.amends:
                del self._parts[-1]
            self._parts.extend(row.errands)
            self._ban, self._previous = "", clause
            return row.end
        if self._ban and not acts(clause):  # `don't turn on Bluetooth and NFC`: the ban holds for both
            if only_names(clause):
                return place + 1
            return NotUnderstood(unknown(clause, self._ban))
        clause = with_noun(with_half(clause, before, self._previous), self._behind(place))
        return place + 1 if self._clause(clause, apart) else _unknown(clause)

    def _behind(self, place: int) -> str:
        """The clause that follows in the same sentence; "" for none."""
        there = place + 1 < len(self.pieces.all) and not self.pieces.all[place + 1].apart
        return self.pieces.clause(place + 1) if there else ""

    def _clause(self, clause: str, apart: bool) -> bool:
        """Take up a clause about settings, clock or apps; whether it was understood."""
        done = add_clause(clause, self._parts, self._previous)
        if not apart:
            share_level(self._parts, self._previous, clause)
        forbids = done == "forbidden"
        self._previous, self._ban = clause, clause if forbids else ""
        self._forbidden = self._forbidden or self._ban
        return done is not None

    def whole(self) -> list[Intention] | NotUnderstood:
        """All parts, once each was read."""
        found = _settled(self._parts)
        if isinstance(found, NotUnderstood):
            return found
        if not found and self._forbidden:
            words = short(self._forbidden)
            return NotUnderstood(f'"{words}" says only what not to do: there is nothing to be done')
        if not found:
            return NotUnderstood(f"I do not understand the goal. {ABLE}")
        if len(found) > _MOST_PARTS:
            return NotUnderstood(f"The goal has more than {_MOST_PARTS} parts")
        return found


def _unknown(clause: str) -> NotUnderstood:
    return NotUnderstood(unknown(clause))


def _settled(parts: list[Part]) -> list[Intention] | NotUnderstood:
    """Things named without a verb take it from the one before, or from the one that ends the row."""
    settled: list[Intention] = []
    for place, part in enumerate(parts):
        if not isinstance(part, Pending):
            settled.append(part)
            continue
        behind = next((other for other in parts[place + 1 :] if not isinstance(other, Pending)), None)
        sources = (behind,) if part.open_verb else (settled[-1] if settled else None, behind)
        filled = next((found for found in (_filled(part, source) for source in sources) if found), None)
        if filled is None:
            return NotUnderstood(
                f"The goal does not say what to do with {part.key.replace('_', ' ')}. {ABLE}", is_near=True
            )
        settled.append(filled)
    return settled


def _filled(part: Pending, like: Intention | None) -> Intention | None:
    match like:
        case SetSwitch() if part.kind == "switch":
            return SetSwitch(part.key, like.on)
        case SetLevel() if part.kind == "level":
            return SetLevel(part.key, like.percent)
        case Ask(about="switch" | "level"):
            return Ask(part.kind, part.key)
        case _:
            return None
