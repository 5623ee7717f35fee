"""Many phones in one process: an executor whose workers are threads, each with an embedded phone of its own.

The phones outlive a run, as practice makes many short ones and a phone takes a second to begin. A thread
cannot be killed: what hangs is left to the agent's own limits.
"""

import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field

from device.error import ToldToPerson
from tasks.executor.executor import Event, Told
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.job import Broken, Errand, Job, Progress
from tasks.runner.slot import Berth, EmbeddedSlot
from tasks.runner.worker import Made, Worker


class Crew:
    """Phones, and the threads that work on them."""

    def __init__(self, berth: Berth, count: int) -> None:
        self.berth = berth
        self._phones = {f"phone-{number}": EmbeddedSlot(berth) for number in range(1, count + 1)}
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="practice")

    def shift(self, errand: Errand, made: Made) -> "Shift":
        """All of them for one run."""
        return Shift(errand, made, dict(self._phones), self._pool.submit)

    def close(self) -> None:
        """Let go of the phones, once what is begun has ended: its outcome is worth the wait."""
        self._pool.shutdown(cancel_futures=True)
        for slot in self._phones.values():
            slot.close()


@dataclass(slots=True)
class Shift:
    """An `Executor`: the crew at work on one run."""

    errand: Errand
    made: Made
    free: dict[str, EmbeddedSlot]
    submit_to: Callable[..., object]
    _busy: dict[str, EmbeddedSlot] = field(default_factory=dict, init=False)
    _heard: "queue.Queue[Event | BaseException]" = field(default_factory=queue.Queue, init=False)

    @property
    def idle(self) -> int:
        """Phones that wait for a job."""
        return len(self.free)

    @property
    def workers(self) -> int:
        """All of them."""
        return len(self.free) + len(self._busy)

    def submit(self, job: Job) -> None:
        """Give it to an idle one. Raises KeyError when there is none."""
        name, slot = self.free.popitem()
        self._busy[name] = slot
        self.submit_to(self._work, name, slot, job)

    def events(self, seconds: float) -> list[Event]:
        """What the workers said. Raises what stopped one of them that nobody foresaw."""
        found: list[Event] = []
        try:
            heard = self._heard.get(timeout=seconds)
            while True:
                if isinstance(heard, BaseException):
                    raise heard
                if isinstance(heard, Told) and isinstance(heard.message, Outcome | Broken):
                    self.free[heard.worker] = self._busy.pop(heard.worker)
                found.append(heard)
                heard = self._heard.get_nowait()
        except queue.Empty:
            return found

    def drop(self, worker: str) -> None:
        """Do without a phone for the rest of this run."""
        self.free.pop(worker, None)

    def close(self) -> None:
        """Nothing: the phones are the crew's."""

    def _work(self, name: str, slot: EmbeddedSlot, job: Job) -> None:
        """In a thread: one task, from the phone made ready to its outcome in the ledger."""

        def tell(message: Progress | Outcome | Broken) -> None:
            self._heard.put(Told(name, slot.name, message, job))

        try:
            with closing(Ledger.open(self.errand.ledger)) as ledger:
                tell(Worker(self.errand, slot, ledger, name, self.made).do(job, tell))
        except ToldToPerson as error:
            tell(Broken(reason=str(error)))
        except BaseException as error:
            self._heard.put(error)
            raise
