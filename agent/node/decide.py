"""decide: one action, or several for a form, of which the first is taken up now."""

from langgraph.runtime import Runtime

from agent.action import Action
from agent.brain import Decision
from agent.context import Context
from agent.policy.page import summarise
from agent.state import State, Update
from agent.step import Plan, Step
from device.error import ToldToModel
from device.screen import Observation
from grounding.target import Target


def decide(state: State, runtime: Runtime[Context]) -> Update:
    """Take the next action of the queue, else have one decided."""
    context = runtime.context
    if state.queue and not state.feedback:
        thought = state.steps[-1].thought if state.steps else ""
        step = _begin(state, state.queue[0], Decision(thought=thought, actions=state.queue), state.plan)
        return {"step": step, "queue": state.queue[1:]}
    view = context.view(state)
    try:
        decision = context.ask("decide", lambda: context.brain.decide(view))
    except ToldToModel as error:
        return {"step": _begin(state, None, None, state.plan, str(error)), "queue": (), "feedback": ()}
    plan = decision.plan or state.plan
    step = _begin(state, decision.actions[0], decision, plan)
    queue = _lasting(decision.actions[1:], view.observation)
    return {"step": step, "queue": queue, "plan": plan, "feedback": ()}


def _lasting(actions: tuple[Action, ...], observation: Observation) -> tuple[Action, ...]:
    """The later actions with their elements named in words: the numbers hold for this screen only.

    The queue ends before the first action whose element has no name.
    """
    labels = {element.index: element.label for element in observation.elements}
    lasting: list[Action] = []
    for action in actions:
        renamed: dict[str, Target] = {}
        for field in type(action).model_fields:
            target = getattr(action, field)
            if not isinstance(target, Target) or target.element is None:
                continue
            description = target.description or labels.get(target.element, "")
            if not description:
                return tuple(lasting)
            renamed[field] = Target(description=description)
        lasting.append(action.model_copy(update=renamed))
    return tuple(lasting)


def _begin(
    state: State, action: Action | None, decision: Decision | None, plan: Plan | None, error: str = ""
) -> Step:
    assert state.seen is not None
    observation = state.seen.observation
    return Step(
        index=len(state.steps) + 1,
        shot=state.seen.shot,
        package=observation.package,
        page=summarise(observation),
        fingerprint=state.seen.fingerprint,
        plan=plan,
        thought=decision.thought if decision else "",
        expectation=decision.expectation if decision else "",
        action=action,
        error=error,
    )
