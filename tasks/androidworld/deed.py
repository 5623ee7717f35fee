"""AndroidWorld's actions (its JSONAction) as ours: the same names, but for what it means by them.

Its `input_text` presses Enter at the end, its places are an element's index or a pixel, and its `swipe` goes
across the whole screen: up and down as the finger does, left and right as the content does.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from agent.action.action import (
    Action,
    Click,
    DoubleTap,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scroll,
    Swipe,
    Wait,
)
from agent.action.perform import touch
from agent.run.step import Spot
from device.client import Device
from device.screen import Direction, Observation, Point
from grounding.target import Target

SILENT = frozenset({"answer", "status", "unknown"})
"""What does not touch the phone."""
_TOUCHES: Mapping[str, type[Click | DoubleTap | LongPress]] = {
    "click": Click,
    "double_tap": DoubleTap,
    "long_press": LongPress,
}
_KEYS: Mapping[str, Action] = {
    "keyboard_enter": KeyboardEnter(),
    "navigate_home": NavigateHome(),
    "navigate_back": NavigateBack(),
    "wait": Wait(seconds=1.0),
}
_DIRECTIONS: Mapping[str, Direction] = {"up": "up", "down": "down", "left": "left", "right": "right"}


class JSONAction(Protocol):
    """What AndroidWorld's agents hand over; fields that an action has no use for are None."""

    action_type: str | None
    index: str | int | None
    x: int | None
    y: int | None
    text: str | None
    direction: str | None
    app_name: str | None
    clear_text: bool | None


Deed = tuple[Action, tuple[Spot, ...]]
"""An action, and its places."""


def do(action: JSONAction, device: Device) -> None:
    """Do it. Raises ValueError for what is no action, ActionRejected when the phone would not."""
    if action.action_type in SILENT:
        return
    seen = device.observe(screenshot=False)
    for ours, spots in list(deeds(action, seen)):
        if isinstance(ours, Wait):
            device.wait(ours.seconds)
        else:
            touch(ours, spots, seen, device)


def deeds(action: JSONAction, seen: Observation) -> Iterator[Deed]:
    """What it comes to on the screen that is seen. Raises ValueError for what is no action."""
    kind = action.action_type or ""
    if kind in _TOUCHES:
        spot = _spot(action, seen)
        if spot is None:
            raise ValueError(f"{kind} needs an index or x and y")
        yield _TOUCHES[kind](target=_at(spot)), (spot,)
    elif kind == "input_text":
        yield from _typed(action, seen)
    elif kind == "scroll":
        spot = _spot(action, seen)
        yield Scroll(direction=_direction(action), target=_at(spot) if spot else None), _some(spot)
    elif kind == "swipe":
        yield _across(_direction(action), seen)
    elif kind == "open_app":
        if not action.app_name:
            raise ValueError("open_app needs an app_name")
        yield OpenApp(app_name=action.app_name), ()
    elif kind in _KEYS:
        yield _KEYS[kind], ()
    else:
        raise ValueError(f"{kind!r} is no action")


def _typed(action: JSONAction, seen: Observation) -> Iterator[Deed]:
    """Into a field, or where the cursor is; Enter follows. No text, no touch."""
    if not action.text:
        return
    spot = _spot(action, seen)
    target = _at(spot) if spot else None
    yield InputText(text=action.text, target=target, clear=bool(action.clear_text)), _some(spot)
    yield KeyboardEnter(), ()


def _across(direction: Direction, seen: Observation) -> Deed:
    """From edge to edge through the middle of the screen."""
    width, height = seen.size
    x, y = width // 2, height // 2
    start, end = {
        "down": ((x, 0), (x, height - 1)),
        "up": ((x, height - 1), (x, 0)),
        "left": ((0, y), (width - 1, y)),
        "right": ((width - 1, y), (0, y)),
    }[direction]
    spots = tuple(Spot(point=Point(*place), confidence=1.0, method="point") for place in (start, end))
    return Swipe(start=Target(point=start), end=Target(point=end)), spots


def _spot(action: JSONAction, seen: Observation) -> Spot | None:
    """The place it names; None where it names none."""
    if action.index is not None:
        index = int(action.index)
        if not 0 <= index < len(seen.elements):
            raise ValueError(f"there is no element {index}; the last is {len(seen.elements) - 1}")
        bounds = seen.elements[index].bounds
        return Spot(point=bounds.center, bounds=bounds, confidence=1.0, method="element")
    if action.x is None or action.y is None:
        return None
    return Spot(point=Point(int(action.x), int(action.y)), confidence=1.0, method="point")


def _at(spot: Spot) -> Target:
    return Target(point=(spot.point.x, spot.point.y))


def _some(spot: Spot | None) -> tuple[Spot, ...]:
    return (spot,) if spot else ()


def _direction(action: JSONAction) -> Direction:
    direction = _DIRECTIONS.get(action.direction or "")
    if direction is None:
        raise ValueError(f"{action.action_type} needs a direction: {', '.join(_DIRECTIONS)}")
    return direction
