"""guard: holds what needs a person, and what serves the screen, judged by the very element to be touched."""

from collections.abc import Callable
from dataclasses import replace

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agent.action.action import Action, AskUser, InputText, TakeOver
from agent.guard.allowance import SCREEN
from agent.guard.content import content, joined
from agent.guard.deed import deed
from agent.guard.fold import fold
from agent.guard.found import with_found
from agent.guard.goal import Aim, aim
from agent.guard.handover import is_secret, to_be_done_by_hand, would_show
from agent.guard.origin import Read, served
from agent.guard.question import question_of
from agent.guard.sensitive import sensitive_classes
from agent.language.consent import consent
from agent.language.correction import Heard, heard
from agent.language.followup import refers_back
from agent.language.phrase import short
from agent.language.remark import own_words
from agent.language.speech import speaker
from agent.language.standing import stood
from agent.run.context import Context
from agent.run.event import Question
from agent.run.state import State, Update
from agent.run.step import Handling, Permit, Step

_EARLIER = 3
"""Tasks of the same conversation that a goal can refer to."""
_ASKS = 3
"""Times that one question is put to a person who says neither yes nor no."""
_OURS = 0.7
"""Part of a text that what was typed makes up for it to count as typed by the run itself."""


def guard(state: State, runtime: Runtime[Context]) -> Update:
    """Let a harmless action of the goal's pass; put the others to the person, unless a policy says otherwise.

    LangGraph runs this node again from its start once the person has answered, so nothing in it but the
    question may have an effect.
    """
    context, step = runtime.context, state.step
    assert step is not None
    assert state.seen is not None
    step = step.model_copy(update={"read": _new_texts(state)})
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
            return _answered(answer, allowed=bool(answer))
    observation = with_found(context.shots.observation(state.seen), action, step.grounding)
    refusal = context.bounds.refusal(action, observation.package) if context.bounds else ""
    refusal = refusal or would_show(action, step.grounding, observation, typed=_typed_secret(state))
    if refusal:
        return Permit(allowed=False, reason=refusal)
    said = (state.goal, *_said(state))
    by_hand = to_be_done_by_hand(action, step.grounding, observation, "\n".join(said))
    if by_hand:
        return _handed_over(speaker(state.goal)(by_hand), step, context)
    classes = sensitive_classes(action, step.grounding, observation, "\n".join(said))
    screen = _served(action, classes, step, state, _aim(said, state, context))
    classes = (*classes, SCREEN) if screen else classes
    if not classes:
        return Permit()
    asked = question_of(action, step.grounding, observation, classes)
    return _refused(state, step) or _judge(asked, step, classes, screen, speaker(state.goal), context)


def _typed_secret(state: State) -> bool:
    return any(
        isinstance(s.action, InputText) and s.performed and is_secret(s.action.text) for s in state.steps
    )


# -- whom it serves --------------------------------------------------------------------------------------
def _served(action: Action, classes: tuple[str, ...], step: Step, state: State, goal: Aim) -> str:
    assert state.seen is not None
    reads = [read for past in (*state.steps, step) for read in _reads(past)]
    caught = any(
        past.permit and SCREEN in past.permit.classes and not past.permit.allowed for past in state.steps
    )
    done = deed(action, step.grounding, state.seen.observation, sensitive=bool(classes))
    return served(done, classes, step.package, goal, reads, caught=caught)


def _aim(said: tuple[str, ...], state: State, context: Context) -> Aim:
    """The goal as what was said since corrects it, and as wishes and goals of earlier explain it.

    What kind of goal it is, they do not change.
    """
    in_full = _heard(state).goal
    said = said if in_full == said[0] else (in_full, *said)
    goal = aim(*said)
    wishes = context.view(state).wishes if context.memory else ()
    if any(map(refers_back, said)):
        wishes = (*wishes, *stood(state.earlier)[-_EARLIER:])
    return replace(goal, said=aim(*said, *wishes).said) if wishes else goal


def _reads(step: Step) -> list[Read]:
    """What a step's screen gave to read, and all of it in one where it is several texts."""
    single = [Read(text, step.package) for text in step.read]
    return [*single, Read(joined(step.read), step.package, is_whole=True)] if len(single) > 1 else single


def _said(state: State) -> tuple[str, ...]:
    """What the person said beside the goal, in their own words.

    What went with a no is none of it: "no, nothing to Bob" would else make Bob a part of the goal. Where it
    corrects the goal, the goal as it stands has it.
    """
    refusals = {step.permit.answer for step in state.steps if step.permit and not step.permit.allowed}
    return tuple(own_words(said) for said in state.added if said not in refusals)


def _heard(state: State) -> Heard:
    """The goal as it stands after that."""
    return heard(state.goal, state.added, earlier=stood(state.earlier))


def _new_texts(state: State) -> tuple[str, ...]:
    """What this screen gives to read that the run had not met, and did not type."""
    assert state.seen is not None
    known = {text for step in state.steps for text in step.read}
    typed = [
        fold(step.action.text)
        for step in state.steps
        if isinstance(step.action, InputText) and step.performed
    ]
    return tuple(
        text
        for text in content(state.seen.observation)
        if text not in known and not any(_is_ours(fold(text), own) for own in typed)
    )


def _is_ours(text: str, typed: str) -> bool:
    return bool(typed) and typed in text and len(typed) >= _OURS * len(text)


# -- the person --------------------------------------------------------------------------------------------
def _refused(state: State, step: Step) -> Permit | None:
    """The person's no to the same touch in this run, or that nobody was there: it is not asked again.

    What was refused for a goal that the person has corrected since may be asked for the goal as it stands.
    """
    since = _heard(state).since
    for earlier in state.steps:
        permit = earlier.permit if len(earlier.added) >= since else None
        if (
            permit is None
            or permit.allowed
            or permit.by not in ("person", "nobody")
            or earlier.action is None
        ):
            continue
        if _touch(earlier) == _touch(step):
            return permit
    return None


def _touch(step: Step) -> tuple[object, ...]:
    spots = tuple((spot.label, spot.point) for spot in step.grounding)
    return step.package, step.action.action_type if step.action else "", spots


def _judge(
    asked: str,
    step: Step,
    classes: tuple[str, ...],
    screen: str,
    speak: Callable[[str], str],
    context: Context,
) -> Permit:
    reason = f"the owner has to say yes to this first: {screen}. Go on with the goal" if screen else ""
    if context.policy.covers(classes):
        return Permit(classes=classes, by="policy", reason=reason)
    if not context.policy.asks:
        told = reason or f"the owner allows none of this in this run: {', '.join(classes)}"
        return Permit(allowed=False, classes=classes, by="policy", reason=told)
    hint = speak(context.memory.hint(step, classes)) if context.memory else ""
    why = f" {speak(f'(its reason: {step.thought})')}" if step.thought else ""
    text = speak(asked) + why + (f": {speak(screen)}" if screen else "")
    question = Question(kind="confirm", text=text, classes=classes, hint=hint, step=step.index)
    answer = _yes_or_no(question, speak)
    allowed = consent(answer) == "yes"
    return _answered(answer, allowed=allowed, classes=classes).model_copy(update={"reason": reason})


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
    done = (
        "the owner did this by hand; look at the screen" if answer else "nobody is there to do this by hand"
    )
    return Permit(allowed=False, by="guard", answer=answer, reason=done)


def _answered(answer: str, *, allowed: bool, classes: tuple[str, ...] = ()) -> Permit:
    return Permit(allowed=allowed, classes=classes, by="person" if answer else "nobody", answer=answer)


def _put(question: Question) -> str:
    return str(interrupt(question))
