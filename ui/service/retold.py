"""What a run that was cut short had told, for whoever follows it once it goes on."""

from collections.abc import Iterator

from agent.language.remark import own_words
from agent.run.event import PlanMade, StepDone
from agent.run.note import added_after
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from ui.service.told import Steered, Word


def retold(trajectory: Trajectory) -> Iterator[Word]:
    """Its plans, its steps, and what the person said of the goal between them.

    The run itself tells of its last step where it still has to look at what that did.
    """
    from agent.goal.goalreader import goal_reader
    from agent.language.standing import of_goal
    from agent.run.resume import is_judged

    manifest, steps = trajectory.manifest, known_steps(trajectory)
    added = added_until(trajectory)
    counts = of_goal(manifest.goal, added, manifest.earlier, goal_reader())
    heard, planned = 0, frozenset[str]()
    for step in steps:
        yield from _said(added, counts, heard, len(step.added))
        heard = len(step.added)
        if step.plan is not None and set(step.plan.subgoals) - planned:
            yield PlanMade(plan=step.plan)
            planned = frozenset(step.plan.subgoals)
        if step is not steps[-1] or is_judged(step):
            yield StepDone(step=step)
    yield from _said(added, counts, heard, len(added))


def known_steps(trajectory: Trajectory) -> tuple[Step, ...]:
    """All its steps, with the one of which nobody knows whether it happened."""
    return (*trajectory.steps, trajectory.open_step) if trajectory.open_step else trajectory.steps


def added_until(trajectory: Trajectory) -> tuple[str, ...]:
    """All that was added to its goal before it was cut short."""
    steps = known_steps(trajectory)
    return (*(added_after(steps[-1]) if steps else ()), *trajectory.unheard)


def _said(added: tuple[str, ...], counts: tuple[bool, ...], start: int, end: int) -> Iterator[Steered]:
    for text, of_goal in zip(added[start:end], counts[start:end], strict=True):
        if of_goal:
            yield Steered("said", own_words(text))
