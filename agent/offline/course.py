"""How a goal that is changed in mid-run goes on: what was done for a part that it still wants counts.

A part's place changes with the goal, so steps are known by the words of the part that they served.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from agent.language.intention import CheckDay, Intention, SetAlarm
from agent.language.speech import in_chinese
from agent.offline.decision import PastStep


@lru_cache(maxsize=256)
def names_of(part: Intention) -> tuple[str, str]:
    """What a plan may call a part: the language of a goal can change with what is added to it."""
    return str(part), in_chinese(str(part))


def course(parts: Sequence[Intention], history: Sequence[PastStep]) -> list[Intention]:
    """Parts in the order in which they are taken up: as so far what was done and begun, then the rest."""
    last = next((step for step in reversed(history) if step.plan), None)
    if last is None:
        return list(parts)
    order = _drawn(last.plan, parts)
    if len(order) < len(parts):
        order = _drawn(last.plan[: last.done + 1], _to_count(parts, last))
    rest = list(parts)
    for part in order:
        rest.remove(part)
    return [*order, *rest]


def numbered(history: Sequence[PastStep], parts: Sequence[Intention]) -> list[PastStep]:
    """The steps, each with the place that the part it served has among these."""
    names = [names_of(part) for part in parts]
    return [replace(step, done=_place(step, names)) for step in history]


def carried(history: Sequence[PastStep], parts: Sequence[Intention]) -> int:
    """How many of the latest steps go on to count for these parts: all since one that served another.

    Those of a second look do without those of the first.
    """
    last = next((step for step in reversed(history) if step.serves), None)
    if last is None:
        return 0
    names = {name for part in _to_count(parts, last) for name in names_of(part)}
    count, after = 0, last
    for step in reversed(history):
        is_claim = not step.serves and after is last
        again = step.plan == after.plan and step.done > after.done
        if not is_claim and (step.serves not in names or again):
            break
        count, after = count + 1, after if is_claim else step
    return count


def reached(history: Sequence[PastStep], parts: Sequence[Intention]) -> list[Intention]:
    """The parts that were done, by what the plan of each step says; all where they were looked at again."""
    done: Counter[Intention] = Counter()
    for step in history:
        done |= Counter(_drawn(step.plan[: step.done], parts))
    for step, after in pairwise(history):
        if step.plan == after.plan and after.done < step.done:
            done |= Counter(_drawn(step.plan, parts))
    return list(done.elements())


def _drawn(words: Sequence[str], parts: Sequence[Intention]) -> list[Intention]:
    """The parts that are so called, in the order of the words."""
    drawn, left = [], [(part, names_of(part)) for part in parts]
    for word in words:
        found = next((one for one in left if word in one[1]), None)
        if found is not None:
            left.remove(found)
            drawn.append(found[0])
    return drawn


def _place(step: PastStep, names: Sequence[tuple[str, str]]) -> int:
    places = [place for place, name in enumerate(names) if step.serves and step.serves in name]
    before = step.plan[: step.done].count(step.serves)  # a goal may ask for the same twice
    return places[min(before, len(places) - 1)] if places else step.done


def _to_count(parts: Sequence[Intention], last: PastStep) -> list[Intention]:
    """The parts for which steps made before the goal was changed can count.

    Where an alarm for a day of its own is new, the days have to be seen once more, before any is set.
    """
    dated = [part for part in parts if isinstance(part, SetAlarm) and part.day is not None]
    if not any(set(last.plan).isdisjoint(names_of(part)) for part in dated):
        return list(parts)
    seen = [part for part in parts if not isinstance(part, CheckDay)]
    in_hand = [part for part in dated if last.serves in names_of(part)]
    return [part for part in seen if part not in in_hand]
