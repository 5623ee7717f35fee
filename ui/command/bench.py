"""`agent bench`: tasks tried again and again, and what the numbers are worth."""

import json
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ui.command.option import Number, Whole, config_option, json_option, weather_option

if TYPE_CHECKING:
    from agent.settings import Settings
    from tasks.ledger.ledger import Ledger
    from tasks.ledger.record import Plan
    from tasks.runner.job import EntrantKind
    from tasks.runner.session import Start
    from tasks.runner.slot import Berth

out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("bench"),
    show_default=True,
    help="Folder of the runs.",
)
ledger_option = click.option(
    "--ledger",
    metavar="FILE|URL",
    help="The ledger: a file, or postgresql://...; OUT/ledger.sqlite by default.",
)


class MoreThanNone(Number):
    """`--max-cost 2.5`: a number above 0."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Whatever cannot be counted down is refused here."""
        number = super().convert(value, param, ctx)
        if not (0 < number < math.inf):
            self.fail(f"{value!r} is not more than 0", param, ctx)
        return number


@click.group()
def bench() -> None:
    """Try an agent on suites of tasks, and compare what comes of it."""


@bench.command()
@click.option("--suite", "suite", required=True, metavar="NAME", help="Which tasks: see `agent bench list`.")
@click.option(
    "--agent",
    "entrant",
    default="default",
    metavar="NAME",
    show_default=True,
    help="Who tries them: a preset of `agent presets`, or gold, noop, random.",
)
@click.option(
    "--task", "names", multiple=True, metavar="NAME", help="This task; may be repeated. Default: all."
)
@click.option("--model", metavar="NAME", help="Model of the agent; `offline`, or `scripted:FILE`.")
@click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint of the model.")
@click.option("--grounder", metavar="NAME", help="Finds what UI tree and OCR do not.")
@click.option("--seed", type=Whole(), default=30, show_default=True, help="Draws the tasks.")
@click.option(
    "--seeds", "repetitions", type=click.IntRange(1), default=1, metavar="N", help="Tries of each task."
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Tasks at a time, each on a phone.")
@click.option("--device", "devices", multiple=True, metavar="SERIAL", help="A phone; may be repeated.")
@click.option(
    "--executor",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Where the workers run: processes of this machine, or a Ray cluster.",
)
@click.option("--address", default="local", metavar="HOST:PORT", help="Head of the Ray cluster.")
@click.option("--resource", default="", metavar="NAME", help="What a node must have one of for each worker.")
@click.option("--locale", metavar="TAG", help="Language of the embedded phones, as zh-CN.")
@weather_option
@click.option(
    "--max-cost", type=MoreThanNone(), metavar="DOLLARS", help="Begin no task once so much is spent."
)
@click.option(
    "--timeout", type=MoreThanNone(), metavar="SECONDS", help="End a try of the agent's after so long."
)
@click.option(
    "--step-timeout",
    type=MoreThanNone(),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="A worker without a word for so long is replaced.",
)
@click.option(
    "--episode-timeout",
    type=MoreThanNone(),
    default=3600.0,
    show_default=True,
    metavar="SECONDS",
    help="So is one that is so long at one task.",
)
@click.option(
    "--verify-determinism", is_flag=True, help="Try none; see that the seed makes the same tasks twice."
)
@click.option("--no-pictures", is_flag=True, help="Keep no screenshots of plain code's steps.")
@click.option("--name", metavar="NAME", help="Of the run; the time, suite and agent by default.")
@out_option
@ledger_option
@config_option
@json_option
def run(
    suite: str,
    entrant: str,
    names: tuple[str, ...],
    seed: int,
    repetitions: int,
    workers: int | None,
    devices: tuple[str, ...],
    executor: Literal["local", "ray"],
    address: str,
    resource: str,
    locale: str | None,
    weather: str | None,
    max_cost: float | None,
    step_timeout: float,
    episode_timeout: float,
    verify_determinism: bool,
    no_pictures: bool,
    name: str | None,
    out: Path,
    ledger: str | None,
    config: Path | None,
    as_json: bool,
    **own: object,
) -> int:
    """Try every task of a suite and print what share of them succeeds.

    Exits with 0 when every task has been tried, whatever came of it; 1 when the money was spent before; 2 for
    what cannot be, the ledger included; 3 when no phone is left. What is left to try, `resume` tries.
    """
    if verify_determinism:
        return _verified(suite, seed, repetitions, names)
    from agent.build import prepare
    from tasks.ledger.ledger import Ledger, default_url
    from tasks.runner.job import Errand
    from tasks.runner.session import Start, begin, run_name
    from ui.app import load_settings

    if executor != "ray" and (resource or address != "local"):
        raise click.UsageError("--address and --resource are for --executor ray")
    kind = _kind(entrant)
    preset = {"preset": entrant} if kind == "agent" else {}
    settings = load_settings({**own, **preset, "use_memory": False, "weather": weather}, config=config)
    if kind == "agent":
        prepare(settings)  # what is wrong with them is wrong with every task
    berths = _berths(devices, workers, locale or "", settings)
    run = run_name(suite, entrant, time.time()) if name is None else name
    url = ledger or default_url(out)
    errand = Errand(
        run=run,
        suite=suite,
        ledger=url,
        folder=(out / run).absolute(),
        entrant=kind,
        settings=settings,
        berth=berths[0],
        pictures=not no_pictures,
    )
    start = Start(
        errand=errand,
        berths=berths,
        seed=seed,
        repetitions=repetitions,
        names=names,
        max_cost=max_cost,
        step_timeout=step_timeout,
        episode_timeout=episode_timeout,
        executor=executor,
        address=address,
        resource=resource,
    )
    opened = Ledger.open(url)
    return follow(start, begin(start, opened), opened, as_json=as_json)


@bench.command()
@click.argument("run")
@out_option
@ledger_option
@config_option
@json_option
def resume(run: str, out: Path, ledger: str | None, config: Path | None, as_json: bool) -> int:
    """Go on with RUN where it was stopped or killed; what is done is not done again."""
    from tasks.ledger.ledger import Ledger, default_url
    from tasks.runner.session import check_same, find_start
    from ui.app import load_settings

    opened = Ledger.find(ledger or default_url(out))
    plan = opened.run(run).plan
    start = find_start(out / run, load_settings({}, config=config))
    check_same(start, plan)
    return follow(start, plan, opened, as_json=as_json)


def follow(start: "Start", plan: "Plan", ledger: "Ledger", *, as_json: bool) -> int:
    """Try what is left to try, telling how far it is, and print the figures.

    What stops it is raised once the figures so far are told to a program.
    """
    from device.error import ToldToPerson
    from tasks.runner.session import go
    from tasks.statistics.interval import scipy_stats
    from tasks.statistics.summary import summarise
    from tasks.suite import find_suite
    from ui.benchbar import bar
    from ui.benchtable import breakdowns, figures, to_json

    run, suite = start.errand.run, find_suite(plan.suite)
    scipy_stats()  # it is missed before the first task, not after the last
    try:
        with bar() as tell:
            outcomes = go(start, plan, ledger, tell)
    except (ToldToPerson, KeyboardInterrupt) as error:
        if as_json:
            told = to_json(run, summarise(plan, ledger.outcomes(run), suite))
            click.echo(json.dumps({**told, "error": str(error) or "stopped"}))
        raise
    summary = summarise(plan, outcomes, suite)
    if as_json:
        click.echo(json.dumps(to_json(run, summary)))
    else:
        figures(run, plan, summary)
        breakdowns(outcomes.values())
    return 0 if summary.done == summary.planned else 1


def _verified(suite: str, seed: int, repetitions: int, names: tuple[str, ...]) -> int:
    """Say whether the tasks of a seed are the same in two processes."""
    from tasks.runner.determinism import differing

    wrong = differing(suite, seed, repetitions, names)
    whole = f"{len(set(names))} tasks of {suite}" if names else suite
    click.echo(
        "\n".join(wrong) or f"{whole}: seed {seed} makes the same tasks, and the same phone for each, twice"
    )
    return 1 if wrong else 0


def _kind(entrant: str) -> "EntrantKind":
    """Plain code by its name; any other name is a preset's. Raises ConfigError for one that is nobody's."""
    from agent.preset import PRESETS
    from device.error import ConfigError, nearest

    match entrant:
        case "gold" | "noop" | "random":
            return entrant
        case _ if entrant in PRESETS:
            return "agent"
    hint = nearest(entrant, ("gold", "noop", "random", *PRESETS))
    raise ConfigError(f"--agent: nobody is called {entrant!r}", hint)


def _berths(
    devices: tuple[str, ...], workers: int | None, locale: str, settings: "Settings"
) -> "tuple[Berth, ...]":
    """A phone for each worker."""
    from device.error import ConfigError
    from device.phone.language import checked_locale
    from tasks.runner.slot import NO_WEATHER, Berth
    from ui.app import state_folder

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
