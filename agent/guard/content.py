"""What a screen gives to read that somebody may have written there: everything but the labels of controls."""

import re

from agent.action.touched import is_button
from agent.guard.fold import fold
from device.screen import Observation, UIElement

MOST = 60
"""Texts of one screen that are kept."""
LONGEST = 2000
"""Letters of a text that are kept."""
_WORDS, _HAN = 3, 5
"""From so many words, or Chinese letters, on, a text says something."""
_LETTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def content(observation: Observation) -> tuple[str, ...]:
    """List the texts of a screen that say something."""
    found: dict[str, None] = {}
    for element in observation.elements:
        if not (is_button(element) and element.is_clickable):
            found |= {text[:LONGEST]: None for text in _texts(element) if _says_something(text)}
    return tuple(found)[:MOST]


def _texts(element: UIElement) -> tuple[str, ...]:
    shown = "" if element.text == element.hint else element.text
    return tuple(text for text in (shown, element.content_description) if text.strip())


def _says_something(text: str) -> bool:
    plain = fold(text)
    return len(plain.split()) >= _WORDS or len(_LETTER.findall(plain)) >= _HAN
