"""What an action of each kind is to bring about, looked for on the screen after it."""

import re
from dataclasses import dataclass

from agent.action.action import Action, ClearText, Click, InputText, NavigateHome, OpenApp
from agent.action.cursor import field_at, same_field
from agent.action.touched import focused
from agent.perception.compare import Pair
from agent.run.step import Outcome, Step
from device.screen import Observation, Point, UIElement

_TELLING = 4
"""Characters that typed text must have to be believed in wherever it stands, not just in a field."""
_SECRET = re.compile(r"\{\{secret:[^}]*\}\}")
_TURNED = re.compile(r'" is now (on|off)$')
_HOME = re.compile(r"launcher|trebuchet|quickstep|\.home$|\.homescreen$")


@dataclass(frozen=True)
class Check:
    """What can be said of an action from two screens."""

    outcome: Outcome
    evidence: str


def expected(action: Action, step: Step, pair: Pair) -> Check | None:
    """The verdict that belongs to the action's kind; None where it has none, or the screens say nothing."""
    point = step.grounding[0].point if step.grounding else None
    match action:
        case OpenApp():
            return _opened(pair)
        case NavigateHome() if is_home(pair.after):
            was = "already" if is_home(pair.before) else "now"
            return Check(Outcome.SUCCESS, f"the home screen is {was} in front")
        case InputText(text=text):
            return _typed(text, point, pair)
        case ClearText():
            return _cleared(point, pair)
        case Click() if point is not None:
            return _switched(point, pair) or _entered(point, pair)
        case _:
            return None


def is_home(observation: Observation) -> bool:
    """Whether the home screen is in front."""
    return bool(_HOME.search(observation.package.lower()))


def breaks_down(observation: Observation) -> bool:
    """Whether the system says that an app crashed or hangs."""
    return any(e.resource_id.startswith("android:id/aerr") for e in observation.elements)


def short(text: str, longest: int = 40) -> str:
    """A label in quotes, on one line."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= longest else line[: longest - 1] + "…"}"'


def _opened(pair: Pair) -> Check:
    if is_home(pair.after):
        return Check(Outcome.NO_CHANGE, "the home screen is still in front")
    return Check(Outcome.SUCCESS, f"{pair.after.package} is in front")


def _typed(text: str, point: Point | None, pair: Pair) -> Check | None:
    """Whether the text stands in its field; of a secret and a password only whether the field changed."""
    old, field = _field(pair.before, point), _written_to(pair, point)
    if _SECRET.search(text) or (field is not None and field.is_password):
        if field is None or old is None or field.bounds != old.bounds:
            return None
        if len(field.text) != len(old.text):
            return Check(Outcome.SUCCESS, "what the field holds has changed")
        return None
    wanted = _squeezed(text)
    if not wanted:
        return None
    if field is not None and _reads(field, text):
        return Check(Outcome.SUCCESS, f"the field now reads {short(field.text)}")
    strayed = _strayed(wanted, field, point, pair)
    if strayed is not None:
        return strayed
    elsewhere = _elsewhere(wanted, pair.after)
    if elsewhere is not None:
        return elsewhere
    if field is None or old is None or field.resource_id != old.resource_id:
        return None
    if field.text == old.text:
        reads = short(field.text) if _written(field) else "nothing"
        return Check(Outcome.NO_CHANGE, f"the field still reads {reads}")
    return Check(Outcome.UNCERTAIN, f"the field reads {short(field.text)} instead of {short(text)}")


def _reads(field: UIElement, text: str) -> bool:
    """Whether it holds the text, perhaps set out in the field's own way: (555) 123-4567."""
    wanted, signs = _squeezed(text), _signs(text)
    return wanted in _squeezed(field.text) or (len(signs) >= _TELLING and signs in _signs(field.text))


def _strayed(wanted: str, field: UIElement | None, point: Point | None, pair: Pair) -> Check | None:
    """The text in another field than the one that was touched, which still shows."""
    if field is None or point is None or field_at(pair.before, point) is None:
        return None
    for other in pair.after.elements:
        if other.is_editable and other != field and wanted in _squeezed(other.text):
            old = same_field(other, pair.after, pair.before)
            if old is not None and wanted not in _squeezed(old.text):
                reads = short(field.text) if _written(field) else "nothing"
                told = f"the text went into another field, {short(other.hint or other.text)}"
                return Check(Outcome.NO_CHANGE, f"{told}; the field that was meant reads {reads}")
    return None


def _elsewhere(wanted: str, after: Observation) -> Check | None:
    """The text in another field, or anywhere where it is long enough to be no chance."""
    for element in sorted(after.elements, key=lambda element: not element.is_editable):
        surely = element.is_editable or len(wanted) >= _TELLING
        if surely and wanted in _squeezed(element.text):
            return Check(Outcome.SUCCESS, f"the screen now reads {short(element.text)}")
    return None


def _cleared(point: Point | None, pair: Pair) -> Check | None:
    field = _written_to(pair, point)
    if field is None or field.is_password:
        return None
    if not _written(field):
        return Check(Outcome.SUCCESS, "the field is empty")
    return Check(Outcome.NO_CHANGE, f"the field still reads {short(field.text)}")


def _switched(point: Point, pair: Pair) -> Check | None:
    """Whether a tap turned over the switch it landed on, or the one in the row it landed on."""
    if pair.before.activity != pair.after.activity:
        return None
    old, new = _switch_at(pair.before, point), _switch_at(pair.after, point)
    if old is None or new is None or old.is_checked == new.is_checked:
        return None
    name = new.label or _label_beside(new, pair.after)
    return Check(Outcome.SUCCESS, f"{short(name)} is now {'on' if new.is_checked else 'off'}")


def is_turned(evidence: str) -> bool | None:
    """How such evidence says that a switch was left; None where it tells of no switch."""
    found = _TURNED.search(evidence)
    return found[1] == "on" if found else None


def _entered(point: Point, pair: Pair) -> Check | None:
    """Whether a tap put the cursor into the field it landed on."""
    field = field_at(pair.after, point)
    if field is None or not field.is_focused or field_at(pair.before, point) is None:
        return None
    return Check(
        Outcome.SUCCESS, f"the cursor is in {short(field.label or field.resource_id.rpartition('/')[2])}"
    )


def _switch_at(observation: Observation, point: Point) -> UIElement | None:
    here = [e for e in observation.elements if e.bounds.contains(point)]
    direct = [e for e in here if e.is_checkable]
    if direct:
        return min(direct, key=lambda e: e.bounds.area)
    row = min((e for e in here if e.is_clickable), key=lambda e: e.bounds.area, default=None)
    if row is None:
        return None
    return next(
        (e for e in observation.elements if e.is_checkable and row.bounds.contains(e.bounds.center)), None
    )


def _label_beside(switch: UIElement, observation: Observation) -> str:
    """What stands on the switch's line, nearest to it."""
    middle = switch.bounds.center
    level = [e for e in observation.elements if e.label and e.bounds.top <= middle.y < e.bounds.bottom]
    nearest = min(level, key=lambda e: abs(e.bounds.center.x - middle.x), default=None)
    return nearest.label if nearest else "the switch"


def _written_to(pair: Pair, point: Point | None) -> UIElement | None:
    """The field that was touched, wherever a keyboard moved it to; else the one that has the cursor."""
    old = field_at(pair.before, point) if point is not None else None
    same = same_field(old, pair.before, pair.after) if old is not None else None
    return same or _field(pair.after, point)


def _field(observation: Observation, point: Point | None) -> UIElement | None:
    """The field at a point, else the one that has the cursor."""
    at = field_at(observation, point) if point is not None else None
    return at or focused(observation)


def _written(field: UIElement) -> bool:
    """Whether there is text in it that is not its hint."""
    return bool(field.text) and field.text != field.hint


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _signs(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
