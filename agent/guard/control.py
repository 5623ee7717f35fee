"""What pressing a control does, told by its words, its resource id, its dialog and its page."""

import re

from agent.action.touched import is_button, is_keypad, own, window_of, words_of_id
from agent.guard.answer import REFUSES, answered_by, pays, says_no
from agent.guard.field import is_search
from agent.guard.fold import HAN
from agent.guard.kind import SETTINGS_APP, chooses_view, is_link, is_on, is_setting, opens_or_closes_apps
from agent.guard.label import only_begins_a_letter, only_names_texts, only_unlocks_the_page, orders, page_of
from agent.guard.lexicon import classes_of, is_harmless
from agent.guard.limit import widens
from agent.guard.money import SIGNED
from agent.guard.offer import may_commit
from agent.guard.picture import is_unread
from agent.guard.wording import Wording, classes_meant, classes_named, table
from device.screen import Observation, UIElement

_MOST_WORDS, _MOST_HAN = 6, 12
"""Something other than a button that says more than this is content (a message, a list row), no command."""
_BACKSPACE = frozenset({"delete", "backspace", "删除", "退格", "刪除"})
"""What the key beside the digits of a keypad says: it takes back a digit."""
_TOP = 0.18
"""The part of a screen that has its title in it."""
_SETTINGS = frozenset({"payment", "purchase", "send", "delete", "credentials"})
"""The classes that a switch, a slider, or a link of Settings is not of by its words: it sets or shows."""


def classes_of_control(control: UIElement, observation: Observation, said: str = "") -> set[str]:
    """The classes of pressing a control."""
    if is_unread(control):
        return may_commit(observation)
    says = orders(control, observation, said)
    if any(text.casefold() in _BACKSPACE for text in says) and is_keypad(observation):
        says = tuple(text for text in says if text.casefold() not in _BACKSPACE)
    if opens_or_closes_apps(control, says, observation) or chooses_view(control):
        return set()
    found = {name for text in says for name in _by_words(text, control, observation)}
    if "permission" in found and not _grants(observation, says):
        found.remove("permission")
    found |= {name for text in says for name in _in_any_language(text, control, observation)}
    found |= {e.name for e in table().classes if e.ids and e.ids.search(control.resource_id)}
    sets = is_setting(control, says, observation)
    if sets and not is_on(control, observation):
        found |= {e.name for e in table().classes if _on_page(e, observation)}
    if says_no(control) or any(REFUSES.match(text) for text in says):
        found -= {"permission", "install"}
    if found & _SETTINGS and (sets or is_link(control, observation)):
        found -= _SETTINGS
    if (sets or control.source == "ocr") and widens(control, observation):
        found.add("payment")
    if control.source == "ocr" and says and all(SIGNED.fullmatch(text) for text in says):
        found.add("payment")  # a price alone is on what buys at it
    found |= _by_id(control, says, observation)
    if not found and pays(control, says, observation):
        found.add("payment")
    found |= answered_by(control, says, observation)
    return found


def _in_any_language(text: str, control: UIElement, observation: Observation) -> set[str]:
    """The classes of what such a control is called in one of 40 languages, but for turns that do nothing."""
    if not _is_command(text, control) or _only_looks_so(text, control, observation):
        return set()
    return set(classes_of(text)) - _harmless_turns((text,))


def _by_id(control: UIElement, says: tuple[str, ...], observation: Observation) -> set[str]:
    """The classes of a button whose resource id begins as an order, in English whatever its label is in."""
    told = set(classes_named(" ".join(words_of_id(control.resource_id)).casefold()))
    if not (told and is_button(control)) or any(_only_looks_so(text, control, observation) for text in says):
        return set()
    if any(map(is_search, window_of(control, observation))) or any(map(is_harmless, says)):
        told.discard("delete")
    return told - _harmless_turns(says)


def _harmless_turns(says: tuple[str, ...]) -> set[str]:
    """The classes that have a turn in these texts which does nothing of them."""
    return {e.name for e in table().classes for text in says if e.unless and e.unless.search(text)}


def _only_looks_so(text: str, control: UIElement, observation: Observation) -> bool:
    """Whether a control does nothing of what it says: it begins a letter, names texts, frees the page."""
    return any(
        only(text, control, observation)
        for only in (only_begins_a_letter, only_names_texts, only_unlocks_the_page)
    )


def _by_words(text: str, control: UIElement, observation: Observation) -> set[str]:
    """The classes of a control by one of its texts, and by the page it is on."""
    if not _is_command(text, control):
        return set()
    meant = classes_meant(text, observation.package, is_button=is_button(control))
    there = {
        entry.name
        for entry in table().classes
        if entry.name not in meant and entry.is_meant_there(text, lambda: page_of(control, observation))
    }
    return there if meant and _only_looks_so(text, control, observation) else there | meant


def _is_command(text: str, control: UIElement) -> bool:
    if control.is_clickable and is_button(control):
        return True
    han = len(re.findall(HAN, text))
    return han <= _MOST_HAN and len(text.split()) <= _MOST_WORDS


def _grants(observation: Observation, says: tuple[str, ...]) -> bool:
    """Whether "Allow" is a permission's: the system asks, or the word stands alone on the control."""
    entry = next(entry for entry in table().classes if entry.name == "permission")
    if observation.package in entry.packages or any(entry.words.fullmatch(text) for text in says):
        return True
    return _on_page(entry, observation) and any(entry.words.match(text) for text in says)


def _on_page(entry: Wording, observation: Observation) -> bool:
    """Whether this is a page of Settings where that is decided, by its title."""
    height = _TOP * observation.size[1]
    return observation.package == SETTINGS_APP and any(
        entry.pages is not None and entry.pages.search(text)
        for element in observation.elements
        if element.bounds.top < height
        for text in own(element)
    )
