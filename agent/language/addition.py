"""Puts a goal and what is added to it into one, as a goal that is understood as just both."""

from agent.language.errand import ChangeNote, CopyText, Create, CreateEvent, SendText
from agent.language.intention import Intention
from agent.language.parts import parts_of, told


def joined(goal: str, more: str) -> str:
    """The goal and what is added to it; a text at its end that would take that in as well is quoted."""
    parts = [*parts_of(goal), *parts_of(more)]
    each = (f"{first.rstrip(' .!。！')}. {more}" for first in (goal, _quoted(goal)))
    return next((both for both in each if parts_of(both) == parts), "") or told(parts, goal)


def _quoted(goal: str) -> str:
    """The goal with what is to be written in quotes, as far as that means the same."""
    parts = parts_of(goal)
    for text in (text for part in parts for text in _texts(part)):
        before, _, after = goal.rpartition(text)
        quoted = f'{before}"{text}"{after}'
        goal = quoted if before and parts_of(quoted) == parts else goal
    return goal


def _texts(part: Intention) -> list[str]:
    """What a part has written."""
    match part:
        case Create(values=values):
            return [text for _, text in values]
        case CreateEvent(title=title, location=location, description=description):
            return [text for text in (title, location, description) if text]
        case SendText(text=text) | ChangeNote(text=text) | CopyText(text=text):
            return [text] if text else []
        case _:
            return []
