"""From an action to the phone's verbs."""

from agent.action.action import Action, Wait
from agent.action.cursor import put_cursor, strayed
from agent.action.touch import SPEAKS, Touch, TouchKind, touches_of
from agent.action.touched import focused
from agent.run.context import Context
from agent.run.step import Spot
from device.client import Device
from device.error import ActionRejected
from device.screen import Observation, Point


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
    touches = touches_of(action, spots, seen)
    assert touches or isinstance(action, SPEAKS), f"nothing performs {action.action_type}"
    for one in touches:
        match one:
            case Touch(kind=TouchKind.TEXT):
                _write(one, spots, seen, device)
            case Touch(kind=TouchKind.FOCUS):
                pass  # with the text that goes there
            case Touch(point=Point() as point):
                _touch_at(one, point, device)
            case Touch(kind=TouchKind.OPEN):
                device.open_app(one.text)
            case _:
                device.press(one.text)


def _touch_at(one: Touch, point: Point, device: Device) -> None:
    """Put a finger down."""
    match one:
        case Touch(kind=TouchKind.HOLD):
            device.long_press(point)
        case Touch(kind=TouchKind.SWIPE, end=Point() as end):
            device.swipe(point, end, one.seconds)
        case Touch(kind=TouchKind.DRAG, end=Point() as end):
            device.drag(point, end)
        case Touch(times=2):
            device.double_tap(point)
        case _:
            device.tap(point)


def _write(one: Touch, spots: tuple[Spot, ...], seen: Observation, device: Device) -> None:
    """Put the cursor where the text is to go, and type it, or empty the field."""
    point = spots[0].point if spots else None
    field = put_cursor(point, seen, device) if point is not None else focused(seen)
    if not one.text and one.clears:
        device.clear_text()
        return
    device.type_text(one.text, clear=one.clears, field=field if device.is_slow else None)
    now = device.ahead
    if point is not None and field is not None and now is not None:
        wrong = strayed(point, seen, now)
        if wrong:
            raise ActionRejected(f"the text was not typed where it belongs: {wrong}")
