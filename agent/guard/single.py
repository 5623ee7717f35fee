"""The guard for one action by itself, outside a run: there is no goal that could explain it.

So what a run's guard asks of the element that is touched is asked here as well, and whatever is sensitive
needs the person's word, whoever wants it done.
"""

from dataclasses import dataclass

from agent.action.action import Action
from agent.guard.allowance import GuardPolicy
from agent.guard.bound import AppBounds
from agent.guard.doubt import suspected_classes
from agent.guard.found import with_found
from agent.guard.handover import to_be_done_by_hand, would_show
from agent.guard.question import question_of
from agent.run.step import Spot
from device.screen import Observation


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
    classes = suspected_classes(action, spots, seen)
    if not classes or policy.covers(classes):
        return Ruling(classes=classes)
    if not policy.asks:
        return Ruling(refusal=f"the owner allows none of this: {', '.join(classes)}", classes=classes)
    return Ruling(question=question_of(action, spots, seen, classes), classes=classes)
