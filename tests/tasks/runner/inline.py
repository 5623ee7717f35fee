"""An executor in the test's own process, whose workers break down on demand."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tasks.executor.executor import Event, Lost, Told
from tasks.ledger.record import Outcome
from tasks.runner.job import Broken, Job

Work = Callable[[str, Job], Outcome | Broken | str]
"""What a worker makes of a job; a text is the reason why it was lost."""


@dataclass(slots=True)
class InlineExecutor:
    """Does each job when it is asked for events."""

    names: list[str]
    work: Work
    taken: list[tuple[str, Job]] = field(default_factory=list)
    _busy: dict[str, Job] = field(default_factory=dict)
    _events: deque[Event] = field(default_factory=deque)

    @property
    def idle(self) -> int:
        return len(self.names) - len(self._busy)

    @property
    def workers(self) -> int:
        return len(self.names)

    def submit(self, job: Job) -> None:
        worker = next(name for name in self.names if name not in self._busy)
        self._busy[worker] = job
        self.taken.append((worker, job))

    def events(self, seconds: float) -> list[Event]:
        heard: list[Event] = []
        for worker, job in list(self._busy.items()):
            del self._busy[worker]
            made = self.work(worker, job)
            heard.append(
                Lost(job, worker, made) if isinstance(made, str) else Told(worker, worker, made, job)
            )
        return heard

    def drop(self, worker: str) -> None:
        self.names.remove(worker)

    def close(self) -> None:
        self.names.clear()


class Stillborn(InlineExecutor):
    """Workers that end before they take a job, one after the other."""

    @property
    def idle(self) -> int:
        return 0

    def events(self, seconds: float) -> list[Event]:
        return [Lost(None, worker, "the worker's process ended") for worker in self.names]
