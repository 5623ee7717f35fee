"""The guard for one action by itself, outside a run: there is no goal that could explain it.

So what a run's guard asks of the element that is touched is asked here as well, and whatever is sensitive
needs the person's word, whoever wants it done.
"""

from dataclasses import dataclass

from agent.action.action import Action, Click, KeyboardEnter
from agent.guard.allowance import GuardPolicy
from agent.guard.bound import AppBounds
from agent.guard.found import with_found
from agent.guard.handover import to_be_done_by_hand, would_show
from agent.guard.question import question_of
from agent.guard.sensitive import sensitive_classes
from agent.run.step import Spot
from device.screen import Observation
from grounding.target import Target


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to become of an action."""

    refusal: str = ""
    """Why it is not to be done at all; "" where it may be."""
    question: str = ""
    """What the person has to say yes to first; "" where nothing has to be asked."""
    classes: tuple[str, ...] = ()
    """The kinds of sensitive action it is."""


def judge_single(
    action: Action,
    spots: tuple[Spot, ...],
    observation: Observation,
    policy: GuardPolicy,
    bounds: AppBounds | None = None,
    *,
    typed_secret: bool = False,
) -> Ruling:
    """Judge an action by the element it lands on.

    `bounds` are the only apps that may be touched; `typed_secret` says that a secret was typed before.
    """
    seen = with_found(observation, action, spots)
    refusal = bounds.refusal(action, observation.package) if bounds else ""
    refusal = refusal or would_show(action, spots, seen, typed=typed_secret)
    refusal = refusal or to_be_done_by_hand(action, spots, seen, "")
    if refusal:
        return Ruling(refusal=refusal)
    classes = sensitive_classes(*_as_touch(action, spots, seen), seen)
    if not classes or policy.covers(classes):
        return Ruling(classes=classes)
    if not policy.asks:
        return Ruling(refusal=f"the owner allows none of this: {', '.join(classes)}", classes=classes)
    return Ruling(question=question_of(action, spots, seen, classes), classes=classes)


def _as_touch(
    action: Action, spots: tuple[Spot, ...], observation: Observation
) -> tuple[Action, tuple[Spot, ...]]:
    """Enter on a button that has the focus presses it, and is judged as that."""
    held = (one for one in observation.elements if one.is_focused and not one.is_editable)
    control = next(held, None) if isinstance(action, KeyboardEnter) else None
    if control is None:
        return action, spots
    spot = Spot(point=control.bounds.center, bounds=control.bounds, confidence=1.0, method="tree")
    return Click(target=Target(element=control.index)), (spot,)
