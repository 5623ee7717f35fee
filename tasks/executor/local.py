"""Workers as processes of this machine. One that dies or hangs is replaced; none outlives the runner."""

import itertools
import multiprocessing
import os
import platform
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from types import FrameType

from device.error import DeviceError, ToldToPerson
from tasks.executor.executor import Event, WorkerLost, WorkerSaid
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest, WorkerBroken, WorkerMessage
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.spec import RunSpec
from tasks.runner.worker import Worker

_WAYS = multiprocessing.get_context("forkserver")
"""Each worker is forked off a process that has imported all it needs and does nothing else."""
_ALL_NEED = "tasks.executor.local"
_EMBEDDED = "tasks.executor.embedded"
_ORPHAN_SECONDS = 0.5
_GRACE_SECONDS = 2.0
_GIVING_BACK_SECONDS = 10.0
"""The grace of a worker that has somebody's phone to put right."""
_START_SECONDS = 120.0
_STARTS, _START_PAUSE = 10, 0.2


@dataclass(slots=True)
class _WorkerProcess:
    """One worker process, and what it is at."""

    name: str
    phone: PhoneSpec
    process: ForkServerProcess
    pipe: Connection
    heard_at: float
    began_at: float
    is_ready: bool = False
    request: AttemptRequest | None = None


@dataclass(slots=True)
class LocalExecutor:
    """A process for each phone of a run."""

    spec: RunSpec
    _workers: dict[str, _WorkerProcess] = field(default_factory=dict, init=False)
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1), init=False)

    def __post_init__(self) -> None:
        is_embedded = not all(phone.serial for phone in self.spec.phones)
        _WAYS.set_forkserver_preload([_ALL_NEED, *([_EMBEDDED] if is_embedded else [])])
        for phone in self.spec.phones:
            self._start(phone)

    @property
    def idle(self) -> int:
        """Workers that wait for a request."""
        return sum(held.is_ready and held.request is None for held in self._workers.values())

    @property
    def workers(self) -> int:
        """All of them."""
        return len(self._workers)

    @property
    def pids(self) -> tuple[int, ...]:
        """Of the workers' processes."""
        return tuple(held.process.pid for held in self._workers.values() if held.process.pid)

    def submit(self, request: AttemptRequest) -> None:
        """Give it to an idle worker. Raises ValueError when there is none."""
        held = next((each for each in self._workers.values() if each.is_ready and each.request is None), None)
        if held is None:
            raise ValueError("no worker is idle")
        held.request, held.began_at, held.heard_at = request, time.monotonic(), time.monotonic()
        with suppress(BrokenPipeError):  # it died this moment: `events` will tell
            held.pipe.send(request)

    def events(self, seconds: float) -> list[Event]:
        """What the workers said, and which of them are lost."""
        pipes = {held.pipe: held for held in self._workers.values()}
        heard: list[Event] = []
        for pipe in wait(list(pipes), timeout=seconds):
            assert isinstance(pipe, Connection)
            heard.extend(self._heard(pipes[pipe]))
        heard.extend(self._hung())
        return heard

    def drop(self, worker: str) -> None:
        """Stop one worker for good."""
        held = self._workers.pop(worker, None)
        if held is not None:
            _end(held)

    def close(self) -> None:
        """Stop them all."""
        for worker in list(self._workers):
            self.drop(worker)

    def _start(self, phone: PhoneSpec) -> None:
        """A new process for a phone."""
        name = f"{platform.node()}-{os.getpid()}-{next(self._count)}"
        process, ours = _begun(self.spec, phone, name)
        now = time.monotonic()
        self._workers[name] = _WorkerProcess(name, phone, process, ours, now, now)

    def _heard(self, held: _WorkerProcess) -> Iterator[Event]:
        """One word of a worker, or that it is gone."""
        try:
            message: WorkerMessage | None = held.pipe.recv()
        except (EOFError, ConnectionResetError):
            yield self._lose(held, "the worker's process ended")
            return
        held.heard_at = time.monotonic()
        if message is None:
            held.is_ready = True
            return
        request = held.request
        if isinstance(message, Outcome):
            held.request = None
        yield WorkerSaid(held.name, held.phone.name, message, request)

    def _hung(self) -> Iterator[Event]:
        now = time.monotonic()
        for held in list(self._workers.values()):
            if not held.is_ready and now - held.began_at > _START_SECONDS:
                yield self._lose(held, f"the worker did not start within {_START_SECONDS:.0f} s")
            elif held.request is not None and now - held.heard_at > self.spec.step_timeout:
                yield self._lose(held, f"no step within {self.spec.step_timeout:.10g} s")
            elif held.request is not None and now - held.began_at > self.spec.episode_timeout:
                yield self._lose(held, f"not done within {self.spec.episode_timeout:.10g} s")

    def _lose(self, held: _WorkerProcess, reason: str) -> WorkerLost:
        """Replace a worker."""
        del self._workers[held.name]
        _end(held)
        self._start(held.phone)
        return WorkerLost(held.request, held.name, reason)


def _begun(spec: RunSpec, phone: PhoneSpec, name: str) -> tuple[ForkServerProcess, Connection]:
    """A worker's process, and the pipe to it. Raises DeviceError where none can be begun."""
    for _ in range(_STARTS):
        ours, theirs = _WAYS.Pipe()
        process = _WAYS.Process(
            target=serve, args=(theirs, spec, phone, name, dict(os.environ)), name=name, daemon=True
        )
        with closing(theirs):
            try:
                process.start()
            except (EOFError, ConnectionError):
                # What workers are forked off was killed this very moment. Its sockets close before the system
                # tells of its end; once it does, the next try begins another.
                ours.close()
                time.sleep(_START_PAUSE)
            else:
                return process, ours
    raise DeviceError("no worker's process can be begun")


def _end(held: _WorkerProcess) -> None:
    held.pipe.close()
    held.process.terminate()
    held.process.join(_GIVING_BACK_SECONDS if held.phone.serial else _GRACE_SECONDS)
    if held.process.is_alive():
        held.process.kill()
        held.process.join()
    held.process.close()


def serve(
    pipe: Connection, spec: RunSpec, phone: PhoneSpec, name: str, environment: Mapping[str, str]
) -> None:
    """A worker's process: takes requests from the pipe until it closes, or the runner is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the runner's to hear
    if phone.serial:  # an embedded phone ends with its worker, and nothing on it has to be put right
        signal.signal(signal.SIGTERM, _leave)
    os.environ.clear()
    os.environ.update(environment)  # the one it was forked off may have begun under another
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    try:
        with open_phone(phone) as held:
            ledger = Ledger.open(spec.ledger)
            worker = Worker(spec, held, ledger, name)
            _say(pipe, None)
            while True:
                _say(pipe, worker.attempt(pipe.recv(), lambda progress: _say(pipe, progress)))
    except (EOFError, ConnectionResetError):
        return
    except ToldToPerson as error:
        _say(pipe, WorkerBroken.by(error))


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Be told to end: the phone is given back as it was."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(0)


def _say(pipe: Connection, message: WorkerMessage | None) -> None:
    """Tell the runner; where that is no more, leave as if killed with it.

    Whatever was raised here in the middle of a task would be entered as the task's failure, though it is to
    be gone on with.
    """
    try:
        pipe.send(message)
    except (BrokenPipeError, ConnectionResetError):
        os._exit(1)


def _leave_with(parent: int) -> None:
    """A worker whose runner was killed must not go on with a phone that nobody knows it has.

    What it was forked off ends with the runner.
    """
    while os.getppid() == parent:
        time.sleep(_ORPHAN_SECONDS)
    os._exit(1)
