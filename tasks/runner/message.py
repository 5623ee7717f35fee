"""What a worker is asked, and what it says."""

from typing import Self

from agent.run.step import Record
from tasks.diskspace import is_full
from tasks.ledger.record import Episode, Outcome


class AttemptRequest(Record):
    """One attempt that a worker is to make."""

    episode: Episode
    cost_left: float | None = None
    """US dollars it may take; None = any."""
    last: bool = False
    """Whether no attempt is to follow, whatever comes of this one."""


class StepProgress(Record):
    """A step is done; the worker lives."""

    episode: int
    step: int
    cost: float | None = 0.0
    """US dollars; None where nobody says what its model costs."""


class WorkerBroken(Record):
    """The worker cannot work: its phone cannot be had, or its settings are none."""

    reason: str
    is_full: bool = False
    """Whether a disk has no more room."""

    @classmethod
    def by(cls, error: Exception) -> Self:
        """Because of an error that stops the worker."""
        return cls(reason=str(error), is_full=is_full(error))


WorkerMessage = StepProgress | Outcome | WorkerBroken
"""What comes from a worker."""
