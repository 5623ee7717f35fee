"""What the runner asks of whatever runs its workers."""

from dataclasses import dataclass
from typing import Protocol

from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest, StepProgress, WorkerBroken


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """A worker that died or hung; what it was working on has no outcome."""

    request: AttemptRequest | None
    worker: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkerSaid:
    """A word from a worker."""

    worker: str
    device: str
    message: StepProgress | Outcome | WorkerBroken
    request: AttemptRequest | None = None
    """What it is at, or with an Outcome: what that is of."""


Event = WorkerSaid | WorkerLost


class Executor(Protocol):
    """Workers, each with a phone of its own. One that is lost is replaced by the executor itself."""

    @property
    def idle(self) -> int:
        """How many workers wait for a request."""
        ...

    @property
    def workers(self) -> int:
        """How many there are, those that are starting too."""
        ...

    def submit(self, request: AttemptRequest) -> None:
        """Have an idle worker make an attempt."""
        ...

    def events(self, seconds: float) -> list[Event]:
        """What has happened; waits at most so long for something."""
        ...

    def drop(self, worker: str) -> None:
        """Do without a worker (and its phone) from now on."""
        ...

    def close(self) -> None:
        """Stop them all. Safe to call twice."""
        ...
