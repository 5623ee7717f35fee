"""ground: from what was meant to where it is."""

from langgraph.runtime import Runtime

from agent.action.action import targets
from agent.action.touched import control_at
from agent.perception.mark import mark_of
from agent.run.context import Context
from agent.run.state import State, Update
from agent.run.step import Spot
from device.screen import Observation
from grounding.spending import listening
from grounding.target import Grounding, Target, TargetNotFound

_TOLD = 4
"""Places that a doubtful finding names."""


def ground(state: State, runtime: Runtime[Context]) -> Update:
    """Find every target of the action; what is not found or too doubtful goes back to decide, told why."""
    context, step = runtime.context, state.step
    assert step is not None
    assert state.seen is not None
    if step.action is None:
        return {}
    observation = context.shots.observation(state.seen)
    try:
        spots = tuple(_spot(target, observation, context) for target in targets(step.action))
    except TargetNotFound as error:
        return _missed(state, str(error), context)
    return {"step": step.model_copy(update={"grounding": spots, "misses": state.misses})}


def route(state: State) -> str:
    """Back to decide when something was not found and there are tries left, else on to guard."""
    return "decide" if state.step is None else "guard"


def _spot(target: Target, observation: Observation, context: Context) -> Spot:
    with listening() as spent, context.wanted():
        try:
            found = context.grounder.ground(observation, target)
        finally:
            context.meter.took("model", spent.seconds)
            if spent.usage.calls:
                context.meter.used("ground", spent.usage)
    if found.confidence < context.preset.min_confidence:
        raise TargetNotFound(_doubt(target, found))
    return as_spot(found, target, observation)


def _doubt(target: Target, found: Grounding) -> str:
    """What the decider is told instead of a guess."""
    places = [found.point, *(other.point for other in found.alternatives)][:_TOLD]
    where = ", ".join(f"({point.x}, {point.y})" for point in places)
    several = f"could be any of {len(places)} places: {where}" if len(places) > 1 else f"may be at {where}"
    return (
        f'"{target.description}" {several}, and none is sure enough; name it by its number or by what stands '
        "next to it, or ask the owner which is meant"
    )


def as_spot(found: Grounding, target: Target, observation: Observation) -> Spot:
    """A finding as a step keeps it, with what stands there."""
    control = control_at(observation, found.point)
    return Spot(
        point=found.point,
        bounds=found.bounds,
        confidence=round(found.confidence, 3),
        method=found.method,
        label=found.label or (control.label if control else ""),
        alternatives=tuple(other.point for other in found.alternatives),
        mark=mark_of(observation, found.point, target.element),
    )


def _missed(state: State, reason: str, context: Context) -> Update:
    """Another try at deciding; the last one makes a failed step, so that reflect hears of it."""
    assert state.step is not None
    misses = (*state.misses, reason)
    if len(misses) < context.preset.max_tries:
        return {"step": None, "queue": (), "misses": misses, "feedback": (*state.feedback, reason)}
    step = state.step.model_copy(update={"error": reason, "misses": state.misses})
    return {"step": step, "queue": ()}
