"""What a worker is given, and what it says."""

from pathlib import Path
from typing import Literal

from agent.settings import Settings
from agent.step import Record
from tasks.ledger.record import Outcome, Planned
from tasks.runner.slot import Berth

EntrantKind = Literal["agent", "gold", "noop", "random"]


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
    cost: float = 0.0


class Broken(Record):
    """The worker cannot work: its phone cannot be had, or its settings are none."""

    reason: str


Message = Progress | Outcome | Broken
"""What comes from a worker."""
