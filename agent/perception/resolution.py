"""From a place that was found to the control that will be hit there, and whether all that names it agrees."""

from collections.abc import Callable, Sequence
from enum import Enum

from agent.action.action import Action, ClearText, Drag, InputText, Scroll, Swipe, quoted
from agent.action.touched import field_at
from agent.perception.mark import called, container, kind, mark_for, touched
from agent.run.step import Spot
from device.screen import Observation, Point
from grounding.agreement import fits, rival
from grounding.control import Control, controls
from grounding.target import Grounding, Target, TargetDisagrees, TargetForeign, TargetNotFound


class Contact(Enum):
    """What a finger does at a place, on which depends what it hits there."""

    PRESS = "press"
    TYPE = "type"
    """It puts the cursor into a field."""
    MOVE = "move"
    """It moves what lies there (a list, a slider), or moves something to there: words tell a place."""


def contact_of(action: Action, number: int) -> Contact:
    """What the finger does at the `number`-th of an action's places, from 0."""
    match action:
        case InputText() | ClearText():
            return Contact.TYPE
        case Scroll() | Swipe():
            return Contact.MOVE
        case Drag() if number:
            return Contact.MOVE
        case _:
            return Contact.PRESS


def resolve(
    found: Grounding, target: Target, contact: Contact, observation: Observation, *, checks: bool
) -> Spot:
    """Make a finding the place that a step keeps, with the control that will be hit there.

    With `checks`, raises TargetDisagrees where number, words and point of a target that is touched mean
    different controls, and TargetNotFound for a number that no control has. A point within the element of its
    number is where that is touched.
    """
    everything = controls(observation)
    point, checks = found.point, checks and contact is not Contact.MOVE
    hit = _hit(point, target.element, contact, everything, observation)
    if checks:
        _check_number(target, hit, everything, observation)
    if target.element is not None and target.point is not None and hit is not None:
        pixel = Point(round(target.point[0]), round(target.point[1]))
        other = _hit(pixel, target.element, contact, everything, observation)
        if other is hit and hit.bounds.contains(pixel):
            point = pixel
        elif checks and other is not None and other is not hit and _is_apart(other, hit):
            told = (
                "the element of that number is {}, but the point lies on {}: nothing was touched. "
                "Name one of them"
            )
            raise _disagreement(told, everything, hit, other)
    if checks and target.description and found.method != "tree":
        _check_words(target.description, hit, contact, everything, observation)
    return Spot(
        point=point,
        bounds=found.bounds,
        confidence=round(found.confidence, 3),
        method=found.method,
        label=found.label or (_name(hit, everything) if hit is not None else ""),
        alternatives=tuple(other.point for other in found.alternatives),
        doubts=tuple(round(other.confidence, 3) for other in found.alternatives),
        mark=None if hit is None else mark_for(hit, everything, observation, point),
        element=hit.element.index if hit is not None else None,
    )


def told_at(point: Point, observation: Observation, tell: Callable[[Point], str]) -> str:
    """What stands at a point, else the point as `tell` writes it."""
    everything = controls(observation)
    control = touched(everything, observation, point)
    return tell(point) if control is None else _told(control, everything)


def _check_number(
    target: Target, hit: Control | None, everything: Sequence[Control], observation: Observation
) -> None:
    """Raise TargetNotFound for the number of what holds several controls, unless words fit the one hit."""
    held = [control for control in everything if control.acts and target.element in control.path]
    if hit is None or hit not in held or len(held) == 1 or hit.element.index == target.element:
        return
    if target.description and fits(target.description, hit, everything, observation.size):
        return
    raise TargetNotFound(
        f"no control on this screen has the number {target.element}: nothing was touched. Name a listed one"
    )


def _rivals(hit: Control | None, contact: Contact, everything: Sequence[Control]) -> Sequence[Control]:
    """What else can have been meant: of a field that is typed into, other fields ("the number for Bob")."""
    if contact is Contact.TYPE and hit is not None and hit.element.is_editable:
        return [control for control in everything if control.element.is_editable]
    return everything


def _check_words(
    description: str,
    hit: Control | None,
    contact: Contact,
    everything: Sequence[Control],
    observation: Observation,
) -> None:
    better = rival(description, hit, _rivals(hit, contact, everything), observation.size)
    if better is not None:
        there = "nothing there takes touches" if hit is None else "what would be touched there is {}"
        told = there + (
            ", but {} fits {}: nothing was touched. Name the one you mean by its number and by what it says"
        )
        things = (quoted(description), better) if hit is None else (hit, quoted(description), better)
        raise _disagreement(told, everything, *things)
    if hit is None or not hit.names or hit.element.is_editable or contact is not Contact.TYPE:
        return
    if not fits(description, hit, everything, observation.size):
        raise TargetForeign(
            f"what would be touched there is {_told(hit, everything)}, which is no text field, and no field "
            f"{quoted(description)} shows: nothing was typed. Scroll to the field, or tap first what opens it"
        )


def _disagreement(told: str, everything: Sequence[Control], *things: Control | str) -> TargetDisagrees:
    """The error, with the things put into its text; with numbers only for the screen they are on."""
    names = [thing if isinstance(thing, str) else _said(thing, everything) for thing in things]
    numbered = [thing if isinstance(thing, str) else _told(thing, everything) for thing in things]
    return TargetDisagrees(told.format(*numbered), later=told.format(*names))


def _hit(
    point: Point,
    number: int | None,
    contact: Contact,
    everything: Sequence[Control],
    observation: Observation,
) -> Control | None:
    """The control that is hit at a point: a field where text is to go, a whole list where it is moved."""
    if contact is Contact.MOVE and number is not None:
        named = next((c for c in everything if c.element.index == number), None)
        element = observation.numbered(number)
        return named or (container(element, observation) if element is not None else None)
    field = field_at(observation, point) if contact is Contact.TYPE else None
    return touched(everything, observation, point, field.index if field and field.is_editable else number)


def _is_apart(other: Control, hit: Control) -> bool:
    """Whether it takes touches of its own, and does not hold the other one."""
    return other.acts and other.element.index not in hit.path


def _name(control: Control, everything: Sequence[Control]) -> str:
    """What a control is called: its own text, but for what a field holds, or that of its row.

    Of what a row says, the first that no other such row begins with: of cards that all begin with "Recipe
    photo" the recipe's title.
    """
    if control.element.label and not control.element.is_editable:
        return control.element.label
    names, own = called(control), _sort(control)
    others = {first for c in everything if c is not control and _sort(c) == own for first in called(c)[:1]}
    return next((name for name in names if name not in others), next(iter(names), ""))


def _sort(control: Control) -> tuple[str, str, bool]:
    return control.element.resource_id, control.element.class_name, control.acts


def _said(control: Control, everything: Sequence[Control]) -> str:
    """A control in words."""
    name = _name(control, everything)
    own = control.element.resource_id.rpartition("/")[2]
    return quoted(name) if name else " ".join(part for part in ("the", kind(control.element), own) if part)


def _told(control: Control, everything: Sequence[Control]) -> str:
    """A control in words, with its number."""
    return f"{_said(control, everything)} [{control.element.index}]"
