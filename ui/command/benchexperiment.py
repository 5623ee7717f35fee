"""`agent bench experiment`: agents times suites times seeds, from one file."""

import json
from pathlib import Path

import click

from ui.bench.option import plain
from ui.command.bench import ledger_option, out_option
from ui.command.option import config_option, json_option
from ui.terminal import say


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@out_option
@ledger_option
@config_option
@json_option
def experiment(file: Path, out: Path, ledger: str | None, config: Path | None, as_json: bool) -> int:
    """Carry out the experiment of FILE: each of its agents tries each of its suites.

    The same command goes on where it was stopped or killed. OUT/NAME.html, in a browser, tells meanwhile how
    far it is. Exits with 0 when every task has been tried, 1 when the money was spent before.
    """
    from tasks.ledger.ledger import Ledger, default_url
    from ui.bench.experiment import Campaign, Progress
    from ui.bench.experimentfile import read_experiment
    from ui.bench.livepage import LivePage
    from ui.bench.standing import tell, to_json

    read = read_experiment(file)
    page = LivePage(out / f"{read.name}.html")
    campaign = Campaign(read, plain(out, ledger, config), Ledger.open(ledger or default_url(out)))
    told = 0

    def hear(progress: Progress) -> None:
        nonlocal told
        if not page.is_written:
            say(f"how far it is: {page.path.absolute().as_uri()}", err=True)
        page(progress)
        for line in progress.remarks[told:]:
            say(line, err=True)
        told = len(progress.remarks)

    try:
        is_done = campaign.carry_out(hear)
    finally:
        campaign.progress.is_over = True
        if page.is_written:  # else nothing was begun, and a page there is another's or of another time
            hear(campaign.progress)
    progress = campaign.progress
    if as_json:
        found: dict[str, object] = {suite: to_json(field) for suite, field in progress.fields.items()}
        whole = {"experiment": read.name, "planned": progress.planned, "done": progress.done}
        say(json.dumps({**whole, "cost": progress.cost, "page": str(page.path), "suites": found}))
    else:
        for suite, field in progress.fields.items():
            say(f"\n{suite}", bold=True)
            tell(field)
        say(str(page.path))
    return 0 if is_done else 1
