"""What became of a goal, by the phone's state alone."""

from collections.abc import Iterable
from enum import StrEnum

from benchmarks.ordinary.case import Item, Thing
from benchmarks.pairs.pair import Fact, Half
from benchmarks.pairs.stage import place_of

_ALL = {"alarms": Thing.ALARM, "notes": Thing.NOTE, "events": Thing.EVENT}
_TAKEN_ALONG = {"global wifi_on", "global bluetooth_on", "global airplane_mode_resume"}
"""Settings that airplane mode changes as well."""


class Verdict(StrEnum):
    """What became of a goal."""

    DONE = "done"
    """As it says, and nothing else changed; or, where nothing was to change, nothing did."""
    IDLE = "idle"
    """Nothing changed, and something should have."""
    WRONG = "wrong"
    """Something changed that the goal does not ask for."""


def verdict(half: Half, before: Iterable[Item], after: Iterable[Item], answer: str) -> Verdict:
    """Judge a goal by what there was before and after, and by what the person was told."""
    old, new = set(before), set(after)
    changed = old ^ new
    expect = half.expect
    if any(not _is_own(item, expect) for item in changed):
        return Verdict.WRONG
    if expect.nothing:
        return Verdict.DONE
    if expect.answer is not None:
        return Verdict.DONE if answer and expect.answer.casefold() in answer.casefold() else Verdict.IDLE
    if not changed:
        return Verdict.IDLE
    return Verdict.DONE if _holds(expect, old, new) else Verdict.WRONG


def _is_own(item: Item, fact: Fact) -> bool:
    """Whether a difference is what the goal is about."""
    if fact.switch or fact.level:
        along = _TAKEN_ALONG if fact.switch == "airplane mode" else set()
        if fact.level == "ring volume":
            along = {"global mode_ringer"}  # at 0 the phone vibrates
        return item.thing is Thing.SETTING and item.name in {place_of(fact)[0], *along}
    return _is_thing(item, fact)


def _is_thing(item: Item, fact: Fact) -> bool:
    if fact.all:
        return item.thing is _ALL[fact.all] and item.name not in fact.besides
    named = {
        Thing.ALARM: fact.alarm,
        Thing.NOTE: fact.note,
        Thing.CONTACT: fact.contact,
        Thing.EVENT: fact.event,
    }
    if fact.timer:
        return item.thing is Thing.TIMER
    return bool(named.get(item.thing)) and named[item.thing].casefold() == item.name.casefold()


def _holds(fact: Fact, old: set[Item], new: set[Item]) -> bool:
    if fact.switch:
        place, found = place_of(fact)
        value = next((item.text for item in new if item.name == place), "")
        on, off = (("1",), ("0",)) if found is None else (found.on, found.off)
        return value in (on if fact.state == "on" else off)
    if fact.level:  # how a slider's steps are spread is the phone's own: that it moved the right way must do
        place = place_of(fact)[0]
        was, now = (next(float(item.text) for item in some if item.name == place) for some in (old, new))
        return (now > was) is (fact.percent > 50)
    there = [item for item in new if _is_thing(item, fact)]
    if fact.all:
        return not there
    if fact.timer:
        length = f"{fact.timer // 3600}:{fact.timer // 60 % 60:02}:{fact.timer % 60:02}"
        return any(item.name == length for item in there)
    held = [item for item in there if _has(item, fact)]
    return bool(held) if fact.present else not there


def _has(item: Item, fact: Fact) -> bool:
    digits = "".join(letter for letter in item.text if letter.isdigit())
    if fact.alarm and not item.text.startswith("on"):
        return False
    return fact.text.casefold() in item.text.casefold() and fact.number.strip("+") in digits
