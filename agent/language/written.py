"""Texts as the person wrote them: goals are read in one form of letters, but what is typed keeps its own."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.language.errand import ChangeNote, CopyText, Create, CreateEvent, RenameNote, SendText
from agent.language.intention import Intention
from agent.language.phrase import letter

_READ = ("phone", "amount", "email")
"""Fields whose values are read, not copied."""


def as_written(want: Intention, goal: str) -> Intention:
    """The same with its texts in the goal's own letters (full-width commas, curly apostrophes, ...)."""
    match want:
        case SendText(text=text):
            return replace(want, text=_found(text, goal))
        case CopyText(text=text):
            return replace(want, text=_found(text, goal))
        case ChangeNote(text=text):
            return replace(want, text=_found(text, goal))
        case RenameNote(new=new):
            return replace(want, new=_found(new, goal))
        case Create(values=values):
            kept = ((name, text if name in _READ else _found(text, goal)) for name, text in values)
            return replace(want, values=tuple(kept))
        case CreateEvent(title=title, location=place, description=text):
            texts = (_found(each, goal) for each in (title, place, text))
            title, place, text = texts
            return replace(want, title=title, location=place, description=text)
        case _:
            return want


def _found(text: str, goal: str) -> str:
    """The stretch of the goal that reads as the text, sooner in quotes than not; itself where none does."""
    if not text:
        return text
    read = [(plain, start, end) for start, end in _letters(goal) for plain in letter(goal[start:end])]
    pattern = r"\s+".join(map(re.escape, text.split()))
    whole = "".join(plain for plain, _, _ in read)
    found = re.search(rf"(?<=[\"']){pattern}(?=[\"'])", whole) or re.search(pattern, whole)
    return goal[read[found.start()][1] : read[found.end() - 1][2]] if found else text


def _letters(goal: str) -> Iterator[tuple[int, int]]:
    """Where each letter begins and ends: one may be written as a letter and the accent on it."""
    start = 0
    for end in range(1, len(goal) + 1):
        own, after = goal[start:end], goal[end : end + 1]
        if not after or letter(own + after) == letter(own) + letter(after):
            yield start, end
            start = end
