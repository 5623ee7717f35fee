"""Where the cursor is: typing goes to the field that has the focus, whatever was touched before it."""

from agent.action.touched import focused, within
from device.client import Device
from device.error import ActionRejected
from device.look.front import Front
from device.screen import Observation, Point, UIElement

_TAPS = 2
"""So often a field is touched for the cursor."""
_COMING = (0.0, 0.1, 0.2)
"""Seconds before each look whether the keyboard has come."""


def put_cursor(point: Point, seen: Observation, device: Device) -> UIElement | None:
    """Touch a field, and look whether it has the cursor: where a touch gets lost, typing goes elsewhere.

    The field as it stands where a cheap look was enough; None where it was the whole list of elements that
    told. Raises ActionRejected where the cursor stays elsewhere.
    """
    if device.is_slow:
        field = _told_cheaply(point, seen, device)
        if field is not None:
            return field
    else:
        device.tap(point)
    for left in reversed(range(_TAPS)):
        device.settle()
        now = device.observe(screenshot=False)
        wrong = strayed(point, seen, now)
        if not wrong:
            return None
        meant, old = field_at(now, point), field_at(seen, point)
        if not left or meant is None or old is None or meant.resource_id != old.resource_id:
            break
        device.tap(point)
    raise ActionRejected(f"nothing was typed: {wrong}, also after the field was tapped")


def _told_cheaply(point: Point, seen: Observation, device: Device) -> UIElement | None:
    """Touch a field; the field, where a word of the phone proves that it has the cursor.

    That is where the focus lies, where a server on the phone tells it, else what is told of the keyboard.
    """
    field, before = field_at(seen, point), None if device.served else device.front()
    device.tap(point)
    if field is None:
        return None
    for pause in _COMING:
        if pause:
            device.wait(pause)
        if before is None:
            if device.focus() == field.bounds:
                return field
            continue
        now = device.front()
        if now.activity != before.activity:
            return None  # the touch led elsewhere
        if now.keyboard_shown and (_moved(before, now) or (focused(seen) == field and _stays(before, now))):
            return field
    return None


def _moved(before: Front, now: Front) -> bool:
    """Whether the cursor went into a field with the touch between two looks."""
    if not before.keyboard_shown:
        return True
    return bool(before.field and now.field) and before.field != now.field


def _stays(before: Front, now: Front) -> bool:
    return (before.field, before.input_type) == (now.field, now.input_type)


def field_at(observation: Observation, point: Point) -> UIElement | None:
    """The text field that a point lies on; of several the smallest."""
    here = [e for e in observation.elements if e.is_editable and e.bounds.contains(point)]
    return min(here, key=lambda e: e.bounds.area, default=None)


def same_field(field: UIElement, before: Observation, after: Observation) -> UIElement | None:
    """A field of one look on a later look at the page, wherever it lies there; None where it shows no more.

    A keyboard that comes up moves the page: the field may lie elsewhere then, and another one in its place.
    """
    old, new = _like(field, before), _like(field, after)
    if len(old) == len(new):
        return new[old.index(field)]
    return next((e for e in new if e.bounds == field.bounds), None)


def strayed(point: Point, before: Observation, after: Observation) -> str:
    """What is wrong with the cursor after a touch that was to put it somewhere; "" when it is there.

    It is where it should be in the field that was touched, and in one that came up with the touch (a label
    that leads to its field, a search bar that opens a page). Where no element list tells, nothing is wrong.
    """
    if not after.elements:
        return ""
    meant, has = field_at(before, point), focused(after)
    if has is None:
        return "" if after.keyboard_shown else "no text field has the cursor"
    there = same_field(meant, before, after) if meant is not None else None
    if has == there or (has.bounds.contains(point) and there is None):
        return ""
    known = any(same_field(e, before, after) == has for e in before.elements if e.is_editable)
    was = focused(before)
    stayed = was is not None and same_field(was, before, after) == has
    if not known or before.activity != after.activity or (meant is None and not stayed):
        return ""
    if meant is None and _beside(point, before, has):
        return ""
    return f"the cursor is in {_called(has)}" + (f" and not in {_called(meant)}" if meant is not None else "")


def _like(field: UIElement, observation: Observation) -> list[UIElement]:
    return [
        e
        for e in observation.elements
        if e.is_editable and e.resource_id == field.resource_id and e.package_name == field.package_name
    ]


def _beside(point: Point, before: Observation, field: UIElement) -> bool:
    """Whether the smallest thing at a point holds the field, as the frame around one does."""
    here = [e for e in before.elements if e.bounds.contains(point)]
    around = min(here, key=lambda e: e.bounds.area, default=None)
    return (
        around is not None
        and within(field.bounds, around.bounds)
        and around.bounds.height < 3 * field.bounds.height
    )


def _called(field: UIElement) -> str:
    name = field.hint or field.content_description or field.resource_id.rpartition("/")[2].replace("_", " ")
    return f'the field "{name}"' if name else "another field"
