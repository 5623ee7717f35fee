"""What the person is asked before something that was held: what would be done, to what, and where, once."""

from agent.action.action import (
    Action,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    OpenApp,
    Scroll,
    Swipe,
    describe,
    targets,
)
from agent.action.touched import control_at, field_at, focused, is_dialog, own, said_by, window_of
from agent.guard.answer import says_yes_in_words
from agent.guard.card import quoted
from agent.guard.handover import is_secret
from agent.guard.lexicon import is_question
from agent.guard.page import told_in
from agent.run.step import Spot
from device.screen import Observation, UIElement
from device.state.appname import names_of

_TOUCHES = {
    Click: "tap",
    DoubleTap: "double-tap",
    LongPress: "hold",
    Drag: "drag",
    Swipe: "swipe",
    Scroll: "scroll",
}


def question_of(
    action: Action, spots: tuple[Spot, ...], observation: Observation, classes: tuple[str, ...]
) -> str:
    """In plain words, e.g. `tap "OK" to "Delete all 240 messages?" in SMS Messenger`.

    What is typed is shown, but not where it is a credential.
    """
    if isinstance(action, OpenApp):
        return f"open {quoted(action.app_name)}"
    return f"{_doing(action, spots, observation, classes)} in {names_of(observation.package)[0]}"


def _doing(
    action: Action, spots: tuple[Spot, ...], observation: Observation, classes: tuple[str, ...]
) -> str:
    find = field_at if isinstance(action, InputText) else control_at
    control = find(observation, spots[0].point) if spots else focused(observation)
    match action:
        case InputText(text=text):
            hidden = "credentials" in classes and not is_secret(text)
            what = "a password or code" if hidden else quoted(text)
            return f"type {what} into {_name(control, spots, action, observation)}"
        case KeyboardEnter():
            typed = (
                f" after {quoted(control.text)}" if control and control.text not in ("", control.hint) else ""
            )
            return f"press Enter{typed}"
        case Click() | DoubleTap() | LongPress() | Drag() | Swipe() | Scroll():
            asked = _asked(control, observation)
            return f"{_TOUCHES[type(action)]} {_name(control, spots, action, observation)}" + (
                f" to {quoted(asked)}" if asked else ""
            )
        case _:
            return describe(action)


def _name(
    control: UIElement | None, spots: tuple[Spot, ...], action: Action, observation: Observation
) -> str:
    """What a person calls what is touched: its own words, else those inside it.

    The model's words stand only for what was found by them on the picture alone.
    """
    inside = said_by(control, observation) if control else ()
    spot = spots[0].label if spots else ""
    if control is not None and control.is_editable:
        label = control.hint or control.content_description or spot or control.text
    else:
        label = (control.label if control else "") or spot or ", ".join(inside)
    if not label and spots and spots[0].element is None:
        label = next((target.description for target in targets(action) if target.description), "")
    return quoted(label) if label else "something without a name"


def _asked(control: UIElement | None, observation: Observation) -> str:
    """What a touch answers: its dialog's question, or what the dialog of an "OK" tells first."""
    window = window_of(control, observation) if control else []
    is_yes = control is not None and says_yes_in_words(control, own(control))
    if not window or not is_dialog(window, observation):
        return ""
    told = told_in(window, observation)
    asked = next((text for text in told if is_question(text)), "")
    return asked or next(iter(told if is_yes else ()), "")
