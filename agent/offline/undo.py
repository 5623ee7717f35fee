"""What a run had done for a goal that was corrected since: what is to be taken back, what is told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.action.action import describe
from agent.language.correction import is_about_same
from agent.language.errand import Delete, Errand, RenameNote
from agent.language.intention import (
    ControlClock,
    DeleteAlarm,
    Intention,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
)
from agent.language.reverse import is_dropped, reverse
from agent.language.speech import speaker
from agent.language.typedgoal import TypedGoal, worded
from agent.offline.course import names_of, reached
from agent.offline.decision import PastStep
from agent.offline.policy import in_order
from agent.offline.step.history import named
from agent.offline.step.round import alters, changes, is_view
from agent.run.step import Earlier

BEGUN = "begun before you corrected me, look what is left of it: {}"


@dataclass(frozen=True, slots=True)
class Left:
    """What an abandoned goal leaves on the phone."""

    undo: tuple[Intention, ...] = ()
    """Parts that put back what can be put back."""
    begun: tuple[Intention, ...] = ()
    """Parts that were begun, and of which something may be left."""


def left_by(goal: TypedGoal, steps: Sequence[PastStep], now: TypedGoal) -> Left:
    """What the steps for a goal did that the goal as it stands `now` does not want."""
    return left_of(goal, steps, now.parts) if now.parts else Left()


def left_of(goal: TypedGoal, steps: Sequence[PastStep], wanted: Sequence[Intention] = ()) -> Left:
    """What the steps for a goal did that is not `wanted`."""
    done = [(step.serves, describe(step.action)) for step in steps if not step.error]
    touched = (
        (part, [words for served, words in done if served in names_of(part) and _altered(words, part)])
        for part in in_order(goal.parts)
    )
    return _left(touched, wanted)


def left_after(goal: TypedGoal, task: Earlier, wanted: Sequence[Intention] = ()) -> Left:
    """What an earlier task of the conversation did for its goal, in full, that is not `wanted` now."""
    speak = speaker(goal.text)
    parts = [part for part in goal.parts if not is_view(part)]
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
        begun += [want] if back is None and not is_dropped(want, touched) else []
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


def with_undone(goal: TypedGoal, undo: Sequence[Intention], held: Sequence[Intention] = ()) -> TypedGoal:
    """The goal with what is to be taken back.

    What may go by the same name as a part of the goal goes first, the rest once that is reached. Parts that
    are `held`, and would do more when they are done twice, are left out.
    """
    parts, left = list[Intention](), Counter(part for part in held if _adds_up(part))
    for part in goal.parts:
        if left[part]:
            left[part] -= 1  # the same may be wanted twice
        else:
            parts.append(part)
    is_same = tuple(parts) == goal.parts
    if (is_same and not undo) or not parts:
        return goal
    first = [back for back in undo if _goes_first(back, parts)]
    then = [back for back in undo if back not in first]
    if not is_same:
        return worded([*first, *parts, *then], goal.text)
    texts = (worded(first, goal.text).text, goal.text.rstrip(" .!。！"), worded(then, goal.text).text)
    return TypedGoal(". ".join(text for text in texts if text), (*first, *parts, *then))


def held_after(tasks: Iterable[tuple[TypedGoal, Earlier]]) -> list[Intention]:
    """The parts that stand done after tasks of which each corrected the one before; goals in full."""
    held: list[Intention] = []
    for goal, task in tasks:
        parts, speak = in_order(goal.parts), speaker(goal.text)
        words = [speak(str(part)) for part in parts]
        last = max((words.index(each) for each in task.served if each in words), default=0)
        before = {*words[:last], *(each for each in task.served if each != task.served[-1])}
        done = [part for part, name in zip(parts, words, strict=True) if name in before]
        held = [part for part in held if part in parts]
        held += parts if task.status.is_claimed else done
    return held


def held_by(tasks: Iterable[tuple[TypedGoal, TypedGoal, Sequence[PastStep]]]) -> list[Intention]:
    """The same of the goals of one run: as they were said, as they were pursued, and the steps for each."""
    held: Counter[Intention] = Counter()
    for said, goal, steps in tasks:
        held = (held + Counter(reached(steps, in_order(goal.parts)))) & Counter(said.parts)
    return list(held.elements())


def _adds_up(part: Intention) -> bool:
    """Whether a part that is done twice does more than one that is done once."""
    match part:
        case SetSwitch(on=on):
            return on is None
        case SetLevel(percent=percent):
            return isinstance(percent, str)
        case SetTimer() | ControlClock():
            return True
        case _:
            return isinstance(part, Errand) and not is_view(part)


def _goes_first(back: Intention, parts: Sequence[Intention]) -> bool:
    if isinstance(back, DeleteAlarm):
        return any(isinstance(part, SetAlarm) and part.time == back.time for part in parts)
    return isinstance(back, Delete | RenameNote)
