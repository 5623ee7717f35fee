"""plan: what has to be true in the end, piece by piece."""

from langgraph.runtime import Runtime

from agent.context import Context
from agent.event import PlanMade
from agent.state import State, Update
from device.error import ToldToModel


def plan(state: State, runtime: Runtime[Context]) -> Update:
    """Have a plan made, or made anew; a run goes on without one when none can be had."""
    context = runtime.context
    view = context.view(state)
    try:
        made = context.ask("plan", lambda: context.brain.plan(view))
    except ToldToModel:
        return {}
    context.events.append(PlanMade(plan=made))
    return {"plan": made}
