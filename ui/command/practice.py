"""`agent practice`: an agent that gets better at tasks it sets itself, and what its judges are worth."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.bench import ledger_option, out_option
from ui.command.option import Number, Whole, collected, config_option, json_option
from ui.command.practiceoption import ExportOptions, JudgeReportOptions, TuneOptions
from ui.command.practicerun import adopt, run
from ui.terminal import say

if TYPE_CHECKING:
    from tasks.practice.judging import Finding, Worth

_REASON = 110


@click.group()
def practice() -> None:
    """Have the agent practise, and measure who judges it."""


practice.add_command(run)
practice.add_command(adopt)


@practice.command("judge-report")
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@click.option("--model", metavar="NAME", help="Model that judges; without one, plain code does.")
@click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint of the model.")
@click.option("--misses", is_flag=True, help="List the runs it judged wrongly.")
@out_option
@ledger_option
@config_option
@json_option
@collected(JudgeReportOptions)
def judge_report(options: JudgeReportOptions) -> None:
    """How often a judge is right about the runs of a benchmark, whose outcome the phone's state has told.

    Only a judge whose SUCCESS is right often enough may reward practice.
    """
    from rich.progress import track

    from agent.evaluation.selection import build_judge
    from device.error import ConfigError
    from tasks.practice.judging import by_agent, cases, findings
    from ui.app import load_settings
    from ui.command.benchshow import opened_ledger
    from ui.output import Terminal

    judge = build_judge(load_settings(options.settings, config=options.config))
    some = list(cases(opened_ledger(options.out, options.ledger), options.out, options.runs))
    if not some:
        raise ConfigError(
            f"{', '.join(options.runs)}: no run that was judged left a record",
            "Make one: agent bench run --suite world",
        )
    bar = Terminal(stderr=True, quiet=options.as_json)
    found = list(track(findings(judge, some), "Judging", total=len(some), console=bar, transient=True))
    worths = by_agent(found)
    if options.as_json:
        say(json.dumps({"judge": judge.name, "by": {who: _as_json(w) for who, w in worths.items()}}))
        return
    _tell(judge.name, worths)
    if options.misses:
        _tell_misses(found)


@practice.command("export")
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True,
              help="Folder to write into.")  # fmt: skip
@click.option(
    "--for", "model", required=True, metavar="NAME", help="Model to be trained: its pictures, its scale."
)
@click.option(
    "--per-task", type=click.IntRange(1), default=4, show_default=True, help="Successes of one task."
)
@click.option("--all-rates", is_flag=True, help="Take tasks that nearly always or never succeed, too.")
@out_option
@ledger_option
@json_option
@collected(ExportOptions)
def export(options: ExportOptions) -> None:
    """Write what succeeded in benchmark runs as data that TRL trains on: sft, preference and step."""
    from agent.proposal.proposer import SOLVED
    from device.error import ConfigError
    from models.profile import profile_of
    from tasks.practice.export import export as written
    from tasks.practice.judging import cases
    from tasks.practice.selection import select
    from tasks.practice.sheet import HELD_OUT
    from ui.command.benchshow import opened_ledger

    is_practice = (options.out / HELD_OUT).exists()
    exams = [run for run in options.runs if is_practice and run.startswith("exam-")]
    if exams:
        raise ConfigError(
            f"{', '.join(exams)} is the exam of the practice in {options.out}: nothing may learn from that",
            "Name its rounds alone",
        )
    some = list(cases(opened_ledger(options.out, options.ledger), options.out, options.runs))
    selection = select(some, per_task=options.per_task, window=None if options.all_rates else SOLVED)
    try:
        made = written(selection, profile_of(options.model), options.folder, options.runs)
    except OSError as error:
        raise ConfigError(f"{options.folder} can't be written: {error.strerror}") from error
    left = ", ".join(f"{count} {why}" for why, count in sorted(selection.left_out.items()))
    if options.as_json:
        told = {"folder": str(options.folder), "runs": len(selection.runs), "steps": made.steps}
        say(json.dumps({**told, "preferences": made.preferences, "left_out": dict(selection.left_out)}))
    else:
        what = f"{made.steps} steps of {len(selection.runs)} runs, {made.preferences} preferences"
        say(f"{options.folder}: {what}")
        if left:
            say(f"left out: {left}")
        if not made.steps:
            say("Nothing to learn from: take --all-rates, or practise with more --tries")


@practice.command("tune")
@click.argument("method", type=click.Choice(["sft", "dpo", "grpo"]))
@click.argument("data", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--model", required=True, metavar="NAME", help="A vision model: a folder, or a name on the hub."
)
@click.option("--adapter", type=click.Path(path_type=Path, file_okay=False), help="An adapter to begin with.")
@click.option("--to", "run", type=click.Path(path_type=Path, file_okay=False), required=True,
              help="Folder of the adapter and its checkpoints.")  # fmt: skip
@click.option("--steps", type=click.IntRange(1), default=100, show_default=True)
@click.option("--rate", type=Number(), default=1e-4, show_default=True, help="Learning rate.")
@click.option("--rank", type=click.IntRange(1), default=16, show_default=True, help="Of the adapter (LoRA).")
@click.option(
    "--batch", type=click.IntRange(1), default=2, show_default=True, help="Steps at a time (sft, dpo)."
)
@click.option(
    "--group", type=click.IntRange(2), default=4, show_default=True, help="Replies for a screen (grpo)."
)
@click.option(
    "--longest", type=click.IntRange(1), default=256, show_default=True, help="Tokens of a reply (grpo)."
)
@click.option("--seed", type=Whole(), default=0, show_default=True)
@collected(TuneOptions)
def tune_(options: TuneOptions) -> None:
    """Teach a vision model what `export` wrote to DATA, by TRL: an adapter that goes on the model.

    sft clones successes, dpo prefers them to failures on the same screen, grpo reinforces by rules.
    """
    from tasks.practice.training.tune import Tuning, tune

    tuning = Tuning(
        steps=options.steps,
        rate=options.rate,
        rank=options.rank,
        batch=options.batch,
        group=options.group,
        longest=options.longest,
        seed=options.seed,
    )
    made = tune(options.method, options.data, options.model, options.run, tuning, options.adapter)
    what, values = ("reward", made.rewards) if options.method == "grpo" else ("loss", made.losses)
    tenth = max(1, len(values) // 10)
    first, last = sum(values[:tenth]) / tenth, sum(values[-tenth:]) / tenth
    say(f"{options.run}: {what} {first:.3f} at first, {last:.3f} at last, over {len(values)} steps")


def _tell(name: str, worths: "Mapping[str, Worth]") -> None:
    from rich.table import Table

    from tasks.practice.judging import ALL, TRUSTED
    from ui.output import output

    console = output()
    for who, worth in worths.items():
        console.print(
            f"[bold]{who}[/bold]: {worth.cases} runs, {worth.succeeded} of them done", highlight=False
        )
        table = Table(box=None, pad_edge=False, show_header=False)
        for what, share in (
            ("of its SUCCESS are done", worth.precision),
            ("of what is done it calls SUCCESS", worth.recall),
            ("of its FAIL are not done", worth.fail_precision),
            ("it does not judge (UNSURE)", worth.unsure),
        ):
            table.add_row(f"  [dim]{what}[/dim]", str(share) if share.count else "-")
        console.print(table)
    overall = worths[ALL]
    verdict = "may reward practice" if overall.may_reward else "may not reward practice"
    console.print(
        f"The judge {name} {verdict}: of its SUCCESS at least {overall.precision.low:.0%} are right "
        f"(asked: {TRUSTED:.0%})."
        if overall.precision.count
        else f"The judge {name} {verdict}: it called nothing a SUCCESS.",
        highlight=False,
        soft_wrap=True,
    )


def _tell_misses(found: "Sequence[Finding]") -> None:
    for each in found:
        judged, case = each.judged, each.case
        if judged.is_label and (judged.verdict == "SUCCESS") != case.success:
            truth = "done" if case.success else "not done"
            say(f"{case.task} ({case.who}): {judged.verdict}, is {truth}. {judged.reason[:_REASON]}")
            say(f"    {case.run.folder}")


def _as_json(worth: "Worth") -> dict[str, object]:
    shares = {
        "precision": worth.precision,
        "recall": worth.recall,
        "fail_precision": worth.fail_precision,
        "unsure": worth.unsure,
    }
    told = {name: asdict(share) for name, share in shares.items()}
    return {
        "runs": worth.cases,
        "succeeded": worth.succeeded,
        "counts": dict(worth.counts),
        "may_reward": worth.may_reward,
        **told,
    }
