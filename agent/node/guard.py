"""guard: lets the goal's own deeds pass, and puts the others to the person, judged by what is touched."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agent.action.action import Action, AskUser, CallTool, InputText, TakeOver, describe
from agent.effect.effect import Requirements
from agent.effect.source import PhoneState
from agent.goal.goalreader import goal_reader
from agent.guard.allowance import OUTSIDE, SCREEN
from agent.guard.appraisal import appraise
from agent.guard.called import AGAIN, called, compare_call
from agent.guard.card import deed_in_words
from agent.guard.content import new_texts
from agent.guard.deed import DeedKind, GuardedDeed
from agent.guard.fit import Comparison, Fit
from agent.guard.found import with_found
from agent.guard.handover import is_secret, to_be_done_by_hand, would_show
from agent.guard.mandate import Mandate
from agent.guard.origin import met_by
from agent.guard.page import title_of
from agent.guard.question import question_of
from agent.guard.sensitive import sensitive_classes
from agent.guard.trail import following, trail_of
from agent.guard.wording import CLASSES
from agent.language.consent import consent
from agent.language.phrase import short
from agent.language.remark import own_words
from agent.language.speech import speaker
from agent.language.standing import heard_of
from agent.role.touch import told_beside
from agent.run.context import Context
from agent.run.event import Question
from agent.run.state import State, Update
from agent.run.step import Handling, Permit, Seen, Step
from agent.tool.repetition import may_be_done
from agent.tool.tool import ToolFailed
from device.screen import Bounds, Observation
from device.state.appname import names_of

_FINGER = 60
"""Pixels around a point that are framed where no control's box is known."""
_ASKS = 3
"""Times that one question is put to a person who says neither yes nor no."""


def guard(state: State, runtime: Runtime[Context]) -> Update:
    """Let a deed of the goal's pass; put the others to the person, unless a policy says otherwise.

    LangGraph runs this node again from its start once the person has answered, so nothing in it but the
    question may have an effect.
    """
    context, step = runtime.context, state.step
    assert step is not None
    assert state.seen is not None
    title = title_of(state.seen.observation)
    step = step.model_copy(update={"read": new_texts(state.seen.observation, state.steps), "title": title})
    if step.action is None or step.error or step.handling is Handling.SETTLED:
        return {"step": step}
    return {"step": step.model_copy(update={"permit": _permit(step.action, step, state, context)})}


def _permit(action: Action, step: Step, state: State, context: Context) -> Permit:
    assert state.seen is not None
    match action:
        case AskUser(question=question):
            answer = _put(Question(kind="ask", text=question, step=step.index))
            return _answered(answer, allowed=True)
        case TakeOver(reason=reason):
            answer = _put(Question(kind="take_over", text=reason, step=step.index))
            return _answered(answer, allowed=bool(answer) and consent(answer) != "no")
        case CallTool():
            return _call_permit(action, step, state, context)
    observation = with_found(context.shots.observation(state.seen), action, step.grounding)
    refusal = context.bounds.refusal(action, observation.package) if context.bounds else ""
    refusal = refusal or would_show(action, step.grounding, observation, typed=_typed_secret(state))
    if refusal:
        return Permit(allowed=False, reason=refusal)
    said = "\n".join((state.goal, *_said(state)))
    by_hand = to_be_done_by_hand(action, step.grounding, observation, said)
    if by_hand:
        return _handed_over(speaker(state.goal)(by_hand), step, context)
    trail = trail_of(step.package, state.steps)
    deed = following(_deed(action, step, observation), trail)
    told = told_beside(deed.classes, step, observation, state, context)
    if told:
        classes = tuple(name for name in CLASSES if name in (*deed.classes, *told))
        deed = appraise(action, step.grounding, observation, classes)
    if deed.kind is DeedKind.NONE:
        return Permit()
    mandate = replace(_mandate(state, said, context), met=met_by((*state.steps, step)))
    if deed.classes and not told and mandate.speaks_of(observation.package):
        deed = following(_deed(action, step, observation, said), trail)
    with context.meter.timed("device"):  # the address book and the list of apps are asked
        found = mandate.compare(deed, trail)
    if found.fit is Fit.WRONG:
        return Permit(allowed=False, classes=deed.classes, reason=f"not done: {found.why}")
    if found.fit is Fit.INSIDE and not deed.classes:
        return Permit()
    by_mandate = context.policy.by_mandate and context.policy.asks
    if by_mandate and mandate.names_in_full(deed, found) and not _was_done(deed, state):
        return Permit(by="policy", classes=deed.classes, deed=deed)
    touch = question_of(action, step.grounding, observation, deed.classes)
    held = _Held(deed, deed.classes + _CLASSES.get(found.fit, ()), touch, found, state.seen)
    return _refused(state, deed) or _judge(held, step, speaker(state.goal), context)


def _call_permit(action: CallTool, step: Step, state: State, context: Context) -> Permit:
    """The same for a tool, judged by what it declares, its arguments, and the owner's words."""
    try:
        tool = context.tools.find(action.name)
    except ToolFailed:
        return Permit()  # act tells the model
    if tool.app and context.bounds and (refusal := context.bounds.refusal_of(tool.app)):
        return Permit(allowed=False, reason=refusal)
    deed = called(tool, action.arguments)
    if deed.kind is DeedKind.NONE:
        return Permit()
    said = "\n".join((state.goal, *_said(state)))
    items = state.required.items if state.required else ()
    found = compare_call(tool, action.arguments, deed, [item.effect for item in items], said)
    if not tool.takes_key and may_be_done(action, state.steps):
        found = Comparison(Fit.OUTSIDE, AGAIN)
    if found.fit is Fit.INSIDE and not deed.classes:
        return Permit()
    assert state.seen is not None
    held = _Held(deed, deed.classes + _CLASSES.get(found.fit, ()), describe(action), found, state.seen)
    return _refused(state, deed) or _judge(held, step, speaker(state.goal), context)


_CLASSES = {Fit.OPEN: (SCREEN,), Fit.UNREAD: (SCREEN,), Fit.OUTSIDE: (OUTSIDE,)}
"""What a deed that is not inside the mandate counts as, beside the classes it is of by its control."""


def _deed(action: Action, step: Step, observation: Observation, said: str = "") -> GuardedDeed:
    """What the action comes to; what the owner `said` by its name is no command."""
    classes = sensitive_classes(action, step.grounding, observation, said)
    return appraise(action, step.grounding, observation, classes)


def _mandate(state: State, said: str, context: Context) -> Mandate:
    """What the owner wants; wishes that they told earlier say whom a name means."""
    required = state.required or Requirements(items=())
    wishes = context.view(state).wishes if context.memory else ()
    effects = tuple(item.effect for item in required.items)
    words = "\n".join((said, *wishes))
    seen = state.seen.observation if state.seen else None
    today = seen.local_time.date() if seen and seen.local_time else None
    return Mandate(effects, PhoneState(context.device), words, required.former, today)


def _typed_secret(state: State) -> bool:
    return any(
        isinstance(s.action, InputText) and s.performed and is_secret(s.action.text) for s in state.steps
    )


def _said(state: State) -> tuple[str, ...]:
    """What the person said beside the goal, in their own words; what went with a no is none of it."""
    refusals = {step.permit.answer for step in state.steps if step.permit and not step.permit.allowed}
    return tuple(own_words(said) for said in state.added if said not in refusals)


# -- the person --------------------------------------------------------------------------------------------
def _was_done(deed: GuardedDeed, state: State) -> bool:
    """Whether the very deed was done in this run: a second one is not the single one that was named."""
    done = (step.permit.deed for step in state.steps if step.performed and step.permit)
    return any(one is not None and one.is_same(deed) for one in done)


def _refused(state: State, deed: GuardedDeed) -> Permit | None:
    """The person's no to the same deed in this run, or that nobody was there: it is not asked again.

    What was refused for a goal that the person has corrected since may be asked for the goal as it stands.
    """
    since = heard_of(state.goal, state.said, state.added, state.earlier, goal_reader()).since
    permits = (step.permit for step in state.steps if len(step.added) >= since)
    return next(
        (
            permit
            for permit in permits
            if permit and permit.deed and not permit.allowed
            if permit.by in ("person", "nobody") and permit.deed.is_same(deed)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """A deed that does not pass by itself."""

    deed: GuardedDeed
    classes: tuple[str, ...]
    touch: str
    """What would be touched, in words."""
    found: Comparison
    seen: Seen


def _judge(held: _Held, step: Step, speak: Callable[[str], str], context: Context) -> Permit:
    """The word of the policy, else that of the person; a no names the deed, for the decider."""
    permit = _by_policy(held, context) or _by_person(held, step, speak, context)
    told = {"classes": held.classes, "deed": held.deed}
    words = deed_in_words(held.deed, held.found)
    if not permit.allowed and permit.reason and words:
        return permit.model_copy(update={**told, "reason": f"{words}: {permit.reason}"})
    return permit.model_copy(update=told)


def _by_policy(held: _Held, context: Context) -> Permit | None:
    if context.policy.covers(held.classes):
        return Permit(by="policy", reason=held.found.why)
    if context.policy.asks:
        return None
    nothing = f"the owner allows none of this in this run: {', '.join(held.classes)}"
    return Permit(allowed=False, by="policy", reason=held.found.why or nothing)


def _by_person(held: _Held, step: Step, speak: Callable[[str], str], context: Context) -> Permit:
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
    permit = _answered(answer, allowed=consent(answer) == "yes")
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
    answer = _put(question)
    for _ in range(_ASKS - 1):
        if not answer.strip() or consent(answer) != "unclear":
            break
        needed = speak(f'please say just yes or no: "{short(answer)}" is not clear')
        answer = _put(question.model_copy(update={"text": f"{question.text} ({needed})"}))
    return answer


def _handed_over(request: str, step: Step, context: Context) -> Permit:
    """The person does it, or nobody; the action itself is never carried out."""
    answer = _put(Question(kind="take_over", text=request, step=step.index)) if context.policy.asks else ""
    done = "nobody is there to do this by hand"
    if answer:
        is_no = consent(answer) == "no"
        done = (
            "the owner won't do this by hand" if is_no else "the owner did this by hand; look at the screen"
        )
    return Permit(allowed=False, by="guard", answer=answer, reason=done)


def _answered(answer: str, *, allowed: bool) -> Permit:
    return Permit(allowed=allowed, by="person" if answer else "nobody", answer=answer)


def _put(question: Question) -> str:
    return str(interrupt(question))
