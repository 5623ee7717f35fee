"""The parts of a goal, and a goal made of parts."""

from collections.abc import Sequence

from agent.language.errand import Delete
from agent.language.exchange import settings_in
from agent.language.feature import feature
from agent.language.intention import Intention, NotUnderstood, SetLevel, SetSwitch
from agent.language.speech import speaker
from agent.language.understand import understand


def parts_of(goal: str) -> list[Intention]:
    """What a goal asks for, in its order; [] where the rules do not understand it."""
    found = understand(goal)
    return [] if isinstance(found, NotUnderstood) else found


def as_planned(parts: Sequence[Intention], goal: str) -> tuple[str, ...]:
    """Parts as the plan of a goal has them."""
    speak = speaker(goal)
    return tuple(speak(str(part)) for part in parts)


def told(parts: Sequence[Intention], goal: str) -> str:
    """Parts put into words, in the language of a goal, that are understood as just these.

    "" where they can't be.
    """
    text = ". ".join(_worded(part, goal) for part in parts)
    return text if parts_of(text) == list(parts) else ""


def _worded(part: Intention, goal: str) -> str:
    """A part in our words, or where those mean something else, with the goal's own name of the setting.

    What the person need not be told of, and a goal must say, is in it.
    """
    speak = speaker(goal)
    text = speak(part.in_full if isinstance(part, Delete) else str(part))
    if isinstance(part, SetSwitch | SetLevel) and parts_of(text) != [part]:
        title = speak(feature("switch" if isinstance(part, SetSwitch) else "level", part.key).title)
        own = (text.replace(title, name[0]) for name in settings_in(goal))
        return next((words for words in own if parts_of(words) == [part]), text)
    return text


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
