"""`agent bench rank`: several runs beside each other."""

import json
from pathlib import Path

import click

from ui.command.bench import MoreThanNone, ledger_option, out_option
from ui.command.option import json_option
from ui.terminal import say


@click.command()
@click.argument("runs", nargs=-1, required=True)
@click.option(
    "--points",
    type=MoreThanNone(),
    default=5.0,
    show_default=True,
    metavar="N",
    help="The difference to plan for, in per cent of tries.",
)
@out_option
@ledger_option
@json_option
def rank(runs: tuple[str, ...], points: float, out: Path, ledger: str | None, as_json: bool) -> None:
    """Rank RUNS on the tries that all of them made, and say what to run next.

    Every pair is compared as `compare` does, and its p is made larger for how many pairs there are (Holm).
    Runs with a letter in common are not told apart. Tasks that came out both ways are listed, and how many
    seeds a difference takes to be seen, with what they cost.
    """
    from ui.bench.standing import field_of, tell, to_json
    from ui.command.benchshow import opened_ledger

    found = field_of(opened_ledger(out, ledger), runs, points)
    if as_json:
        say(json.dumps(to_json(found)))
    else:
        tell(found)
