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
from tasks.agent.agent import AgentFactory
from tasks.executor.executor import Event, WorkerSaid
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest, StepProgress, WorkerBroken
from tasks.runner.phone import EmbeddedPhone, PhoneSpec
from tasks.runner.spec import RunSpec
from tasks.runner.worker import Worker


class PhonePool:
    """Embedded phones, and the threads that work on them."""

    def __init__(self, spec: PhoneSpec, count: int) -> None:
        self.spec = spec
        self._phones = {f"phone-{number}": EmbeddedPhone(spec) for number in range(1, count + 1)}
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="practice")

    def executor(self, spec: RunSpec, make_agent: AgentFactory) -> "ThreadExecutor":
        """All of them for one run."""
        return ThreadExecutor(spec, make_agent, dict(self._phones), self._pool.submit)

    def close(self) -> None:
        """Let go of the phones, once what is begun has ended: its outcome is worth the wait."""
        self._pool.shutdown(cancel_futures=True)
        for phone in self._phones.values():
            phone.close()


@dataclass(slots=True)
class ThreadExecutor:
    """An `Executor`: a pool at work on one run."""

    spec: RunSpec
    make_agent: AgentFactory
    free: dict[str, EmbeddedPhone]
    submit_to: Callable[..., object]
    _busy: dict[str, EmbeddedPhone] = field(default_factory=dict, init=False)
    _heard: "queue.Queue[Event | BaseException]" = field(default_factory=queue.Queue, init=False)

    @property
    def idle(self) -> int:
        """Phones that wait for a request."""
        return len(self.free)

    @property
    def workers(self) -> int:
        """All of them."""
        return len(self.free) + len(self._busy)

    def submit(self, request: AttemptRequest) -> None:
        """Give it to an idle one. Raises KeyError when there is none."""
        name, phone = self.free.popitem()
        self._busy[name] = phone
        self.submit_to(self._work, name, phone, request)

    def events(self, seconds: float) -> list[Event]:
        """What the workers said. Raises what stopped one of them that nobody foresaw."""
        found: list[Event] = []
        try:
            heard = self._heard.get(timeout=seconds)
            while True:
                if isinstance(heard, BaseException):
                    raise heard
                if isinstance(heard, WorkerSaid) and isinstance(heard.message, Outcome | WorkerBroken):
                    self.free[heard.worker] = self._busy.pop(heard.worker)
                found.append(heard)
                heard = self._heard.get_nowait()
        except queue.Empty:
            return found

    def drop(self, worker: str) -> None:
        """Do without a phone for the rest of this run."""
        self.free.pop(worker, None)

    def close(self) -> None:
        """Nothing: the phones are the pool's."""

    def _work(self, name: str, phone: EmbeddedPhone, request: AttemptRequest) -> None:
        """In a thread: one attempt, from the phone made ready to its outcome in the ledger."""

        def tell(message: StepProgress | Outcome | WorkerBroken) -> None:
            self._heard.put(WorkerSaid(name, phone.name, message, request))

        try:
            with closing(Ledger.open(self.spec.ledger)) as ledger:
                tell(Worker(self.spec, phone, ledger, name, self.make_agent).attempt(request, tell))
        except ToldToPerson as error:
            tell(WorkerBroken(reason=str(error)))
        except BaseException as error:
            self._heard.put(error)
            raise
