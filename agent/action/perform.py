"""From an action to the phone's verbs."""

from typing import assert_never, cast

from agent.action.action import (
    Action,
    Answer,
    AskUser,
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
    Note,
    OpenApp,
    Scroll,
    Status,
    Swipe,
    TakeOver,
    Wait,
)
from agent.action.cursor import field_at, strayed
from agent.run.context import Context
from agent.run.step import Spot
from device.client import Device
from device.error import ActionRejected
from device.screen import Bounds, Observation, Point

_REACH = 0.35
"""Part of the box (or screen) that a swipe without an end covers to either side of its middle."""
_TAPS = 2
"""So often a field is touched for the cursor."""


def perform(action: Action, spots: tuple[Spot, ...], seen: Observation, context: Context) -> None:
    """Do it on the screen that was seen, on the meter.

    Raises ActionRejected or TextNotTyped when the phone would not.
    """
    if isinstance(action, Wait):
        with context.meter.timed("wait"):
            context.device.wait(action.seconds)
        return
    with context.meter.timed("device"):
        touch(action, spots, seen, context.device)


def touch(action: Action, spots: tuple[Spot, ...], seen: Observation, device: Device) -> None:
    """Do it on the screen that was seen. Raises ActionRejected or TextNotTyped when the phone would not."""
    points = [spot.point for spot in spots]
    match action:
        case Click():
            device.tap(points[0])
        case DoubleTap():
            device.double_tap(points[0])
        case LongPress():
            device.long_press(points[0])
        case InputText() | ClearText():
            _write(action, points, seen, device)
        case Scroll(direction=direction):
            device.scroll(direction, spots[0].bounds if spots else None)
        case Swipe():
            device.swipe(*_stroke(action, spots, Bounds(0, 0, *seen.size)))
        case Drag():
            device.drag(points[0], points[1])
        case KeyboardEnter() | NavigateBack() | NavigateHome() | OpenApp():
            _press(action, device)
        case Answer() | AskUser() | Note() | Status() | TakeOver() | Wait():
            pass
        case _:
            assert_never(action)


def _press(action: KeyboardEnter | NavigateBack | NavigateHome | OpenApp, device: Device) -> None:
    """Press a key, or open an app."""
    match action:
        case KeyboardEnter():
            device.press("enter")
        case NavigateBack():
            device.back()
        case NavigateHome():
            device.home()
        case OpenApp(app_name=name):
            device.open_app(name)
        case _:
            assert_never(action)


def _write(action: InputText | ClearText, points: list[Point], seen: Observation, device: Device) -> None:
    if points:
        _put_cursor(points[0], seen, device)
    if isinstance(action, InputText):
        device.type_text(action.text, clear=action.clear)
    else:
        device.clear_text()


def _put_cursor(point: Point, seen: Observation, device: Device) -> None:
    """Touch a field, and look whether it has the cursor: where a touch gets lost, typing goes elsewhere."""
    for left in reversed(range(_TAPS)):
        device.tap(point)
        device.settle()
        now = device.observe(screenshot=False)
        wrong = strayed(point, seen, now)
        if not wrong:
            return
        field, old = field_at(now, point), field_at(seen, point)
        if not left or field is None or old is None or field.resource_id != old.resource_id:
            raise ActionRejected(f"nothing was typed: {wrong}, also after the field was tapped")


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
