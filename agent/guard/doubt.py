"""Touches that may be sensitive, as far as the guard can tell: a model says, or else the owner is asked."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from string import digits

from agent.action.action import Action
from agent.action.touch import touches_of
from agent.action.touched import is_button, is_dialog, is_keypad, own, window_of, words_of_id
from agent.guard.answer import names_price, says_no, says_yes
from agent.guard.control import classes_of_control
from agent.guard.field import is_search
from agent.guard.kind import SETTINGS, TELEPHONE, chooses_view, is_setting
from agent.guard.label import orders
from agent.guard.lexicon import is_confirm, is_harmless, is_question, order_in
from agent.guard.main_button import is_due, is_main, offered
from agent.guard.offer import may_commit_in_part
from agent.guard.page import title_of
from agent.guard.sensitive import sensitive_classes
from agent.guard.way import presses
from agent.guard.wording import CLASSES, MESSAGING, TOLD_IN_PART, table
from agent.run.step import Spot
from device.screen import Observation, UIElement
from device.state.appname import is_home

DONE_WITH_SOMETHING = frozenset({"payment", "purchase", "send", "credentials"})
"""The classes of what is done with a sum, or with what a field holds."""
_WORD = re.compile(r"[a-z]{3}")


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
    words where the page shows what they could be done with, a yes by its resource id alone, or what its page
    tells. Where it is of `classes`, it is in doubt on a page that shows nothing of the kind, where its app
    calls it something else, and where only its resource id is of them.
    """
    pressed = (t.control for t in touches_of(action, spots, observation) if presses(t, observation))
    control = next((e for e in pressed if e is not None and (is_button(e) or e.source == "ocr")), None)
    if control is None or is_home(observation.package):
        return None
    says = orders(control, observation)
    if not (is_button(control) or classes):
        suggests = may_commit_in_part(says, observation)
        return _doubt(control, says, observation, suggests) if suggests else None
    if classes:
        is_plain = shows_object(control, observation) or not DONE_WITH_SOMETHING.issuperset(classes)
        is_plain = is_plain and not is_called_otherwise(control, classes, observation)
        is_plain = is_plain and not is_told_by_id_alone(control, says, classes, observation)
        return None if is_plain else _doubt(control, says, observation, classes)
    mentioned = _mentioned(says)
    understood = (is_confirm(text) or is_harmless(text) or is_question(text) for text in says)
    is_known = says_no(control) or (not mentioned and any(understood))
    if is_known or chooses_view(control) or is_keypad(observation) or is_setting(control, says, observation):
        return None
    window = window_of(control, observation)
    offers = offered(window, observation)
    told = mentioned | (_ordered(says) & TOLD_IN_PART)
    suggests = set(told) if told and shows_object(control, observation) else set()
    if says_yes(control, says) and names_price(window):
        suggests.add("payment")
    if says and is_main(control, observation):
        suggests |= offers if own(control) else offers - {"payment"}  # an icon sends, and hardly ever pays
    if not (told or suggests or offers or SETTINGS.search(observation.package)):
        return None
    return _doubt(control, says, observation, suggests)


def shows_object(control: UIElement, observation: Observation) -> bool:
    """Whether a page shows what an order on it would be done with: a sum, a field, the question of a dialog.

    Where it shows none, a button of the same words mostly leads to a page that does. An app in which people
    write or call is such a page as a whole, and so is one that can't be read.
    """
    if _is_believed(control, observation):
        return True
    return any(
        (e.is_editable and not is_search(e)) or any(map(is_due, own(e)))
        for e in window_of(control, observation)
    )


def is_called_otherwise(control: UIElement, classes: Collection[str], observation: Observation) -> bool:
    """Whether a button of a page may do something else than it says, by the resource ids of the page.

    It may be one of several that are numbered ("term_25", "term_30"). What deletes, or is about an account by
    its words, may also go by a name that has none of such words ("eraser").
    """
    window = window_of(control, observation)
    if not _is_whole(control, observation) or is_dialog(window, observation):
        return False
    stem, others = _stem(control), [e for e in window if is_button(e) and e is not control]
    if stem and any(_stem(e) == stem and e.label != control.label for e in others):
        return True
    if DONE_WITH_SOMETHING.intersection(classes) or _is_believed(control, observation):
        return False
    words = " ".join(words_of_id(control.resource_id)).casefold()
    is_order = says_yes(control, ()) or any(entry.words.search(words) for entry in table().classes)
    return _WORD.search(words) is not None and not is_order


def is_told_by_id_alone(
    control: UIElement, says: tuple[str, ...], classes: Collection[str], observation: Observation
) -> bool:
    """Whether only its resource id makes a control sensitive, while its label says something else.

    An app may call a button by what it leads to, or by what another one did: "Calculate rate" is `btn_pay`.
    """
    if not own(control) or not _is_whole(control, observation) or any(map(is_confirm, says)):
        return False
    if not (_mentioned(says) | _ordered(says)).isdisjoint(classes):
        return False
    unnamed = replace(control, resource_id="")
    elements = tuple(unnamed if e is control else e for e in observation.elements)
    told = classes_of_control(unnamed, replace(observation, elements=elements))
    return told.isdisjoint(classes)


def _mentioned(says: tuple[str, ...]) -> set[str]:
    """The classes that a label speaks of."""
    return {entry.name for entry in table().classes if any(map(entry.is_mentioned, says))}


def _ordered(says: tuple[str, ...]) -> set[str]:
    """The classes that a part of a label orders in some language."""
    return {name for text in says for name in order_in(text)}


def _stem(control: UIElement) -> str:
    """A resource id without the number at its end; "" where it has none."""
    return control.resource_id.rstrip(digits) if control.resource_id[-1:].isdecimal() else ""


def _is_believed(control: UIElement, observation: Observation) -> bool:
    """Whether an order means what it says: where people write or call, in a dialog, on what is not whole."""
    talks = MESSAGING.search(observation.package) or TELEPHONE.search(observation.package)
    is_asked = is_dialog(window_of(control, observation), observation)
    return talks is not None or is_asked or not _is_whole(control, observation)


def _is_whole(control: UIElement, observation: Observation) -> bool:
    """Whether the page is told as a whole by its elements, in an app other than that of the settings."""
    is_read = control.source == "tree" and not observation.tree_error and not observation.tree_cut
    return is_read and not SETTINGS.search(observation.package)


def _doubt(
    control: UIElement, says: tuple[str, ...], observation: Observation, suggests: Collection[str]
) -> Doubt:
    label = says[0] if says else ""
    name = control.resource_id or str(control.bounds)
    key = (observation.package, *title_of(observation), label, name)
    return Doubt(control, label, key, tuple(name for name in CLASSES if name in suggests))


def suspected_classes(action: Action, spots: tuple[Spot, ...], observation: Observation) -> tuple[str, ...]:
    """The classes of an action where no model can say what it does: what is known, else what is suggested."""
    known = sensitive_classes(action, spots, observation)
    doubt = None if known else doubt_about(action, spots, observation)
    return known or (doubt.suggests if doubt else ())
