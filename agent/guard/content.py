"""What a screen gives to read that somebody may have written there: everything but the labels of controls."""

import re
from collections.abc import Iterable

from agent.action.touched import is_button
from agent.guard.fold import fold
from agent.guard.meaning import meaning, names_in
from device.screen import Observation, UIElement

MOST = 60
"""Texts of one screen that are kept."""
LONGEST = 2000
"""Letters of a text that are kept."""
_WORDS, _HAN = 3, 5
"""From so many words, or Chinese letters, on, a text can say what is to be done."""
_OWN = re.compile(
    r"launcher|trebuchet|quickstep|permissioncontroller|inputmethod|com\.android\.settings$", re.I
)
"""Apps whose texts are the system's own, but for what is marked."""
_LETTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def content(observation: Observation) -> tuple[str, ...]:
    """The texts of a screen that may say what is to be done."""
    found: dict[str, None] = {}
    for element in observation.elements:
        if is_button(element) and element.is_clickable:
            continue
        for text in _texts(element):
            if _says_something(text) and (not _is_own(element, observation) or meaning(text).is_marked):
                found.setdefault(text[:LONGEST])
    return tuple(found)[:MOST]


def _texts(element: UIElement) -> tuple[str, ...]:
    shown = "" if element.text == element.hint else element.text
    return tuple(text for text in (shown, element.content_description) if text.strip())


def _is_own(element: UIElement, observation: Observation) -> bool:
    return _OWN.search(element.package_name or observation.package) is not None


def _says_something(text: str) -> bool:
    plain = fold(text)
    return (
        len(plain.split()) >= _WORDS
        or len(_LETTER.findall(plain)) >= _HAN
        or (len(plain.split()) > 1 and bool(names_in(plain)))
        or meaning(text).is_marked
    )


def joined(texts: Iterable[str]) -> str:
    """One text of several, as an order may be parted over elements; Chinese goes on without a blank."""
    whole = ""
    for text in texts:
        gap = "" if not whole or _LETTER.match(whole[-1]) else " "
        whole += gap + text
    return whole[:LONGEST]
