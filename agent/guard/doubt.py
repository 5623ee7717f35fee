"""Touches that may be sensitive, as far as the guard can tell: a model says, or else the owner is asked."""

from collections.abc import Collection
from dataclasses import dataclass

from agent.action.action import Action
from agent.action.touch import touches_of
from agent.action.touched import is_button, is_dialog, is_keypad, own, window_of
from agent.guard.answer import names_price, says_no, says_yes
from agent.guard.field import is_search
from agent.guard.kind import SETTINGS, TELEPHONE, chooses_view, is_setting
from agent.guard.label import orders
from agent.guard.lexicon import is_confirm, is_harmless, is_question, order_in
from agent.guard.main_button import is_main, offered
from agent.guard.money import names_sum
from agent.guard.page import title_of
from agent.guard.sensitive import sensitive_classes
from agent.guard.way import presses
from agent.guard.wording import CLASSES, MESSAGING, TOLD_IN_PART, table
from agent.run.step import Spot
from device.screen import Observation, UIElement
from device.state.appname import is_home

DONE_WITH_SOMETHING = frozenset({"payment", "purchase", "send", "credentials"})
"""The classes of what is done with a sum, or with what a field holds."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A control whose touch may do something that can't be taken back."""

    control: UIElement
    label: str
    key: tuple[str, ...]
    """The same for the same control of the same page."""
    suggests: tuple[str, ...]
    """The classes that it is held for where no model is there to say; () for none."""


def doubt_about(
    action: Action, spots: tuple[Spot, ...], observation: Observation, classes: tuple[str, ...] = ()
) -> Doubt | None:
    """The button that is pressed, where it may be sensitive and isn't known to be.

    Its words are neither an answer nor known to be harmless, and something suggests a class: a part of its
    words, a yes that its resource id alone says, or what its page tells. Where its words are of `classes`, it
    is in doubt on a page that shows nothing they could be done with.
    """
    pressed = (t.control for t in touches_of(action, spots, observation) if presses(t, observation))
    control = next((one for one in pressed if one is not None and is_button(one)), None)
    if control is None or is_home(observation.package):
        return None
    says = orders(control, observation)
    if classes:
        is_plain = shows_object(control, observation) or not DONE_WITH_SOMETHING.issuperset(classes)
        return None if is_plain else _doubt(control, says, observation, classes)
    mentioned = {entry.name for entry in table().classes if any(map(entry.is_mentioned, says))}
    is_known = says_no(control) or (not mentioned and any(map(_is_understood, says)))
    if is_known or chooses_view(control) or is_keypad(observation) or is_setting(control, says, observation):
        return None
    window = window_of(control, observation)
    offers = offered(window, observation)
    suggests = mentioned | ({name for text in says for name in order_in(text)} & TOLD_IN_PART)
    if says_yes(control, says) and names_price(window):
        suggests.add("payment")
    if says and is_main(control, observation):
        suggests |= offers
    if not (suggests or offers or SETTINGS.search(observation.package)):
        return None
    return _doubt(control, says, observation, suggests)


def shows_object(control: UIElement, observation: Observation) -> bool:
    """Whether a page shows what an order on it would be done with: a sum, a field, the question of a dialog.

    Where it shows none, a button of the same words mostly leads to a page that does. An app in which people
    write or call is such a page as a whole, and so is one that can't be read.
    """
    is_read = control.source == "tree" and not observation.tree_error and not observation.tree_cut
    if not is_read or MESSAGING.search(observation.package) or TELEPHONE.search(observation.package):
        return True
    window = window_of(control, observation)
    return is_dialog(window, observation) or any(
        (e.is_editable and not is_search(e)) or any(map(names_sum, own(e))) for e in window
    )


def _doubt(
    control: UIElement, says: tuple[str, ...], observation: Observation, suggests: Collection[str]
) -> Doubt:
    label = says[0] if says else ""
    name = control.resource_id or str(control.bounds)
    key = (observation.package, *title_of(observation), label, name)
    return Doubt(control, label, key, tuple(name for name in CLASSES if name in suggests))


def _is_understood(text: str) -> bool:
    """Whether it is an answer, a question, or known to be harmless."""
    return is_confirm(text) or is_harmless(text) or is_question(text)


def suspected_classes(action: Action, spots: tuple[Spot, ...], observation: Observation) -> tuple[str, ...]:
    """The classes of an action where no model can say what it does: what is known, else what is suggested."""
    known = sensitive_classes(action, spots, observation)
    doubt = None if known else doubt_about(action, spots, observation)
    return known or (doubt.suggests if doubt else ())
