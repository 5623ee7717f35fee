"""Workers as processes of this machine. One that dies or hangs is replaced; none outlives the runner."""

import itertools
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess

from device.error import DeviceError, ToldToPerson
from tasks.executor.executor import Event, Lost, Told
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.job import Broken, Errand, Job, Message
from tasks.runner.slot import slot_of
from tasks.runner.worker import Worker

_WAYS = multiprocessing.get_context("forkserver")
"""Each worker is forked off a process that has imported all it needs and does nothing else."""
_WAYS.set_forkserver_preload(["tasks.executor.local"])
_ORPHAN_SECONDS = 0.5
_GRACE_SECONDS = 2.0
_START_SECONDS = 120.0
_STARTS, _START_PAUSE = 10, 0.2


@dataclass(slots=True)
class _Seat:
    """One worker process, and what it is at."""

    name: str
    errand: Errand
    process: ForkServerProcess
    pipe: Connection
    heard_at: float
    began_at: float
    is_ready: bool = False
    job: Job | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds after which a worker counts as hung."""

    step: float = 600.0
    """Without a word of a step done."""
    episode: float = 3600.0
    """For one task."""


@dataclass(slots=True)
class LocalExecutor:
    """So many processes, each with an errand (and a phone) of its own."""

    errands: Sequence[Errand]
    patience: Patience = field(default_factory=Patience)
    _seats: dict[str, _Seat] = field(default_factory=dict, init=False)
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1), init=False)

    def __post_init__(self) -> None:
        for errand in self.errands:
            self._seat(errand)

    @property
    def idle(self) -> int:
        """Workers that wait for a job."""
        return sum(seat.is_ready and seat.job is None for seat in self._seats.values())

    @property
    def workers(self) -> int:
        """All of them."""
        return len(self._seats)

    @property
    def pids(self) -> tuple[int, ...]:
        """Of the workers' processes."""
        return tuple(seat.process.pid for seat in self._seats.values() if seat.process.pid)

    def submit(self, job: Job) -> None:
        """Give it to an idle worker. Raises ValueError when there is none."""
        seat = next((each for each in self._seats.values() if each.is_ready and each.job is None), None)
        if seat is None:
            raise ValueError("no worker is idle")
        seat.job, seat.began_at, seat.heard_at = job, time.monotonic(), time.monotonic()
        with suppress(BrokenPipeError):  # it died this moment: `events` will tell
            seat.pipe.send(job)

    def events(self, seconds: float) -> list[Event]:
        """What the workers said, and which of them are lost."""
        pipes = {seat.pipe: seat for seat in self._seats.values()}
        heard: list[Event] = []
        for pipe in wait(list(pipes), timeout=seconds):
            assert isinstance(pipe, Connection)
            heard.extend(self._heard(pipes[pipe]))
        heard.extend(self._hung())
        return heard

    def drop(self, worker: str) -> None:
        """Stop one worker for good."""
        seat = self._seats.pop(worker, None)
        if seat is not None:
            _end(seat)

    def close(self) -> None:
        """Stop them all."""
        for worker in list(self._seats):
            self.drop(worker)

    def _seat(self, errand: Errand) -> None:
        """A new process for an errand."""
        name = f"{os.uname().nodename}-{os.getpid()}-{next(self._count)}"
        process, ours = _begun(errand, name)
        now = time.monotonic()
        self._seats[name] = _Seat(name, errand, process, ours, now, now)

    def _heard(self, seat: _Seat) -> Iterator[Event]:
        """One word of a worker, or that it is gone."""
        try:
            message: Message | None = seat.pipe.recv()
        except (EOFError, ConnectionResetError):
            yield self._lose(seat, "the worker's process ended")
            return
        seat.heard_at = time.monotonic()
        if message is None:
            seat.is_ready = True
            return
        job = seat.job
        if isinstance(message, Outcome):
            seat.job = None
        yield Told(seat.name, seat.errand.berth.name, message, job)

    def _hung(self) -> Iterator[Event]:
        now = time.monotonic()
        for seat in list(self._seats.values()):
            if not seat.is_ready and now - seat.began_at > _START_SECONDS:
                yield self._lose(seat, f"the worker did not start within {_START_SECONDS:.0f} s")
            elif seat.job is not None and now - seat.heard_at > self.patience.step:
                yield self._lose(seat, f"no step within {self.patience.step:.10g} s")
            elif seat.job is not None and now - seat.began_at > self.patience.episode:
                yield self._lose(seat, f"not done within {self.patience.episode:.10g} s")

    def _lose(self, seat: _Seat, reason: str) -> Lost:
        """Replace a worker."""
        del self._seats[seat.name]
        _end(seat)
        self._seat(seat.errand)
        return Lost(seat.job, seat.name, reason)


def _begun(errand: Errand, name: str) -> tuple[ForkServerProcess, Connection]:
    """A worker's process, and the pipe to it. Raises DeviceError where none can be begun."""
    for _ in range(_STARTS):
        ours, theirs = _WAYS.Pipe()
        process = _WAYS.Process(
            target=serve, args=(theirs, errand, name, dict(os.environ)), name=name, daemon=True
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


def _end(seat: _Seat) -> None:
    seat.pipe.close()
    seat.process.terminate()
    seat.process.join(_GRACE_SECONDS)
    if seat.process.is_alive():
        seat.process.kill()
        seat.process.join()
    seat.process.close()


def serve(pipe: Connection, errand: Errand, name: str, environment: Mapping[str, str]) -> None:
    """A worker's process: takes jobs from the pipe until it closes, or the runner is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the runner's to hear
    os.environ.clear()
    os.environ.update(environment)  # the one it was forked off may have begun under another
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    try:
        with slot_of(errand.berth) as slot:
            ledger = Ledger.open(errand.ledger)
            worker = Worker(errand, slot, ledger, name)
            _say(pipe, None)
            while True:
                _say(pipe, worker.do(pipe.recv(), lambda progress: _say(pipe, progress)))
    except (EOFError, ConnectionResetError):
        return
    except ToldToPerson as error:
        _say(pipe, Broken.by(error))


def _say(pipe: Connection, message: Message | None) -> None:
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
