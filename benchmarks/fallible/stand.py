"""One task on one phone: its judge, its gold walk, and what that walk changes on the phone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from agent.run.step import Ending, Step
from agent.run.trajectory import Trajectory
from benchmarks.fallible.move import Move, perform
from benchmarks.fallible.recorder import NoSuchAction, Recorder
from benchmarks.fallible.required import REQUIRED, Wanted
from benchmarks.fallible.sheet import Entry
from device.client import Device
from device.error import TapwrightError
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.screen import Observation
from device.state.census import Change, take
from tasks.gold.hand import Hand, Infeasible
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tasks.suite import find_suite, instance_seed
from tasks.task import HARMLESS, Task
from tasks.tidy import is_among


class NoWalk(Exception):
    """The gold solver does not do the task from here."""


@dataclass(frozen=True, slots=True)
class Record:
    """A gold walk from one state of the phone."""

    moves: tuple[Move, ...]
    answer: str
    infeasible: str
    """Why it can't be done; "" where it was done."""
    reached: bool
    """Whether the judge is content."""
    changes: tuple[Change, ...]
    """Since the task began."""


class Stand:
    """One task with a phone of its own, begun and not yet done."""

    def __init__(self, entry: Entry, seed: int) -> None:
        """Raises NoWalk where the gold solver does not do the task."""
        self.phone = _fresh(entry.locale, with_tools=entry.tools).fork()
        self._entry = entry
        self.device = Device(InProcessTransport(self.phone))
        self.task = find_suite(entry.suite).named(entry.name).task(instance_seed(seed, entry.name, 0))
        self.task.initialize(self.device)
        self._solve = solver_for(self.task.template.solver or self.task.name)
        self._before = take(self.device)
        self.gold = self.record()

    @property
    def required(self) -> tuple[tuple[Wanted, Task], ...]:
        """What the goal requires, each with the task that has its words."""
        if self.task.name in REQUIRED:
            return tuple((one, self.task) for one in REQUIRED[self.task.name])
        from benchmarks.fallible.kit import parts_of  # older commits lack what it takes

        return tuple((one, part) for part in parts_of(self.task) for one in REQUIRED[part.name])

    @property
    def answer(self) -> str:
        """What the person is to be told: the gold walk's word, else what shows where it looks."""
        asked = [one.place for one, _ in self.required if one.kind == "answer"]
        if self.gold.answer or not asked:
            return self.gold.answer
        apps = [app.package for app in self.device.apps() if asked[0] in app.names]
        pages = [move.page for move in self.gold.moves if move.page.package in apps]
        return ", ".join(one.label for one in pages[-1].elements if one.label)

    @property
    def infeasible(self) -> bool:
        """Whether the right end of it is to say that it can't be done."""
        return "complete" not in self.task.template.ends

    @contextmanager
    def fork(self) -> Iterator[Device]:
        """A phone that is as this one is now, to try things out on."""
        with Device(InProcessTransport(self.phone.fork())) as device:
            yield device

    def page(self) -> Observation:
        """What shows now, without touching the phone's clock; no picture."""
        with self.fork() as device:
            return device.observe(screenshot=False)

    def wrong(self) -> tuple[Change, ...]:
        """Changes on the phone that the gold walk does not make, but for those that any use makes.

        A row that is changed in part as the gold walk changes it is not wrong.
        """
        changes = Counter(self._before.changes(take(self.device))) - Counter(self.gold.changes)
        wanted = {(one.place, one.key, cell) for one in self.gold.changes for cell in one.after}
        return tuple(
            one
            for one in changes.elements()
            if not is_among(one, HARMLESS)
            and not (
                one.kind == "changed" and wanted.issuperset((one.place, one.key, cell) for cell in one.after)
            )
        )

    def record(self, first: Iterable[Move] = ()) -> Record:
        """Walk from the state that the first moves bring the phone to, on a fork. Raises NoWalk."""
        with self.fork() as device:
            for move in first:
                perform(device, move)
            hand = self._hand(recorder := Recorder(device))
            answer, infeasible = "", ""
            try:
                answer = self._solve(hand, Params(dict(self.task.params), self.task.goal)) or ""
            except Infeasible as reason:
                infeasible = str(reason) or "it can't be done"
            except (TapwrightError, NoSuchAction, ValueError, IndexError, StopIteration) as error:
                # A solver is written for screens that are as they should be; on others it stumbles.
                raise NoWalk(f"{type(error).__name__}: {error}") from error
            status = "infeasible" if infeasible else "complete"
            seen = [move.page.package for move in recorder.moves]
            reached = self.reached(device, answer, seen, status)
            return Record(recorder.walk, answer, infeasible, reached, self._before.changes(take(device)))

    def reached(self, device: Device, answer: str, seen: Iterable[str], status: str = "complete") -> bool:
        """Whether the judge is content with this phone and answer, were the run to end so."""
        packages = dict.fromkeys([*seen, device.front().package])
        return self.judged(device, self._ended(status, answer, packages))[0]

    def _ended(self, status: str, answer: str, packages: Iterable[str]) -> Trajectory:
        """A run that ended so, as far as judges look at it."""
        steps = tuple(Step(index=place, package=one) for place, one in enumerate(packages, 1))
        ending = Ending.model_construct(status=status, reason="", verified=False)
        return Trajectory.model_construct(folder=Path(), steps=steps, ending=ending, answer=answer)

    def judged(self, device: Device, trajectory: Trajectory) -> tuple[bool, tuple[str, ...]]:
        """Whether the goal is reached, whatever the run says of it; and what changed outside the task."""
        verdict = self.task.score(device, trajectory)
        ending, *clauses = verdict.clauses
        return all(one.ok for one in clauses) and (ending.ok or not self.infeasible), verdict.damage

    def shown(self, answer: str) -> tuple[bool, ...]:
        """How each clause of the judge but that on the ending stands now."""
        with self.fork() as device:
            _, *clauses = self.task.score(device, self._ended("complete", answer, ())).clauses
        return tuple(one.ok for one in clauses)

    def close(self) -> None:
        """Let the phone go."""
        self.device.close()

    def _hand(self, recorder: Recorder) -> Hand:
        if not self._entry.tools:
            return Hand(recorder, self._person)
        from benchmarks.fallible.kit import tools_of  # older commits lack what it takes

        tools = {name: partial(recorder.call, name, tool=tool) for name, tool in tools_of(recorder).items()}
        return Hand(recorder, self._person, tools)

    def _person(self, question: str) -> str:
        del question
        return ""


@cache
def _fresh(locale: str, *, with_tools: bool) -> Phone:
    # Older commits' phones know of no Android 16.
    phone = Phone(seed=1, locale=locale, android=16) if with_tools else Phone(seed=1, locale=locale)
    phone.shell("settings put system time_12_24 24")
    return phone
