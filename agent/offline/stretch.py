"""The stretches of a run between two things said in it: the goal of each, and the steps that count for it."""

from collections import Counter
from dataclasses import dataclass

from agent.action.action import AskUser, ClearText
from agent.language.correction import Heard
from agent.language.intention import Intention
from agent.language.typedgoal import TypedGoal
from agent.offline.course import carried
from agent.offline.decision import PastStep
from agent.offline.offlinebrain import past_steps
from agent.offline.policy import in_order
from agent.offline.undo import Left, held_by, left_by, with_undone
from agent.run.step import Step

DRAFT = "draft: emptied"
"""How the record calls the field of a message that was written for a goal corrected since."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a run between two corrections."""

    goal: TypedGoal
    """With what the goals before it left to be undone, and without what stands done."""
    steps: tuple[Step, ...]
    before: tuple[Step, ...] = ()
    """Those made before it that go on to count."""
    spent: tuple[Intention, ...] = ()
    """What is wanted and stands done."""

    @property
    def whole(self) -> tuple[Step, ...]:
        """All that count for its goal."""
        return (*self.before, *self.steps)


def made_since(steps: tuple[Step, ...], first: int, end: int | None = None) -> tuple[Step, ...]:
    """The steps decided once so many things had been said, and before there were `end`."""
    return tuple(s for s in steps if len(s.added) >= first and (end is None or len(s.added) < end))


def stretches(said: Heard, steps: tuple[Step, ...]) -> tuple[Stretch, ...]:
    """The goals of a run, as it pursued them one after the other, with the steps made for each."""
    goals = (*said.before, (said.goal, said.since))
    ends = (*(since for _, since in goals[1:]), None)
    past: list[Stretch] = []
    for number, ((goal, since), end) in enumerate(zip(goals, ends, strict=True)):
        before = [(said, *each) for (said, _), each in zip(goals[:number], map(_pursued, past), strict=True)]
        pursued = _in_all(goal, past, held_by(before))
        own, earlier = made_since(steps, since, end), made_since(steps, 0, since) if number else ()
        spent = tuple((Counter(goal.parts) - Counter(pursued.parts)).elements())
        past.append(Stretch(pursued, own, _carried(earlier, pursued, spent), spent))
    return tuple(past)


def _carried(steps: tuple[Step, ...], goal: TypedGoal, spent: tuple[Intention, ...]) -> tuple[Step, ...]:
    """The latest of the steps that go on to count for a goal.

    What stands done may be wanted once more: the steps for it do not count for that.
    """
    wanted = [part for part in in_order(goal.parts) if part not in spent]
    taken = [step for step in steps if not is_own(step)]
    past = [(step, known) for step in taken for known in past_steps((step,))]
    count = carried([known for _, known in past], wanted)
    return tuple(step for step, _ in past[len(past) - count :])


def _pursued(stretch: Stretch) -> tuple[TypedGoal, list[PastStep]]:
    return stretch.goal, past_steps(stretch.whole)


def _in_all(goal: TypedGoal, past: list[Stretch], held: list[Intention]) -> TypedGoal:
    undo = dict.fromkeys(part for left in lefts_of(goal, past) for part in left.undo)
    return with_undone(goal, tuple(undo), held)


def lefts_of(goal: TypedGoal, past: list[Stretch]) -> list[Left]:
    """What each of the stretches left on the phone that the goal as it stands does not want."""
    return [left_by(before.goal, past_steps(before.whole), goal) for before in past]


def is_own(step: Step) -> bool:
    """Whether it was none of the core's decisions."""
    action = step.action
    return isinstance(action, AskUser) or (
        isinstance(action, ClearText) and action.target is not None and action.target.description == DRAFT
    )
