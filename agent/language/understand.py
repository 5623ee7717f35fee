"""From a goal in plain words to a sequence of intentions; wholly understood or not at all."""

import re
from dataclasses import replace
from functools import lru_cache

from agent.language.ask_day import no_such_day, unclear_day
from agent.language.ask_errand import read_errand
from agent.language.ask_phrase import Pieces
from agent.language.ask_settings import Pending, names_setting
from agent.language.chatter import to_the_point
from agent.language.clause import (
    Part,
    acts,
    add_clause,
    amend,
    ends_in_verb,
    only_names,
    read,
    share_days,
    share_level,
    with_half,
    with_noun,
)
from agent.language.condition import is_conditional, unconditional
from agent.language.courtesy import ABLE
from agent.language.day import Day
from agent.language.feasibility import not_kept
from agent.language.hint import hinted, unknown
from agent.language.intention import Intention, NotUnderstood, ReadScreen, SetAlarm, SetLevel, SetSwitch
from agent.language.limit import Limit, is_named_first, limit_on, split_limit
from agent.language.negation import is_negated, is_restricted
from agent.language.phrase import QUOTED, plain, short
from agent.language.speech import is_chinese
from agent.language.written import as_written

_LONGEST_GOAL = 2000
_MOST_PARTS = 20
_NEXT = re.compile(
    r"\bnext (?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b(?! week)", re.I
)
_BARE = re.compile(
    r"(?:(?:add|create|make|write|save|enter|start|new)\s+)*(?:(?:an?|the|my|another|new)\s+)*"
    r"(?P<kind>contact|event|note|task|expense|recipe)(?: please|,? thanks?|,? thank you)?[.!]*"
    r"|(?:添加|新建|创建)(?:一个|一条)?(?P<zh>联系人|日程|笔记|任务|支出|食谱)[。！]?",
    re.IGNORECASE,
)
"""What wants one more of a kind and says nothing of it."""


@lru_cache(maxsize=1024)
def understand(goal: str) -> list[Intention] | NotUnderstood:
    """All that the goal asks for, in order; NotUnderstood when any part of it is something else.

    It is asked at every step of a run, for each goal of a conversation, and takes up to tens of milliseconds:
    a goal is read once, and nobody changes the list.
    """
    found = _understood(goal)
    if isinstance(found, NotUnderstood):
        text = plain(goal)
        bare = _BARE.fullmatch(text.strip())
        if bare is not None:
            kind = (bare["kind"] or bare["zh"]).lower()
            return NotUnderstood(f'"{short(goal)}" does not say what the {kind} is to hold', is_near=True)
        if is_negated(text) or (is_restricted(text) and names_setting(text)):  # nobody is to guess at that
            found = replace(found, is_near=True)
        return hinted(found, goal, lambda other: isinstance(_understood(other), list))
    return _unclear(found, goal) or found


def _unclear(parts: list[Intention], goal: str) -> NotUnderstood | None:
    """Where a part's day is `next Friday`, which some take for the coming one, or is none for an alarm."""
    too_far = no_such_day([part for part in parts if isinstance(part, SetAlarm)])
    if too_far is not None:
        return too_far
    said = _NEXT.search(QUOTED.sub("", goal))
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
    reading, place = _Reading(unconditional(to_the_point(plain(goal)), read)), 0
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
        self._goal = text
        self._parts: list[Part] = []
        self._limits: list[Limit] = []
        """What is to be left alone."""
        self._ban = ""
        """The clause before, where it forbids: its ban may hold for what follows."""
        self._previous = ""
        """The clause before, with what it takes from its neighbours."""
        self._said = ""
        """The same as it is written."""
        self._row = 0
        """The part with which the clause that has the verb began."""

    def take(self, place: int) -> int | NotUnderstood:
        """Read what begins at a piece; gives the piece after it."""
        before = self._parts[-1] if self._parts else None
        apart, against = self.pieces.all[place].apart, self.pieces.all[place].against
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
            if only_names(clause) and not apart:
                self._limits.append(limit_on(clause, None))
                return place + 1
            return NotUnderstood(unknown(clause, self._ban))
        if against and only_names(clause):  # `all but Bluetooth`
            return NotUnderstood(unknown(f"but {clause}"), is_near=True)
        whole = with_noun(with_half(clause, before, self._previous), self._behind(place))
        understood = self._clause(whole, apart)
        if understood and not apart and len(self._parts) > self._row:
            self._parts[self._row :] = share_days(self._parts[self._row :], clause, self._said)
        self._said = clause
        last = self._parts[-1] if self._parts else None
        if understood and isinstance(last, SetSwitch) and ends_in_verb(clause):
            unclear = self._told_behind(place, last)
            if unclear is not None:
                return unclear
        return place + 1 if understood else _unknown(whole, against=against)

    def _told_behind(self, place: int, last: SetSwitch) -> NotUnderstood | None:
        """`A on, B and C off` names B without a verb, between two: in Chinese commas tell which holds."""
        named: list[Pending] = []
        for part in reversed(self._parts[:-1]):
            if not isinstance(part, Pending):
                break
            named.insert(0, part)
        first = len(self._parts) - 1 - len(named)
        before = self._parts[first - 1] if named and first and place >= len(named) + 1 else None
        if not isinstance(before, SetSwitch) or before.on == last.on or named[0].open_verb:
            return None
        gaps = [self.pieces.gap(place - len(named)), self.pieces.gap(place)]
        commas = ["," in gap or "，" in gap for gap in gaps]
        if not is_chinese(self._goal) or commas[0] == commas[1]:
            words = named[0].key.replace("_", " ")
            return NotUnderstood(
                f"It is not clear whether {words} is to be on or off: say it of each", is_near=True
            )
        if commas[0]:
            self._parts[first:-1] = [replace(part, open_verb=True) for part in named]
        return None

    def _behind(self, place: int) -> str:
        """The clause that follows in the same sentence; "" for none."""
        there = place + 1 < len(self.pieces.all) and not self.pieces.all[place + 1].apart
        return self.pieces.clause(place + 1) if there else ""

    def _clause(self, clause: str, apart: bool) -> bool:
        """Take up a clause about settings, clock or apps; whether it was understood."""
        if apart or acts(clause):
            self._row = len(self._parts)
        cut = None if is_conditional(clause) else split_limit(clause)
        if cut is not None:
            return self._limited(clause, *cut, apart=apart)
        done = add_clause(clause, self._parts, self._previous)
        if not apart:
            share_level(self._parts, self._previous, clause)
        self._previous, self._ban = clause, ""
        return done

    def _limited(self, clause: str, head: str, banned: str, *, apart: bool) -> bool:
        """Take up a clause that says what to leave alone, behind what it asks for."""
        if amend(clause, self._parts, negative=True):
            self._previous, self._ban = clause, clause
            return True
        if head and not self._clause(head, apart):
            return False
        if not head and not apart and is_named_first(clause) and only_names(self._said):
            return False  # `..., Bluetooth and NFC should stay as they are`
        said = clause[len(head) :].strip(" ,;") if clause.startswith(head) else clause
        self._limits.append(limit_on(banned, self._parts[-1] if self._parts else None, said))
        self._previous, self._ban = clause, clause
        return True

    def whole(self) -> list[Intention] | NotUnderstood:
        """All parts, once each was read."""
        found = _settled(self._parts)
        if isinstance(found, NotUnderstood):
            return found
        if not found and self._limits:
            words = short(self._goal)
            return NotUnderstood(f'"{words}" says only what not to do: there is nothing to be done')
        if not found:
            return NotUnderstood(f"I do not understand the goal. {ABLE}")
        if len(found) > _MOST_PARTS:
            return NotUnderstood(f"The goal has more than {_MOST_PARTS} parts")
        return not_kept(self._limits, found, self._goal) or found


def _unknown(clause: str, *, against: bool) -> NotUnderstood:
    """What stands behind a `but` may set a bound to the rest: nobody is to do that alone."""
    return unclear_day(clause) or NotUnderstood(unknown(clause), is_near=against)


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
        case ReadScreen(about="switch" | "level"):
            return ReadScreen(part.kind, part.key)
        case _:
            return None
