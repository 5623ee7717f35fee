"""What the cycle asks of whoever learns from practice, be it a memory or a network."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from agent.proposal.proposal import Surroundings
from tasks.practice.exam import Exam
from tasks.practice.runner import PracticeAgent, PracticeRunner, SheetResult


@dataclass(frozen=True)
class Draft:
    """What was learned, before anybody knows whether it does any good on held-out tasks."""

    agent: PracticeAgent | None
    """The agent with it; None where nothing new was learned."""
    told: tuple[str, ...] = ()
    """What it is, and what was thrown out, a line each."""


@dataclass(frozen=True)
class Lecture:
    """What a learner is given after a round."""

    number: int
    """Of the round, from 1."""
    name: str
    """Of the round, and of the branch of the practice: whatever is kept of it is called after it."""
    attempts: Sequence[SheetResult]
    """Of all rounds so far, this one last."""
    around: Surroundings
    exam: Exam
    runner: PracticeRunner


class Learner(Protocol):
    """Learns in rounds. It decides by what it is given alone, so that practice can be gone through again."""

    @property
    def name(self) -> str:
        """As it is chosen by."""
        ...

    def now(self) -> PracticeAgent:
        """The agent with all that was kept."""
        ...

    def practising(self, number: int) -> PracticeAgent:
        """The same, for the attempts of a round: it may dare more."""
        ...

    def learn(self, lecture: Lecture) -> Draft:
        """What the attempts teach."""
        ...

    def keep(self, draft: Draft) -> None:
        """It did good: from now on it is part of the agent. Without this it is forgotten."""
        ...
