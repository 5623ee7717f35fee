"""What a reading of a goal comes to: what is to be done, a question to the person, or a refusal."""

from dataclasses import dataclass
from enum import StrEnum

from agent.language.intention import Intention
from agent.run.status import Cause


class Obstacle(StrEnum):
    """Why a part of a goal stops the act."""

    CONDITION = "condition"
    """It waits for something: a place, a later moment, another event."""
    EXCEPTION = "exception"
    """It leaves something out that the act cannot leave out."""
    LEFT = "left"
    """Its words belong to nothing that can be done."""
    NEGATION = "negation"
    """It says what not to do, and it is not clear of what."""
    CONFLICT = "conflict"
    """It says to leave something alone that the rest would change."""
    OTHER = "other"
    """It asks for something that is none of the intents."""
    HOW = "how"
    """It asks how something is done."""
    UNSURE = "unsure"
    """The reader is not sure enough."""
    UNREAD = "unread"
    """A value, a setting or a kind in it means nothing to the brain."""
    UNKNOWN = "unknown"
    """It names a setting that the brain does not know."""
    AMBIGUOUS = "ambiguous"
    """A value in it may mean two things."""
    LIKELY = "likely"
    """A value in it may mean two things, and people mostly mean the first of them."""
    UNTIMED = "untimed"
    """It gives an event a day and no time."""
    MISSING = "missing"
    """It does not say something that the act needs."""
    UNUSED = "unused"
    """It says more than the act can honour."""
    UNABLE = "unable"
    """There are no hands for what it asks yet."""
    GUESSED = "guessed"
    """There are no hands for what it seems to ask, and the reader is not sure that it asks it."""


CAUSES = {
    Obstacle.CONDITION: Cause.IMPOSSIBLE,
    Obstacle.EXCEPTION: Cause.IMPOSSIBLE,
    Obstacle.CONFLICT: Cause.IMPOSSIBLE,
    Obstacle.UNUSED: Cause.IMPOSSIBLE,
    Obstacle.UNABLE: Cause.IMPOSSIBLE,
    Obstacle.UNKNOWN: Cause.NOT_FOUND,
}
"""What a run ends for that nobody answers; NOT_UNDERSTOOD for any other obstacle."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A part of a goal that stops the act."""

    obstacle: Obstacle
    part: str
    """The goal's own words; of what is missing, the words of the clause."""
    what: str = ""
    """What is missing, or can't be done, in our words."""
    start: int = -1
    """Where the part begins in the goal; -1 where it is not one stretch of it."""
    choices: tuple[str, ...] = ()
    """What an ambiguous part may mean."""


class CannotBind(Exception):
    """A clause that becomes no intention; caught where clauses are bound."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop.part)
        self.stop = stop


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a goal asks for, in its order."""

    intentions: tuple[Intention, ...]


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """An answer to a question, and what is done then."""

    words: str
    """"" = yes."""
    then: tuple[Intention, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is done."""

    cause: Cause
    reason: str
    """A sentence that names the part."""
    stop: Stop | None = None
    nearest: str = ""
    """A goal that can be done, the nearest one known; "" for none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Nothing is done before the person has answered."""

    question: str
    choices: tuple[AnswerChoice, ...]
    otherwise: Refused
    """Where nobody answers."""
    likely: bool = False
    """Whether a yes chooses the first."""
    left: str = ""
    """What the person asks for and a yes leaves undone, in their words."""


Outcome = Wanted | Asked | Refused
