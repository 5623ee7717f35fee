"""guard: holds what needs a person, judged by the very element that would be touched."""

from dataclasses import replace

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agent.action import Action, AskUser, TakeOver, describe, targets
from agent.context import Context
from agent.event import Question
from agent.sensitive import sensitive_classes
from agent.state import State, Update
from agent.step import Permit, Spot, Step
from device.screen import Bounds, Observation, UIElement

_YES = {"y", "yes", "ok", "okay", "sure", "allow", "是", "好", "好的", "可以", "行", "允许", "确认", "同意"}


def guard(state: State, runtime: Runtime[Context]) -> Update:
    """Let a harmless action pass; put the others to the person, unless a policy allows their class.

    LangGraph runs this node again from its start once the person has answered, so nothing in it but the
    question may have an effect.
    """
    context, step = runtime.context, state.step
    assert step is not None
    assert state.seen is not None
    if step.action is None or step.error:
        return {}
    match step.action:
        case AskUser(question=question):
            answer = _put(Question(kind="ask", text=question, step=step.index))
            return _permit(step, _answered(answer, allowed=True))
        case TakeOver(reason=reason):
            answer = _put(Question(kind="take_over", text=reason, step=step.index))
            return _permit(step, _answered(answer, allowed=bool(answer)))
        case action:
            seen = _with_found(state.seen.observation, action, step.grounding)
            classes = sensitive_classes(action, step.grounding, seen)
            refused = _refused(state, step) if classes else None
            return _permit(step, refused or _judge(action, step, classes, context))


def _with_found(observation: Observation, action: Action, spots: tuple[Spot, ...]) -> Observation:
    """The screen with what was found on its picture alone, as the buttons that they may be.

    A game's or a web page's "Pay" is in no tree: what was read there counts, else what was looked for.
    """
    found = [
        UIElement(
            index=len(observation.elements) + at,
            text=spot.label or target.description,
            class_name="android.widget.Button",
            package_name=observation.package,
            bounds=spot.bounds or Bounds(spot.point.x, spot.point.y, spot.point.x + 1, spot.point.y + 1),
            is_clickable=True,
            source="ocr",
        )
        for at, (spot, target) in enumerate(zip(spots, targets(action), strict=False))
        if spot.method not in ("tree", "element", "point")
    ]
    return replace(observation, elements=(*observation.elements, *found)) if found else observation


def _refused(state: State, step: Step) -> Permit | None:
    """The person's no to the same touch in this run: it is not asked again."""
    for earlier in state.steps:
        permit = earlier.permit
        if permit is None or permit.allowed or permit.by != "person" or earlier.action is None:
            continue
        if _touch(earlier) == _touch(step):
            return permit
    return None


def _touch(step: Step) -> tuple[object, ...]:
    spots = tuple((spot.label, spot.point) for spot in step.grounding)
    return step.package, step.action.action_type if step.action else "", spots


def _judge(action: Action, step: Step, classes: tuple[str, ...], context: Context) -> Permit:
    if not classes:
        return Permit()
    if "all" in context.allow or context.allow.issuperset(classes):
        return Permit(classes=classes, by="policy")
    question = Question(kind="confirm", text=_what(action, step), classes=classes, step=step.index)
    answer = _put(question)
    return _answered(answer, allowed=answer.strip().lower() in _YES, classes=classes)


def _answered(answer: str, *, allowed: bool, classes: tuple[str, ...] = ()) -> Permit:
    return Permit(allowed=allowed, classes=classes, by="person" if answer else "nobody", answer=answer)


def _put(question: Question) -> str:
    return str(interrupt(question))


def _what(action: Action, step: Step) -> str:
    label = step.grounding[0].label if step.grounding else ""
    shown = f' on "{label}"' if label and label not in describe(action) else ""
    why = f" ({step.thought})" if step.thought else ""
    return f"{describe(action)}{shown} in {step.package}{why}"


def _permit(step: Step, permit: Permit) -> Update:
    return {"step": step.model_copy(update={"permit": permit})}
