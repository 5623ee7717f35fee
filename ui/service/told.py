"""What a session tells, numbered, so that it can be followed from any point; and how it is right now."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from agent.run.event import EffectMet, EffectsListed, Ended, NextTouch, Noticed, PlanMade, Question, StepDone
from device.error import ToldToPerson

Act = Literal["said", "answered", "paused", "went_on", "stopped", "took_over", "handed_back"]

Activity = Literal["idle", "working", "asking", "paused", "taken_over", "stopping", "closed"]
"""idle: nothing to do; working; asking: a question waits for its answer; paused; taken_over: the person has
the phone; stopping: the task ends at its next chance; closed."""


class NotNow(ToldToPerson):
    """The session is not in a state for that; the message says why."""

    exit_code = 2


class Over(NotNow):
    """The task has come to its end, and hears nothing more."""


@dataclass(frozen=True, slots=True)
class TaskBegun:
    """A task is being worked on."""

    goal: str
    """In the person's words."""
    folder: Path
    """Where it is recorded; the pictures of its steps lie below it, see `Session.picture`."""
    resumed: bool = False
    """Whether it goes on with a run that was cut short; its earlier steps come next."""


@dataclass(frozen=True, slots=True)
class Steered:
    """The person did something about the task."""

    act: Act
    text: str = ""
    """What they said or answered."""
    question: int = 0
    """The number of what was told that asked the question which this answers; 0 where it answers none."""


@dataclass(frozen=True, slots=True)
class Replied:
    """An answer to what asked nothing of the phone, as a greeting."""

    text: str
    to: str
    """What it answers, in the person's words: its language is the answer's."""


Word = (
    TaskBegun
    | EffectsListed
    | EffectMet
    | PlanMade
    | Noticed
    | NextTouch
    | StepDone
    | Question
    | Steered
    | Replied
    | Ended
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told by a session."""

    number: int
    """From 1, without gaps, over all tasks of the session."""
    at: float
    """Seconds since the epoch."""
    task: int
    """Which task of the session it belongs to, from 1."""
    word: Word


@dataclass(frozen=True, slots=True)
class Standing:
    """How a session is right now."""

    activity: Activity
    task: int
    """Number of the latest task, from 1; 0 before the first."""
    goal: str
    question: Question | None
    """What waits for an answer."""
    asked: int
    """The number of what was told that asks it, for `Session.answer`; 0 where nothing is asked."""
    told: int
    """Number of the latest thing told; 0 before the first."""
    ended: Ended | None
    """How the latest task ended, once it has."""
    holding: bool
    """Whether a task that was paused, or whose phone was taken over, stands still by now."""
