"""A goal in words, with what it asks for: a conversation carries what was heard, not text to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from agent.language.errand import Delete
from agent.language.intention import Intention
from agent.language.speech import speaker


@dataclass(frozen=True, slots=True)
class TypedGoal:
    """A goal as it was heard."""

    text: str
    """In the person's words, or in ours once they changed it."""
    parts: tuple[Intention, ...] = ()
    """What it asks for, in its order; () where nobody knows yet."""
    is_open: bool = False
    """Whether it can be pursued although its parts are not known: a question about it has no answer yet."""
    left: str = ""
    """What of it is left undone, as the person agreed, in their words."""

    @property
    def is_known(self) -> bool:
        """Whether it can be pursued, if need be after a question."""
        return bool(self.parts) or self.is_open


class Listener(Protocol):
    """Hears goals."""

    def typed(self, goal: str) -> TypedGoal:
        """A goal by itself."""
        ...

    def settled_by(self, goal: str, said: str) -> TypedGoal | None:
        """What an answer, as `as_answer` keeps it, makes of a goal.

        A no leaves a goal without parts; None where it answers no question of ours.
        """
        ...


def as_planned(parts: Sequence[Intention], goal: str) -> tuple[str, ...]:
    """Parts as the plan of a goal has them, in the language of a text."""
    speak = speaker(goal)
    return tuple(speak(str(part)) for part in parts)


def worded(parts: Sequence[Intention], goal: str) -> TypedGoal:
    """A goal of these parts, in our words and in the language of a text.

    What the person need not be told of, and the goal must say, is in it.
    """
    speak = speaker(goal)
    words = (speak(part.in_full if isinstance(part, Delete) else str(part)) for part in parts)
    return TypedGoal(capital(". ".join(words)), tuple(parts))


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
