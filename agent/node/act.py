"""act: the only writer of the phone. Its intent is on disk before, its result after."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from traceback import format_exception

from langgraph.runtime import Runtime

from agent.action.action import Action, AskUser, CallTool, Scope
from agent.action.perform import perform
from agent.guard.appraisal import appraise
from agent.guard.found import with_found
from agent.language.consent import consent
from agent.memory.echo import echoes
from agent.perception.compare import fingerprint
from agent.reflection.stuck import MENDING
from agent.run.context import Context
from agent.run.note import TAKEN, UNHEARD, added_by, answer_of, notes_of
from agent.run.refusal import handling_of, refusal
from agent.run.state import State, Update
from agent.run.step import Called, Handling, Permit, Seen, Step
from agent.tool.repetition import call_key
from agent.tool.tool import CallBroken
from device.error import PhoneLocked, ToldToModel, ToldToPerson

TOOL_LOG = "tools.log"
"""The file in a run's folder with the tracebacks of calls that broke off."""
_CHANGED = "the screen has changed since this was allowed, so nothing was touched: look at it anew"


def act(state: State, runtime: Runtime[Context]) -> Update:
    """Carry out the step, if there is one to carry out, and close it."""
    context, step = runtime.context, state.step
    assert step is not None
    assert state.seen is not None
    step = step.model_copy(update={"said": context.hear()})
    context.journal.intent(step)
    step = _carry_out(step, state.seen, state.steps, context)
    seconds, usage = context.meter.lap()
    step = step.model_copy(update={"seconds": seconds, "usage": usage})
    context.journal.result(step)
    _remember(step, state, context)
    heard = () if step.decided_by != MENDING else state.feedback  # it waits for the decision after a remedy
    done: Update = {"step": None, "steps": (*state.steps, step), "before": state.seen, "feedback": heard}
    return {**done, **_kept(step, state)}


def _carry_out(step: Step, seen: Seen, past: tuple[Step, ...], context: Context) -> Step:
    action, permit = step.action, step.permit
    if action is None or step.error or permit is None:
        return step
    if not permit.allowed:
        return _not_made(step, handling_of(action, permit), refusal(action, permit))
    if action.scope is not Scope.NOTHING:
        context.about_to(step, seen.observation.size)
    if context.control.stopped:
        return _not_made(step, Handling.STOPPED, "the run was stopped before this")
    if context.control.taken:
        return _not_made(step, Handling.TAKEN, TAKEN)
    if context.control.has_news and action.scope is not Scope.NOTHING:
        return _not_made(step, Handling.UNHEARD, UNHEARD)
    if isinstance(action, CallTool):
        return _called(step, action, past, context)
    if permit.deed is not None and not _is_as_allowed(action, permit, step, seen, context):
        return _not_made(step, Handling.CHANGED, _CHANGED)
    try:
        perform(action, step.grounding, seen.observation, context)
    except ToldToModel as error:
        return step.model_copy(update={"error": str(error)})
    return step.model_copy(update={"performed": True})


def _called(step: Step, action: CallTool, past: tuple[Step, ...], context: Context) -> Step:
    """Call a tool, under the key of the same call that broke off before, if there is one.

    A call that breaks off counts as carried out, with an error: it may have been made.
    """
    folder, limit = context.journal.folder, context.seconds_left
    key = call_key(folder.name, action, past)
    begun: dict[str, object] = {"performed": True}
    try:
        with context.meter.timed("device"):
            begun["result"] = context.tools.call(
                action.name, action.arguments, key, limit, lambda: context.control.stopped
            )
    except CallBroken as error:
        _keep_traceback(error, folder / TOOL_LOG)
        begun["error"] = str(error)
    except ToldToModel as error:
        return step.model_copy(update={"error": str(error)})
    tool = context.tools.find(action.name)
    return step.model_copy(update={**begun, "called": Called(app=tool.app, changes=tool.changes)})


def _keep_traceback(error: CallBroken, file: Path) -> None:
    """Write down where a tool broke; what can't be written is no reason to end the run."""
    with suppress(OSError), file.open("a", encoding="utf-8") as log:
        log.write("".join(format_exception(error.__cause__ or error)) + "\n")


def _is_as_allowed(action: Action, permit: Permit, step: Step, seen: Seen, context: Context) -> bool:
    """Whether the phone, looked at again, still shows the deed that a yes was given for.

    A model, or a person, takes their time to answer, and another screen may have come to the front. Where no
    element list tells what is there, the screen has to be the very same.
    """
    try:
        observation, moving = context.look(anew=bool(permit.answer))
    except PhoneLocked:
        return False  # who looks next asks for it to be unlocked
    if fingerprint(observation, moving) == seen.fingerprint:
        return True
    if not observation.elements:
        return False
    spots, deed = step.grounding, permit.deed
    assert deed is not None
    return appraise(action, spots, with_found(observation, action, spots), deed.classes).is_same(deed)


def _not_made(step: Step, handling: Handling, why: str) -> Step:
    return step.model_copy(update={"handling": handling, "error": why})


def _remember(step: Step, state: State, context: Context) -> None:
    """Keep the person's word for the next time; where it can't be kept, the run goes on without.

    A question that repeats what a screen gave to read is not kept: it would carry that text into later runs.
    Nor is what tells nothing for later: neither a yes nor a no, or what this run had not understood.
    """
    asked = step.action.question if isinstance(step.action, AskUser) else ""
    if asked and not context.brain.understands(context.preset.decider):
        return
    if step.permit and step.permit.classes and consent(step.permit.answer) == "unclear":
        return
    if context.memory is None or echoes(asked, _read_by((*state.steps, step))):
        return
    with suppress(ToldToPerson):
        context.memory.confirmed(step, state.goal, context.journal.folder.name)


def _read_by(steps: Iterable[Step]) -> Iterator[str]:
    """What the steps got to read, on screens and from tools."""
    for step in steps:
        yield from step.read
        yield step.result


def _kept(step: Step, state: State) -> Update:
    """What the step leaves in the run's own memory."""
    return {
        "notes": (*state.notes, *notes_of(step)),
        "added": (*state.added, *added_by(step)),
        "answer": answer_of(step) or state.answer,
    }
