"""guard: lets the goal's own deeds pass, and puts the others to the person, judged by what is touched."""

from dataclasses import replace
from functools import partial

from langgraph.runtime import Runtime

from agent.action.action import Action, AskUser, CallTool, InputText, TakeOver
from agent.effect.effect import Requirements
from agent.effect.source import PhoneState
from agent.goal.goalreader import goal_reader
from agent.guard.allowance import OUTSIDE, SCREEN
from agent.guard.appraisal import appraise
from agent.guard.called import AGAIN, TWICE, called, compare_call
from agent.guard.content import new_texts
from agent.guard.deed import DeedKind, GuardedDeed
from agent.guard.fit import FITS, Comparison, Fit
from agent.guard.found import with_found
from agent.guard.handover import is_secret, to_be_done_by_hand, would_show
from agent.guard.mandate import Mandate
from agent.guard.origin import met_by
from agent.guard.page import item_at, title_of
from agent.guard.sensitive import sensitive_classes
from agent.guard.trail import following, trail_of
from agent.language.consent import consent
from agent.language.remark import own_words
from agent.language.speech import speaker
from agent.language.standing import heard_of
from agent.node.asking import HeldDeed, answered, handed_over, judge, own_word, put
from agent.role.touch import held_for
from agent.run.context import Context
from agent.run.event import Question
from agent.run.state import State, Update
from agent.run.step import Handling, Permit, Step
from agent.tool.repetition import may_be_done
from agent.tool.tool import ToolFailed
from device.screen import Observation


def guard(state: State, runtime: Runtime[Context]) -> Update:
    """Let a deed of the goal's pass; put the others to the person, unless a policy says otherwise.

    LangGraph runs this node again from its start once the person has answered, so nothing in it but the
    question may have an effect.
    """
    context, step = runtime.context, state.step
    assert step is not None
    assert state.seen is not None
    seen = context.shots.observation(state.seen)
    step = step.model_copy(update={"read": new_texts(seen, state.steps), "title": title_of(seen)})
    step = step.model_copy(update={"item": item_at(step.grounding, seen)})
    if step.action is None or step.error or step.handling is Handling.SETTLED:
        return {"step": step}
    return {"step": step.model_copy(update={"permit": _permit(step.action, step, state, seen, context)})}


def _permit(action: Action, step: Step, state: State, seen: Observation, context: Context) -> Permit:
    match action:
        case AskUser(question=question):
            answer = put(Question(kind="ask", text=question, step=step.index))
            return answered(answer, allowed=True)
        case TakeOver(reason=reason):
            answer = put(Question(kind="take_over", text=reason, step=step.index))
            return answered(answer, allowed=bool(answer) and consent(answer) != "no")
        case CallTool():
            return _call_permit(action, step, state, seen, context)
    observation = with_found(seen, action, step.grounding)
    refusal = context.bounds.refusal(action, observation.package) if context.bounds else ""
    refusal = refusal or would_show(action, step.grounding, observation, typed=_typed_secret(state))
    if refusal:
        return Permit(allowed=False, reason=refusal)
    said = "\n".join((state.goal, *_said(state)))
    by_hand = to_be_done_by_hand(action, step.grounding, observation, said)
    if by_hand:
        return handed_over(speaker(state.goal)(by_hand), step, context)
    trail = trail_of(step.package, state.steps)
    deed = following(_deed(action, step, observation), trail)
    classes = held_for(deed.classes, step, observation, state, context)
    is_by_words = classes == deed.classes
    if not is_by_words:
        deed = appraise(action, step.grounding, observation, classes)
    if deed.kind is DeedKind.NONE:
        return own_word(HeldDeed(deed, (), FITS, observation, said), step, state, context) or Permit()
    mandate = replace(_mandate(state, said, context), read=partial(met_by, (*state.steps, step)))
    if deed.classes and is_by_words and mandate.speaks_of(observation.package):
        deed = following(_deed(action, step, observation, said), trail)
    with context.meter.timed("device"):  # the address book and the list of apps are asked
        found = mandate.compare(deed, trail)
    if found.fit is Fit.WRONG:
        return Permit(allowed=False, classes=deed.classes, reason=f"not done: {found.why}")
    by_mandate = context.policy.by_mandate and context.policy.asks
    in_full = by_mandate and mandate.names_in_full(deed, found) and not _was_done(deed, state)
    held = HeldDeed(deed, deed.classes + _CLASSES.get(found.fit, ()), found, observation, said)
    return _weighed(held, step, state, context, in_full=in_full)


def _call_permit(
    action: CallTool, step: Step, state: State, observation: Observation, context: Context
) -> Permit:
    """The same for a tool, judged by what it declares, its arguments, and the owner's words."""
    try:
        tool = context.tools.find(action.name)
    except ToolFailed:
        return Permit()  # act tells the model
    if tool.app and context.bounds and (refusal := context.bounds.refusal_of(tool.app)):
        return Permit(allowed=False, reason=refusal)
    deed = called(tool, action.arguments)
    said = "\n".join((state.goal, *_said(state)))
    if deed.kind is DeedKind.NONE:
        return own_word(HeldDeed(deed, (), FITS, observation, said), step, state, context) or Permit()
    with context.meter.timed("device"):  # the list of apps is asked
        found = compare_call(tool, action.arguments, deed, _mandate(state, said, context))
    if not tool.takes_key and may_be_done(action, state.steps):
        found = Comparison(Fit.OUTSIDE, AGAIN)
    elif found.fit is Fit.INSIDE and deed.classes and _was_done(deed, state):
        found = replace(found, fit=Fit.OPEN, why=TWICE)
    held = HeldDeed(deed, deed.classes + _CLASSES.get(found.fit, ()), found, observation, said)
    return _weighed(held, step, state, context)


def _weighed(held: HeldDeed, step: Step, state: State, context: Context, *, in_full: bool = False) -> Permit:
    """The own guard's word, that of the goal (which may name the deed `in_full`), else the person's."""
    own = own_word(held, step, state, context)
    if own is not None:
        return _refused(state, held.deed) or own
    if held.found.fit is Fit.INSIDE and not held.deed.classes:
        return Permit()
    if in_full:
        return Permit(by="policy", classes=held.deed.classes, deed=held.deed)
    return _refused(state, held.deed) or judge(held, step, state, context)


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
