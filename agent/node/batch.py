"""Actions decided together: resolved on the screen they were decided on, found again on later ones.

A number holds for one screen only, and a model's words are loose. So each later action of a batch carries the
control that it is for, by what that is known by (`agent.perception.mark`).
"""

from collections.abc import Callable
from itertools import takewhile

from agent.action.action import Action, NavigateBack, Scope, Scroll, describe, targets
from agent.perception.resolution import contact_of, resolve
from agent.perception.scene import Scene
from agent.perception.seek import Absent, seek
from agent.run.step import Handling, QueuedAction, Spot, Step
from device.screen import Bounds, Observation
from grounding.direct import directly
from grounding.target import Grounding, Target, TargetNotFound, TargetUnusable
from grounding.tree import find

Finder = Callable[[Target, int], Spot]
"""Finds an action's target, the so-manieth from 0, on the screen there is now. Raises TargetNotFound."""

_SURELY = 0.9
"""Words that fit a control so well are taken for it before its turn comes."""


def on_decision(
    queue: tuple[QueuedAction, ...], first: Action, observation: Observation, *, least: float, checks: bool
) -> tuple[QueuedAction, ...]:
    """Resolve the targets of a batch on the screen it was decided on.

    It ends with the first action of which a target is not there, or is called otherwise than it is where that
    is to be checked: the model hears of it when its turn comes. What is told by words alone may be on a later
    screen, and is looked for there; `least` is the confidence from which on it is found here.
    """
    kept: list[QueuedAction] = []
    here = first.scope is not Scope.SYSTEM
    for queued in queue:
        action, spots = queued.action, []
        try:
            for number, target in enumerate(targets(action)):
                found = _on_this_screen(target, observation, least if here else 1.0)
                contact = contact_of(action, number)
                spots.append(found and resolve(found, target, contact, observation, checks=checks))
        except TargetNotFound as error:
            told = f"Of the actions decided together, those from {describe(action)} on were dropped: {error}"
            return (*kept, queued.model_copy(update={"refusal": told}))
        kept.append(queued.model_copy(update={"spots": tuple(spots)}))
        here = here and action.scope is not Scope.SYSTEM
    return tuple(kept)


def found_again(
    queued: QueuedAction, observation: Observation, finding: Finder
) -> tuple[Action, tuple[Spot, ...]]:
    """Find the places of a queued action on the screen there is now.

    Raises TargetNotFound; TargetUnusable for what is in sight, and takes no touch.
    """
    fields = [name for name in type(queued.action).model_fields if _is_target(queued.action, name)]
    known = queued.spots or (None,) * len(fields)
    places: dict[str, Target] = {}
    spots = []
    for number, (name, spot) in enumerate(zip(fields, known, strict=True)):
        target = getattr(queued.action, name)
        found = seek(spot.mark, observation) if spot is not None and spot.mark is not None else None
        if isinstance(found, Absent):
            if target.element is not None or target.point is not None:
                raise (TargetUnusable if found.is_there else TargetNotFound)(found.why)
            found = None
        if found is None:
            spots.append(finding(target, number))
            continue
        place = Target(description=target.description, element=found.element.index)
        there = Grounding(found.point, confidence=1.0, method="element", bounds=found.bounds)
        spots.append(resolve(there, place, contact_of(queued.action, number), observation, checks=False))
        places[name] = place
    return queued.action.model_copy(update=places), tuple(spots)


def uncovering(step: Step, before: tuple[Step, ...], observation: Observation) -> Action | None:
    """What may bring the place of a queued action into sight: the keyboard goes, then one scroll.

    None where both were tried, or where another page is in front than for the action before.
    """
    tried = [
        past.action for past in takewhile(lambda past: past.handling is Handling.UNCOVERS, reversed(before))
    ]
    if not before or before[-1].page != step.page:
        return None
    if observation.keyboard_shown and not any(isinstance(action, NavigateBack) for action in tried):
        return NavigateBack()
    scroller = Scene(observation).scroller
    if scroller is None or any(isinstance(action, Scroll) for action in tried):
        return None
    return Scroll(direction="down")


def _on_this_screen(target: Target, observation: Observation, least: float) -> Grounding | None:
    """Where a target is now; None for one to be looked for by its words when its turn comes."""
    try:
        return directly(observation, target) or _by_words(target, observation, least)
    except TargetUnusable:
        return _not_yet(target, observation)
    except TargetNotFound:
        if target.description and target.point is None:
            return None
        raise


def _by_words(target: Target, observation: Observation, least: float) -> Grounding | None:
    try:
        found = find(observation, target.description)
    except TargetNotFound:
        return None
    control = found.match.control
    if found.match.score < _SURELY or found.confidence < least:
        return None
    return Grounding(control.point, confidence=found.confidence, method="tree", bounds=control.bounds)


def _not_yet(target: Target, observation: Observation) -> Grounding | None:
    """An element that takes no touch yet, as a button below a form does until that is filled in."""
    element = observation.numbered(target.element)
    seen = element.bounds.intersection(Bounds(0, 0, *observation.size)) if element is not None else None
    if seen is None or not seen.area:
        return None
    return Grounding(seen.center, confidence=1.0, method="element", bounds=seen)


def _is_target(action: Action, field: str) -> bool:
    return isinstance(getattr(action, field), Target)
