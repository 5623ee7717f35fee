"""`agent bench list`, `show`, `compare`: what was tried, and which is better."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.bench import ledger_option, out_option
from ui.command.option import json_option
from ui.terminal import say

if TYPE_CHECKING:
    from tasks.ledger.ledger import Ledger, RunRow
    from tasks.ledger.record import Outcome
    from tasks.statistics.paired import Key


@click.command("list")
@click.option("--suite", metavar="NAME", help="The tasks of this suite instead.")
@out_option
@ledger_option
@json_option
def list_(suite: str | None, out: Path, ledger: str | None, as_json: bool) -> None:
    """The suites there are, and the runs of the ledger; or the tasks of a suite.

    A task's goal is that of the usual seed; another seed draws others.
    """
    from tasks.ledger.ledger import default_url
    from ui.bench.listing import entered, known_suites, listed, tasks_of

    if suite is not None:
        told = tasks_of(suite)
    else:
        told = known_suites()
        if ledger is not None or Path(default_url(out)).is_file():  # else nothing was run yet
            told |= entered(opened_ledger(out, ledger))
    if as_json:
        say(json.dumps(told))
    else:
        listed(told)


@click.command("show")
@click.argument("run")
@click.option("--task", metavar="NAME", help="One task: its verdict, clause by clause.")
@out_option
@ledger_option
@json_option
def show_run(run: str, task: str | None, out: Path, ledger: str | None, as_json: bool) -> None:
    """The figures of RUN, and each task that did not succeed."""
    from tasks.statistics.lab import LAB, lab_figures
    from tasks.statistics.summary import summarise
    from tasks.suite import find_suite
    from ui.bench.figures import lab_json, to_json
    from ui.bench.table import failures, figures, lab, verdicts
    from ui.bench.trouble import refusals, resets

    opened = opened_ledger(out, ledger)
    row = opened.run(run)
    outcomes = opened.outcomes(run)
    suite = find_suite(row.plan.suite)
    if task is not None:
        suite.named(task)
        verdicts(row.plan, outcomes, task)
        return
    summary = summarise(row.plan, outcomes, suite)
    measured = lab_figures(row.plan, outcomes, suite, out / run) if suite.name == LAB else None
    if as_json:
        more = {"lab": lab_json(measured)} if measured else {}
        say(json.dumps({**to_json(run, summary), **more}))
        return
    figures(run, row.plan, summary)
    if measured:
        lab(measured)
    resets(row.plan, outcomes)
    refusals(row.plan, outcomes)
    failures(row.plan, outcomes)


@click.command()
@click.argument("a")
@click.argument("b")
@out_option
@ledger_option
@json_option
def compare(a: str, b: str, out: Path, ledger: str | None, as_json: bool) -> None:
    """Whether run B did better than run A, on the tasks and seeds that both tried."""
    from device.error import ConfigError
    from tasks.statistics import paired
    from ui.bench.figures import comparison_json
    from ui.bench.table import comparison

    opened = opened_ledger(out, ledger)
    first, second = opened.run(a), opened.run(b)
    ours, theirs = _tries(opened, first), _tries(opened, second)
    left_out = len(ours.keys() - theirs.keys()), len(theirs.keys() - ours.keys())
    try:
        found = paired.compare(ours, theirs)
    except ValueError as error:
        suites = first.plan.suite, second.plan.suite
        hint = "" if suites[0] == suites[1] else f"{a} is of the suite {suites[0]}, {b} of {suites[1]}"
        raise ConfigError(f"{a} and {b} can't be compared: {error}", hint) from error
    if as_json:
        say(json.dumps(comparison_json(found, left_out)))
    else:
        comparison(a, b, found, first.plan.told_apart(second.plan), left_out)


def opened_ledger(out: Path, ledger: str | None) -> "Ledger":
    """The ledger that is meant. Raises ConfigError where there is none."""
    from tasks.ledger.ledger import Ledger, default_url

    return Ledger.find(ledger or default_url(out))


def _tries(ledger: "Ledger", row: "RunRow") -> "dict[Key, bool]":
    outcomes: dict[int, Outcome] = ledger.outcomes(row.name)
    return {
        (each.task, each.seed): outcomes[each.number].success
        for each in row.plan.episodes
        if each.number in outcomes
    }
