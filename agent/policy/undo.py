"""What a run had done for a goal that was corrected since: what is to be taken back, what is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.policy.correction import is_about_same
from agent.policy.decision import PastStep
from agent.policy.errand import Errand
from agent.policy.intention import ControlClock, Intention, SetAlarm, SetTimer
from agent.policy.parts import parts_of, told
from agent.policy.past import named
from agent.policy.policy import in_order
from agent.policy.reverse import reverse
from agent.policy.rounds import VIEWS, alters, changes
from agent.policy.speech import speaker
from agent.step import Earlier

BEGUN = "begun before you corrected me, look what is left of it: {}"


@dataclass(frozen=True, slots=True)
class Left:
    """What an abandoned goal leaves on the phone."""

    undo: tuple[Intention, ...] = ()
    """Parts that put back what can be put back."""
    begun: tuple[Intention, ...] = ()
    """Parts that were begun, and of which something may be left."""


def left_by(goal: str, steps: Sequence[PastStep], now: str) -> Left:
    """What the steps for a goal did that the goal as it stands `now` does not want."""
    wanted = parts_of(now)
    if not wanted:
        return Left()
    done = [step for step in steps if not step.error]
    parts = enumerate(in_order(parts_of(goal)))
    touched = (
        (
            part,
            [
                named(s.action)
                for s in done
                if s.done == place and (alters(s.action) or _runs(named(s.action), part))
            ],
        )
        for place, part in parts
    )
    return _left(touched, wanted)


def left_after(goal: str, task: Earlier, wanted: Sequence[Intention] = ()) -> Left:
    """What an earlier task of the conversation did for its goal, in full, that is not `wanted` now."""
    speak = speaker(goal)
    parts = [part for part in parts_of(goal) if not isinstance(part, VIEWS)]
    if task.did is None or len(task.did) != len(task.served):
        return _left(((part, None) for part in parts), wanted)
    deeds = list(zip(task.did, task.served, strict=True))
    touched = (
        [words for words, served in deeds if served == speak(str(part)) and _altered(words, part)]
        for part in parts
    )
    return _left(zip(parts, touched, strict=True), wanted)


def _left(parts: Iterable[tuple[Intention, Sequence[str] | None]], wanted: Sequence[Intention]) -> Left:
    undo: list[Intention] = []
    begun: list[Intention] = []
    for want, touched in parts:
        if touched == [] or any(is_about_same(want, part) for part in wanted):
            continue
        back = reverse(want, touched)
        undo += [back] if back is not None and back not in wanted else []
        begun += [want] if back is None and not isinstance(want, SetAlarm) else []
    return Left(tuple(undo), tuple(begun))


def _altered(words: str, want: Intention) -> bool:
    """Whether an action, in words, changed more than what is in front; in the everyday apps any touch may."""
    if isinstance(want, Errand):
        return words.startswith(("input_text", "click", "long_press"))
    return words.startswith("input_text") or changes(words) or _runs(words, want)


def _runs(words: str, want: Intention) -> bool:
    """Whether what is so called sets a timer or a stopwatch going, or stops it."""
    match want:
        case SetTimer():
            return "timer: start" in words
        case ControlClock(tab=tab, act=act):
            return f"{tab}: {act}" in words
        case _:
            return False


def only_leads(want: Intention, steps: Sequence[PastStep]) -> bool:
    """Whether the steps for a part left nothing on the phone, but where they led to."""
    actions = [step.action for step in steps if not step.error]
    done = [one for one in actions if alters(one) or _runs(named(one), want)]
    return not done or (isinstance(want, SetAlarm) and reverse(want, [named(one) for one in done]) is None)


def with_undone(goal: str, undo: Sequence[Intention]) -> str:
    """The goal and, behind it, what is to be taken back; the goal alone where that can't be put in words."""
    parts = parts_of(goal)
    return (told([*parts, *undo], goal) if undo and parts else "") or goal
