"""Workers on a Ray cluster: placed by its resources, kept from task to task, made anew when a node is lost.

Ray places and streams; who has which phone, what is written where and what is tried again is ours. The ledger
must be one that every node reaches: Postgres, or a file of a folder that they share.
"""

import itertools
import queue
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from device.error import ConfigError, ToldToPerson
from tasks.executor.executor import Event, WorkerLost, WorkerSaid
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest, StepProgress, WorkerBroken
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.spec import RunSpec
from tasks.runner.worker import Worker

INSTALL = "pip install 'tapwright[fleet]'"
LOCAL = "local"
_KNOCK_SECONDS = 10.0
_CPUS = 1


@dataclass(slots=True)
class _WorkerActor:
    """One actor, and what it is at."""

    name: str
    phone: PhoneSpec
    actor: Any
    place: Any
    """Tells when it has a node and its phone; None once it has told."""
    began_at: float
    heard_at: float
    stream: Any = None
    """What it says of its attempt; None while it makes none."""
    request: AttemptRequest | None = None

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a request."""
        return self.place is None and self.request is None


@dataclass(slots=True)
class RayExecutor:
    """An actor for each phone of a run."""

    spec: RunSpec
    _ray: Any = field(default=None, init=False)
    _workers: dict[str, _WorkerActor] = field(default_factory=dict, init=False)
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1), init=False)
    _began: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Join the cluster. Raises ConfigError where Ray is not installed or nobody answers."""
        self._ray = _ray()
        if not self._ray.is_initialized():
            self._join()
            self._began = True
        for phone in self.spec.phones:
            self._start(phone)

    def _join(self) -> None:
        quiet = {"log_to_driver": False, "configure_logging": False}
        try:
            if self.spec.address == LOCAL:
                self._ray.init(
                    address="local",  # else it joins whatever cluster another has begun here
                    num_cpus=max(1, len(self.spec.phones)),
                    include_dashboard=False,
                    _node_ip_address="127.0.0.1",
                    **quiet,
                )
            else:
                _knock(self.spec.address)
                self._ray.init(address=self.spec.address, **quiet)
        except (OSError, ValueError, RuntimeError) as error:
            reason = str(error).splitlines()[0]
            raise ConfigError(
                f"no Ray cluster at {self.spec.address}: {reason}",
                "Begin one: ray start --head; one that wants a token is joined with RAY_AUTH_MODE=token",
            ) from error

    @property
    def idle(self) -> int:
        """Workers that wait for a request."""
        return sum(held.is_idle for held in self._workers.values())

    @property
    def workers(self) -> int:
        """All of them."""
        return len(self._workers)

    @property
    def pids(self) -> tuple[int, ...]:
        """Of the workers' processes, each on its node."""
        actors = [held.actor for held in self._workers.values()]
        return tuple(self._ray.get([actor.pid.remote() for actor in actors]))

    def submit(self, request: AttemptRequest) -> None:
        """Give it to an idle worker. Raises ValueError when there is none."""
        held = next((each for each in self._workers.values() if each.is_idle), None)
        if held is None:
            raise ValueError("no worker is idle")
        held.request, held.began_at, held.heard_at = request, time.monotonic(), time.monotonic()
        held.stream = held.actor.attempt.options(num_returns="streaming").remote(request)

    def events(self, seconds: float) -> list[Event]:
        """What the workers said, and which of them are lost."""
        awaited = {held.place or held.stream: held for held in self._workers.values() if not held.is_idle}
        heard: list[Event] = []
        if awaited:
            ready, _ = self._ray.wait(list(awaited), num_returns=1, timeout=seconds)
            for word in ready:
                heard.extend(self._heard(awaited[word]))
        heard.extend(self._hung())
        return heard

    def drop(self, worker: str) -> None:
        """Stop one worker for good."""
        held = self._workers.pop(worker, None)
        if held is not None:
            self._ray.kill(held.actor)

    def close(self) -> None:
        """Stop them all, and the cluster where it was begun here."""
        for worker in list(self._workers):
            self.drop(worker)
        if self._began:
            self._ray.shutdown()
            self._began = False

    def _start(self, phone: PhoneSpec) -> None:
        name = f"ray-{next(self._count)}"
        remote = self._ray.remote(_RemoteWorker)
        actor = remote.options(num_cpus=_CPUS, resources=self._resources, max_restarts=0).remote(
            self.spec, phone, name
        )
        now = time.monotonic()
        self._workers[name] = _WorkerActor(name, phone, actor, actor.begin.remote(), now, now)

    def _heard(self, held: _WorkerActor) -> Iterator[Event]:
        """One word of a worker, or that it is gone."""
        try:
            message = self._ray.get(held.place or next(held.stream))
        except StopIteration:
            yield self._lose(held, "the worker ended without an outcome")
            return
        except self._ray.exceptions.RayError as error:
            yield self._lose(held, f"the worker or its node is lost: {type(error).__name__}")
            return
        held.heard_at = time.monotonic()
        request, held.place = held.request, None
        if message is None:
            return
        if isinstance(message, Outcome):
            held.request, held.stream = None, None
        yield WorkerSaid(held.name, held.phone.name, message, request)

    def _hung(self) -> Iterator[Event]:
        now = time.monotonic()
        for held in [each for each in self._workers.values() if not each.is_idle]:
            if held.place is not None:
                if now - held.began_at > self.spec.step_timeout:
                    wants = " and ".join(f"{count:g} {name}" for name, count in self._wants.items())
                    reason = (
                        f"the cluster had no node with {wants} free within {self.spec.step_timeout:.10g} s"
                    )
                    yield WorkerSaid(held.name, held.phone.name, WorkerBroken(reason=reason))
            elif now - held.heard_at > self.spec.step_timeout:
                yield self._lose(held, f"no step within {self.spec.step_timeout:.10g} s")
            elif now - held.began_at > self.spec.episode_timeout:
                yield self._lose(held, f"not done within {self.spec.episode_timeout:.10g} s")

    @property
    def _resources(self) -> dict[str, float]:
        """What a node must have of the run's own for each worker, as {"phone": 1}."""
        return {self.spec.resource: 1.0} if self.spec.resource else {}

    @property
    def _wants(self) -> Mapping[str, float]:
        """What a node must have free for a worker."""
        return {"CPU": _CPUS, **self._resources}

    def _lose(self, held: _WorkerActor, reason: str) -> WorkerLost:
        """Replace a worker; Ray finds a node for it."""
        del self._workers[held.name]
        self._ray.kill(held.actor)
        self._start(held.phone)
        return WorkerLost(held.request, held.name, reason)


class _RemoteWorker:
    """The worker on its node: one thread works while the actor streams what it says."""

    def __init__(self, spec: RunSpec, phone: PhoneSpec, name: str) -> None:
        self._spec = spec
        self._name = name
        self._held = open_phone(phone)
        self._worker: Worker | None = None

    def begin(self) -> WorkerBroken | None:
        """Take the phone and open the ledger; why that can't be."""
        try:
            phone = self._held.__enter__()
            self._worker = Worker(self._spec, phone, Ledger.open(self._spec.ledger), self._name)
        except ToldToPerson as error:
            return WorkerBroken.by(error)
        return None

    def attempt(self, request: AttemptRequest) -> Iterator[StepProgress | Outcome | WorkerBroken]:
        """Make an attempt; progress as it comes, then the outcome."""
        said: queue.SimpleQueue[StepProgress | Outcome | BaseException] = queue.SimpleQueue()
        assert self._worker is not None
        attempt = self._worker.attempt

        def work() -> None:
            try:
                said.put(attempt(request, said.put))
            except BaseException as error:  # noqa: BLE001 - it is raised where the runner hears of it
                said.put(error)

        threading.Thread(target=work, daemon=True).start()
        while True:
            message = said.get()
            if isinstance(message, ToldToPerson):
                yield WorkerBroken.by(message)
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
