"""What the commands of `agent practice` can be told, as click gives it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.practice.training.tune import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOptions:
    """The options of `agent practice run`."""

    rounds: int | None
    until_shown: bool
    workers: int
    per_round: int
    tries: int | None
    held_out: int
    learner: str
    trials: int
    proposer: str
    languages: tuple[str, ...]
    explored: tuple[str, ...]
    touches: int
    seed: int
    max_cost: float | None
    minutes: float | None
    pictures: bool
    resume: bool
    work: Path
    config: Path | None
    as_json: bool
    model: str | None
    base_url: str | None
    preset: str | None

    @property
    def settings(self) -> dict[str, object]:
        """Those that are settings; None where the settings at hand are to say."""
        return {"model": self.model, "base_url": self.base_url, "preset": self.preset}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeReportOptions:
    """The options of `agent practice judge-report`."""

    runs: tuple[str, ...]
    misses: bool
    out: Path
    ledger: str | None
    config: Path | None
    as_json: bool
    model: str | None
    base_url: str | None

    @property
    def settings(self) -> dict[str, object]:
        """Those that are settings; None where the settings at hand are to say."""
        return {"model": self.model, "base_url": self.base_url}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """The options of `agent practice export`."""

    runs: tuple[str, ...]
    folder: Path
    model: str
    per_task: int
    all_rates: bool
    out: Path
    ledger: str | None
    as_json: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TuneOptions:
    """The options of `agent practice tune`."""

    method: "Method"
    data: Path
    model: str
    adapter: Path | None
    run: Path
    steps: int
    rate: float
    rank: int
    batch: int
    group: int
    longest: int
    seed: int
