"""What a worker is given, and what it says."""

from pathlib import Path
from typing import Self

from agent.run.step import Record
from agent.settings import Settings
from tasks.diskspace import is_full
from tasks.ledger.record import Outcome, Planned
from tasks.runner.slot import Berth

EntrantKind = str
"""`agent`, what is plain code (`gold`, `noop`, `random`), or somebody's own by its name (tasks/plugin.py)."""


class Errand(Record):
    """All a worker needs to know before its first task; plain data, so that it travels to any machine."""

    run: str
    suite: str
    ledger: str
    folder: Path
    """Of the run; each attempt has a folder in it."""
    entrant: EntrantKind
    settings: Settings
    berth: Berth
    pictures: bool = True
    home: Path | None = None
    """Where code of one's own is looked for, on whichever machine; None where there is none."""


class Job(Record):
    """One task to try."""

    episode: Planned
    cost_left: float | None = None
    """US dollars it may take; None = any."""
    last: bool = False
    """Whether no attempt is to follow, whatever comes of this one."""


class Progress(Record):
    """A step is done; the worker lives."""

    episode: int
    step: int
    cost: float | None = 0.0
    """US dollars; None where nobody says what its model costs."""


class Broken(Record):
    """The worker cannot work: its phone cannot be had, or its settings are none."""

    reason: str
    is_full: bool = False
    """Whether a disk has no more room."""

    @classmethod
    def by(cls, error: Exception) -> Self:
        """Because of an error that stops the worker."""
        return cls(reason=str(error), is_full=is_full(error))


Message = Progress | Outcome | Broken
"""What comes from a worker."""
