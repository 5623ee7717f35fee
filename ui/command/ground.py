"""`agent ground`: how well words become points."""

import json
from pathlib import Path

import click

from ui.command.groundeval import evaluate
from ui.command.groundtry import attempt
from ui.command.option import json_option


@click.group()
def ground() -> None:
    """Measure how well words become points on a screen."""


@ground.command()
@click.option("--views", type=click.Path(path_type=Path), required=True, help="Log of every view's answer.")
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), help="Write the reliability plot (PNG)."
)
@json_option
def score(views: Path, plot: Path | None, as_json: bool) -> int:
    """Score a log of views as published for MVP: each rule of choice, and what the confidence is worth."""
    from grounding.score.plot import reliability_plot
    from grounding.score.report import render, score_file

    report = score_file(views)
    if plot is not None:
        reliability_plot(report.confidence, views.name).save(plot)
    if as_json:
        click.echo(json.dumps(report.to_json()))
    else:
        click.echo(render(report))
    return 0


ground.add_command(attempt)
ground.add_command(evaluate)
