"""Which actions need a person's word first: found in code from what would be touched, whatever a model says.

The words stand in sensitive.toml, by class. They are compared with the control that the action lands on
(its label, those inside it, its resource id), so that a page which merely talks of paying holds nobody up.
Only an "OK" is read together with the dialog that it answers, and a button whose words are not understood
together with its page.
"""

import re

from agent.action.action import Action
from agent.action.touch import Touch, TouchKind, touches_of
from agent.action.touched import focused, is_low, may_be_pressed, own, said_by, within, words_of_id
from agent.guard.control import classes_of_control
from agent.guard.field import is_search
from agent.guard.kind import SETTINGS_APP, SYSTEM_UI, TELEPHONE, is_number
from agent.guard.picture import without_picture
from agent.guard.way import is_along, moves, slides, stays, throws_row
from agent.guard.wording import CLASSES, MESSAGING, table
from agent.run.step import Spot
from device.screen import Bounds, Observation, Point, UIElement

_KEYBOARD = 0.5
"""A keyboard lies below this part of the screen."""
_OTHER_THAN_ENTER = re.compile(r"(?:share|call|dial|forward)\b|分享|呼叫|拨|撥|转发|轉發", re.I)
_ENTERED = frozenset({"payment", "purchase", "send", "credentials", "account"})
"""What Enter in a field may set off, where a button for it stands near."""


def sensitive_classes(
    action: Action, spots: tuple[Spot, ...], observation: Observation, said: str = ""
) -> tuple[str, ...]:
    """The classes an action falls into, judged by what its touches land on; () when it is harmless.

    `said` is all that the person told: what they call by its name is no command on a row of a list.
    """
    found: set[str] = set()
    for touch in touches_of(action, spots, observation):
        found |= _of_touch(touch, observation, said)
    return tuple(name for name in CLASSES if name in found)


def _of_touch(touch: Touch, observation: Observation, said: str) -> set[str]:
    """The classes of one touch: of every control that it may press, move, or set off."""
    match touch:
        case Touch(kind=TouchKind.SWIPE | TouchKind.DRAG):
            return _by_way(touch, observation, said)
        case Touch(kind=TouchKind.FOCUS, point=Point() as point):
            return set() if _is_field(point, observation) else _pressed(touch, observation, said)
        case Touch(point=Point()):
            return _pressed(touch, observation, said)
        case Touch(kind=TouchKind.TEXT, control=UIElement() as field):
            return _by_typing(field)
        case Touch(kind=TouchKind.KEY, text="enter", control=UIElement(is_editable=False) as button):
            return classes_of_control(button, observation, said)
        case Touch(kind=TouchKind.KEY, text="enter"):
            return _by_enter(observation)
        case _:
            return set()


def _is_field(point: Point, observation: Observation) -> bool:
    """Whether a finger there puts the cursor into a field, and nothing that lies over it takes the touch."""
    over = may_be_pressed(observation, point)
    fields = [e for e in observation.elements if e.is_editable and e.bounds.contains(point)]
    return bool(fields) and all(
        control.is_editable or any(within(field.bounds, control.bounds) for field in fields)
        for control in over
    )


def _pressed(touch: Touch, observation: Observation, said: str) -> set[str]:
    """The classes of what a finger presses or holds."""
    point = touch.point
    assert point is not None
    found: set[str] = set()
    for control in may_be_pressed(observation, point):
        seen = observation if control.source == "ocr" else without_picture(observation)
        found |= classes_of_control(control, seen, said)
        holds = touch.kind is TouchKind.HOLD and control.is_long_clickable
        if not holds and is_number(control, seen):
            found.add("send")
    return found | (_by_enter(observation) if _is_key(point, observation) else set())


def _is_key(point: Point, observation: Observation) -> bool:
    """Whether a point lies on the keyboard, whose keys no element tells: it may be Enter."""
    return (
        observation.keyboard_shown
        and point.y > _KEYBOARD * observation.size[1]
        and not any(control.is_clickable for control in may_be_pressed(observation, point))
    )


def _by_typing(field: UIElement) -> set[str]:
    """The classes of typing into a field: one that hides it, or is called what is kept secret."""
    if field.is_password:
        return {"credentials"}
    called = (field.hint, field.content_description, *words_of_id(field.resource_id))
    if is_search(field):
        return set()
    return {e.name for e in table().classes if e.fields and any(e.fields.search(text) for text in called)}


def _by_way(touch: Touch, observation: Observation, said: str) -> set[str]:
    """The classes of a finger's way: of what it presses, slides or drops on, and of a row that it throws.

    A "slide to ..." on its height counts as well. What merely lies under the finger while a list moves says
    nothing.
    """
    found: set[str] = set()
    if stays(touch, observation):
        found |= _pressed(touch, observation, said)
    elif touch.control is not None and moves(touch):
        found |= classes_of_control(touch.control, observation, said)
    if touch.kind is TouchKind.DRAG and touch.target not in (None, touch.control):
        found |= classes_of_control(touch.target, observation, said)
    if throws_row(touch, observation) and observation.package not in (SETTINGS_APP, SYSTEM_UI):
        found |= {"delete", "send"} if TELEPHONE.search(observation.package) else {"delete"}
    height = touch.point.y if touch.point is not None else 0
    for element in observation.elements:
        if element.bounds.top <= height < element.bounds.bottom and is_low(element, observation):
            texts = [text for text in own(element) if slides(text) and is_along(text, touch)]
            found |= {e.name for e in table().classes if any(e.words.search(text) for text in texts)}
    return found


def _by_enter(observation: Observation) -> set[str]:
    """The classes of Enter: in a chat it sends, elsewhere it may do what a button near the field does."""
    field = focused(observation)
    if field is None:
        untold = not any(e.label for e in without_picture(observation).elements)
        return {"send"} if untold and MESSAGING.search(observation.package) else set()
    if is_search(field):
        return set()
    if MESSAGING.search(observation.package):
        return {"send"}
    box = field.bounds
    near = Bounds(0, box.top, observation.size[0], box.bottom + box.height)
    found: set[str] = set()
    for element in observation.elements:
        if element.is_clickable and not element.is_editable and near.contains(element.bounds.center):
            says = said_by(element, observation)
            if not any(map(_OTHER_THAN_ENTER.match, says)):
                found |= classes_of_control(element, observation)
    return found & _ENTERED
