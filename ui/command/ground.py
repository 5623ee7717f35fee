"""`agent ground`: how well words become points."""

import json
from dataclasses import replace
from pathlib import Path

import click

from ui.command.groundeval import evaluate
from ui.command.groundlog import convert, merge
from ui.command.groundtry import attempt
from ui.command.option import json_option
from ui.terminal import say


@click.group()
def ground() -> None:
    """Measure how well words become points on a screen."""


@ground.command()
@click.option(
    "--views",
    type=click.Path(path_type=Path),
    required=True,
    help="Log of every view's answer, or an evaluation's folder.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture of the reliability: what was said, and the share that was right.",
)
@click.option(
    "--fit",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT",
    help="Fit the confidence to this log, write it to OUT for `grounder_fit`, and say what it is worth.",
)
@click.option(
    "--recalibrate",
    type=click.IntRange(1),
    metavar="K",
    help="Move the fit that ships by K items of this log and score the others; of all, cross-validated.",
)
@json_option
def score(views: Path, plot: Path | None, fit: Path | None, recalibrate: int | None, as_json: bool) -> int:
    """Score a log of views as published for MVP: each rule of choice, and what the confidence is worth.

    The confidence is the one that ships, or with --fit one fitted to this log, of which what is told is
    cross-validated: each application's items by a fit to all the others. With --recalibrate it is the one
    that ships, its level moved by K items, evenly from the least to the most sure; --fit writes that one.
    """
    from grounding.confidence import shipped
    from grounding.score.fit import check_fits, check_looks, write_fit
    from grounding.score.plot import reliability_plot
    from grounding.score.recalibration import recalibrated, spread
    from grounding.score.report import render
    from grounding.score.report import score as scored
    from grounding.score.viewlog import load
    from ui.groundfile import check_picture, check_place, save_picture

    if plot is not None:
        check_picture(plot)
    if fit is not None:
        check_place(fit)
        _check_replaced(fit)
    log = load(views)
    moved, known = None, list(log.items)
    if recalibrate is not None:
        check_looks(log)
        known, _ = spread(log, shipped().fits, recalibrate)
        moved = recalibrated(shipped().fits, known)
    elif fit is not None:
        check_fits(log)
    report = scored(log, refit=fit is not None, labelled=recalibrate or 0)
    if plot is not None:
        save_picture(reliability_plot(report.confidence, views.name), plot)
    earlier = fit is not None and fit.exists()
    if fit is not None:
        how = "" if recalibrate is None else f" --recalibrate {recalibrate}"
        made_of = log if moved is None else replace(log, items=tuple(known))
        write_fit(made_of, fit, f"agent ground score --views {views}{how} --fit {fit}", moved)
    if as_json:
        written = {"fit": fit, "plot": plot}
        say(json.dumps({**report.to_json(), **{what: str(path) for what, path in written.items() if path}}))
    else:
        say(render(report))
        if plot is not None:
            say(f"plot: {plot}")
        if fit is not None:
            replaced = ", in place of the fit that was there" if earlier else ""
            say(f"fit: {fit} (used with the setting grounder_fit){replaced}")
    return 0


def _check_replaced(fit: Path) -> None:
    """An earlier fit is replaced. Raises ConfigError for a file that is none: it is somebody's."""
    from device.error import ConfigError
    from grounding.confidence import read_fit

    try:
        if fit.exists():
            read_fit(fit)
    except ConfigError:
        raise ConfigError(
            f"{fit} is there and is no fit of the confidence, so it is not written over",
            "Name another file with --fit",
        ) from None


ground.add_command(attempt)
ground.add_command(evaluate)
ground.add_command(merge)
ground.add_command(convert)
