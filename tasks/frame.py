"""A run as tables: a row for each try, a row for each step; for pandas, CSV and Parquet."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from device.error import ConfigError
from tasks.ledger.ledger import Ledger, RunRow, default_url
from tasks.ledger.record import Episode, Outcome, StepRow
from tasks.suite import Suite, find_suite

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | bool | None
Rows = list[dict[str, Cell]]
INSTALL = "pip install 'tapwright[bench,frames]'"


@dataclass(frozen=True, slots=True)
class Frames:
    """One run."""

    tries: "pd.DataFrame"
    """A row for each episode that has an outcome: its last attempt."""
    steps: "pd.DataFrame"
    """A row for each step of those attempts."""


def load(run: str, out: Path = Path("bench"), ledger: str = "") -> Frames:
    """A run as frames of pandas.

    Raises ConfigError for no such run, and where pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - heavy, and no dependency
    except ImportError as error:
        raise ConfigError("frames need pandas", f"Install it: {INSTALL}") from error
    opened = Ledger.find(ledger or default_url(out))
    try:
        row = opened.run(run)
        return Frames(pd.DataFrame(try_rows(opened, row)), pd.DataFrame(step_rows(opened, row)))
    finally:
        opened.close()


def try_rows(ledger: Ledger, row: RunRow) -> Rows:
    """A row for each episode that has an outcome, in the plan's order."""
    suite, outcomes = find_suite(row.plan.suite), ledger.outcomes(row.name)
    return [
        {**_run(row), **_episode(episode, suite), **_outcome(outcomes[episode.number])}
        for episode in row.plan.episodes
        if episode.number in outcomes
    ]


def step_rows(ledger: Ledger, row: RunRow) -> Rows:
    """A row for each step of the attempts that count."""
    return list(_steps(ledger, row))


def write_csv(rows: Rows, path: Path) -> None:
    """A table with a line of names. Raises ConfigError where it cannot be written."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else [])
            writer.writeheader()
            writer.writerows(rows)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", "Choose another place") from error


def write_parquet(rows: Rows, path: Path) -> None:
    """The same as Parquet. Raises ConfigError where it cannot be written, or pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and no dependency
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow", f"Install it: {INSTALL}") from error
    try:
        parquet.write_table(pa.Table.from_pylist(rows), path)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", "Choose another place") from error


def _run(row: RunRow) -> dict[str, Cell]:
    told = row.plan.entrant
    return {
        "run": row.name,
        "suite": row.plan.suite,
        "agent": told.get("preset") or told.get("entrant", ""),
        "model": told.get("model", ""),
        "phone": row.plan.phone.get("kind", ""),
        "way": row.plan.phone.get("way", "adb" if row.plan.phone.get("kind") == "adb" else "memory"),
        "rules": row.plan.limits.get("rules", ""),
    }


def _episode(episode: Episode, suite: Suite) -> dict[str, Cell]:
    facts = suite.named(episode.task).facts
    return {
        "number": episode.number,
        "task": episode.task,
        "repetition": episode.repetition,
        "seed": episode.seed,
        "params": json.dumps(episode.params, ensure_ascii=False, sort_keys=True),
        "goal": episode.goal,
        "difficulty": facts.difficulty,
        "apps": ",".join(facts.app_names),
        "tags": ",".join(facts.tags),
        "budget": facts.budget,
        "fewest_steps": facts.steps,
    }


def _outcome(outcome: Outcome) -> dict[str, Cell]:
    verdict = outcome.verdict
    return {
        "attempt": outcome.attempt,
        "success": outcome.success,
        "failure": outcome.failure,
        "crashed": outcome.is_crash,
        "status": outcome.status,
        "reason": outcome.reason,
        "answer": outcome.answer,
        "partial": outcome.partial,
        "clauses": len(verdict.clauses) if verdict else 0,
        "clauses_failed": len(verdict.failed) if verdict else 0,
        "damage": len(verdict.damage) if verdict else 0,
        "refused": len(outcome.refused),
        "steps": outcome.steps,
        "seconds": outcome.seconds.total,
        "seconds_model": outcome.seconds.model,
        "seconds_phone": outcome.seconds.device,
        "seconds_waiting": outcome.seconds.wait,
        "calls": outcome.usage.calls,
        "prompt_tokens": outcome.usage.prompt_tokens,
        "completion_tokens": outcome.usage.completion_tokens,
        "cached_tokens": outcome.usage.cached_tokens,
        "cost": outcome.usage.cost,
        "late_cost": outcome.late_cost,
        "began_at": outcome.began_at,
        "ended_at": outcome.ended_at,
    }


def _taken(ledger: Ledger, run: str, outcome: Outcome) -> list[StepRow]:
    """The steps of a try, with those that an attempt before had taken which a kill cut off and it went on."""
    steps = list(ledger.steps(run, outcome.episode, outcome.attempt))
    for attempt in range(outcome.attempt - 1, 0, -1):
        first = steps[0].step if steps else outcome.steps + 1
        earlier = ledger.steps(run, outcome.episode, attempt)
        steps = [*(each for each in earlier if each.step < first), *steps]
    return steps


def _steps(ledger: Ledger, row: RunRow) -> Iterator[dict[str, Cell]]:
    outcomes = ledger.outcomes(row.name)
    for episode in row.plan.episodes:
        outcome = outcomes.get(episode.number)
        for step in _taken(ledger, row.name, outcome) if outcome else ():
            yield {
                "run": row.name,
                "number": episode.number,
                "task": episode.task,
                "seed": episode.seed,
                "step": step.step,
                "action": step.action,
                "error": step.error,
                "seconds": step.seconds.total,
                "seconds_model": step.seconds.model,
                "seconds_phone": step.seconds.device,
                "calls": step.usage.calls,
                "prompt_tokens": step.usage.prompt_tokens,
                "completion_tokens": step.usage.completion_tokens,
                "cost": step.usage.cost,
            }
