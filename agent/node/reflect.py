"""reflect: what did the last step do, does the run get on, is it over? The one place where a run ends."""

from langgraph.runtime import Runtime

from agent.action.action import Status
from agent.preset.composition import When
from agent.reflection.claim import claim, end
from agent.reflection.course import course
from agent.reflection.judge import judge
from agent.reflection.watch import watch
from agent.role.effects import require
from agent.run.context import Context
from agent.run.control import STOPPED
from agent.run.event import StepDone
from agent.run.state import State, Update
from agent.run.status import Cause, RunStatus
from agent.run.step import Ending, Step
from models.reply import Usage


def reflect(state: State, runtime: Runtime[Context]) -> Update:
    """Judge the last step, then choose: plan, decide, or the end."""
    context = runtime.context
    if not state.steps:
        return _start(state, context)
    told = state.told == state.steps[-1].index
    step = state.steps[-1] if told else judge(state, context)
    state = state.model_copy(update={"steps": (*state.steps[:-1], step)})
    if context.control.paused and is_untold(state):
        _tell(step, context)
        return {"steps": state.steps, "told": step.index, "next": "observe"}
    if state.required is None or state.required.added != state.added:
        state = state.model_copy(update={"required": require(state, context)})
    steps, claimed = state.steps, None
    try:
        claimed = claim(state, step, context)
        steps = claimed.get("steps", steps) if claimed else steps
    finally:  # the step was made, even if nobody can be asked about what it claims
        if not told:
            _tell(steps[-1], context)
    if not told:
        watch(steps[-1], state, context)
    if claimed and "ending" in claimed and not context.control.ends():
        claimed = {"queue": (), "next": "decide"}  # the run does not end on words that it has not heard
    update = claimed or _limit(state, context) or course(state, step, context)
    return {"steps": steps, "told": step.index, "required": state.required, **update}


def is_untold(state: State) -> bool:
    """Whether the last step was carried out, and is still to be judged by the screen after it.

    What claims that the goal is reached is judged together with that claim.
    """
    last = state.steps[-1] if state.steps else None
    return (
        last is not None
        and last.index != state.told
        and last.performed
        and not isinstance(last.action, Status)
    )


def _tell(step: Step, context: Context) -> None:
    """What the last step came to, to the record and to whoever follows the run."""
    context.journal.judged(step.index, step.outcome, step.evidence, step.reason)
    context.events.append(StepDone(step=step))


def route(state: State) -> str:
    """Where reflect sends the run."""
    return state.next


def _start(state: State, context: Context) -> Update:
    if context.control.stopped:
        why = context.control.why_stopped
        return end(Ending.stopped("stopped before the first step" if why == STOPPED else why))
    occasions: tuple[When, ...] = ("start",)
    planned = context.preset.due_planners(occasions)
    required = state.required or require(state, context)
    return {"required": required, "occasions": occasions, "next": "plan" if planned else "decide"}


def _limit(state: State, context: Context) -> Update | None:
    """The end, when a limit is reached or the person wants it."""
    if context.control.stopped:
        return end(Ending.stopped(context.control.why_stopped))
    limits = context.limits
    if len(state.steps) >= limits.steps:
        return _spent(f"{limits.steps} steps")
    if context.meter.active >= limits.seconds:
        return _spent(f"{limits.seconds:g} seconds")
    used = sum(context.meter.totals()[1].values(), Usage())
    if limits.tokens is not None and used.tokens >= limits.tokens:
        return _spent(f"{used.tokens} tokens")
    if limits.cost is not None and (used.cost is None or used.cost >= limits.cost):
        spent = "money that nobody can count: no price is known" if used.cost is None else f"${used.cost:.4f}"
        return _spent(spent)
    return None


def _spent(what: str) -> Update:
    """The run ends, as so much was given to it."""
    return end(Ending(status=RunStatus.TRUNCATED, reason=f"not done after {what}", cause=Cause.LIMIT))
