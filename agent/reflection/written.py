"""What typing and emptying did to the text of a field."""

import re

from agent.action.action import InputText
from agent.action.cursor import field_at, same_field
from agent.action.touched import focused
from agent.perception.compare import Pair
from agent.reflection.finding import Finding, Performed, done, short
from agent.run.reason import ReasonCode
from agent.run.step import Outcome
from device.screen import Observation, Point, UIElement

_TELLING = 4
"""Characters that typed text must have to be believed in wherever it stands, not just in a field."""
_SECRET = re.compile(r"\{\{secret:[^}]*\}\}")


def typed(performed: Performed) -> Finding | None:
    """Whether the text stands in its field; of a secret and a password only whether the field changed."""
    assert isinstance(performed.action, InputText)
    text, point, pair = performed.action.text, performed.point, performed.pair
    old, field = _field(pair.before, point), _written_to(pair, point)
    if _SECRET.search(text) or (field is not None and field.is_password):
        if field is None or old is None or field.bounds != old.bounds:
            return None
        if len(field.text) != len(old.text):
            return done(ReasonCode.TYPED, "what the field holds has changed")
        return None
    wanted = _squeezed(text)
    if not wanted:
        return cleared(performed) if performed.action.clear else None
    if field is not None and _reads(field, text):
        if old is not None and _is_replaced(old, field):
            told = f"the field now reads {short(field.text)} in place of {short(old.text)}"
            return done(ReasonCode.TYPED, told)
        return done(ReasonCode.TYPED, f"the field now reads {short(field.text)}")
    elsewhere = _strayed(wanted, field, point, pair) or _anywhere(wanted, pair.after)
    if elsewhere is not None:
        return elsewhere
    if field is None or old is None or field.resource_id != old.resource_id:
        return None
    if field.text == old.text:
        return Finding(Outcome.NO_CHANGE, ReasonCode.NOTHING, f"the field still reads {_holds(field)}")
    told = f"the field reads {short(field.text)} instead of {short(text)}"
    return Finding(Outcome.UNCERTAIN, ReasonCode.MISTYPED, told)


def cleared(performed: Performed) -> Finding | None:
    """Whether the field is empty."""
    field = _written_to(performed.pair, performed.point)
    if field is None or field.is_password:
        return None
    if not _written(field):
        return done(ReasonCode.CLEARED, "the field is empty")
    return Finding(Outcome.NO_CHANGE, ReasonCode.NOTHING, f"the field still reads {short(field.text)}")


def _reads(field: UIElement, text: str) -> bool:
    """Whether it holds the text, perhaps set out in the field's own way: (555) 123-4567."""
    wanted, signs = _squeezed(text), _signs(text)
    return wanted in _squeezed(field.text) or (len(signs) >= _TELLING and signs in _signs(field.text))


def _strayed(wanted: str, field: UIElement | None, point: Point | None, pair: Pair) -> Finding | None:
    """The text in another field than the one that was touched, which still shows."""
    if field is None or point is None or field_at(pair.before, point) is None:
        return None
    for other in pair.after.elements:
        if other.is_editable and other != field and wanted in _squeezed(other.text):
            old = same_field(other, pair.after, pair.before)
            if old is not None and wanted not in _squeezed(old.text):
                told = f"the text went into another field, {short(other.hint or other.text)}"
                told = f"{told}; the field that was meant reads {_holds(field)}"
                return Finding(Outcome.NO_CHANGE, ReasonCode.STRAYED, told)
    return None


def _anywhere(wanted: str, after: Observation) -> Finding | None:
    """The text in another field, or anywhere where it is long enough to be no chance."""
    for element in sorted(after.elements, key=lambda element: not element.is_editable):
        surely = element.is_editable or len(wanted) >= _TELLING
        if surely and wanted in _squeezed(element.text):
            return done(ReasonCode.TYPED, f"the screen now reads {short(element.text)}")
    return None


def _written_to(pair: Pair, point: Point | None) -> UIElement | None:
    """The field that was touched, wherever a keyboard moved it to; else the one that has the cursor."""
    old = field_at(pair.before, point) if point is not None else None
    same = same_field(old, pair.before, pair.after) if old is not None else None
    return same or _field(pair.after, point)


def _field(observation: Observation, point: Point | None) -> UIElement | None:
    """The field at a point, else the one that has the cursor."""
    at = field_at(observation, point) if point is not None else None
    return at or focused(observation)


def _is_replaced(old: UIElement, new: UIElement) -> bool:
    """Whether what a field held is gone, where it was one and the same field."""
    same = old.resource_id == new.resource_id and old.hint == new.hint
    return same and _written(old) and _squeezed(old.text) not in _squeezed(new.text)


def _holds(field: UIElement) -> str:
    return short(field.text) if _written(field) else "nothing"


def _written(field: UIElement) -> bool:
    """Whether there is text in it that is not its hint."""
    return bool(field.text) and field.text != field.hint


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _signs(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
