"""From an action to the phone's verbs."""

from agent.action.action import Action, Wait
from agent.action.cursor import field_at, strayed
from agent.action.touch import Touch, TouchKind, touches_of
from agent.run.context import Context
from agent.run.step import Spot
from device.client import Device
from device.error import ActionRejected
from device.screen import Observation, Point

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
    for one in touches_of(action, spots, seen):
        if one.point is not None:
            _touch_at(one, one.point, seen, device)
        else:
            _press(one, device)


def _touch_at(one: Touch, point: Point, seen: Observation, device: Device) -> None:
    """Put a finger down."""
    match one:
        case Touch(kind=TouchKind.FOCUS):
            _put_cursor(point, seen, device)
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


def _press(one: Touch, device: Device) -> None:
    """Type, press a key, or open an app."""
    match one:
        case Touch(kind=TouchKind.OPEN):
            device.open_app(one.text)
        case Touch(kind=TouchKind.KEY):
            device.press(one.text)
        case Touch(text="", clears=True):
            device.clear_text()
        case _:
            device.type_text(one.text, clear=one.clears)


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
