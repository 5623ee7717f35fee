"""Workers on a Ray cluster: placed by its resources, kept from task to task, made anew when a node is lost.

Ray places and streams; who has which phone, what is written where and what is tried again is ours. The ledger
must be one that every node reaches: Postgres, or a file of a folder that they share.
"""

import itertools
import queue
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from device.error import ConfigError, ToldToPerson
from tasks.executor.executor import Event, Lost, Told
from tasks.executor.local import Patience
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.job import Broken, Errand, Job, Progress
from tasks.runner.slot import slot_of
from tasks.runner.worker import Worker

INSTALL = "pip install 'tapwright[fleet]'"
LOCAL = "local"
_KNOCK_SECONDS = 10.0
_CPUS = 1


@dataclass(slots=True)
class _Seat:
    """One actor, and what it is at."""

    name: str
    errand: Errand
    actor: Any
    place: Any
    """Tells when it has a node and its phone; None once it has told."""
    began_at: float
    heard_at: float
    stream: Any = None
    """What it says of its job; None while it has none."""
    job: Job | None = None

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a job."""
        return self.place is None and self.job is None


@dataclass(slots=True)
class RayExecutor:
    """So many actors, each with an errand (and a phone) of its own."""

    errands: Sequence[Errand]
    address: str = LOCAL
    """Of the cluster's head; `local` begins one of this machine alone, on loopback."""
    resources: Mapping[str, float] = field(default_factory=dict)
    """What a node must have for each worker, as {"phone": 1}."""
    patience: Patience = field(default_factory=Patience)
    _ray: Any = field(default=None, init=False)
    _seats: dict[str, _Seat] = field(default_factory=dict, init=False)
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1), init=False)
    _began: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Join the cluster. Raises ConfigError where Ray is not installed or nobody answers."""
        self._ray = _ray()
        if not self._ray.is_initialized():
            self._join()
            self._began = True
        for errand in self.errands:
            self._seat(errand)

    def _join(self) -> None:
        quiet = {"log_to_driver": False, "configure_logging": False}
        try:
            if self.address == LOCAL:
                self._ray.init(
                    address="local",  # else it joins whatever cluster another has begun here
                    num_cpus=max(1, len(self.errands)),
                    include_dashboard=False,
                    _node_ip_address="127.0.0.1",
                    **quiet,
                )
            else:
                _knock(self.address)
                self._ray.init(address=self.address, **quiet)
        except (OSError, ValueError, RuntimeError) as error:
            reason = str(error).splitlines()[0]
            raise ConfigError(
                f"no Ray cluster at {self.address}: {reason}",
                "Begin one: ray start --head; one that wants a token is joined with RAY_AUTH_MODE=token",
            ) from error

    @property
    def idle(self) -> int:
        """Workers that wait for a job."""
        return sum(seat.is_idle for seat in self._seats.values())

    @property
    def workers(self) -> int:
        """All of them."""
        return len(self._seats)

    @property
    def pids(self) -> tuple[int, ...]:
        """Of the workers' processes, each on its node."""
        actors = [seat.actor for seat in self._seats.values()]
        return tuple(self._ray.get([actor.pid.remote() for actor in actors]))

    def submit(self, job: Job) -> None:
        """Give it to an idle worker. Raises ValueError when there is none."""
        seat = next((each for each in self._seats.values() if each.is_idle), None)
        if seat is None:
            raise ValueError("no worker is idle")
        seat.job, seat.began_at, seat.heard_at = job, time.monotonic(), time.monotonic()
        seat.stream = seat.actor.do.options(num_returns="streaming").remote(job)

    def events(self, seconds: float) -> list[Event]:
        """What the workers said, and which of them are lost."""
        awaited = {seat.place or seat.stream: seat for seat in self._seats.values() if not seat.is_idle}
        heard: list[Event] = []
        if awaited:
            ready, _ = self._ray.wait(list(awaited), num_returns=1, timeout=seconds)
            for word in ready:
                heard.extend(self._heard(awaited[word]))
        heard.extend(self._hung())
        return heard

    def drop(self, worker: str) -> None:
        """Stop one worker for good."""
        seat = self._seats.pop(worker, None)
        if seat is not None:
            self._ray.kill(seat.actor)

    def close(self) -> None:
        """Stop them all, and the cluster where it was begun here."""
        for worker in list(self._seats):
            self.drop(worker)
        if self._began:
            self._ray.shutdown()
            self._began = False

    def _seat(self, errand: Errand) -> None:
        name = f"ray-{next(self._count)}"
        remote = self._ray.remote(_Remote)
        actor = remote.options(num_cpus=_CPUS, resources=dict(self.resources), max_restarts=0).remote(
            errand, name
        )
        now = time.monotonic()
        self._seats[name] = _Seat(name, errand, actor, actor.begin.remote(), now, now)

    def _heard(self, seat: _Seat) -> Iterator[Event]:
        """One word of a worker, or that it is gone."""
        try:
            message = self._ray.get(seat.place or next(seat.stream))
        except StopIteration:
            yield self._lose(seat, "the worker ended without an outcome")
            return
        except self._ray.exceptions.RayError as error:
            yield self._lose(seat, f"the worker or its node is lost: {type(error).__name__}")
            return
        seat.heard_at = time.monotonic()
        job, seat.place = seat.job, None
        if message is None:
            return
        if isinstance(message, Outcome):
            seat.job, seat.stream = None, None
        yield Told(seat.name, seat.errand.berth.name, message, job)

    def _hung(self) -> Iterator[Event]:
        now = time.monotonic()
        for seat in [each for each in self._seats.values() if not each.is_idle]:
            if seat.place is not None:
                if now - seat.began_at > self.patience.step:
                    wants = " and ".join(f"{count:g} {name}" for name, count in self._wants.items())
                    reason = f"the cluster had no node with {wants} free within {self.patience.step:.10g} s"
                    yield Told(seat.name, seat.errand.berth.name, Broken(reason=reason))
            elif now - seat.heard_at > self.patience.step:
                yield self._lose(seat, f"no step within {self.patience.step:.10g} s")
            elif now - seat.began_at > self.patience.episode:
                yield self._lose(seat, f"not done within {self.patience.episode:.10g} s")

    @property
    def _wants(self) -> Mapping[str, float]:
        """What a node must have free for a worker."""
        return {"CPU": _CPUS, **self.resources}

    def _lose(self, seat: _Seat, reason: str) -> Lost:
        """Replace a worker; Ray finds a node for it."""
        del self._seats[seat.name]
        self._ray.kill(seat.actor)
        self._seat(seat.errand)
        return Lost(seat.job, seat.name, reason)


class _Remote:
    """The worker on its node: one thread works while the actor streams what it says."""

    def __init__(self, errand: Errand, name: str) -> None:
        self._errand = errand
        self._name = name
        self._held = slot_of(errand.berth)
        self._worker: Worker | None = None

    def begin(self) -> Broken | None:
        """Take the phone and open the ledger; why that can't be."""
        try:
            slot = self._held.__enter__()
            self._worker = Worker(self._errand, slot, Ledger.open(self._errand.ledger), self._name)
        except ToldToPerson as error:
            return Broken.by(error)
        return None

    def do(self, job: Job) -> Iterator[Progress | Outcome | Broken]:
        """Try a task; progress as it comes, then the outcome."""
        said: queue.SimpleQueue[Progress | Outcome | BaseException] = queue.SimpleQueue()
        assert self._worker is not None
        work_on = self._worker.do

        def work() -> None:
            try:
                said.put(work_on(job, said.put))
            except BaseException as error:  # noqa: BLE001 - it is raised where the runner hears of it
                said.put(error)

        threading.Thread(target=work, daemon=True).start()
        while True:
            message = said.get()
            if isinstance(message, ToldToPerson):
                yield Broken.by(message)
                return
            if isinstance(message, BaseException):
                raise message
            yield message
            if isinstance(message, Outcome):
                return

    def pid(self) -> int:
        """Of this process, for tests that kill it."""
        import os  # noqa: PLC0415

        return os.getpid()


def _knock(address: str) -> None:
    """Raises OSError where nobody listens at HOST:PORT, which Ray itself would find out after minutes."""
    host, _, port = address.rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK_SECONDS).close()


def _ray() -> Any:
    try:
        import ray  # noqa: PLC0415, TID251 - this is the one executor
    except ImportError as error:
        raise ConfigError("the executor ray needs Ray", f"Install it: {INSTALL}") from error
    return ray
