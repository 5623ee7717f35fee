"""`agent bench calibrate`: the same tries on two phones, or by two ways, verdict by verdict."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from ui.command.bench import ledger_option, out_option
from ui.command.option import json_option
from ui.terminal import say


@click.command()
@click.argument("a")
@click.argument("b")
@out_option
@ledger_option
@json_option
def calibrate(a: str, b: str, out: Path, ledger: str | None, as_json: bool) -> int:
    """Compare runs A and B of the same tasks by the same agent, verdict by verdict.

    Run one with --device on an emulator and the other on the phone inside, or one with --way adb and one with
    --way memory. Only tries with the same parameters are compared. Exits with 1 where a verdict differs.
    """
    from device.error import ConfigError
    from tasks.statistics.agreement import agreement
    from ui.command.benchshow import opened_ledger
    from ui.words import clean

    opened = opened_ledger(out, ledger)
    first, second = opened.run(a), opened.run(b)
    try:
        found = agreement(
            (first.plan, opened.outcomes(a)),
            (second.plan, opened.outcomes(b)),
        )
    except ValueError as error:
        raise ConfigError(f"{a} and {b} can't be compared: {error}") from error
    phones = [f"{name}: {', '.join(f'{k} {v}' for k, v in row.plan.phone.items() if v)}" for name, row in
              ((a, first), (b, second))]  # fmt: skip
    if as_json:
        say(json.dumps({"a": a, "b": b, "phones": [first.plan.phone, second.plan.phone], **asdict(found)}))
        return 1 if found.differing else 0
    say("\n".join(phones))
    kappa = "" if found.kappa is None else f"; kappa {found.kappa:.2f}"
    say(f"{found.count} tries of both; the same success in {found.same}{kappa}")
    say(f"done in {a} alone: {found.only_first}, in {b} alone: {found.only_second}")
    if any(found.left_out):
        say(f"left out: {found.left_out[0]} of {a}, {found.left_out[1]} of {b}")
    for each in found.differing:
        say(f"{each.task} (seed {each.seed}): {each.first} / {each.second}")
        for line in each.clauses:
            say(f"  {clean(line, 400)}")
    return 1 if found.differing else 0
