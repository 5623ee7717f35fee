"""A recorded run by its goal as it was corrected: what was done for what is not wanted is not done again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.action.action import OpenApp
from agent.goal.goalreader import goal_reader
from agent.language.correction import heard
from agent.language.intention import Intention
from agent.language.remark import is_own_accord
from agent.language.standing import corrects, stood
from agent.language.typedgoal import TypedGoal, as_planned
from agent.offline.conversation import goal_in
from agent.offline.offlinebrain import past_steps
from agent.offline.policy import in_order
from agent.offline.stretch import Stretch, stretches
from agent.offline.undo import only_leads
from agent.run.note import added_after
from agent.run.step import Plan, Step
from agent.run.trajectory import Trajectory


@dataclass(frozen=True, slots=True)
class Corrected:
    """What of a record is to be done again."""

    goal: str
    """As it stood in the end."""
    steps: tuple[Step, ...]
    added: tuple[str, ...] = ()
    """What else the person said of it, for a brain that reads their words."""
    plan: Plan | None = None


def corrected(trajectory: Trajectory) -> Corrected:
    """What a run came to be about, and the steps that served that."""
    manifest, steps = trajectory.manifest, trajectory.steps
    added, reader = added_after(steps[-1]) if steps else (), goal_reader()
    goals = stood(manifest.earlier, reader)
    begun = goal_in(manifest.goal, manifest.said, manifest.earlier, reader)
    said = heard(begun, added, reader, goals)
    more = tuple(text for text in added[said.since :] if is_own_accord(text) and text != said.stop)
    goal = said.goal if said.before else corrects(manifest.said, goals, reader) or said.goal
    if said.before or goal != said.goal:
        *before, last = stretches(said, steps)
        wanted = in_order(goal.parts)
        planned = Plan(subgoals=as_planned(wanted, goal.text))
        kept = [step for stretch in before for step in _serving(stretch, planned, wanted, lead=True)]
        kept += _serving(last, planned, wanted, lead=False)
        first = _first_plan(last.steps)
        is_ours = first is None or _is_of(first, _planned(last.goal))
        return Corrected(goal.text, tuple(kept), more, planned if is_ours else first)
    return Corrected(said.goal.text, steps, more, _first_plan(steps))


def _serving(stretch: Stretch, planned: Plan, wanted: list[Intention], *, lead: bool) -> Iterator[Step]:
    """The steps of a stretch that did what is wanted still, or led to it where they may `lead`.

    Apps that were opened stay: what comes next may begin there. Where a model made the plan nobody knows
    which step served what, and all stay.
    """
    parts, ours = in_order(stretch.goal.parts), _planned(stretch.goal)
    for step in stretch.steps:
        if step.plan is None or not _is_of(step.plan, ours) or not step.plan.next:
            yield step
            continue
        want = parts[ours.index(step.plan.next)]
        mine = [one for one in stretch.steps if one.plan is not None and one.plan.next == step.plan.next]
        leads = lead and not any(map(_was_held, mine)) and only_leads(want, past_steps(tuple(mine)))
        if want in wanted or leads or isinstance(step.action, OpenApp):
            done = wanted.index(want) if want in wanted else 0
            yield step.model_copy(update={"plan": planned.model_copy(update={"done": done})})


def _is_of(plan: Plan, ours: tuple[str, ...]) -> bool:
    """Whether the policy made a plan, for these parts; what was begun first may stand first in it."""
    return sorted(plan.subgoals) == sorted(ours)


def _was_held(step: Step) -> bool:
    """Whether the guard held it for the person's word: what it does is no way to anything else."""
    return step.permit is not None and bool(step.permit.classes)


def _planned(goal: TypedGoal) -> tuple[str, ...]:
    """The plan that the policy makes for a goal."""
    return as_planned(in_order(goal.parts), goal.text)


def _first_plan(steps: Sequence[Step]) -> Plan | None:
    return next((step.plan for step in steps if step.plan is not None), None)
