"""An executor in the test's own process, whose workers break down on demand."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tasks.executor.executor import Event, WorkerLost, WorkerSaid
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest, WorkerBroken

Work = Callable[[str, AttemptRequest], Outcome | WorkerBroken | str]
"""What a worker makes of a request; a text is the reason why it was lost."""


@dataclass(slots=True)
class InlineExecutor:
    """Makes each attempt when it is asked for events."""

    names: list[str]
    work: Work
    taken: list[tuple[str, AttemptRequest]] = field(default_factory=list)
    _busy: dict[str, AttemptRequest] = field(default_factory=dict)
    _events: deque[Event] = field(default_factory=deque)

    @property
    def idle(self) -> int:
        return len(self.names) - len(self._busy)

    @property
    def workers(self) -> int:
        return len(self.names)

    def submit(self, request: AttemptRequest) -> None:
        worker = next(name for name in self.names if name not in self._busy)
        self._busy[worker] = request
        self.taken.append((worker, request))

    def events(self, seconds: float) -> list[Event]:
        heard: list[Event] = []
        for worker, request in list(self._busy.items()):
            del self._busy[worker]
            made = self.work(worker, request)
            heard.append(
                WorkerLost(request, worker, made)
                if isinstance(made, str)
                else WorkerSaid(worker, worker, made, request)
            )
        return heard

    def drop(self, worker: str) -> None:
        self.names.remove(worker)

    def close(self) -> None:
        self.names.clear()


class Stillborn(InlineExecutor):
    """Workers that end before they take a request, one after the other."""

    @property
    def idle(self) -> int:
        return 0

    def events(self, seconds: float) -> list[Event]:
        return [WorkerLost(None, worker, "the worker's process ended") for worker in self.names]
