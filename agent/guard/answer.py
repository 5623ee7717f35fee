"""Which button answers what its page or its dialog asks, and what it says yes to."""

import re
from collections.abc import Iterable
from functools import lru_cache

from agent.action.touched import bare, is_button, is_dialog, own, plain, window_of, words_of_id
from agent.guard.lexicon import (
    answers_in_english,
    classes_in,
    is_cancel,
    is_confirm,
    is_harmless,
    is_question,
    only_acknowledges,
)
from agent.guard.money import PLAIN, names_sum
from agent.guard.page import is_filled, told_in
from agent.guard.titled import without_files
from agent.guard.wording import NEGATIVE, NEUTRAL, POSITIVE, table
from device.screen import Observation, UIElement

PRIMARY = frozenset({"primary", "positive", "cta"})
"""What the button that a page or a dialog is about is called in its resource id."""
REFUSES = re.compile(r"(?:don.?t|do not|never|deny|refuse)\b|不|拒绝|禁止|拒絕", re.I)
"""How a text begins that refuses something."""
_ANYWHERE = 2
"""Letters of an answer that is the same in many languages."""
UNKNOWN = frozenset({"payment", "send", "delete"})
"""What a button may do whose page can't be read: all that can't be taken back."""


def says_yes(control: UIElement, says: tuple[str, ...]) -> bool:
    """Whether a control says yes, by its label in some language, or by its resource id."""
    if any(bare(text) in table().confirm or is_confirm(text) for text in says):
        return True
    if any(map(only_acknowledges, says)):
        return False
    by_id = set(" ".join(words_of_id(control.resource_id)).casefold().split())
    return control.resource_id == POSITIVE or (
        is_button(control) and bool(by_id & (table().confirm | PRIMARY))
    )


def says_no(control: UIElement) -> bool:
    """Whether a control says no, by its label in some language, or by its resource id."""
    return _says_no(control.resource_id, control.text, control.content_description)


@lru_cache(maxsize=4096)
def _says_no(resource_id: str, *texts: str) -> bool:
    """The same for what a control says; kept, as every button of a dialog is asked at every touch on it."""
    known = table().cancel
    by_id = set(" ".join(words_of_id(resource_id)).casefold().split())
    is_no = resource_id == NEGATIVE or bool(by_id & known)
    return is_no or any(bare(plain(text)) in known or is_cancel(plain(text)) for text in texts if text)


def says_yes_in_words(control: UIElement, says: Iterable[str]) -> bool:
    """Whether a control says yes by its label, or is the yes of one of Android's own dialogs."""
    known = table().confirm
    return control.resource_id == POSITIVE or any(bare(text) in known or is_confirm(text) for text in says)


def pays(control: UIElement, says: tuple[str, ...], observation: Observation) -> bool:
    """Whether it says yes on a page that names an amount of money, and that has no form to fill in."""
    if not control.is_clickable or says_no(control) or not says_yes_in_words(control, says):
        return False
    return names_price(window_of(control, observation))


def names_price(window: list[UIElement]) -> bool:
    """Whether a window names an amount of money, and has no form to fill in."""
    if any(e.is_editable and (not is_filled(e) or PLAIN.fullmatch(e.text)) for e in window):
        return False
    return any(names_sum(text) for e in window if not e.is_clickable for text in own(e))


def answered_by(control: UIElement, says: tuple[str, ...], observation: Observation) -> set[str]:
    """The classes of what an "OK" says yes to: all that its dialog tells.

    In a language of which only labels are known, those that the dialog has among its words count; where it
    has none, what it asks can't be read, and it may be anything that can't be taken back. There every button
    beside one that says no is a yes, unless it is known to be harmless.
    """
    window = window_of(control, observation)
    asks = is_dialog(window, observation)
    if says_no(control) or not (asks or says_yes(control, says)):
        return set()
    pressable = [element for element in window if element.is_clickable and not element.is_editable]
    no = [element for element in pressable if element is not control and says_no(element)]
    is_read = not (no and asks and _is_foreign(pressable))
    if not (says_yes(control, says) or (not is_read and _is_unknown(control, says))):
        return set()
    if control.source == "tree" and not no and not asks:
        return set()
    told = list(map(without_files, told_in(window, observation)))
    found = {entry.name for entry in table().classes if any(entry.is_asked(text) for text in told)}
    if found or is_read:
        return found
    return set().union(*map(classes_in, told)) or set(UNKNOWN)


def _is_unknown(control: UIElement, says: tuple[str, ...]) -> bool:
    """Whether a button is not the one between yes and no, asks nothing, and isn't known to be harmless."""
    is_neutral = control.resource_id == NEUTRAL or "neutral" in control.resource_id
    is_known = any(is_harmless(text) or is_question(text) or REFUSES.match(text) for text in says)
    return bool(says) and not is_neutral and not is_known


def _is_foreign(buttons: list[UIElement]) -> bool:
    """Whether buttons are in a language in which no question can be read: none is known in one that is.

    "OK" and "No" are said in many languages.
    """
    known = table().confirm | table().cancel
    labels = {bare(text) for button in buttons for text in own(button)}
    telling = (text for text in labels if len(text) > _ANYWHERE or not text.isascii())
    return not any(text in known or answers_in_english(text) or is_order(text) for text in telling)


def is_order(text: str) -> bool:
    """Whether a bare label is an order by the words that are known in full, of English and Chinese."""
    return any(entry.is_bare_order(text) for entry in table().classes)
