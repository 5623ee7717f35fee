"""act: the only writer of the phone. Its intent is on disk before, its result after."""

from langgraph.runtime import Runtime

from agent.action import Action, TakeOver
from agent.context import Context
from agent.note import answer_of, notes_of
from agent.perform import perform
from agent.state import State, Update
from agent.step import Permit, Step
from device.error import ToldToModel


def act(state: State, runtime: Runtime[Context]) -> Update:
    """Carry out the step, if there is one to carry out, and close it."""
    context, step = runtime.context, state.step
    assert step is not None
    assert state.seen is not None
    step = step.model_copy(update={"said": context.hear()})
    context.journal.intent(step)
    step = _carry_out(step, state.seen.observation.size, context)
    seconds, usage = context.meter.lap()
    step = step.model_copy(update={"seconds": seconds, "usage": usage})
    context.journal.result(step)
    return {"step": None, "steps": (*state.steps, step), "before": state.seen, **_kept(step, state)}


def _carry_out(step: Step, size: tuple[int, int], context: Context) -> Step:
    action, permit = step.action, step.permit
    if action is None or step.error or permit is None:
        return step
    if not permit.allowed:
        return step.model_copy(update={"error": _refusal(action, permit)})
    if context.control.stopped:
        return step.model_copy(update={"error": "the run was stopped before this"})
    try:
        perform(action, step.grounding, size, context)
    except ToldToModel as error:
        return step.model_copy(update={"error": str(error)})
    return step.model_copy(update={"performed": True})


def _refusal(action: Action, permit: Permit) -> str:
    if isinstance(action, TakeOver):
        return "nobody is there to take over"
    if not permit.answer:
        return f"this needs the owner's word ({', '.join(permit.classes)}) and nobody gave it"
    return f"the owner does not allow this ({', '.join(permit.classes)}): {permit.answer}"


def _kept(step: Step, state: State) -> Update:
    """What the step leaves in the run's own memory."""
    return {"notes": (*state.notes, *notes_of(step)), "answer": answer_of(step) or state.answer}
