"""Runs of earlier as lines of text."""

import time
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from agent.run.step import Step
from agent.run.trajectory import Trajectory
from ui.output import output
from ui.past.pair import side_by_side
from ui.past.past import PastRun
from ui.words import clean, mark, steps_made, what

_SIGNS = {
    "complete": "✓",
    "unverified": "~",
    "infeasible": "✗",
    "truncated": "…",
    "stopped": "■",
    "error": "!",
    "": "?",
}
_NOT_ENDED = "not ended"
_GOAL, _DEED = 60, 60


def run_line(run: PastRun) -> str:
    """A run in a line: sign, when, goal and what was said to it later, steps, its name."""
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started_at))
    sign = _SIGNS.get(run.status, "?")
    again = " (replay)" if run.replays else ""
    goal = clean(run.goal, _GOAL)
    if run.said:
        goal = f'{goal} (then: "{clean("; ".join(run.said), _GOAL)}")'
    return f"{sign} {when}  {goal}{again} · {steps_made(run.steps)}  {clean(run.name, 120)}"


def sign_line(runs: Sequence[PastRun]) -> str:
    """What the signs of these runs mean."""
    there = {run.status if run.status in _SIGNS else "" for run in runs}
    return "  ".join(f"{sign} {status or _NOT_ENDED}" for status, sign in _SIGNS.items() if status in there)


def tell_pair(first: Trajectory, second: Trajectory) -> None:
    """Print two runs side by side; a line that both have alike is dim."""
    table = Table(box=None, pad_edge=False, show_header=True, header_style="bold")
    for run in (first, second):
        table.add_column(Text(f"{clean(run.manifest.goal, _GOAL)}\n{run.manifest.id}"), overflow="fold")
    for line in side_by_side(first, second):
        style = "dim" if line.same else "yellow"
        table.add_row(*(Text(_deed(step), style) for step in (line.first, line.second)))
    table.add_row(*(Text(_ending(run), "bold") for run in (first, second)))
    output().print(table)


def _deed(step: Step | None) -> str:
    return f"{step.index:>3} {mark(step)[0]} {clean(what(step), _DEED)}" if step is not None else ""


def _ending(run: Trajectory) -> str:
    ending = run.ending
    if ending is None:
        return _NOT_ENDED
    told = ending.evidence or ending.reason
    parts = (ending.status, steps_made(len(run.steps)), f"{run.seconds.total:.1f} s", clean(told))
    return " · ".join(part for part in parts if part)
