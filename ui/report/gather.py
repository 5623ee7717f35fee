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
from tasks.ledger.record import Episode, Outcome, Plan
from tasks.statistics.lab import LAB, LabFigures, lab_figures
from tasks.statistics.paired import Comparison, Key, compare
from tasks.statistics.summary import Summary, summarise
from tasks.suite import find_suite

State = Literal["done", "failed", "crashed", "open"]
Flip = Literal["", "won", "lost"]


@dataclass(frozen=True, slots=True)
class EpisodeReport:
    """An episode with all that came of it."""

    episode: Episode
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
        return self.episode.task, self.episode.seed

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
class RunReport:
    """One run, as a report tells it."""

    name: str
    plan: Plan
    began_at: float
    summary: Summary
    episodes: tuple[EpisodeReport, ...]
    lab: LabFigures | None = None
    """AndroidLab's figures; None for another suite."""

    @property
    def refused(self) -> int:
        """Calls that the rules did not let pass."""
        return sum(len(each.outcome.refused) for each in self.episodes if each.outcome)

    @property
    def refused_tries(self) -> int:
        """Tries that have any of those."""
        return sum(bool(each.outcome.refused) for each in self.episodes if each.outcome)

    @property
    def spreads(self) -> tuple[Spread, ...]:
        """How long a step takes, part by part."""
        laps = [step.seconds for each in self.episodes if each.trajectory for step in each.trajectory.steps]
        parts = ("total", "model", "device", "wait", "overhead")
        return tuple(_spread(part, laps) for part in parts) if laps else ()


@dataclass(frozen=True, slots=True)
class EpisodePair:
    """A try, and the same task's in the other run."""

    own: EpisodeReport
    other: EpisodeReport | None
    flip: Flip
    """Whether the other run did what this one did not, or the other way round: as `bench compare` has it."""


@dataclass(frozen=True, slots=True)
class BenchReport:
    """All that a report is made of."""

    run: RunReport
    other: RunReport | None
    comparison: Comparison | None
    """What `bench compare` says of the two: the other less the run. None where they share no try."""
    pairs: tuple[EpisodePair, ...]
    shared: tuple[RunReport, RunReport] | None = None
    """The two with nothing but the tries that both made: what is told of them side by side."""


def gather(ledger: Ledger, name: str, folder: Path) -> RunReport:
    """A run of a ledger, with the trajectories in its folder. Raises ConfigError where it is none."""
    row = ledger.run(name)
    suite, outcomes = find_suite(row.plan.suite), ledger.outcomes(name)
    broken: dict[int, list[Outcome]] = {}
    for outcome in ledger.breakdowns(name):
        broken.setdefault(outcome.episode, []).append(outcome)
    episodes = tuple(
        EpisodeReport(
            episode=episode,
            facts=suite.named(episode.task).facts,
            outcome=outcomes.get(episode.number),
            broken=tuple(broken.get(episode.number, ())),
            trajectory=_trace(folder, outcomes.get(episode.number)),
        )
        for episode in row.plan.episodes
    )
    lab = lab_figures(row.plan, outcomes, suite, folder) if suite.name == LAB else None
    return RunReport(name, row.plan, row.began_at, summarise(row.plan, outcomes, suite), episodes, lab)


def side_by_side(run: RunReport, other: RunReport | None) -> BenchReport:
    """A run alone, or against another."""
    theirs = {each.key: each for each in other.episodes} if other else {}
    pairs = tuple(_pair(each, theirs.get(each.key)) for each in run.episodes)
    try:
        comparison = compare(_successes(run.episodes), _successes(other.episodes)) if other else None
    except ValueError:
        comparison = None
    return BenchReport(run, other, comparison, pairs, _paired(run, other) if other and comparison else None)


def _paired(run: RunReport, other: RunReport) -> tuple[RunReport, RunReport]:
    keys = _successes(run.episodes).keys() & _successes(other.episodes).keys()
    return _only(run, keys), _only(other, keys)


def _only(told: RunReport, keys: Collection[Key]) -> RunReport:
    """A run as if these tries were all of it."""
    episodes = tuple(each for each in told.episodes if each.key in keys)
    outcomes = {each.episode.number: each.outcome for each in episodes if each.outcome is not None}
    summary = summarise(told.plan, outcomes, find_suite(told.plan.suite))
    return replace(told, summary=summary, episodes=episodes)


def _pair(own: EpisodeReport, other: EpisodeReport | None) -> EpisodePair:
    flip: Flip = ""
    if other is not None and own.outcome is not None and other.outcome is not None:
        if other.outcome.success and not own.outcome.success:
            flip = "won"
        elif own.outcome.success and not other.outcome.success:
            flip = "lost"
    return EpisodePair(own, other, flip)


def _successes(episodes: Iterable[EpisodeReport]) -> Mapping[Key, bool]:
    return {each.key: each.outcome.success for each in episodes if each.outcome is not None}


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
