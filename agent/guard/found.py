"""What only the picture tells of an action's places, for the guard to judge as it judges elements."""

from collections.abc import Callable
from dataclasses import replace

from agent.action.action import Action, targets
from agent.action.touch import touches_of
from agent.action.touched import said_by
from agent.guard.picture import is_bare, is_unread, read_at, without_picture
from agent.guard.way import presses
from agent.run.step import Spot
from device.screen import Bounds, Observation, Point, UIElement
from grounding.target import Target

Asked = Callable[[Observation, Point], str]
"""What a place on a picture is called, by whoever can see it; "" where that is not known."""


def with_found(
    observation: Observation, action: Action, spots: tuple[Spot, ...], asked: Asked | None = None
) -> Observation:
    """The screen with what its picture alone tells of the places that are touched, as further controls.

    That is what a grounder found by looking, what is read at a finger where no element tells anything, and
    what the one who decides calls it. `asked` names what could not be read. All these come on top of the
    elements and take nothing from them: they may raise a hold, and never lift one.
    """
    found: list[UIElement] = []
    for spot, target in zip(spots, targets(action), strict=False):
        found += _called(observation, spot, target)
    for touch in touches_of(action, spots, observation):
        point = touch.point
        if point is not None and presses(touch, observation) and is_bare(observation, point):
            read = read_at(observation, point)
            found += read
            words = asked(observation, point) if asked is not None and is_unread(read[-1]) else ""
            found += [replace(read[-1], text=words, class_name="")] if words else []
    if not found:
        return observation
    start = len(observation.elements)
    placed = (replace(element, index=start + at) for at, element in enumerate(found))
    return replace(observation, elements=(*observation.elements, *placed))


def _called(observation: Observation, spot: Spot, target: Target) -> list[UIElement]:
    """What a place was found by, where that is no element that says what it is."""
    looked = spot.method not in ("tree", "element", "point")
    text = (spot.label if spot.method == "ocr" else "") or target.description or spot.label
    told = without_picture(observation)
    hit = told.numbered(spot.element)
    if not text or not (looked or hit is None or not said_by(hit, told)):
        return []
    point = spot.point
    return [
        UIElement(
            0,
            text=text,
            class_name="android.widget.Button" if looked else "",
            package_name=observation.package,
            bounds=spot.bounds or Bounds(point.x, point.y, point.x + 1, point.y + 1),
            is_clickable=True,
            source="ocr",
            depth=1,
        )
    ]
