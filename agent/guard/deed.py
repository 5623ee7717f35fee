"""What an action comes to, as far as it matters whom it serves."""

import re
from dataclasses import dataclass
from typing import Literal

from agent.action.action import (
    Action,
    ClearText,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    OpenApp,
    Swipe,
)
from agent.action.touched import (
    TOGGLE,
    control_at,
    field_at,
    focused,
    holds_toggle,
    is_dialog,
    is_low,
    own,
    said_by,
    window_of,
    within,
)
from agent.guard.fold import fold
from agent.guard.meaning import is_commit, names_in
from agent.guard.way import touches
from agent.run.step import Spot
from device.screen import Observation, UIElement

Kind = Literal["move", "open", "type", "toggle", "choice", "commit", "sensitive"]

_LAUNCHER = re.compile(r"launcher|trebuchet|quickstep", re.I)
_SEARCH = re.compile(r"search|find|filter|query|url|address_?bar|omnibox|搜索|查找", re.I)
_VIEW = re.compile(
    r"(?:show|hide|sort|view|group|expand|collapse)\b|显示|隐藏|排序|查看|展开|收起|顯示", re.I
)
"""Begins the label of what only arranges what is shown."""
_GOES_ON = re.compile(r"(?:(?:accept|agree) (?:&|and) )?continue|(?:接受|同意)?并?继续", re.I)
"""What leads on from a page that only tells something, as an app's first one does."""
_SWITCH = re.compile(r"(?:Switch\w*|CheckBox|SeekBar|Slider)$")
_TOP = 0.1
"""The part of a screen that has its title in it."""


@dataclass(frozen=True, slots=True)
class GuardedAction:
    """An action: what kind, what it says of itself, what is around it that it is about."""

    kind: Kind
    says: str = ""
    """The control's labels; what is typed; the app's name."""
    around: str = ""
    """The page's title, or all that a dialog tells."""
    names: frozenset[str] = frozenset()
    """Files, times, addresses, numbers in `says`, and of what is sent, saved or deleted with it."""


def deed(
    action: Action, spots: tuple[Spot, ...], observation: Observation, *, sensitive: bool
) -> GuardedAction:
    """What it comes to on this screen; `move` for what only goes about."""
    match action:
        case OpenApp(app_name=name):
            return GuardedAction("open", name)
        case InputText(text=text):
            field = field_at(observation, spots[0].point) if spots else focused(observation)
            if not sensitive and field is not None and is_search(field):
                return GuardedAction("move", text)
            return GuardedAction("type", text, _title(observation), names_in(fold(text)))
        case Click() | DoubleTap() | LongPress() if spots:
            control = control_at(observation, spots[0].point)
            return _pressed(control, observation, sensitive=sensitive) if control else GuardedAction("move")
        case Swipe() | Drag() if spots:
            control = control_at(observation, spots[0].point)
            if control is not None and (sensitive or _is_slid(control, action, spots)):
                kind: Kind = "sensitive" if sensitive else "toggle"
                return GuardedAction(kind, _said(control, observation), _title(observation))
            return GuardedAction("move")
        case KeyboardEnter() if sensitive:
            return GuardedAction("sensitive", "enter", _title(observation), _filled(observation))
        case ClearText():
            return GuardedAction("move")
        case _:
            return GuardedAction("move")


def _is_slid(control: UIElement, action: Swipe | Drag, spots: tuple[Spot, ...]) -> bool:
    return TOGGLE.search(control.class_name) is not None and touches(control, action, spots)


def _pressed(control: UIElement, observation: Observation, *, sensitive: bool) -> GuardedAction:
    says = _said(control, observation)
    if _LAUNCHER.search(observation.package) and not sensitive:
        is_app = control.resource_id.endswith(":id/icon") or control.is_clickable
        return GuardedAction("open", says) if is_app and says else GuardedAction("move")
    window = window_of(control, observation)
    around = " ".join(text for e in window for text in own(e)) if is_dialog(window, observation) else ""
    around = around or _title(observation)
    kind: Kind = "move"
    if sensitive:
        kind = "sensitive"
    elif _is_toggle(control, observation):
        kind = "choice" if _VIEW.match(says) or _is_choice(control, observation) else "toggle"
    elif is_commit(fold(says)) or (control.is_clickable and not says):
        goes_on = _GOES_ON.fullmatch(fold(says)) and not any(e.is_editable for e in window)
        kind = "commit" if says and not goes_on else "move"
    names = names_in(fold(says))
    if kind in ("sensitive", "commit"):
        names |= names_in(fold(around)) | _filled(observation)
    return GuardedAction(kind, says, around, names)


def _said(control: UIElement, observation: Observation) -> str:
    """The labels of a control, or of the row that it stands in."""
    labels = said_by(control, observation) if own(control) or control.is_clickable else ()
    rows = [
        row
        for row in observation.elements
        if row is not control and within(control.bounds, row.bounds) and is_low(row, observation)
    ]
    if TOGGLE.search(control.class_name) or not labels:
        row = max(rows, key=lambda row: row.bounds.area, default=None)
        labels = (*labels, *(said_by(row, observation) if row is not None else ()))
    return " ".join(dict.fromkeys(labels))


def _is_toggle(control: UIElement, observation: Observation) -> bool:
    if control.is_checkable or TOGGLE.search(control.class_name):
        return True
    return control.is_clickable and is_low(control, observation) and holds_toggle(control, observation)


def _is_choice(control: UIElement, observation: Observation) -> bool:
    """Whether it is one of several to choose from, or arranges a dialog, and no switch of its own."""
    inside = [e for e in observation.elements if within(e.bounds, control.bounds)]
    switches = [e for e in (control, *inside) if e.is_checkable or TOGGLE.search(e.class_name)]
    return not any(_SWITCH.search(element.class_name) for element in switches)


def is_search(field: UIElement) -> bool:
    """Whether what is typed there is looked for, and goes nowhere."""
    return any(_SEARCH.search(text) for text in (field.resource_id, field.hint, field.content_description))


def _title(observation: Observation) -> str:
    """What stands at the top of the page and is no content; what pictures to press are called is no title."""
    height = observation.size[1] * _TOP
    pressable = [e for e in observation.elements if e.is_clickable and is_low(e, observation)]
    return " ".join(
        text
        for element in observation.elements
        if element.bounds.bottom <= height
        and not element.is_editable
        and (element.text or not any(within(element.bounds, e.bounds) for e in pressable))
        for text in own(element)
    )


def _filled(observation: Observation) -> frozenset[str]:
    """What the fields name, and what is selected."""
    texts = [e.text for e in observation.elements if (e.is_editable and e.text != e.hint) or e.is_selected]
    return names_in(fold(" ".join((*texts, _title(observation)))))
