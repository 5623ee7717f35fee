"""`agent bench new` and `check`: tasks of one's own, begun and found sound."""

import json
from dataclasses import replace
from pathlib import Path

import click

from ui.bench.option import plain
from ui.command.bench import out_option
from ui.command.option import Whole, config_option, json_option
from ui.terminal import say


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Write NAME.py here: a task, its judge, and a solver, to be made your own.

    docs/tasks.md tells what a judge can ask of a phone.
    """
    from device.error import ConfigError

    path = Path(f"{name}.py")
    if not name.isidentifier() or name != name.lower():
        raise ConfigError(f"{name!r} is no name for a module", "Small letters, digits and _ make one")
    if path.exists():
        raise ConfigError(f"there is a {path} already", "Choose another name")
    skeleton = Path(__file__).parents[1] / "bench" / "skeleton.txt"
    path.write_text(skeleton.read_text("utf-8").replace("NAME", name), "utf-8")
    say(f"{path}\nThen: agent bench check {name}:SUITE --agent {name}:solver")


@click.command()
@click.argument("suite")
@click.option("--agent", required=True, metavar="NAME", help="Who can do them, as `bench run` has it.")
@click.option("--task", "tasks", multiple=True, metavar="NAME", help="This task; may be repeated.")
@click.option("--seed", type=Whole(), default=30, show_default=True, help="Draws the tasks.")
@click.option("--seeds", type=click.IntRange(1), default=3, show_default=True, help="Draws of each task.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Tasks at a time.")
@out_option
@config_option
@json_option
def check(
    suite: str, agent: str, tasks: tuple[str, ...], seed: int, seeds: int, workers: int | None,
    out: Path, config: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Find whether the tasks of SUITE are sound.

    The agent must do each, changing nothing else; doing nothing must fail it and earn nothing; a seed must
    draw the same task twice. Exits with 1 where that is not so.
    """
    from tasks.runner.soundness import check as checked
    from ui.bench.run import spec_of

    options = replace(
        plain(out, None, config), suite=suite, agent=agent, tasks=tasks, seed=seed, repetitions=seeds,
        workers=workers, name="check",
    )  # fmt: skip
    found = checked(spec_of(options))
    wrong = [each for each in found if each.problems]
    if as_json:
        rows = [{"task": each.task, "seed": each.seed, "problems": list(each.problems)} for each in found]
        say(
            json.dumps({"suite": suite, "tried": len(found), "sound": len(found) - len(wrong), "draws": rows})
        )
    else:
        for each in wrong:
            for line in each.problems:
                say(f"✗ {each.task} (seed {each.seed}): {line}")
        say(f"{len(found) - len(wrong)} of {len(found)} draws are sound")
    return 1 if wrong else 0
