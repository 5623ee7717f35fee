"""Tries every episode of a plan that has no last word yet: hands out, listens, tries again what broke down.

What the agent does wrong is never tried again. What breaks down round it is, by whose fault it was; a phone
on which attempt after attempt breaks down is done without.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from device.error import ConfigError, DeviceError
from models.error import ModelUnavailable
from tasks.diskspace import is_full
from tasks.executor.executor import Event, Executor, WorkerLost
from tasks.ledger.connection import LedgerBroken
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Episode, Failure, Outcome, Plan
from tasks.runner.message import AttemptRequest, StepProgress, WorkerBroken

RETRIES: Mapping[Failure, int] = {"model": 2, "device": 2, "verifier": 1, "harness": 2}
"""How often a task is tried again after each kind of breakdown."""
_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class RunLimits:
    """When a run gives up."""

    max_cost: float | None = None
    """US dollars for the whole run; when they are spent no further task is begun. None = any."""
    strikes: int = 3
    """Breakdowns in a row, after which a phone is done without."""
    silences: int = 5
    """Tries in a row that broke down by the model's endpoint, after which the run stops."""


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is."""

    planned: int
    done: int
    succeeded: int
    crashed: int
    cost: float
    remark: str = ""
    """What a person should know of: a worker replaced, a phone given up, money spent."""


@dataclass(slots=True)
class Runner:
    """Carries out one run, from its beginning or from where it was stopped."""

    run: str
    plan: Plan
    ledger: Ledger
    executor: Executor
    limits: RunLimits = field(default_factory=RunLimits)
    tell: Callable[[RunProgress], None] = lambda _progress: None
    again: bool = False
    """Whether what broke down for good is tried once more, as often as if it never was."""
    command: str = ""
    """What goes on with the run, told where it stops; "" = `agent bench resume RUN`."""
    _queue: deque[Episode] = field(default_factory=deque, init=False)
    _before: dict[int, Outcome] = field(default_factory=dict, init=False)
    """The last words so far on what is tried again."""
    _flight: dict[int, Episode] = field(default_factory=dict, init=False)
    _done: dict[int, Outcome] = field(default_factory=dict, init=False)
    _broken: Counter[tuple[int, Failure]] = field(default_factory=Counter, init=False)
    _strikes: Counter[str] = field(default_factory=Counter, init=False)
    _stillborn: int = field(default=0, init=False)
    """Workers in a row that were lost before anybody did a thing."""
    _silences: int = field(default=0, init=False)
    """Tries in a row that broke down by the model's endpoint."""
    _cost: float = field(default=0.0, init=False)
    _full: str = field(default="", init=False)
    """What a worker said that found the disk full; "" while none has."""
    _remarks: list[str] = field(default_factory=list, init=False)

    def go(self) -> dict[int, Outcome]:
        """Go on until every task has its last word, or nothing can be done any more; all that there is then.

        Raises DeviceError when no phone is left to go on with, ModelUnavailable when the model's endpoint
        fails try after try, and ConfigError when the disk is full, the ledger is gone, or money is to be
        counted that nobody can.
        """
        try:
            return self._go()
        except LedgerBroken as error:
            if is_full(error):
                raise self._no_room(str(error)) from error
            raise LedgerBroken(
                f"{error}: {self._kept}", f"Once it can be used again: {self._resume}"
            ) from error

    def _go(self) -> dict[int, Outcome]:
        known = self.ledger.outcomes(self.run)
        self._before = {number: each for number, each in known.items() if self.again and each.is_crash}
        self._done = {number: each for number, each in known.items() if number not in self._before}
        self._cost = self.ledger.cost(self.run)
        for outcome in self.ledger.breakdowns(self.run):
            if outcome.episode not in self._before:
                self._broken[outcome.episode, outcome.failure] += 1
        self._queue.extend(each for each in self.plan.episodes if each.number not in self._done)
        self._tell()
        while self._queue or self._flight:
            self._hand_out()
            if not self._flight and (not self._queue or self._is_spent()):
                break
            heard = self.executor.events(_PATIENCE)
            for event in heard:
                self._hear(event)
            if not heard:
                self._tell()
            if (self._queue or self._flight) and not self.executor.workers:
                if self._full:
                    raise self._no_room(self._full)
                raise self._stop("no phone is left to go on with")
            if self._silences >= self.limits.silences and self._queue:
                raise ModelUnavailable(
                    f"{self._silences} tries in a row broke down by the model: {self._remarks[-1]}",
                    f"Mend that, then: {self._resume}",
                )
            if self._stillborn > self.limits.strikes * self.executor.workers:
                raise self._stop("no worker comes as far as its first task")
        return {**self._before, **self._done}

    def _stop(self, what: str) -> DeviceError:
        why = f": {self._remarks[-1]}" if self._remarks else ""
        return DeviceError(f"{what}{why}", f"Then: {self._resume}")

    def _no_room(self, reason: str) -> ConfigError:
        return ConfigError(
            f"the disk is full ({reason}): {self._kept}, no other is counted",
            f"Make room, then: {self._resume}",
        )

    @property
    def _kept(self) -> str:
        return f"{len(self._done)} of {len(self.plan.episodes)} tasks are done and kept"

    def _no_price(self) -> ConfigError:
        return ConfigError(
            "--max-cost cannot be kept: neither a list nor the endpoint says what the model costs",
            "Leave --max-cost away; --timeout ends a try, too",
        )

    @property
    def _resume(self) -> str:
        command = self.command or f"agent bench resume {self.run}"
        return f"{command}{' --again-broken' if self.again else ''}"

    def _hand_out(self) -> None:
        while self._queue and self.executor.idle and not self._is_spent():
            episode = self._queue.popleft()
            known = self.ledger.last_word(self.run, episode.number)
            if known is not None and known != self._before.get(episode.number):
                # Told by a worker that outlived its killed runner for a moment.
                self._done[episode.number] = known
                continue
            self._flight[episode.number] = episode
            self.executor.submit(
                AttemptRequest(episode=episode, cost_left=self._left(), last=self._is_last(episode.number))
            )

    def _left(self) -> float | None:
        return None if self.limits.max_cost is None else max(0.0, self.limits.max_cost - self._cost)

    def _is_spent(self) -> bool:
        left = self._left()
        if left is None or left > 0:
            return False
        remark = f"the {self.limits.max_cost:.2f} USD are spent: no further task is begun"
        if remark not in self._remarks:
            self._tell(remark)
        return True

    def _is_last(self, number: int) -> bool:
        """Whether a task has broken down so often that the next attempt stands, whatever comes of it."""
        counts = {failure: self._broken[number, failure] for failure in RETRIES}
        return any(count >= RETRIES[failure] for failure, count in counts.items() if count)

    # -- listening -------------------------------------------------------------------------------------
    def _hear(self, event: Event) -> None:
        if isinstance(event, WorkerLost):
            self._lost(event)
            return
        match event.message:
            case StepProgress(cost=None) if self.limits.max_cost is not None:
                raise self._no_price()
            case StepProgress(cost=cost):
                self._cost += cost or 0.0
                self._stillborn = 0
                self._tell()
            case Outcome() as outcome:
                self._ended(event.worker, event.device, outcome)
            case WorkerBroken(reason=reason, is_full=full):
                self._full = reason if full else self._full
                if event.request is not None:  # without an outcome of it: another worker's
                    self._queue.append(self._flight.pop(event.request.episode.number))
                what = "has no room to record" if full else "cannot be used"
                self._give_up(event.worker, f"{event.device} {what}: {reason}")

    def _ended(self, worker: str, device: str, outcome: Outcome) -> None:
        episode = self._flight.pop(outcome.episode)
        self._cost += outcome.late_cost
        if outcome.is_crash and not self._is_last(outcome.episode):
            self._broken[outcome.episode, outcome.failure] += 1
            self._queue.append(episode)
        else:
            self._done[outcome.episode] = outcome
        self._silences = self._silences + 1 if outcome.failure == "model" else 0
        self._strikes[worker] = self._strikes[worker] + 1 if outcome.failure == "device" else 0
        if self._strikes[worker] >= self.limits.strikes:
            self._give_up(worker, f"{device} is done without: {outcome.reason}")
        else:
            self._tell(self._news(outcome))

    def _news(self, outcome: Outcome) -> str:
        """Why a try broke down, the first time it does for that: it may well be so for all of them."""
        why = f"{outcome.failure}: {outcome.reason}"
        return why if outcome.is_crash and why not in self._remarks else ""

    def _lost(self, event: WorkerLost) -> None:
        """Its task has no outcome, so the runner enters one for it."""
        if event.request is None:
            self._stillborn += 1
            self._tell(f"{event.reason}; another one begins")
            return
        episode = self._flight.pop(event.request.episode.number)
        now = time.time()
        last = event.request.last
        attempt = self.ledger.attempts(self.run).get(episode.number, 0)
        outcome = Outcome(
            episode=episode.number,
            attempt=attempt or 1,
            failure="harness",
            reason=event.reason,
            worker=event.worker,
            began_at=now,
            ended_at=now,
        )
        if attempt and not self.ledger.has_outcome(self.run, episode.number, attempt):
            self.ledger.outcome(self.run, outcome, final=last)
        self._broken[episode.number, "harness"] += 1
        if last:
            self._done[episode.number] = outcome
        else:
            self._queue.append(episode)
        self._tell(f"{episode.task}: {event.reason}; another worker begins")

    def _give_up(self, worker: str, remark: str) -> None:
        self.executor.drop(worker)
        if self.executor.workers:
            self._tell(remark)
        else:  # it is told when the run stops
            self._remarks.append(remark)

    def _tell(self, remark: str = "") -> None:
        if remark:
            self._remarks.append(remark)
        self.tell(
            RunProgress(
                planned=len(self.plan.episodes),
                done=len(self._done),
                succeeded=sum(each.success for each in self._done.values()),
                crashed=sum(each.is_crash for each in self._done.values()),
                cost=self._cost,
                remark=remark,
            )
        )
