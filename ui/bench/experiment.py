"""Carries out an experiment, run by run, with a page that tells how far it is."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from device.error import ConfigError
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Plan
from tasks.plugin import look_in
from tasks.runner.run import begin, check_same, go
from tasks.runner.runner import RunProgress
from tasks.runner.spec import RunSpec
from tasks.statistics.interval import Share, by_task, clustered, pooled
from ui.bench.experimentfile import Entry, Experiment, entries, options_of
from ui.bench.option import BenchOptions
from ui.bench.run import spec_of
from ui.bench.standing import Field, field_of

Tell = Callable[[RunProgress], None]
_OFTEN = 2.0
"""Seconds between two looks into the ledger at a run that goes on."""


@dataclass(slots=True)
class RunState:
    """One run of it, as far as it is."""

    entry: Entry
    planned: int = 0
    done: int = 0
    succeeded: int = 0
    crashed: int = 0
    cost: float = 0.0
    is_running: bool = False
    share: Share | None = None
    """Of what is done; None until the run was looked at."""

    @property
    def state(self) -> str:
        """In a word."""
        if self.is_running:
            return "running"
        if self.planned and self.done == self.planned:
            return "done"
        return "stopped" if self.done else "waiting"


@dataclass(slots=True)
class Progress:
    """All of it, as far as it is."""

    experiment: Experiment
    runs: list[RunState]
    began_at: float
    fields: dict[str, Field] = field(default_factory=dict)
    """By suite, once two of its runs share a try."""
    remarks: list[str] = field(default_factory=list)
    """What a person should know of."""
    is_over: bool = False

    @property
    def cost(self) -> float:
        """US dollars so far."""
        return sum(each.cost for each in self.runs)

    @property
    def done(self) -> int:
        """Tries that have an outcome."""
        return sum(each.done for each in self.runs)

    @property
    def planned(self) -> int:
        """Tries there will be; 0 where no run is planned yet."""
        return sum(each.planned for each in self.runs)

    @property
    def design(self) -> str:
        """Who tries what, how often and how, in a line."""
        told, times = self.experiment, self.experiment.seeds * self.experiment.repeat
        tasks = {each.entry.suite: each.planned // times for each in self.runs}
        return ", ".join((
            _counted(len(told.agents), "agent"),
            *(f"{_counted(count, 'task')} of {suite}" for suite, count in tasks.items()),
            f"{_counted(told.seeds, 'seed')} from {told.seed}",
            *((f"{told.repeat} times each",) if told.repeat > 1 else ()),
            f"on {', '.join(told.devices)}" if told.devices else f"on phones inside, by {told.way}",
        ))  # fmt: skip


class Campaign:
    """One experiment on this machine. Raises ConfigError for what cannot be, before anything is tried."""

    def __init__(self, experiment: Experiment, given: BenchOptions, ledger: Ledger) -> None:
        self._given = given
        self._ledger = ledger
        self.progress = Progress(experiment, [RunState(each) for each in entries(experiment)], time.time())

    def carry_out(self, tell: Callable[[Progress], None]) -> bool:
        """Try all that is left to try; whether nothing is left then. `tell` hears of each step.

        Raises what `go` does, and ConfigError where another process is at this experiment, or a run of its
        was begun with something else.
        """
        told = self.progress
        with self._ledger.held(told.experiment.name, "experiment"):
            planned = [self._planned(each) for each in told.runs]
            for state in told.runs:
                self._look(state)
            self._rank()
            tell(told)
            for state, (spec, plan) in zip(told.runs, planned, strict=True):
                if state.done < state.planned and not self._is_spent():
                    self._run(state, spec, plan, tell)
            told.is_over = True
            tell(told)
        return told.done == told.planned

    def _planned(self, state: RunState) -> tuple[RunSpec, Plan]:
        """How a run is begun, or was."""
        spec = spec_of(options_of(self.progress.experiment, state.entry, self._given))
        if spec.home is not None:
            look_in(spec.home)
        known = {each.name: each.plan for each in self._ledger.runs()}
        if spec.name not in known:
            return spec, begin(spec, self._ledger)
        plan = known[spec.name]
        check_same(spec, plan)
        return spec, plan

    def _run(self, state: RunState, spec: RunSpec, plan: Plan, tell: Callable[[Progress], None]) -> None:
        looked_at = time.monotonic()

        def hear(so_far: RunProgress) -> None:
            nonlocal looked_at
            if so_far.remark:
                self.progress.remarks.append(f"{state.entry.run}: {so_far.remark}")
            if time.monotonic() - looked_at >= _OFTEN:
                self._look(state)
                looked_at = time.monotonic()
            tell(self.progress)

        limit = self.progress.experiment.max_cost
        others = self.progress.cost - state.cost
        # The runner counts what the run itself has spent before.
        left = None if limit is None else max(0.0, limit - others)
        state.is_running = True
        try:
            go(spec.model_copy(update={"max_cost": left}), plan, self._ledger, hear)
        finally:
            state.is_running = False
            self._look(state)
            self._rank()
            tell(self.progress)

    def _is_spent(self) -> bool:
        limit = self.progress.experiment.max_cost
        return limit is not None and self.progress.cost >= limit

    def _look(self, state: RunState) -> None:
        """What the ledger knows of a run."""
        name = state.entry.run
        plan, outcomes = self._ledger.run(name).plan, self._ledger.outcomes(name)
        names = {each.number: each.task for each in plan.episodes}
        tries = by_task((names[number], each.success) for number, each in outcomes.items())
        state.planned, state.done = len(plan.episodes), len(outcomes)
        state.succeeded = sum(each.success for each in outcomes.values())
        state.crashed = sum(each.is_crash for each in outcomes.values())
        state.cost = self._ledger.cost(name)
        state.share = (pooled if len(tries) == 1 else clustered)(tries) if tries else None

    def _rank(self) -> None:
        """Those of each suite beside each other, as far as they can be."""
        by_suite: dict[str, list[str]] = {}
        for state in self.progress.runs:
            if state.done:
                by_suite.setdefault(state.entry.suite, []).append(state.entry.run)
        for suite, names in by_suite.items():
            if len(names) > 1:
                try:
                    points = self.progress.experiment.points
                    self.progress.fields[suite] = field_of(self._ledger, tuple(names), points)
                except ConfigError:
                    self.progress.fields.pop(suite, None)  # nothing that they share is done yet


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def links(progress: Progress, out: Path) -> Mapping[str, str]:
    """Reports that were written, by run."""
    there = (each.entry.run for each in progress.runs)
    return {run: f"{run}/report.html" for run in there if (out / run / "report.html").is_file()}
