"""plan: what has to be true in the end, piece by piece; what is done; which sub-tasks there are."""

from collections.abc import Callable

from langgraph.runtime import Runtime

from agent.role.classify import classify
from agent.role.manage import manage
from agent.role.orchestrate import orchestrate
from agent.role.plan import plan as make_plan
from agent.role.progress import progress
from agent.run.context import Context
from agent.run.event import PlanMade
from agent.run.state import State, Update
from agent.run.step import Plan
from device.error import ToldToModel

_ROLES: dict[str, Callable[[State, Context], Update]] = {
    "classify": classify,
    "orchestrate": orchestrate,
    "plan": make_plan,
    "manage": manage,
    "progress": progress,
}


def plan(state: State, runtime: Runtime[Context]) -> Update:
    """Ask the planning roles that this lap calls for; a run goes on without what none of them could say."""
    context, now = runtime.context, state
    update: Update = {}
    for role in context.preset.due_planners(state.occasions):
        try:
            change = _ROLES[role](now, context)
        except ToldToModel:
            continue
        update.update(change)
        now = now.model_copy(update=dict(change))
    announce(state, now, context)
    return update


def announce(before: State, after: State, context: Context) -> None:
    """Tell of the sub-tasks, and of sub-goals that were not in the plan before."""
    if after.errand is not None and after.errand.tasks and before.errand is None:
        context.events.append(PlanMade(plan=Plan(subgoals=after.errand.tasks)))
    known = set(before.plan.subgoals) if before.plan else set()
    if after.plan is not None and set(after.plan.subgoals) - known:
        context.events.append(PlanMade(plan=after.plan))
