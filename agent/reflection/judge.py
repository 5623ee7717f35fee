"""What the last step did: the cheap check first, a model where the preset wants its word."""

from agent.action.action import Answer, AskUser, Note, Scope, Status, TakeOver
from agent.perception.region import changed_regions
from agent.reflection.check import Pictures, check, check_interrupted
from agent.reflection.finding import Finding
from agent.reflection.need import is_proven
from agent.reflection.stuck import MENDING
from agent.role.reflect import Reflecting
from agent.run.context import Context
from agent.run.reason import ReasonCode
from agent.run.state import State
from agent.run.step import QUEUE, Handling, Outcome, Step
from device.error import ToldToModel

_MOST_FRAMES = 2
"""With more changed parts than this the whole screen changed, and frames would only clutter it."""


def judge(state: State, context: Context) -> Step:
    """The last step with its outcome."""
    step = state.steps[-1]
    if step.error or step.handling is Handling.SETTLED or state.before is None or state.seen is None:
        return step
    if not step.performed or state.before.is_read_back:
        return _judged(step, check_interrupted(step, state.before, state.seen))
    pictures = context.shots.picture(state.before), context.shots.picture(state.seen)
    due = step.model_copy(update={"expectation": _due(state)})
    found = check(due, state.before, state.seen, pictures)
    if _wants_model(state, found, context):
        found = _second_opinion(state, due, found, pictures, context)
    return _judged(step, found)


def _due(state: State) -> str:
    """What the screen should show by now: what was expected of several actions, after the last of them."""
    if any(queued.action.scope is not Scope.NOTHING for queued in state.queue):
        return ""
    chosen = (step for step in reversed(state.steps) if step.decided_by != QUEUE)
    return next((step.expectation for step in chosen), "")


def _judged(step: Step, found: Finding) -> Step:
    judged = {"outcome": found.outcome, "reason": found.reason, "evidence": found.evidence}
    return step.model_copy(update=judged)


def _wants_model(state: State, found: Finding, context: Context) -> bool:
    """Whether reflection is called for; what does not touch the phone, or only mends, is judged for free."""
    preset, step = context.preset, state.steps[-1]
    if step.decided_by == MENDING or isinstance(step.action, Answer | AskUser | Note | Status | TakeOver):
        return False
    if preset.due("reflect", "act") or (preset.due("reflect", "unproven") and not is_proven(found, state)):
        return True
    doubtful = found.outcome == Outcome.UNCERTAIN
    if preset.due("reflect", "demand") and step.certainty is not None:
        return step.certainty <= preset.sure
    return doubtful and preset.due("reflect", "doubt", "demand")


def _second_opinion(
    state: State, step: Step, found: Finding, pictures: Pictures, context: Context
) -> Finding:
    assert state.before is not None
    frames = changed_regions(*pictures) if context.preset.frames else ()
    ask = Reflecting(
        context.view(state, whole=True),
        step=step,
        before=context.shots.observation(state.before),
        suspicion=found.evidence,
        frames=frames if len(frames) <= _MOST_FRAMES else (),
    )
    try:
        said = context.ask(ask).value
    except ToldToModel:
        return found
    return Finding(said.outcome, ReasonCode.JUDGED, said.evidence)
