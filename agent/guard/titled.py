"""Names of things among the words of a control: of a file, of what the person speaks of. No commands."""

import re

from agent.action.touched import is_button, is_dialog, is_list, is_low, window_of, within
from agent.guard.fold import fold
from agent.guard.wording import MESSAGING, table
from device.screen import Observation, UIElement

_FILE = re.compile(
    r"(?<![\w-])[\w%()+.-]*[\w%)]\.(?:md|txt|pdf|jpe?g|png|svg|gif|apk|csv|html|docx?|mp[34]|m4a|gpx|zip)(?!\w)",
    re.I,
)
_PRESS = re.compile(r"\b(?:tap|press|click|hit|push|touch)\b|点击|点按|按下|按一下|点一下|點擊", re.I)
"""Who says this may name a control by its label."""
_BEGINS = re.compile(
    r"(?:^|[.,;:!?，。；！？\n]|\b(?:to|and|then|please|just|you|or)|请|并|再|然后|去|要)\s*$"
)
"""What stands before an order; before a name there is what shall be done with it."""
_QUOTES = "\"'“”「」『』《》 "
_WORDS, _HAN = 2, 4
"""A name says at least so much."""


def without_files(text: str) -> str:
    """A text without names of files in it."""
    return _FILE.sub("", text)


def files_in(text: str) -> tuple[str, ...]:
    """List the names of files in a text."""
    return tuple(found[0] for found in _FILE.finditer(text))


def without_titles(
    says: tuple[str, ...], control: UIElement, observation: Observation, said: str
) -> tuple[str, ...]:
    """What a control says, without what is the name of a thing there; a button's words are all its own.

    A file's name on a row of a list is one; so is what the person `said` by name, but where people write to
    each other. Menus and dialogs have no such rows.
    """
    if is_button(control) or not _is_kept(control, observation):
        return says
    is_chat = MESSAGING.search(observation.package) is not None
    known = "" if is_chat or _PRESS.search(said) else fold(said)
    return tuple(without_files(text) for text in says if not (known and _is_named(fold(text), known)))


def _is_kept(control: UIElement, observation: Observation) -> bool:
    """Whether it stands in a list of a page."""
    is_row = is_low(control, observation) and any(
        element is not control and is_list(element) and within(control.bounds, element.bounds)
        for element in observation.elements
    )
    return is_row and not is_dialog(window_of(control, observation), observation)


def _is_named(text: str, said: str) -> bool:
    """Whether the words name this: as the object of something, and not as what is to be done."""
    says_much = len(text.split()) >= _WORDS or (not text.isascii() and len(text) >= _HAN)
    if not says_much or any(entry.words.fullmatch(text) for entry in table().classes):
        return False
    place = said.find(text)
    return place > 0 and _BEGINS.search(said[:place].rstrip(_QUOTES)) is None
