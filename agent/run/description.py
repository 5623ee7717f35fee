"""What a step did, in words: the control that was hit, and not what the one who decided called it."""

from collections.abc import Callable

from agent.action.action import describe, quoted, targets
from agent.run.step import Spot, Step
from device.screen import Point
from grounding.name import PARTNERED
from grounding.target import Target

Tell = Callable[[Point], str]
"""Writes a point, in the scale of whoever reads it."""


def in_pixels(point: Point) -> str:
    """A point in device pixels."""
    return f"({point.x}, {point.y})"


def describe_step(step: Step, tell: Tell = in_pixels, longest: int = 0) -> str:
    """Write the action with the controls that it hit, e.g. `click "Bob Stone" [12]`.

    Where its places were not found it says what was asked for: `click (asked for as "Bob" [12])`. `tell`
    writes a point, for a model in the scale that it counts in; `longest` is as `describe` has it.
    """
    if step.action is None:
        return "no decision"
    places = targets(step.action)
    if not places:
        return describe(step.action, longest=longest)
    if not step.grounding and not (step.error or step.handling):
        return describe(step.action, longest=longest)
    if not step.grounding:
        return describe(step.action, [_asked(target, tell) for target in places], longest)
    found = zip(step.grounding, places, strict=False)
    return describe(step.action, [_place(spot, target, tell) for spot, target in found], longest)


def _asked(target: Target, tell: Tell) -> str:
    """A place that was not found, as it was asked for."""
    words = [quoted(target.description)] if target.description else []
    words += [f"[{target.element}]"] if target.element is not None else []
    words += [tell(Point(round(target.point[0]), round(target.point[1])))] if target.point else []
    return f"(asked for as {' '.join(words)})"


def _beside(spot: Spot) -> str:
    """What tells it from others on its screen that are called so: its row, or what stands on its line.

    A box or a switch in a list has, behind its own label, the texts of its row for names.
    """
    mark = spot.mark
    if mark is not None and mark.in_list and PARTNERED.search(mark.kind) and mark.names[:1] == (spot.label,):
        return "".join(f" by {quoted(text)}" for text in mark.names[1:2])
    return f" by {quoted(mark.near[0])}" if mark is not None and mark.alike > 1 and mark.near else ""


def _place(spot: Spot, target: Target, tell: Tell) -> str:
    """A resolved place; "" where an older record tells only what was asked for."""
    number = f" [{spot.element}]" if spot.element is not None else ""
    if spot.label:
        return quoted(spot.label) + number + _beside(spot)
    if spot.mark is not None and (spot.mark.kind or spot.mark.resource_id):
        own = spot.mark.resource_id.rpartition("/")[2]
        return " ".join(part for part in (spot.mark.kind, own) if part) + (number or f" {tell(spot.point)}")
    if spot.method == "point":
        return tell(spot.point)
    return f"{quoted(target.description)} {tell(spot.point)}" if target.description else ""
