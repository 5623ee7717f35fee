"""What lies in a bundle.

manifest.json      version, run, and a SHA-256 of every other file
plan.json          what was to be tried, by whom, on what, within which limits
sheets.json        what is known of each task: apps, tags, difficulty, how it may end
outcomes.jsonl     a row for each attempt: verdict, answer, steps, time, tokens, cost
summary.json       the figures, which follow from all the others
episode/.../N/     of each attempt its manifest.json, trajectory.jsonl, and calls.jsonl: what was asked
shots/             the screens, named by content; a step's `shot` is its path here
"""

import hashlib
from collections.abc import Mapping

from pydantic import Field, TypeAdapter

from agent.run.step import Record
from tasks.facts import Facts
from tasks.ledger.record import Episode, Outcome, Plan
from tasks.statistics.summary import Summary
from tasks.suite import Suite
from tasks.task import Template

VERSION = 8
"""2 has other intervals in its figures than 1; in 3 a trace tells whether a limit ended it, and all screens
are named by their content; 4 counts the phone's time of plain code; in 5 all rates have intervals;
7 holds the calls that were made of the phone; in 8 each clause tells what it goes by."""
OLDEST = 6
"""The first version that can be checked here."""
MANIFEST, PLAN, SHEETS, OUTCOMES, SUMMARY = (
    "manifest.json",
    "plan.json",
    "sheets.json",
    "outcomes.jsonl",
    "summary.json",
)
SHOTS = "shots/"
NAME = 32
"""Letters of a screen's SHA-256 that are its name."""


class Mark(Record):
    """What a file must be."""

    sha256: str
    size: int = Field(ge=0)


class Manifest(Record):
    """The first page of a bundle."""

    version: int
    """Of this layout."""
    run: str
    digest: str
    """Of the plan as it lies here."""
    began_at: float
    pictures: bool
    """Whether the screens are in it."""
    files: dict[str, Mark]


class TaskSheet(Record):
    """What is known of a task, as far as figures and verdicts depend on it."""

    facts: Facts
    ends: tuple[str, ...]
    """How a run of it must say that it ended."""
    tells_damage: bool = True
    """Whether its verdicts do; those of another's suite need not."""


class Row(Record):
    """An attempt as a bundle tells it."""

    final: bool
    """Whether it is the last word on its task; else it broke down and was made again."""
    outcome: Outcome


summary_adapter = TypeAdapter(Summary)
sheets_adapter = TypeAdapter(dict[str, TaskSheet])


def suite_of(name: str, sheets: Mapping[str, TaskSheet]) -> Suite:
    """The suite as far as its sheets tell; its tasks cannot be judged with it."""
    templates = {
        task: Template(facts=sheet.facts, judge=lambda _scene, _params: (), ends=sheet.ends)
        for task, sheet in sheets.items()
    }
    return Suite(name, templates)


def named_by(content: bytes) -> str:
    """The name of a screen."""
    return hashlib.sha256(content).hexdigest()[:NAME]


def expects(plan: Plan) -> dict[int, Episode]:
    """What was planned, by number."""
    return {episode.number: episode for episode in plan.episodes}
