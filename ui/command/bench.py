"""`agent bench`: tasks tried again and again, and what the numbers are worth."""

import math
from pathlib import Path

import click

from ui.bench.option import BenchOptions
from ui.command.option import (
    Number,
    Whole,
    android_option,
    collected,
    config_option,
    json_option,
    tools_option,
    weather_option,
)

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
@click.option(
    "--suite",
    required=True,
    metavar="NAME",
    help="Which tasks: see `agent bench list`; or your own, as package.module:SUITE.",
)
@click.option(
    "--agent",
    default="default",
    metavar="NAME",
    show_default=True,
    help="Who tries them: a preset of `agent presets`; gold, noop, random; package.module:factory; "
    "or a program, as command:WORDS.",
)
@click.option(
    "--task", "tasks", multiple=True, metavar="NAME", help="This task; may be repeated. Default: all."
)
@click.option("--model", metavar="NAME", help="Model of the agent; `offline`, or `scripted:FILE`.")
@click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint of the model.")
@click.option("--grounder", metavar="NAME", help="Finds what UI tree and OCR do not.")
@tools_option
@click.option("--seed", type=Whole(), default=30, show_default=True, help="Draws the tasks.")
@click.option(
    "--seeds",
    "repetitions",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="Draw each task so often, each with parameters and words of its own.",
)
@click.option(
    "--repeat",
    "repeats",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="Tries of each that was drawn, with the same parameters and words.",
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
@click.option(
    "--way",
    type=click.Choice(["adb", "memory"]),
    default="adb",
    show_default=True,
    help="How the embedded phones are reached: over ADB, as any phone is; or in memory, which is quicker.",
)
@click.option("--locale", metavar="TAG", help="Language of the embedded phones, as zh-CN.")
@android_option
@weather_option
@click.option(
    "--max-cost", type=MoreThanNone(), metavar="DOLLARS", help="Begin no task once so much is spent."
)
@click.option(
    "--timeout", type=MoreThanNone(), metavar="SECONDS", help="End a try of the agent's after so long."
)
@click.option(
    "--reply-timeout",
    type=MoreThanNone(),
    metavar="SECONDS",
    help="Ask a model again that has not replied for so long.",
)
@click.option(
    "--patience",
    type=MoreThanNone(),
    metavar="SECONDS",
    help="Wait so long in all for a model that is busy or down.",
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
@click.option(
    "--rules",
    default="",
    metavar="NAME",
    help="Which ways to the phone are allowed: screen, probing or any. Default: what is usual for the agent.",
)
@click.option("--no-pictures", is_flag=True, help="Keep no screenshots of plain code's steps.")
@click.option("--name", metavar="NAME", help="Of the run; the time, suite and agent by default.")
@out_option
@ledger_option
@config_option
@json_option
@collected(BenchOptions)
def run(options: BenchOptions) -> int:
    """Try every task of a suite and print what share of them succeeds.

    Exits with 0 when every task has been tried, whatever came of it; 1 when the money was spent before; 2 for
    what cannot be, a ledger or a disk that takes no more included; 3 when no phone is left. What is left to
    try, `resume` tries.
    """
    from ui.bench.run import follow, spec_of, verified

    if options.verify_determinism:
        return verified(options)
    from tasks.ledger.ledger import Ledger
    from tasks.runner.run import begin

    if options.executor != "ray" and (options.resource or options.address != "local"):
        raise click.UsageError("--address and --resource are for --executor ray")
    spec = spec_of(options)
    ledger = Ledger.open(spec.ledger)
    return follow(spec, begin(spec, ledger), ledger, as_json=options.as_json)


@bench.command()
@click.argument("run")
@click.option(
    "--again-broken",
    "again",
    is_flag=True,
    help="Try anew, too, what broke down for good: the phone, the model's endpoint, a check or the runner.",
)
@out_option
@ledger_option
@config_option
@json_option
def resume(run: str, again: bool, out: Path, ledger: str | None, config: Path | None, as_json: bool) -> int:
    """Go on with RUN where it was stopped or killed; what is done is not done again.

    What the agent did wrong is never tried again. With --again-broken what broke down round it is, as often
    as in a new run; the last try of each task counts, and those before it stay in the ledger.
    """
    from tasks.ledger.ledger import Ledger, default_url
    from tasks.plugin import look_in
    from tasks.runner.run import check_same, find_spec
    from ui.app import load_settings
    from ui.bench.run import follow

    opened = Ledger.find(ledger or default_url(out))
    plan = opened.run(run).plan
    spec = find_spec(out / run, load_settings({}, config=config))
    if spec.home is not None:
        look_in(spec.home)
    check_same(spec, plan)
    return follow(spec, plan, opened, as_json=as_json, again=again)
