"""What can be tried and what was: suites, tasks, runs; for people and for programs."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue
from rich.table import Table
from rich.text import Text

from device.error import ConfigError
from tasks.ledger.ledger import Ledger
from tasks.suite import SEED, find_suite, suite_names
from ui.output import put
from ui.words import clean

Row = Mapping[str, JsonValue]
_GOAL = 600
"""Letters of what is wanted."""


def tasks_of(suite: str) -> dict[str, Sequence[Row]]:
    """The tasks of a suite by the usual seed: name, how hard, tags, apps, step budget, goal.

    Raises ConfigError for a suite there is not.
    """
    rows: list[Row] = []
    for task in find_suite(suite).tasks(SEED):
        facts = task.template.facts
        rows.append(
            {
                "task": task.name,
                "difficulty": facts.difficulty,
                "tags": list(facts.tags),
                "apps": list(facts.app_names),
                "budget": facts.budget,
                "goal": task.goal,
            }
        )
    return {"tasks": rows}


def known_suites() -> dict[str, Sequence[Row]]:
    """All suites; what one lacks that cannot be had here is told with it."""
    rows: list[Row] = []
    for name in suite_names():
        try:
            rows.append({"suite": name, "tasks": len(find_suite(name).templates)})
        except ConfigError as missing:
            rows.append({"suite": name, "tasks": None, "missing": str(missing)})
    return {"suites": rows}


def entered(ledger: Ledger) -> dict[str, Sequence[Row]]:
    """The runs of a ledger, the oldest first."""
    rows: list[Row] = []
    for run in ledger.runs():
        outcomes = ledger.outcomes(run.name).values()
        rows.append(
            {
                "run": run.name,
                "suite": run.plan.suite,
                "planned": len(run.plan.episodes),
                "done": len(outcomes),
                "succeeded": sum(each.success for each in outcomes),
            }
        )
    return {"runs": rows}


_COLUMNS = {
    "tasks": ("task", "difficulty", "tags", "goal"),
    "suites": ("suite", "tasks"),
    "runs": ("run", "suite", "done", "planned", "succeeded"),
}


def listed(told: Mapping[str, Sequence[Row]]) -> None:
    """Each list of rows as a table."""
    for kind, rows in told.items():
        table = Table(*_COLUMNS[kind], box=None, pad_edge=False, header_style="dim")
        for row in rows:
            table.add_row(
                *(Text(_cell(row[name]), no_wrap=name in ("task", "run")) for name in _COLUMNS[kind])
            )
        if rows:
            put(table)


def _cell(value: JsonValue) -> str:
    if value is None:
        return "not installed"
    return ", ".join(map(str, value)) if isinstance(value, list) else clean(str(value), _GOAL)
