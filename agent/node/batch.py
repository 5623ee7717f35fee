"""Actions decided together: resolved on the screen they were decided on, found again on later ones.

A number holds for one screen only, and a model's words are loose. So each later action of a batch carries the
control that it is for, by what that is known by (`agent.perception.mark`).
"""

from collections.abc import Callable
from itertools import takewhile

from agent.action.action import Action, NavigateBack, Scope, Scroll, describe, quoted, targets
from agent.perception.resolution import contact_of, resolve
from agent.perception.scene import Scene
from agent.perception.seek import Absent, FoundTarget, seek
from agent.run.step import Handling, Mark, QueuedAction, Spot, Step
from device.screen import Bounds, Observation
from grounding.direct import directly
from grounding.likeness import likeness
from grounding.match import LEAST
from grounding.target import Grounding, Target, TargetDisagrees, TargetForeign, TargetNotFound, TargetUnusable
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
    is to be checked: the model hears of it when its turn comes. What is told by words alone, or by a number
    that has nothing to do with its words, may be on a later screen, and is looked for there by the words;
    `least` is the confidence from which on it is found here.
    """
    kept: list[QueuedAction] = []
    here = first.scope is not Scope.SYSTEM
    for queued in queue:
        action, spots = queued.action, []
        try:
            for number, target in enumerate(targets(action)):
                try:
                    found = _on_this_screen(target, observation, least if here else 1.0)
                    contact = contact_of(action, number)
                    spots.append(found and resolve(found, target, contact, observation, checks=checks))
                except TargetForeign:
                    spots.append(None)
                    action = _in_words(action, target)
        except TargetNotFound as error:
            why = error.later if isinstance(error, TargetDisagrees) else str(error)
            asked = [quoted(target.description) for target in targets(action) if target.description]
            whose = f"Of the actions decided together, those from {describe(action, asked)} on were dropped"
            return (*kept, queued.model_copy(update={"refusal": f"{whose}: {why}"}))
        kept.append(queued.model_copy(update={"action": action, "spots": tuple(spots)}))
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
        mark = spot.mark if spot is not None else None
        found = seek(mark, observation) if mark is not None else None
        is_placed = target.element is not None or target.point is not None
        if is_placed and mark is not None and isinstance(found, Absent):
            target = places[name] = _by_words_now(target, mark, found)
        if not isinstance(found, FoundTarget):
            spots.append(finding(target, number))
            continue
        place = Target(description=target.description, element=found.element.index)
        there = Grounding(found.point, confidence=1.0, method="element", bounds=found.bounds)
        spots.append(resolve(there, place, contact_of(queued.action, number), observation, checks=False))
        places[name] = place
    return queued.action.model_copy(update=places), tuple(spots)


def _by_words_now(target: Target, mark: Mark, absent: Absent) -> Target:
    """The target by its words alone, where these mean something else than what had its number.

    A model may give a number of an earlier screen for what comes up later. Raises TargetNotFound where the
    words are those of what is absent, or there are none.
    """
    if absent.is_there:
        raise TargetUnusable(absent.why)
    if not target.description or any(likeness(target.description, name) >= LEAST for name in mark.names):
        raise TargetNotFound(absent.why)
    return Target(description=target.description)


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


def _in_words(action: Action, *which: Target) -> Action:
    """The action with these of its targets named by their words alone."""
    places = {
        name: Target(description=target.description)
        for name in type(action).model_fields
        if (target := getattr(action, name)) in which
    }
    return action.model_copy(update=places)


def _on_this_screen(target: Target, observation: Observation, least: float) -> Grounding | None:
    """Where a target is now; None for one to be looked for by its words when its turn comes."""
    try:
        return directly(observation, target) or _by_words(target, observation, least)
    except TargetUnusable:
        return _not_yet(target, observation)
    except TargetNotFound as error:
        if target.description and target.point is None:
            raise TargetForeign(str(error)) from error
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
