"""How the run goes on: what the next decision must hear, what is mended first, who plans, when it is over.

A run that is stuck is looked at, planned anew, put to the person, and ended, in that order, as far as the
preset has the roles for it.
"""

from agent.action.action import AskUser, NavigateBack, NavigateHome
from agent.preset.composition import When
from agent.reflection.claim import end
from agent.reflection.finding import breaks_down
from agent.reflection.need import has_news, is_deed, is_turn
from agent.reflection.stuck import MENDING, failures, got_on, why_stuck
from agent.role.review import review
from agent.role.take_notes import take_notes
from agent.run.context import Context
from agent.run.description import Tell, describe_step
from agent.run.state import State, Update
from agent.run.status import Cause, RunStatus
from agent.run.step import Ending, Handling, Noted, Outcome, Step
from device.error import ToldToModel
from device.state.appname import is_home


def course(state: State, step: Step, context: Context) -> Update:
    """Go on, or end a run that can't be got going."""
    if step.handling is Handling.UNCOVERS and not step.error:
        return {"next": "decide"}  # what it was done for is still queued
    if _unanswered(step):
        why = _in_full(why_stuck(state.steps[:-1]), state.steps[-2])
        return end(_stranded(f"stuck: {why}; and nobody said how to go on"))
    assert state.seen is not None
    tell = context.brain.scale(context.preset.decider, state.seen.observation).told
    feedback = (*state.feedback, *_lesson(step, tell))
    notes = _notes(state, step, context)
    if _goes_back(state, step, context):
        return {"feedback": feedback, "notes": notes, "remedy": NavigateBack(), "queue": (), "next": "decide"}
    why = why_stuck(state.steps, state.warned, tell)
    if why:
        heard = state.feedback if context.preset.tells_failures else feedback  # the record tells of the step
        return {"notes": notes, **_stuck(state, step, why, heard, context)}
    if _is_reviewed(state, context):
        feedback += _reviewed(state, "", context)
    return {
        "feedback": feedback,
        "notes": notes,
        "queue": state.queue if _goes_on(step, state) else (),
        "strikes": 0 if got_on(state) else state.strikes,
        **_onward(_occasions(state, step, context), context),
    }


def _goes_on(step: Step, state: State) -> bool:
    """Whether what was decided together with the step still holds.

    It does where nothing tells what the step did, as on a screen without an element list.
    """
    assert state.seen is not None
    is_untold = step.outcome == Outcome.UNCERTAIN and not state.seen.observation.elements
    return step.succeeded or (is_untold and not step.error)


def _is_reviewed(state: State, context: Context) -> bool:
    """Whether the latest steps are looked at together although the run is not stuck."""
    preset = context.preset
    if len(state.steps) % preset.review_every:
        return False
    slipped = any(not step.succeeded for step in state.steps[-preset.review_every :])
    return preset.due("review", "interval") or (slipped and preset.due("review", "slips"))


def _onward(occasions: tuple[When, ...], context: Context) -> Update:
    """To the planning roles where one is called for, else straight to the decision."""
    planned = context.preset.due_planners(occasions)
    return {"occasions": occasions, "next": "plan" if planned else "decide"}


def _occasions(state: State, step: Step, context: Context) -> tuple[When, ...]:
    """What this lap is an occasion for, judging by the step before it."""
    occasions: list[When] = []
    if step.action is not None:
        occasions.append("lap")
    if step.succeeded and step.decided_by != MENDING:
        occasions.append("success")
        if is_deed(state):
            occasions.append("deed")
    if is_turn(state):
        occasions.append("turn")
    limit = context.preset.escalates_after
    if limit and len(failures(state.steps)) >= limit:
        occasions.append("failures")
    return tuple(occasions)


def _notes(state: State, step: Step, context: Context) -> tuple[Noted, ...]:
    """The notes as a note-taker leaves them after a success."""
    done = step.succeeded and step.decided_by != MENDING
    due = context.preset.due
    if not done or not (due("take_notes", "success") or (due("take_notes", "news") and has_news(state))):
        return state.notes
    try:
        return take_notes(state, context).get("notes", state.notes)
    except ToldToModel:
        return state.notes


def _unanswered(step: Step) -> bool:
    """Whether the person was asked how to get on, and said nothing."""
    asked = step.decided_by == MENDING and isinstance(step.action, AskUser)
    return asked and not (step.permit and step.permit.answer)


def _goes_back(state: State, step: Step, context: Context) -> bool:
    """Whether Back is pressed before anything else is decided.

    Never twice for one wrong turn, and not on the home screen, which has nothing behind it, nor where the
    system asks about an app that broke down, which Back does not answer.
    """
    if (
        context.preset.wrong_page != "back"
        or step.outcome != Outcome.WRONG_PAGE
        or step.decided_by == MENDING
    ):
        return False
    assert state.seen is not None
    seen = state.seen.observation
    here = is_home(seen.package) or breaks_down(seen)
    return not isinstance(step.action, NavigateBack | NavigateHome) and not here


def _stranded(reason: str) -> Ending:
    """The end of a run that gets no further."""
    return Ending(status=RunStatus.TRUNCATED, reason=reason, cause=Cause.STUCK)


def _stuck(state: State, step: Step, why: str, feedback: tuple[str, ...], context: Context) -> Update:
    """The next rung of the ladder, or the end."""
    preset, strikes = context.preset, state.strikes + 1
    if strikes >= preset.max_strikes:
        return end(_stranded(f"stuck: {_in_full(why, step)}"))
    warning = f"This leads nowhere: {why}. Unless the goal asks for just this, try another way."
    rungs = _rungs(state, context)
    rung = rungs[strikes - 1] if strikes <= len(rungs) else "tell"
    told = tuple(line for line in feedback if not (step.error and step.error in line and step.error in why))
    update: Update = {
        "feedback": (*told, warning),
        "queue": (),
        "strikes": strikes,
        "warned": len(state.steps),
    }
    occasions = _occasions(state, step, context)
    match rung:
        case "look":
            update["feedback"] += _reviewed(state, why, context)
        case "replan":
            occasions = (*occasions, "stuck")
        case "ask":
            question = f"I am not getting on with this: {_in_full(why, step)}. How shall I go on?"
            return {**update, "remedy": AskUser(question=question), "next": "decide"}
    return {**update, **_onward(occasions, context)}


def _in_full(why: str, step: Step) -> str:
    """Why it is stuck, with the latest error: the person has not read the record."""
    return f"{why}; the latest: {step.error}" if step.error else why


def _rungs(state: State, context: Context) -> list[str]:
    preset = context.preset
    can_look = preset.due("review", "stuck") and bool(context.brain.speaker("review"))
    looks = can_look and len(state.steps) >= preset.review_from
    rungs = ["look" if looks else "tell"]
    if preset.due_planners(("stuck",)):
        rungs.append("replan")
    asked = any(step.decided_by == MENDING and isinstance(step.action, AskUser) for step in state.steps)
    if preset.asks and context.brain.understands(preset.decider) and not asked:
        rungs.append("ask")
    return rungs


def _reviewed(state: State, finding: str, context: Context) -> tuple[str, ...]:
    try:
        return review(state, finding, context)
    except ToldToModel:
        return ()


def _lesson(step: Step, tell: Tell) -> tuple[str, ...]:
    """What the next decision has to hear of the step."""
    action = describe_step(step, tell)
    if step.error:
        return (f"Step {step.index} failed ({action}): {step.error}",)
    if isinstance(step.action, AskUser):
        answer = step.permit.answer if step.permit else ""
        if answer:
            return ("The owner has answered: go by what they add.",)
        return (f"The owner was asked, and nobody answered: {step.action.question}",)
    match step.outcome:
        case Outcome.NO_CHANGE:
            return (f"Step {step.index} changed nothing ({action}): {step.evidence}",)
        case Outcome.CHANGED:
            return (f"Step {step.index} changed something else ({action}): {step.evidence}",)
        case Outcome.WRONG_PAGE:
            return (f"Step {step.index} led to the wrong page ({action}): {step.evidence}",)
        case _:
            return ()
