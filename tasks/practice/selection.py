"""Which recorded runs are worth learning from: filtered behaviour cloning, balanced.

PAE samples trajectories from its whole history, so easy tasks drown the others, and keeps the shortest fifth,
which favours luck. Here each task gives at most so many successes, no two alike, and tasks that nearly always
or nearly never succeed give way.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from agent.action.action import Status
from agent.proposal.proposer import SOLVED
from agent.run.description import describe_step
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from tasks.practice.judging import Case

PER_TASK = 4


@dataclass
class Selection:
    """Runs to learn from."""

    runs: list[Trajectory] = field(default_factory=list)
    """Successes."""
    pairs: list["Pair"] = field(default_factory=list)
    """Where a success and a failure of one task parted."""
    left_out: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Runs by why they are not among `runs`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One screen on which one run went right and another wrong."""

    run: Trajectory
    """The one that succeeded."""
    before: tuple[Step, ...]
    """Its steps up to there."""
    good: Step
    bad: Step


def select(
    some: Sequence[Case], *, per_task: int = PER_TASK, window: tuple[float, float] | None = SOLVED
) -> Selection:
    """Choose; `window` bounds the share of a task's runs that succeed, None for any."""
    made = Selection()
    by_task: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in some:
        by_task[case.task, case.run.manifest.goal].append(case)
    rates = _rates(some)
    for (task, _), own in by_task.items():
        made.pairs += _pairs(own)
        seen: set[str] = set()
        kept = 0
        for case in own:
            why = _why_not(case, rates[task], window, seen)
            why = why or ("enough of its task" if kept >= per_task else "")
            if why:
                made.left_out[why] += 1
                continue
            kept += 1
            seen.add(_way(case.run.steps))
            made.runs.append(case.run)
    return made


def _rates(some: Sequence[Case]) -> dict[str, tuple[int, int]]:
    """Successes and runs of each task, whatever its parameters."""
    found: dict[str, tuple[int, int]] = {}
    for case in some:
        won, tried = found.get(case.task, (0, 0))
        found[case.task] = won + case.success, tried + 1
    return found


def _why_not(case: Case, rate: tuple[int, int], window: tuple[float, float] | None, seen: set[str]) -> str:
    if not case.success:
        return "did not succeed"
    if window is not None and not window[0] <= rate[0] / rate[1] <= window[1]:
        return "outside of the window of solve rates"
    return "done just so already" if _way(case.run.steps) in seen else ""


def _way(steps: Sequence[Step]) -> str:
    """Equal for two runs that did the same."""
    return "\n".join(describe_step(step) for step in steps if step.action is not None and step.performed)


def _pairs(own: Sequence[Case]) -> Iterator[Pair]:
    """Each success against each failure of the same task and parameters, at the screen where they part."""
    for won in (case.run for case in own if case.success):
        for lost in (case.run for case in own if not case.success):
            pair = _parting(won, lost)
            if pair is not None:
                yield pair


def _parting(won: Trajectory, lost: Trajectory) -> Pair | None:
    """None where they never stood on the same screen, or part by something other than an action."""
    for place, (good, bad) in enumerate(zip(won.steps, lost.steps, strict=False)):
        if not good.fingerprint or good.fingerprint != bad.fingerprint:
            return None
        if good.action is None or bad.action is None:
            return None
        if describe_step(good) != describe_step(bad):
            return Pair(won, won.steps[:place], good, bad) if not isinstance(good.action, Status) else None
    return None
