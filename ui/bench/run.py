"""What the words of `agent bench run` stand for, and the run itself, followed to its figures."""

import json

import click
from pydantic import JsonValue

from agent.preset.preset import PRESETS
from agent.settings import Settings
from device.error import ConfigError, ToldToPerson, nearest
from device.phone.system.language import checked_locale
from tasks.ledger.connection import LedgerBroken
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Plan
from tasks.plugin import is_own
from tasks.runner.determinism import differing
from tasks.runner.job import EntrantKind
from tasks.runner.session import Start, go
from tasks.runner.slot import NO_WEATHER, Berth
from tasks.statistics.level import scipy_stats
from tasks.statistics.summary import summarise
from tasks.suite import find_suite
from ui.app import state_folder
from ui.bench.bar import bar
from ui.bench.figures import to_json
from ui.bench.table import breakdowns, figures, resets


def follow(start: Start, plan: Plan, ledger: Ledger, *, as_json: bool, again: bool = False) -> int:
    """Try what is left to try, telling how far it is, and print the figures.

    What stops it is raised once the figures so far are told to a program.
    """
    run, suite = start.errand.run, find_suite(plan.suite)
    scipy_stats()  # it is missed before the first task, not after the last
    try:
        with bar() as tell:
            outcomes = go(start, plan, ledger, tell, again=again)
    except (ToldToPerson, KeyboardInterrupt) as error:
        if as_json:
            click.echo(json.dumps({**_so_far(run, plan, ledger), "error": str(error) or "stopped"}))
        raise
    summary = summarise(plan, outcomes, suite)
    if as_json:
        click.echo(json.dumps(to_json(run, summary)))
    else:
        figures(run, plan, summary)
        breakdowns(outcomes.values())
        resets(plan, outcomes)
        if summary.crashed:
            click.echo(f"To try again what broke down: {start.command} --again-broken", err=True)
    return 0 if summary.done == summary.planned else 1


def _so_far(run: str, plan: Plan, ledger: Ledger) -> dict[str, JsonValue]:
    """The figures of a run that was stopped; where the ledger is gone nothing but what was planned."""
    try:
        return to_json(run, summarise(plan, ledger.outcomes(run), find_suite(plan.suite)))
    except LedgerBroken:
        return {"run": run, "planned": len(plan.episodes)}


def verified(suite: str, seed: int, repetitions: int, names: tuple[str, ...], *, as_json: bool) -> int:
    """Say whether the tasks of a seed are the same in two processes."""
    wrong = differing(suite, seed, repetitions, names)
    if as_json:
        click.echo(json.dumps({"suite": suite, "seed": seed, "same": not wrong, "differ": wrong}))
        return 1 if wrong else 0
    count = len(set(names))
    whole = f"{count} task{'s' if count > 1 else ''} of {suite}" if count else suite
    click.echo(
        "\n".join(wrong) or f"{whole}: seed {seed} makes the same tasks, and the same phone for each, twice"
    )
    return 1 if wrong else 0


def kind_of(entrant: str) -> EntrantKind:
    """Plain code by its name, own code too; any other name is a preset's.

    Raises ConfigError for one that is nobody's.
    """
    match entrant:
        case "gold" | "noop" | "random":
            return entrant
        case _ if is_own(entrant):
            return entrant
        case _ if entrant in PRESETS:
            return "agent"
    hint = nearest(entrant, ("gold", "noop", "random", *PRESETS))
    raise ConfigError(f"--agent: nobody is called {entrant!r}", hint)


def berths_of(
    devices: tuple[str, ...], workers: int | None, locale: str, settings: Settings
) -> tuple[Berth, ...]:
    """A phone for each worker."""
    if not devices:
        return (Berth(locale=checked_locale(locale), weather=settings.weather),) * (workers or 1)
    if locale:
        raise ConfigError(
            "--locale: a phone behind adb keeps its language", "Leave --locale or --device away"
        )
    if settings.weather:
        raise ConfigError(*NO_WEATHER)
    if len(set(devices)) < len(devices):
        raise ConfigError("--device: the same phone twice")
    if workers is not None and workers > len(devices):
        raise ConfigError(
            f"{workers} workers need {workers} phones, and there are {len(devices)}",
            "Give more --device, or fewer --workers",
        )
    port, state = settings.adb_port, state_folder()
    return tuple(Berth(serial=serial, adb_port=port, state=state) for serial in devices[:workers])
