"""From an action to the phone's verbs."""

from typing import cast

from agent.action import (
    Action,
    ClearText,
    Click,
    Direction,
    DoubleTap,
    Drag,
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
from agent.context import Context
from agent.step import Spot
from device.client import Device
from device.screen import Bounds, Point

_REACH = 0.35
"""Part of the box (or screen) that a swipe without an end covers to either side of its middle."""


def perform(action: Action, spots: tuple[Spot, ...], size: tuple[int, int], context: Context) -> None:
    """Do it on a screen of this size, on the meter.

    Raises ActionRejected or TextNotTyped when the phone would not.
    """
    if isinstance(action, Wait):
        with context.meter.timed("wait"):
            context.device.wait(action.seconds)
        return
    with context.meter.timed("device"):
        _touch(action, spots, Bounds(0, 0, *size), context.device)


def _touch(action: Action, spots: tuple[Spot, ...], screen: Bounds, device: Device) -> None:
    points = [spot.point for spot in spots]
    match action:
        case Click():
            device.tap(points[0])
        case DoubleTap():
            device.double_tap(points[0])
        case LongPress():
            device.long_press(points[0])
        case InputText() | ClearText():
            _write(action, points, device)
        case Scroll(direction=direction):
            device.scroll(direction, spots[0].bounds if spots else None)
        case Swipe():
            device.swipe(*_stroke(action, spots, screen))
        case Drag():
            device.drag(points[0], points[1])
        case _:
            _press(action, device)


def _press(action: Action, device: Device) -> None:
    """Keys and apps; what is left over (answer, note, status, ...) does not concern the phone."""
    match action:
        case KeyboardEnter():
            device.press("enter")
        case NavigateBack():
            device.back()
        case NavigateHome():
            device.home()
        case OpenApp(app_name=name):
            device.open_app(name)


def _write(action: InputText | ClearText, points: list[Point], device: Device) -> None:
    if points:
        device.tap(points[0])
        device.settle()
    if isinstance(action, InputText):
        device.type_text(action.text, clear=action.clear)
    else:
        device.clear_text()


def _stroke(action: Swipe, spots: tuple[Spot, ...], screen: Bounds) -> tuple[Point, Point]:
    """Start and end of a swipe: two places, or a direction from the middle of one."""
    if action.end is not None:
        return spots[0].point, spots[1].point
    box = (spots[0].bounds if spots else None) or screen
    middle = spots[0].point if spots else box.center
    across, down = int(box.width * _REACH), int(box.height * _REACH)
    ways: dict[Direction, tuple[int, int]] = {
        "left": (-across, 0), "right": (across, 0), "up": (0, -down), "down": (0, down),
    }  # fmt: skip
    x, y = ways[cast(Direction, action.direction)]
    return Point(middle.x - x, middle.y - y), Point(middle.x + x, middle.y + y)
