"""ground: from what was meant to where it is, and to the control that a touch hits there."""

from langgraph.runtime import Runtime

from agent.action.action import Action, InputText, quoted, targets
from agent.language.misquote import misquoted
from agent.node.batch import Finder, found_again, on_decision, uncovering
from agent.perception.resolution import contact_of, resolve, told_at
from agent.perception.settled import settled
from agent.reflection.stuck import MENDING
from agent.run.context import Context
from agent.run.reason import ReasonCode
from agent.run.state import State, Update
from agent.run.step import QUEUE, Handling, Outcome, Spot, Step
from device.screen import Observation
from grounding.grounder import found_by
from grounding.spending import listening
from grounding.target import Grounding, Target, TargetNotFound, TargetUnusable

_TOLD = 4
"""Places that a doubtful finding names."""
_WHOLE = 2000
"""Characters to which a text is told, since a slip may be anywhere in it."""


def ground(state: State, runtime: Runtime[Context]) -> Update:
    """Resolve every target of the action to the control that will be hit, and those decided with it.

    What is not found, is too doubtful, or is called otherwise than it is goes back to decide, told why. The
    control of a queued action is found again by its mark, and uncovered first where it lies out of sight.
    What stands so already is not done again.
    """
    context, step = runtime.context, state.step
    assert step is not None
    assert state.seen is not None
    if step.action is None:
        return {}
    observation = context.shots.observation(state.seen)
    finding = _finding(step, observation, context)
    if step.decided_by == QUEUE:
        return _next_of_batch(state, step, finding, observation, context)
    slip = _misquotation(step.action, state) if _is_model(context) else ""
    if slip:
        return _missed(state, slip, context)
    try:
        spots = tuple(finding(target, number) for number, target in enumerate(targets(step.action)))
    except TargetNotFound as error:
        return _missed(state, str(error), context)
    least, checks = context.preset.min_confidence, _is_model(context)
    queue = on_decision(state.queue, step.action, observation, least=least, checks=checks)
    step = step.model_copy(update={"grounding": spots, "misses": state.misses})
    return {"step": _judged(step, observation, step.expectation) if queue else step, "queue": queue}


def route(state: State) -> str:
    """Back to decide when something was not found and there are tries left, else on to guard."""
    return "decide" if state.step is None else "guard"


def _misquotation(action: Action, state: State) -> str:
    """What is told of a text that repeats the owner's words with a slip, before it is typed; once each."""
    known = {*state.misses, *(why for step in state.steps for why in (*step.misses, step.error))}
    owner = "\n".join((state.goal, *state.added))
    actions = (action, *(queued.action for queued in state.queue))
    for text in (one.text for one in actions if isinstance(one, InputText)):
        meant = misquoted(text, owner)
        if meant:
            typed = quoted(text, _WHOLE)
            why = (
                f"{typed} was to be typed, but the owner wrote {quoted(meant, _WHOLE)}: nothing was done. "
                "Decide again; if it is meant so, say the same again"
            )
            if why not in known:
                return why
    return ""


def _next_of_batch(
    state: State, step: Step, finding: Finder, observation: Observation, context: Context
) -> Update:
    """The first of the queue on the screen there is now."""
    queued, *rest = state.queue
    try:
        action, spots = found_again(queued, observation, finding)
    except TargetNotFound as error:
        in_sight = isinstance(error, TargetUnusable)
        remedy = None if in_sight else uncovering(step, state.steps, observation)
        if remedy is None:
            return _missed(state, str(error), context)
        mends = {
            "decided_by": MENDING,
            "handling": Handling.UNCOVERS,
            "thought": "to bring what comes next into sight",
        }
        return {"step": step.model_copy(update={"action": remedy, **mends})}
    step = step.model_copy(update={"action": action, "grounding": spots})
    return {"step": _judged(step, observation, queued.expectation), "queue": tuple(rest)}


def _judged(step: Step, observation: Observation, expectation: str) -> Step:
    """The step, closed where what it is for stands so already."""
    assert step.action is not None
    stands = settled(step.action, step.grounding, observation, expectation)
    done = {
        "handling": Handling.SETTLED,
        "outcome": Outcome.SUCCESS,
        "reason": ReasonCode.ALREADY_SO,
        "evidence": stands,
    }
    return step.model_copy(update=done) if stands else step


def _is_model(context: Context) -> bool:
    """Whether targets are described by a model; the policy and a replay have names of their own for them."""
    return context.brain.understands(context.preset.decider)


def _finding(step: Step, observation: Observation, context: Context) -> Finder:
    action = step.action
    assert action is not None

    def find(target: Target, number: int) -> Spot:
        found = _found(target, observation, context)
        spot = resolve(found, target, contact_of(action, number), observation, checks=_is_model(context))
        if found.heatmap is None:
            return spot
        return spot.model_copy(update={"heatmap": context.shots.heat(found.heatmap)})

    return find


def _found(target: Target, observation: Observation, context: Context) -> Grounding:
    with listening() as spent, context.wanted():
        try:
            found = found_by(context.grounder, observation, target)
        finally:
            context.meter.took("model", spent.seconds)
            if spent.usage.calls:
                context.meter.used("ground", spent.usage)
    if found.confidence < context.preset.min_confidence:
        raise TargetNotFound(_doubt(target, found, observation, context))
    return found


def _doubt(target: Target, found: Grounding, observation: Observation, context: Context) -> str:
    """What the decider is told instead of a guess."""
    places = [found.point, *(other.point for other in found.alternatives)][:_TOLD]
    scale = context.brain.scale(context.preset.decider, observation)
    where = ", ".join(told_at(point, observation, scale.told) for point in places)
    several = f"could be any of {len(places)} places: {where}" if len(places) > 1 else f"may be {where}"
    return (
        f'"{target.description}" {several}, and none is sure enough; name it by its number or by what stands '
        "next to it, or ask the owner which is meant"
    )


def _missed(state: State, why: str, context: Context) -> Update:
    """Another try at deciding; the last one makes a failed step, so that reflect hears of it."""
    assert state.step is not None
    misses = (*state.misses, why)
    if len(misses) < context.preset.max_tries:
        before = state.steps[-1].plan if state.steps else None
        plan = state.plan and state.plan.after_nothing(before)
        feedback = (*state.feedback, why)
        return {"step": None, "queue": (), "misses": misses, "feedback": feedback, "plan": plan}
    failed = {"error": why, "handling": Handling.NOT_FOUND, "misses": state.misses}
    return {"step": state.step.model_copy(update=failed), "queue": ()}
