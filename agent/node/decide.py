"""decide: one action, or several for a form, of which the first is taken up now."""

from langgraph.runtime import Runtime

from agent.action.action import Action, NavigateBack, NavigateHome, Status
from agent.brain.brain import Ask, Decision, View
from agent.brain.certainty import certainty
from agent.node.plan import announce
from agent.perception.page import summarise
from agent.reflection.need import leaves_news
from agent.reflection.stuck import MENDING
from agent.role.decide import Deciding
from agent.role.execute import Executing
from agent.role.operate import Operating
from agent.role.remember import remember
from agent.run.context import Context
from agent.run.private import PRIVATE, step_aside
from agent.run.state import State, Update
from agent.run.step import QUEUE, Handling, Noted, Plan, QueuedAction, Step
from device.error import ToldToModel
from models.error import ModelUnavailable, NoReply, Refused, WordsOnly
from models.reply import Turn

_LONGEST_WORDS = 300
_ONE_WORD = 2
"""Actions of ours that one of a model's own language may be: typing and its Enter, an answer and the end."""


def decide(state: State, runtime: Runtime[Context]) -> Update:
    """Step aside for a private app; else take what is to be mended, or what is queued, or have it decided."""
    context = runtime.context
    if state.seen is not None and state.seen.observation.private:
        return {"step": _begin(state, step_aside(state), decided_by=PRIVATE), "queue": ()}
    if state.remedy is not None:
        step = _begin(state, state.remedy, decided_by=MENDING, thought=_why(state.remedy, state))
        return {"step": step, "remedy": None, "queue": ()}
    if state.queue and not state.feedback:
        if not state.queue[0].refusal:
            return {
                "step": _begin(state, state.queue[0].action, decided_by=QUEUE, thought=_last_thought(state))
            }
        state = state.model_copy(update={"feedback": (state.queue[0].refusal,)})
    if _nothing_left(state, context):
        done = Status(goal_status="complete", reason=state.plan.progress if state.plan else "")
        return {"step": _begin(state, done, decided_by="manage"), "queue": ()}
    return _decided(state, context)


def _last_thought(state: State) -> str:
    """That of the decision which the queue belongs to."""
    decided = (step.thought for step in reversed(state.steps) if step.handling is not Handling.UNCOVERS)
    return next(decided, "")


def _why(remedy: Action, state: State) -> str:
    """What something is done for that nobody decided on."""
    match remedy:
        case NavigateBack():
            return "back from the wrong page"
        case NavigateHome() if state.errand is not None:
            return f"on to the next part: {state.errand.task}"
        case _:
            return ""


def _nothing_left(state: State, context: Context) -> bool:
    """Whether a manager has crossed everything off."""
    return context.preset.has("manage") and state.plan is not None and not state.plan.subgoals


def _decided(state: State, context: Context) -> Update:
    """A new decision, or a step that says why there is none."""
    preset = context.preset
    view = context.view(state)
    try:
        reply = context.ask(_question(view, state, context))
    except Refused:  # ends the run
        raise
    except NoReply as error:
        raise ModelUnavailable(str(error), "Try another model") from None
    except ToldToModel as error:
        if isinstance(error, WordsOnly) and state.steps and state.steps[-1].action is None:
            raise _only_words(error) from None
        step = _begin(state, None, decided_by=preset.decider, error=str(error))
        return {"step": step, "queue": ()}
    decision = reply.value
    after = state.model_copy(update={"plan": _kept_up(decision.plan, state.plan)})
    announce(state, after, context)
    after = after.model_copy(update={"notes": _remembered(after, decision, context)})
    step = _begin(
        after,
        decision.actions[0],
        decided_by=preset.decider,
        thought=decision.thought,
        expectation=decision.expectation,
        certainty=certainty(reply.raw, reply.logprobs),
        turn=reply.turn,
    )
    most = max(preset.actions, _ONE_WORD if reply.turn else 1)
    queue = tuple(
        QueuedAction(action=action, expectation=decision.expectation) for action in decision.actions[1:most]
    )
    return {"step": step, "queue": queue, "plan": after.plan, "notes": after.notes}


def _only_words(error: WordsOnly) -> ModelUnavailable:
    """What the person is told of a model that does not keep to the form."""
    said = " ".join(error.raw.split())[:_LONGEST_WORDS]
    hint = "Try another model"
    if error.channel:
        hint = f'Try `channel = "{error.channel}"` in the settings, or another model'
    return ModelUnavailable(f'the model answered in words, not in the form, twice: "{said}"', hint)


def _question(view: View, state: State, context: Context) -> Ask[Decision]:
    preset = context.preset
    match preset.decider:
        case "execute":
            return Executing(view)
        case "operate":
            return Operating(view)
        case _:
            wanted = preset.plans_along and state.plan is None
            return Deciding(view, several=preset.actions > 1, plans=wanted, asks=preset.asks)


def _kept_up(new: Plan | None, old: Plan | None) -> Plan | None:
    """The plan that came with a decision, unless it is empty."""
    return new if new is not None and (new.subgoals or new.progress) else old


def _remembered(state: State, decision: Decision, context: Context) -> tuple[Noted, ...]:
    """The notes with this screen's part, where a role keeps them; a screen is read once."""
    preset = context.preset
    leaves = preset.due("remember", "leaving") and leaves_news(state, decision.actions[0])
    if state.misses or not (leaves or preset.due("remember", "decision")):
        return state.notes
    try:
        return remember(state, decision, context)
    except ToldToModel:
        return state.notes


def _begin(
    state: State,
    action: Action | None,
    *,
    decided_by: str,
    thought: str = "",
    expectation: str = "",
    certainty: float | None = None,
    turn: Turn | None = None,
    error: str = "",
) -> Step:
    assert state.seen is not None
    observation = state.seen.observation
    return Step(
        index=len(state.steps) + 1,
        shot=state.seen.shot,
        package=observation.package,
        page=summarise(observation),
        activity=observation.activity,
        fingerprint=state.seen.fingerprint,
        plan=state.plan,
        errand=state.errand,
        notes=state.notes,
        added=state.added,
        decided_by=decided_by,
        certainty=certainty,
        turn=turn,
        thought=thought,
        expectation=expectation,
        action=action,
        error=error,
    )
