"""What is put to the person, and what their answer comes to: the guard's node goes on from there."""

from collections.abc import Callable
from dataclasses import dataclass

from langgraph.types import interrupt

from agent.guard.card import deed_in_words
from agent.guard.deed import GuardedDeed
from agent.guard.fit import Comparison
from agent.language.consent import consent
from agent.language.phrase import short
from agent.run.context import Context
from agent.run.event import Question
from agent.run.step import Permit, Seen, Step
from device.screen import Bounds
from device.state.appname import names_of

_FINGER = 60
"""Pixels around a point that are framed where no control's box is known."""
_ASKS = 3
"""Times that one question is put to a person who says neither yes nor no."""


@dataclass(frozen=True, slots=True)
class HeldDeed:
    """A deed that does not pass by itself."""

    deed: GuardedDeed
    classes: tuple[str, ...]
    touch: str
    """What would be touched, in words."""
    found: Comparison
    seen: Seen


def judge(held: HeldDeed, step: Step, speak: Callable[[str], str], context: Context) -> Permit:
    """The word of the policy, else that of the person; a no names the deed, for the decider."""
    permit = _by_policy(held, context) or _by_person(held, step, speak, context)
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


def _by_person(held: HeldDeed, step: Step, speak: Callable[[str], str], context: Context) -> Permit:
    hint = speak(context.memory.hint(step, held.classes)) if context.memory else ""
    thought = f" {speak(f'(its reason: {step.thought})')}" if step.thought else ""
    deed, touch, why = map(speak, (deed_in_words(held.deed, held.found), held.touch, held.found.why))
    question = Question(
        kind="confirm",
        text=": ".join(part for part in (deed, touch + thought, why) if part),
        deed=deed,
        touch=touch,
        why=why,
        classes=held.classes,
        app=names_of(held.deed.app)[0] if held.deed.app else "",
        to=", ".join(map(str, held.found.people)),
        content=held.deed.text if "send" in held.classes else "",
        amount=held.deed.sums[0] if len(set(held.deed.sums)) == 1 else "",
        box=_box(step),
        picture=_picture(held.seen, step, context),
        hint=hint,
        step=step.index,
    )
    answer = _yes_or_no(question, speak)
    permit = answered(answer, allowed=consent(answer) == "yes")
    return permit.model_copy(update={"reason": held.found.why})


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


def hand_over(request: str, step: Step, context: Context) -> Permit:
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
    """The permit that an answer comes to; "" is nobody's."""
    return Permit(allowed=allowed, by="person" if answer else "nobody", answer=answer)


def put(question: Question) -> str:
    """The person's answer; the run waits for it here."""
    return str(interrupt(question))
