"""Tells what an action would bring about on this screen, by what is touched and what stands around it."""

from agent.action.action import (
    Action,
    ClearText,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    Swipe,
)
from agent.action.touch import touches_of
from agent.action.touched import (
    TOGGLE,
    bare,
    control_at,
    field_at,
    focused,
    holds_toggle,
    is_button,
    is_dialog,
    is_low,
    own,
    window_of,
    within,
)
from agent.guard.answer import says_yes_in_words
from agent.guard.deed import DeedKind, GuardedDeed, Vicinity
from agent.guard.field import is_search
from agent.guard.money import PLAIN, amounts, number
from agent.guard.origin import host_of
from agent.guard.page import is_filled, vicinity
from agent.guard.way import moves, stays
from agent.guard.wording import POSITIVE, table
from agent.run.step import Spot
from device.screen import Observation, UIElement
from device.state.appname import is_home

_SWITCHES = ("Switch", "SwitchCompat", "CheckBox", "SeekBar", "Slider", "ToggleButton")
"""What sets something by itself; other things that can be checked are one of several."""


def appraise(
    action: Action, spots: tuple[Spot, ...], observation: Observation, classes: tuple[str, ...]
) -> GuardedDeed:
    """Tell what an action comes to; `classes` are those of sensitive action that it falls into."""
    control = _control(action, spots, observation)
    kind = DeedKind.SENSITIVE if classes else _kind(action, spots, control, observation)
    if kind is DeedKind.NONE:
        return GuardedDeed(app=observation.package)
    around = vicinity(control, observation)
    if isinstance(action, InputText):
        around = around.model_copy(update={"text": action.text})
    return GuardedDeed(
        kind=kind,
        classes=classes,
        app=(control.package_name if control is not None else "") or observation.package,
        is_read=control is not None and control.source == "tree",
        is_final=control is not None and (is_button(control) or says_yes_in_words(control, own(control))),
        turns=_turns(control, observation) if kind is DeedKind.SWITCH and control is not None else "",
        sums=_sums(around) if {"payment", "purchase"} & set(classes) else (),
        **dict(around),
    )


def _sums(around: Vicinity) -> tuple[str, ...]:
    texts = dict.fromkeys((*around.says, *around.card, *around.dialog, *around.fields, *around.others))
    typed = (number(text) for text in around.fields if PLAIN.fullmatch(text))
    found = (*typed, *(amount for text in texts for amount in amounts(text)))
    return tuple(f"{amount:f}" for amount in found)


def _control(action: Action, spots: tuple[Spot, ...], observation: Observation) -> UIElement | None:
    if isinstance(action, InputText | ClearText):
        return field_at(observation, spots[0].point) if spots else focused(observation)
    if spots:
        return control_at(observation, spots[0].point)
    return focused(observation) if isinstance(action, KeyboardEnter) else None


def _kind(
    action: Action, spots: tuple[Spot, ...], control: UIElement | None, observation: Observation
) -> DeedKind:
    """How an action that is not sensitive may change something."""
    if control is None:
        return DeedKind.NONE
    match action:
        case InputText() | ClearText():
            if control.is_editable and is_search(control):
                is_address = isinstance(action, InputText) and host_of(action.text)
                return DeedKind.VISIT if is_address else DeedKind.NONE
            if not control.is_editable:
                return DeedKind.NONE
            return DeedKind.EDIT if is_filled(control) else DeedKind.TYPE
        case Click() | DoubleTap() | LongPress():
            return _pressed(control, observation)
        case Swipe() | Drag() if TOGGLE.search(control.class_name):
            ways = touches_of(action, spots, observation)
            is_set = any(moves(way) or stays(way, observation) for way in ways)
            return DeedKind.SWITCH if is_set else DeedKind.NONE
        case _:
            return DeedKind.NONE


def _pressed(control: UIElement, observation: Observation) -> DeedKind:
    if is_home(observation.package):
        return DeedKind.NONE
    if _is_switch(control, observation):
        inside = [e for e in observation.elements if within(e.bounds, control.bounds)]
        return DeedKind.SWITCH if any(e.class_name.endswith(_SWITCHES) for e in inside) else DeedKind.CHOICE
    return DeedKind.COMMIT if _is_commit(control, observation) else DeedKind.NONE


def _is_switch(control: UIElement, observation: Observation) -> bool:
    if control.is_checkable or TOGGLE.search(control.class_name):
        return True
    return control.is_clickable and is_low(control, observation) and holds_toggle(control, observation)


def _turns(control: UIElement, observation: Observation) -> str:
    """The state that a touch gives the one switch on a control; "" where there is none, or are several."""
    inside = [e for e in observation.elements if e.is_checkable and within(e.bounds, control.bounds)]
    if len(inside) != 1:
        return ""
    return "off" if inside[0].is_checked else "on"


def _is_commit(control: UIElement, observation: Observation) -> bool:
    """Whether it is the yes of a dialog, or a button beside fields that are filled in."""
    window = window_of(control, observation)
    labels = {bare(text) for text in own(control)}
    is_yes = is_dialog(window, observation) and says_yes_in_words(control, own(control))
    if is_yes or control.resource_id == POSITIVE:
        return True
    if not control.is_clickable or labels & table().cancel:
        return False
    filled = [e for e in window if is_filled(e) and not is_search(e)]
    is_pressable = is_button(control) or bool(control.resource_id and labels)
    return is_pressable and any(not within(control.bounds, field.bounds) for field in filled)
