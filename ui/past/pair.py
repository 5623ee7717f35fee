"""Two runs side by side: where they did the same, and where they parted."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from agent.action.action import targets
from agent.run.description import describe_step
from agent.run.step import Step
from agent.run.trajectory import Trajectory


@dataclass(frozen=True, slots=True)
class StepPair:
    """A step of one run and its counterpart in the other; None where there is none."""

    first: Step | None
    second: Step | None

    @property
    def same(self) -> bool:
        """Whether both did the same, and it came to the same."""
        return (
            self.first is not None
            and self.second is not None
            and _deed(self.first) == _deed(self.second)
            and (self.first.outcome, bool(self.first.error)) == (self.second.outcome, bool(self.second.error))
        )


def side_by_side(first: Trajectory, second: Trajectory) -> tuple[StepPair, ...]:
    """The steps of two runs, those together that did the same thing."""
    return tuple(_lines(first.steps, second.steps))


def _lines(first: tuple[Step, ...], second: tuple[Step, ...]) -> Iterator[StepPair]:
    deeds = [_deed(step) for step in first], [_deed(step) for step in second]
    matcher = SequenceMatcher(None, *deeds, autojunk=False)
    for tag, left, left_end, right, right_end in matcher.get_opcodes():
        paired = min(left_end - left, right_end - right) if tag in ("equal", "replace") else 0
        for n in range(paired):
            yield StepPair(first[left + n], second[right + n])
        for step in first[left + paired : left_end]:
            yield StepPair(step, None)
        for step in second[right + paired : right_end]:
            yield StepPair(None, step)


def _deed(step: Step) -> tuple[str, ...]:
    """What was done, whatever it was called and wherever it lay."""
    if step.action is None:
        return ("",)
    places = tuple(
        spot.mark.names[0] if spot.mark and spot.mark.names else spot.label or target.description
        for spot, target in zip(step.grounding, targets(step.action), strict=False)
    )
    if places:
        typed = getattr(step.action, "text", "")
        return (step.action.action_type, typed, *places)
    return (describe_step(step),)
