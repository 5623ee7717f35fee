"""What is held, put to the policy, to the owner's own guard, and to the person; by whom it is let pass."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from langgraph.types import interrupt

from agent.action.action import Action, CallTool, Scope
from agent.guard.card import deed_in_words
from agent.guard.deed import GuardedDeed
from agent.guard.fit import Comparison, Fit
from agent.guard.own import Intended, Stance
from agent.guard.question import question_of
from agent.language.consent import consent
from agent.language.excerpt import excerpt
from agent.language.phrase import short
from agent.language.speech import speaker
from agent.run.context import Context
from agent.run.event import Question
from agent.run.state import State
from agent.run.step import Permit, Seen, Step
from device.screen import Bounds, Observation
from device.state.appname import names_of

_FINGER = 60
"""Pixels around a point that are framed where no control's box is known."""
_LONGEST = 300
"""Characters of a call's arguments that are shown."""
_ASKS = 3
"""Times that one question is put to a person who says neither yes nor no."""


@dataclass(frozen=True, slots=True)
class HeldDeed:
    """A deed that does not pass by itself, or that the owner's own guard has a say in."""

    deed: GuardedDeed
    classes: tuple[str, ...]
    """Of the control, and how the deed stands to the goal; none where it would pass."""
    found: Comparison
    observation: Observation
    """The screen, with the control that was found on a picture."""
    said: str
    """The owner's words."""


def judge(held: HeldDeed, step: Step, state: State, context: Context) -> Permit:
    """The word of the policy, else that of the person; a no names the deed, for the decider."""
    permit = _by_policy(held, context) or _by_person(held, held.found.why, step, state, context)
    return _named(permit, held)


def own_word(held: HeldDeed, step: Step, state: State, context: Context) -> Permit | None:
    """The word of the owner's own guard; None where there is none, or leaves it to the built-in one."""
    stance = _stance(held, step, context)
    match stance:
        case None:
            return None
        case Stance(take="allow") if not held.classes:
            return None  # it passes
        case Stance(take="allow"):
            permit = Permit(by="policy", reason=stance.why or held.found.why)
        case Stance(take="ask") if context.policy.asks:
            why = "; ".join(filter(None, (stance.why, held.found.why)))
            permit = _by_person(held, why, step, state, context)
        case Stance():
            permit = Permit(allowed=False, by="policy", reason=stance.why or "the owner's guard refuses it")
    return _named(permit, held)


def _stance(held: HeldDeed, step: Step, context: Context) -> Stance | None:
    """What the own guard says, who is asked once: this node runs again when the person has answered."""
    assert step.action is not None
    is_asked = step.action.scope is not Scope.NOTHING and held.found.fit is not Fit.WRONG
    if context.own_guard is None or not is_asked:
        return None
    if step.index not in context.stances:
        intended = Intended(
            action=step.action,
            observation=held.observation,
            label=step.grounding[0].label if step.grounding else "",
            deed=held.deed,
            classes=held.classes,
            to=tuple(map(str, held.found.people)),
            why=held.found.why,
            goal=held.said,
        )
        context.stances[step.index] = context.own_guard.judge(intended)
    return context.stances[step.index]


def _named(permit: Permit, held: HeldDeed) -> Permit:
    """The permit of a deed; a no tells which."""
    told = {"classes": held.classes, "deed": held.deed}
    words = deed_in_words(held.deed, held.found)
    if not permit.allowed and permit.reason and words:
        return permit.model_copy(update={**told, "reason": f"{words}: {permit.reason}"})
    return permit.model_copy(update=told)


def _by_policy(held: HeldDeed, context: Context) -> Permit | None:
    if context.policy.covers(held.classes):
        return Permit(by="policy", reason=held.found.why)
    if context.policy.asks:
        return None
    nothing = f"the owner allows none of this in this run: {', '.join(held.classes)}"
    return Permit(allowed=False, by="policy", reason=held.found.why or nothing)


def _by_person(held: HeldDeed, differs: str, step: Step, state: State, context: Context) -> Permit:
    assert step.action is not None
    assert state.seen is not None
    speak = speaker(state.goal)
    is_new = all(past.permit is None or past.permit.classes != held.classes for past in state.steps)
    hint = speak(context.memory.hint(step, held.classes)) if context.memory and is_new else ""
    thought = f" {speak(f'(its reason: {step.thought})')}" if step.thought else ""
    deed, touch, why = map(
        speak, (deed_in_words(held.deed, held.found), _touch(step.action, step, held), differs)
    )
    question = Question(
        kind="confirm",
        text=_asked(deed, touch, thought, why, is_call=isinstance(step.action, CallTool)),
        deed=deed,
        touch=touch,
        why=why,
        classes=held.classes,
        app=names_of(held.deed.app)[0] if held.deed.app else "",
        to=", ".join(map(str, held.found.people)),
        content=held.deed.text if "send" in held.classes else "",
        amount=held.deed.sums[0] if len(set(held.deed.sums)) == 1 else "",
        box=_box(step),
        picture=_picture(state.seen, step, context),
        hint=hint,
        step=step.index,
    )
    answer = _yes_or_no(question, speak)
    permit = answered(answer, allowed=consent(answer) == "yes")
    return permit.model_copy(update={"reason": differs})


def _touch(action: Action, step: Step, held: HeldDeed) -> str:
    """What would be touched, in words."""
    if isinstance(action, CallTool):
        given = ", ".join(
            f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in action.arguments.items()
        )
        given = excerpt(given, _LONGEST)
        return f"call the tool {action.name} with {given}?" if given else f"call the tool {action.name}?"
    return question_of(action, step.grounding, held.observation, held.deed.classes)


def _asked(deed: str, touch: str, thought: str, why: str, *, is_call: bool) -> str:
    """All of a question in a line; a call is asked about in a sentence of its own."""
    if not is_call:
        return ": ".join(part for part in (deed, touch + thought, why) if part)
    question = ": ".join(part for part in (deed, touch) if part)
    return " ".join(f"{part[:1].upper()}{part[1:]}" for part in (question + thought, why) if part)


def _box(step: Step) -> tuple[int, int, int, int] | None:
    bounds = step.grounding[0].bounds if step.grounding else None
    return (bounds.left, bounds.top, bounds.right, bounds.bottom) if bounds is not None else None


def _picture(seen: Seen, step: Step, context: Context) -> str:
    """The path of what shows around the place of a touch; "" for a touch that has none."""
    if not step.grounding:
        return ""
    spot = step.grounding[0]
    x, y = spot.point.x, spot.point.y
    around = Bounds(x - _FINGER, y - _FINGER, x + _FINGER, y + _FINGER)
    return context.shots.part(seen, spot.bounds or around)


def _yes_or_no(question: Question, speak: Callable[[str], str]) -> str:
    """The answer to a question, which is put again while it gets neither a yes nor a no."""
    answer = put(question)
    for _ in range(_ASKS - 1):
        if not answer.strip() or consent(answer) != "unclear":
            break
        needed = speak(f'please say just yes or no: "{short(answer)}" is not clear')
        answer = put(question.model_copy(update={"text": f"{question.text} ({needed})"}))
    return answer


def handed_over(request: str, step: Step, context: Context) -> Permit:
    """The person does it, or nobody; the action itself is never carried out."""
    answer = put(Question(kind="take_over", text=request, step=step.index)) if context.policy.asks else ""
    done = "nobody is there to do this by hand"
    if answer:
        is_no = consent(answer) == "no"
        done = (
            "the owner won't do this by hand" if is_no else "the owner did this by hand; look at the screen"
        )
    return Permit(allowed=False, by="guard", answer=answer, reason=done)


def answered(answer: str, *, allowed: bool) -> Permit:
    """The permit that an answer of the person's comes to; "" is nobody's."""
    return Permit(allowed=allowed, by="person" if answer else "nobody", answer=answer)


def put(question: Question) -> str:
    """The person's answer; the run stops here until there is one."""
    return str(interrupt(question))
