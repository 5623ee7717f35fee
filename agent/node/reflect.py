"""reflect: what did the last step do, does the run get on, is it over? The one place where a run ends."""

from langgraph.runtime import Runtime

from agent.action import Status
from agent.brain import Confirmation, Judgement
from agent.compare import Check, compare, compare_interrupted
from agent.context import Context
from agent.event import StepDone
from agent.state import State, Update
from agent.step import Ending, Step
from agent.stuck import why_stuck
from device.error import ToldToModel


def reflect(state: State, runtime: Runtime[Context]) -> Update:
    """Judge the last step, then choose: plan, decide, or the end."""
    context = runtime.context
    if not state.steps:
        if context.control.stopped:
            return _end(Ending(status="stopped", reason="stopped before the first step"))
        return {"next": "plan" if context.preset.plans else "decide"}
    step = _judge(state, context)
    state = state.model_copy(update={"steps": (*state.steps[:-1], step)})
    context.journal.judged(step.index, step.outcome, step.evidence)
    context.events.append(StepDone(step=step))
    update = _claim(state, step, context) or _limit(state, context) or _course(state, step, context)
    return {"steps": state.steps, **update}


def route(state: State) -> str:
    """Where reflect sends the run."""
    return state.next


def _judge(state: State, context: Context) -> Step:
    """The last step with its outcome."""
    step = state.steps[-1]
    if step.error or state.before is None or state.seen is None:
        return step
    if not step.performed:
        check = compare_interrupted(step, state.before, state.seen)
        return step.model_copy(update={"outcome": check.outcome, "evidence": check.evidence})
    pictures = context.shots.picture(state.before), context.shots.picture(state.seen)
    check = compare(step, state.before, state.seen, pictures)
    mode = context.preset.reflects
    if mode == "always" or (mode == "when unsure" and check.outcome == "uncertain"):
        check = _second_opinion(state, step, check, context)
    return step.model_copy(update={"outcome": check.outcome, "evidence": check.evidence})


def _second_opinion(state: State, step: Step, check: Check, context: Context) -> Check:
    assert state.before is not None
    view, before = context.view(state), context.shots.observation(state.before)
    try:
        said: Judgement = context.ask(
            "reflect", lambda: context.brain.reflect(view, step, before, check.evidence)
        )
    except ToldToModel:
        return check
    return Check(said.outcome, said.evidence)


def _claim(state: State, step: Step, context: Context) -> Update | None:
    """What follows from a claim that the run is over; None when nothing was claimed."""
    if not isinstance(step.action, Status) or step.error:
        return None
    reason = step.action.reason or step.thought
    if step.action.goal_status == "infeasible":
        return _end(Ending(status="infeasible", reason=reason))
    if not context.preset.confirms:
        return _end(Ending(status="complete", reason=reason))
    said = _confirmation(state, context)
    if said.reached is not False:
        verified = said.reached is True
        return _end(Ending(status="complete", reason=reason, verified=verified, evidence=said.evidence))
    if state.denials >= context.preset.max_denials:
        why = f"it was claimed to be complete, but the screen denies it: {said.evidence}"
        return _end(Ending(status="truncated", reason=why))
    denial = f"Not complete yet: {said.evidence}"
    return {"denials": state.denials + 1, "feedback": (denial,), "queue": (), "next": "decide"}


def _confirmation(state: State, context: Context) -> Confirmation:
    view = context.view(state)
    try:
        return context.ask("confirm", lambda: context.brain.confirm(view))
    except ToldToModel as error:
        return Confirmation(reached=None, evidence=f"nobody could confirm it: {error}")


def _limit(state: State, context: Context) -> Update | None:
    """The end, when a limit is reached or the person wants it."""
    if context.control.stopped:
        return _end(Ending(status="stopped", reason="stopped by the person"))
    limits = context.limits
    if len(state.steps) >= limits.steps:
        return _end(Ending(status="truncated", reason=f"not done after {limits.steps} steps"))
    if context.meter.active >= limits.seconds:
        return _end(Ending(status="truncated", reason=f"not done after {limits.seconds:g} seconds"))
    return None


def _course(state: State, step: Step, context: Context) -> Update:
    """Go on, with what the next decision must hear."""
    assert state.seen is not None
    feedback = state.feedback + _lesson(step)
    why = why_stuck(state.steps)
    if not why:
        new_screen = all(state.seen.fingerprint != earlier.fingerprint for earlier in state.steps)
        return {
            "feedback": feedback,
            "queue": state.queue if step.outcome == "success" else (),
            "strikes": 0 if new_screen else state.strikes,
            "next": "decide",
        }
    strikes = state.strikes + 1
    if strikes >= context.preset.max_strikes:
        return _end(Ending(status="truncated", reason=f"stuck: {why}"))
    warning = f"This leads nowhere: {why}. Try another way."
    return {
        "feedback": (*feedback, warning),
        "queue": (),
        "strikes": strikes,
        "next": "plan" if context.preset.plans else "decide",
    }


def _lesson(step: Step) -> tuple[str, ...]:
    if step.error:
        return (f"Step {step.index} failed: {step.error}",)
    match step.outcome:
        case "no_change":
            return (f"Step {step.index} changed nothing: {step.evidence}",)
        case "wrong_page":
            return (f"Step {step.index} led to the wrong page: {step.evidence}. Go back.",)
        case _:
            return ()


def _end(ending: Ending) -> Update:
    return {"ending": ending, "next": "end"}
