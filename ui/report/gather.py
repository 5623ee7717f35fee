"""What a report tells of a run, fetched together from the ledger and the folder of the run."""

import statistics
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from agent.run.step import Seconds
from agent.run.trajectory import Trajectory, read_trajectory
from device.error import ConfigError
from tasks.facts import Facts
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome, Plan, Planned
from tasks.statistics.lab import LAB, LabFigures, lab_figures
from tasks.statistics.paired import Comparison, Key, compare
from tasks.statistics.summary import Summary, summarise
from tasks.suite import find_suite

State = Literal["done", "failed", "crashed", "open"]
Flip = Literal["", "won", "lost"]


@dataclass(frozen=True, slots=True)
class Try:
    """One try at one task, with all that came of it."""

    planned: Planned
    facts: Facts
    outcome: Outcome | None
    """None where it was not tried yet."""
    broken: tuple[Outcome, ...]
    """Attempts before it that broke down."""
    trajectory: Trajectory | None
    """None where it left no trace, or the trace is gone."""

    @property
    def key(self) -> Key:
        """Equal for the same task in another run."""
        return self.planned.task, self.planned.seed

    @property
    def state(self) -> State:
        """What came of it."""
        if self.outcome is None:
            return "open"
        if self.outcome.success:
            return "done"
        return "crashed" if self.outcome.is_crash else "failed"

    @property
    def damage(self) -> tuple[str, ...]:
        """What was changed that is none of the task's business."""
        return self.outcome.verdict.damage if self.outcome and self.outcome.verdict else ()


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds that steps took."""

    part: str
    median: float
    high: float
    """19 steps of 20 took no longer."""
    whole: float
    """All together."""


@dataclass(frozen=True, slots=True)
class Told:
    """One run, as a report tells it."""

    name: str
    plan: Plan
    began_at: float
    summary: Summary
    tries: tuple[Try, ...]
    lab: LabFigures | None = None
    """AndroidLab's figures; None for another suite."""

    @property
    def spreads(self) -> tuple[Spread, ...]:
        """How long a step takes, part by part."""
        laps = [step.seconds for each in self.tries if each.trajectory for step in each.trajectory.steps]
        parts = ("total", "model", "device", "wait", "overhead")
        return tuple(_spread(part, laps) for part in parts) if laps else ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A try, and the same task's in the other run."""

    own: Try
    other: Try | None
    flip: Flip
    """Whether the other run did what this one did not, or the other way round: as `bench compare` has it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a report is made of."""

    run: Told
    other: Told | None
    comparison: Comparison | None
    """What `bench compare` says of the two: the other less the run. None where they share no try."""
    entries: tuple[Entry, ...]
    pair: tuple[Told, Told] | None = None
    """The two with nothing but the tries that both made: what is told of them side by side."""


def gather(ledger: Ledger, name: str, folder: Path) -> Told:
    """A run of a ledger, with the trajectories in its folder. Raises ConfigError where it is none."""
    row = ledger.run(name)
    suite, outcomes = find_suite(row.plan.suite), ledger.outcomes(name)
    broken: dict[int, list[Outcome]] = {}
    for outcome in ledger.breakdowns(name):
        broken.setdefault(outcome.episode, []).append(outcome)
    tries = tuple(
        Try(
            planned=planned,
            facts=suite.named(planned.task).facts,
            outcome=outcomes.get(planned.number),
            broken=tuple(broken.get(planned.number, ())),
            trajectory=_trace(folder, outcomes.get(planned.number)),
        )
        for planned in row.plan.episodes
    )
    lab = lab_figures(row.plan, outcomes, suite, folder) if suite.name == LAB else None
    return Told(name, row.plan, row.began_at, summarise(row.plan, outcomes, suite), tries, lab)


def side_by_side(run: Told, other: Told | None) -> Matter:
    """A run alone, or against another."""
    theirs = {each.key: each for each in other.tries} if other else {}
    entries = tuple(_entry(each, theirs.get(each.key)) for each in run.tries)
    try:
        comparison = compare(_successes(run.tries), _successes(other.tries)) if other else None
    except ValueError:
        comparison = None
    return Matter(run, other, comparison, entries, _paired(run, other) if other and comparison else None)


def _paired(run: Told, other: Told) -> tuple[Told, Told]:
    keys = _successes(run.tries).keys() & _successes(other.tries).keys()
    return _only(run, keys), _only(other, keys)


def _only(told: Told, keys: Collection[Key]) -> Told:
    """A run as if these tries were all of it."""
    tries = tuple(each for each in told.tries if each.key in keys)
    outcomes = {each.planned.number: each.outcome for each in tries if each.outcome is not None}
    summary = summarise(told.plan, outcomes, find_suite(told.plan.suite))
    return replace(told, summary=summary, tries=tries)


def _entry(own: Try, other: Try | None) -> Entry:
    flip: Flip = ""
    if other is not None and own.outcome is not None and other.outcome is not None:
        if other.outcome.success and not own.outcome.success:
            flip = "won"
        elif own.outcome.success and not other.outcome.success:
            flip = "lost"
    return Entry(own, other, flip)


def _successes(tries: Iterable[Try]) -> Mapping[Key, bool]:
    return {each.key: each.outcome.success for each in tries if each.outcome is not None}


def _trace(folder: Path, outcome: Outcome | None) -> Trajectory | None:
    if outcome is None or not outcome.folder:
        return None
    try:
        return read_trajectory(folder / outcome.folder)
    except ConfigError:
        return None


def _spread(part: str, laps: Sequence[Seconds]) -> Spread:
    took = [float(getattr(lap, part)) for lap in laps]
    high = statistics.quantiles(took, n=20, method="inclusive")[-1] if len(took) > 1 else took[0]
    return Spread(part, statistics.median(took), high, sum(took))
