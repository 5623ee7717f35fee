"""Touches of which the guard can't tell whether they do something sensitive."""

from dataclasses import dataclass

from agent.action.action import Action, Click, DoubleTap, LongPress
from agent.action.touched import control_at, is_button, is_keypad, window_of
from agent.guard.answer import says_no, says_yes
from agent.guard.kind import chooses_view, is_setting
from agent.guard.label import orders
from agent.guard.lexicon import is_harmless
from agent.guard.main_button import offered
from agent.guard.page import title_of
from agent.guard.wording import LAUNCHER
from agent.run.step import Spot
from device.screen import Observation, UIElement


@dataclass(frozen=True, slots=True)
class Doubt:
    """A control whose touch may do something that can't be taken back."""

    control: UIElement
    label: str
    key: tuple[str, ...]
    """The same for the same control of the same page."""


def doubt_about(action: Action, spots: tuple[Spot, ...], observation: Observation) -> Doubt | None:
    """The control that a tap lands on, where the guard takes it for harmless without knowing it to be.

    That is a button whose words are neither an answer nor known to be harmless, or an icon without words, on
    a page that tells of a sum that is due, of somebody's number, of a download or of a text that is composed.
    """
    is_tap = isinstance(action, Click | DoubleTap | LongPress) and bool(spots)
    control = control_at(observation, spots[0].point) if is_tap else None
    if control is None or not is_button(control) or LAUNCHER.search(observation.package):
        return None
    says = orders(control, observation)
    is_known = says_no(control) or says_yes(control, says) or any(map(is_harmless, says))
    if is_known or chooses_view(control) or is_keypad(observation) or is_setting(control, says, observation):
        return None
    if not offered(says, window_of(control, observation), observation):
        return None
    label = says[0] if says else ""
    name = control.resource_id or str(control.bounds)
    return Doubt(control, label, (observation.package, *title_of(observation), label, name))
