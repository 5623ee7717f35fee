"""What a screen gives to read that somebody may have written there: everything but the labels of controls."""

import re
from collections.abc import Sequence
from functools import lru_cache

from agent.action.action import InputText
from agent.action.touched import is_button
from agent.guard.fold import HAN, fold
from agent.run.step import Step
from device.screen import Observation

MOST = 60
"""Texts of one screen that are kept."""
LONGEST = 2000
"""Letters of a text that are kept."""
_WORDS, _HAN = 3, 5
"""From so many words, or Chinese letters, on, a text says something."""
_OURS = 0.7
"""Part of a text that what was typed makes up for it to count as typed by the run itself."""


def content(observation: Observation) -> tuple[str, ...]:
    """List the texts of a screen that say something."""
    texts = (
        text[:LONGEST]
        for element in observation.elements
        for text in ("" if element.text == element.hint else element.text, element.content_description)
        if text and _says_something(text)
        if not (element.is_clickable and is_button(element))
    )
    return tuple(dict.fromkeys(texts))[:MOST]


def new_texts(observation: Observation, steps: Sequence[Step]) -> tuple[str, ...]:
    """List what a screen gives to read that the run had not met, and did not type."""
    fresh = dict.fromkeys(content(observation))
    for step in steps:
        for text in step.read:
            fresh.pop(text, None)
    typed = [fold(s.action.text) for s in steps if isinstance(s.action, InputText) and s.performed]
    ours = ((text, own) for text in fresh for own in typed if own and own in fold(text))
    known = {text for text, own in ours if len(own) >= _OURS * len(fold(text))}
    return tuple(text for text in fresh if text not in known)


@lru_cache(maxsize=4096)
def _says_something(text: str) -> bool:
    plain = fold(text)
    return len(plain.split()) >= _WORDS or len(re.findall(HAN, plain)) >= _HAN
