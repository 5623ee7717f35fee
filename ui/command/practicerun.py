"""`agent practice run` and `adopt`: the cycle from proposing to keeping, and taking over what came of it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from ui.command.bench import MoreThanNone
from ui.command.option import Whole, collected, config_option, json_option
from ui.command.practiceoption import PracticeOptions
from ui.terminal import say

if TYPE_CHECKING:
    from tasks.practice.curve import Point
    from tasks.practice.cycle import PracticeProgress
    from tasks.practice.opening import Opening

_TRIES = {"lessons": 1, "policy": 3}
_FIXED = (
    "per_round", "held_out", "tries", "learner", "trials", "proposer", "languages", "explored", "touches",
    "seed", "pictures",
)  # fmt: skip
"""What a practice is begun with and keeps."""
_ROUNDS = {False: 3, True: 20}
"""By whether practice ends as soon as something is shown."""
_OFTEN = 20.0
"""Seconds between two lines of a log."""

work_option = click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("practice"),
    show_default=True,
    help="Folder of the practice: ledger, tasks, curve, what was learned.",
)


@click.command("run")
@click.option(
    "--rounds", type=click.IntRange(1), metavar="N", help="How many; 3 by default, 20 with --until-shown."
)
@click.option(
    "--until-shown",
    is_flag=True,
    help="End as soon as the exam shows a gain or a loss: its 95% interval leaves out 0.",
)
@click.option(
    "--workers", type=click.IntRange(1), default=4, show_default=True, help="Phones in this process."
)
@click.option(
    "--per-round", type=click.IntRange(1), default=60, show_default=True, help="Tasks it sets itself."
)
@click.option(
    "--tries", type=click.IntRange(1), metavar="N",
    help="Attempts at each of them, each made another way; 3 with --learner policy, else 1.",
)  # fmt: skip
@click.option(
    "--held-out", type=click.IntRange(4), default=60, show_default=True, help="Tasks it is measured by."
)
@click.option(
    "--learner",
    type=click.Choice(["lessons", "policy"]),
    default="lessons",
    show_default=True,
    help="Write down what helps, or train the bundled policy (needs the extra train).",
)
@click.option(
    "--trials", type=click.IntRange(1), default=6, show_default=True, help="Tasks that test one lesson."
)
@click.option("--model", metavar="NAME", help="Model of the agent; `offline`, or `scripted:FILE`.")
@click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint of the model.")
@click.option("--preset", metavar="NAME", help="Which roles take part: see `agent presets`.")
@click.option(
    "--proposer",
    type=click.Choice(["composed", "model"]),
    default="composed",
    show_default=True,
    help="Who sets the tasks: plain code, or the model in the role `propose`.",
)
@click.option(
    "--language",
    "languages",
    type=click.Choice(["en", "zh"]),
    multiple=True,
    default=("en", "zh"),
    show_default=True,
    help="Of the goals.",
)
@click.option(
    "--explore", "explored", multiple=True, default=("com.android.settings",), show_default=True,
    metavar="APP", help="An app to explore before the first round, by name or package; may be repeated.",
)  # fmt: skip
@click.option(
    "--touches",
    type=click.IntRange(0),
    default=60,
    show_default=True,
    help="Each app is explored by; 0: none.",
)
@click.option("--seed", type=Whole(), default=0, show_default=True, help="Draws tasks and held-out kinds.")
@click.option(
    "--max-cost", type=MoreThanNone(), metavar="DOLLARS", help="For the whole practice, judges included."
)
@click.option("--minutes", type=MoreThanNone(), metavar="N", help="After so many no further round begins.")
@click.option("--pictures", is_flag=True, help="Keep screenshots, for `agent practice export`.")
@click.option("--resume", is_flag=True, help="Go on with the practice in --work; --rounds may be more.")
@work_option
@config_option
@json_option
@collected(PracticeOptions)
def run(options: PracticeOptions) -> int:
    """Practise: set tasks, try them, judge by the phone's state, learn, measure on held-out tasks, and keep
    what does no harm there.

    Stopped or killed, it goes on with --resume: no task that was done is done again. Exits with 0 when all
    rounds are over, whatever was learned.
    """  # noqa: D205 - one sentence
    from tasks.practice.cycle import RULE
    from tasks.practice.opening import opened
    from tasks.statistics.level import scipy_stats

    scipy_stats()  # it is missed before the first task, not after the last
    work, opening = options.work, _opening(options)
    report = _silent if options.as_json else say
    report(f"After each round what was learned is {RULE}.")
    with (
        _line() as tell,
        opened(opening, work, tell, lambda point: report(_told(point, opening.tries))) as cycle,
    ):
        try:
            points = cycle.go()
        except KeyboardInterrupt:
            say(f"Go on with: agent practice run --resume --work {work}", err=True)
            raise
    first, last = points[0].held_out, points[-1].held_out
    report(f"held out: {first} before practice, {last} after {_rounds(points[-1].round)}")
    if points[-1].round:
        report(f"        {_worded(points[-1].change)}")
    if points[-1].judged_change:
        report(f"        by the evaluator's word: {_worded(points[-1].judged_change)}")
    report(f"ended: {cycle.ended}")
    report(f"curve: {work / 'curve.svg'}, {work / 'curve.jsonl'}; episodes: agent bench list --out {work}")
    if opening.learner == "lessons" and any(point.kept for point in points):
        report(f"Have your own agent go by it: agent practice adopt --work {work}")
    if opening.learner == "policy" and (weights := _kept_weights(work, points)):
        report(f"Have your own agent use it: policy_weights = {str(weights)!r} in your settings")
    if options.as_json:
        told = [point.model_dump(mode="json") for point in points]
        say(json.dumps({"work": str(work), "ended": cycle.ended, "points": told}))
    return 0


def _opening(options: PracticeOptions) -> "Opening":
    """What the practice is begun with, or with `--resume` was. Raises ConfigError where that cannot be."""
    from tasks.practice.opening import Opening, find_opening
    from ui.app import load_settings

    settings = load_settings({**options.settings, "use_memory": False}, config=options.config)
    if options.resume:
        begun = find_opening(options.work, settings)
        _as_begun(click.get_current_context(), begun, settings.model, options.work)
        rounds = max(options.rounds or 0, begun.rounds)
        return begun.model_copy(
            update={
                "rounds": rounds,
                "workers": options.workers,
                "max_cost": options.max_cost,
                "minutes": options.minutes,
                "until_shown": options.until_shown or begun.until_shown,
            }
        )
    told = {name: value for name, value in asdict(options).items() if name in Opening.model_fields}
    tries = options.tries or _TRIES[options.learner]
    opening = Opening.model_validate(
        {
            **told,
            "settings": settings,
            "rounds": options.rounds or _ROUNDS[options.until_shown],
            "tries": tries,
        }
    )
    _check(opening)
    opening.keep(options.work)
    return opening


@click.command("adopt")
@work_option
@click.option("--dry-run", is_flag=True, help="Only list it.")
@config_option
def adopt(work: Path, dry_run: bool, config: Path | None) -> int:
    """Put what a practice by lessons has kept into your own memory, for every run from now on.

    `agent memory list` shows it, `agent memory forget` takes it out again.
    """
    from agent.memory.store import MemoryStore
    from device.error import ConfigError
    from tasks.practice.lessons import kept_notebook
    from ui.command.keep import open_store

    notebook = kept_notebook(work)
    if notebook is None and list(work.glob("round-*/weights")):
        raise ConfigError(
            f"{work} holds weights of the offline policy, and those are no memory",
            "Name their folder in the settings: policy_weights = 'ROUND/weights'",
        )
    if notebook is None:
        raise ConfigError(f"{work} holds nothing that was kept", "Practise first: agent practice run")
    store = open_store(config)
    for entry in MemoryStore(notebook).entries():
        if not dry_run:
            store.add(entry.model_copy(update={"id": 0, "made_at": time.time()}))
        say(entry.told)
    return 0


def _check(opening: "Opening") -> None:
    """What is wrong with the settings is wrong with every task. Raises ConfigError."""
    from agent.brain.selection import build_brain
    from agent.build import prepare
    from agent.preset.preset import find_preset
    from device.error import ConfigError

    prepare(opening.settings)
    if opening.learner == "policy" and opening.settings.model not in ("", "offline"):
        raise ConfigError("--learner policy trains the bundled policy alone", "Leave --model away")
    brain = build_brain(opening.settings, find_preset(opening.settings.preset))
    if opening.proposer == "model" and not brain.speaker("propose"):
        raise ConfigError(
            "--proposer model needs a model",
            "Give one with --model, or for the role `propose` in the settings",
        )


def _rounds(count: int) -> str:
    return f"{count} round{'s' if count != 1 else ''}"


def _kept_weights(work: Path, points: "Sequence[Point]") -> Path | None:
    """Where the weights lie that were kept last."""
    kept = [point.round for point in points if point.kept]
    return (work / f"round-{kept[-1]}" / "weights").absolute() if kept else None


def _silent(_line: str) -> None:
    """Nothing is said where a program listens."""


def _as_begun(ctx: click.Context, opening: "Opening", model: str, work: Path) -> None:
    """Raises ConfigError where a practice that is gone on with was asked to be another one."""
    from device.error import ConfigError

    for name in (*_FIXED, "model"):
        if ctx.get_parameter_source(name) != ParameterSource.COMMANDLINE:
            continue
        asked, begun = (
            (model, opening.settings.model) if name == "model" else (ctx.params[name], getattr(opening, name))
        )
        if asked != begun:
            flag = next(each.opts[0] for each in ctx.command.params if each.name == name)
            told = ", ".join(begun) if isinstance(begun, tuple) else "offline" if begun == "" else begun
            raise ConfigError(
                f"the practice in {work} was begun with {flag} {told}",
                f"Leave {flag} away, or begin another with --work",
            )


def _told(point: "Point", tries: int) -> str:
    """A round in lines."""
    rows = ", ".join(f"{row} {rate}" for row, rate in point.rows.items())
    lines = [f"round {point.round}: held out {point.held_out}; {rows}"]
    if point.judged is not None:
        lines.append(f"  {point.held_out} by the phone's state, {point.judged}")
    if point.attempts is not None:
        tasks = point.attempts.count // tries
        wants = f" with {point.predicates} different predicates" if point.predicates and tasks > 1 else ""
        each = f", tried each {tries} times" if tries > 1 else ""
        lines.append(
            f"  set itself {tasks} task{'s' if tasks != 1 else ''}{wants}{each}, did {point.attempts}"
        )
        turned = sum(point.rejected.values())
        whole = tasks + turned
        reasons = ", ".join(f"{count} {why} ({count / whole:.0%})" for why, count in point.rejected.items())
        lines.append(f"  turned down {turned} of {whole} proposals" + (f": {reasons}" if reasons else ""))
    if point.apps:
        lines.append(f"  {_covered(point.apps)}")
    lines += [f"  {line}" for line in point.told]
    if point.kept is not None:
        lines.append(f"  {'kept' if point.kept else 'rolled back'}: {_worded(point.round_change)}")
    elif point.round:
        lines.append("  nothing new was learned")
    return "\n".join(lines)


def _covered(apps: "Mapping[str, int]") -> str:
    """Which apps tasks were set in so far, and which not."""
    from device.state.appname import names_of

    met = [f"{names_of(package)[0]} {count}" for package, count in apps.items() if count]
    missed = [names_of(package)[0] for package, count in apps.items() if not count]
    told = f"tasks so far in {len(met)} of {len(apps)} apps: {', '.join(met)}"
    return told + (f"; in none of {', '.join(missed)}" if missed else "")


def _worded(change: str) -> str:
    """A comparison of before (A) with after (B) in words for who sees neither letter."""
    return change.replace("B is better", "better than before").replace("B is worse", "worse than before")


@contextmanager
def _line() -> "Iterator[Callable[[PracticeProgress], None]]":
    """A status line on stderr, or where that is no terminal a line every so often."""
    from rich.text import Text

    from ui.output import Terminal

    console = Terminal(stderr=True)
    if console.is_terminal:
        with console.status("the phones begin") as status:
            yield lambda progress: status.update(Text(_so_far(progress)))
        return
    told_at = time.monotonic()

    def tell(progress: "PracticeProgress") -> None:
        nonlocal told_at
        if time.monotonic() - told_at >= _OFTEN:
            told_at = time.monotonic()
            console.print(_so_far(progress), markup=False, highlight=False, soft_wrap=True)

    yield tell


def _so_far(progress: "PracticeProgress") -> str:
    from ui.bench.bar import minutes

    so_far, left = progress.so_far, progress.seconds_left
    line = f"{progress.run}: {so_far.done} of {so_far.planned} tried, {so_far.succeeded} done"
    if left is not None:
        line += f"; about {minutes(left)} to go"
    return line + (f" ({so_far.remark})" if so_far.remark else "")
