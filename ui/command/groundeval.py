"""`agent ground eval DATA`."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ui.command.option import collected, config_option, json_option
from ui.terminal import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from grounding.evaluation.answer import Answer


def _shard(context: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    """(which, of how many) of a text as 3/8."""
    which, _, count = value.partition("/")
    if which.isdecimal() and count.isdecimal() and 1 <= int(which) <= int(count):
        return int(which), int(count)
    raise click.BadParameter(f"{value!r} is no part, as 3/8 is", context, option)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateOptions:
    """The options of `agent ground eval`."""

    data: Path
    name: str | None
    recipe: str | None
    images: Path | None
    boxes: Literal["auto", "xyxy", "xywh"]
    out: Path | None
    limit: int | None
    shard: tuple[int, int]
    against: Path | None
    base_url: str | None
    config: Path | None
    as_json: bool


@click.command("eval", short_help="Measure a grounder on labelled pictures.")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--grounder",
    "name",
    metavar="NAMES",
    help="Who is measured, several parted by commas: see docs/grounding.md.",
)
@click.option(
    "--recipe",
    metavar="NAME[@FOLDER]",
    help="A published setting instead, e.g. aima-3b-sspro, with the weights in FOLDER.",
)
@click.option("--images", type=click.Path(path_type=Path, file_okay=False), help="Where the pictures are.")
@click.option(
    "--boxes",
    type=click.Choice(["auto", "xyxy", "xywh"]),
    default="auto",
    help="How boxes are given; auto: as each row's fields say.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the answers.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask only the first N items.")
@click.option(
    "--shard",
    callback=_shard,
    default="1/1",
    metavar="K/N",
    help="Ask only part K of N, for agent ground merge.",
)
@click.option("--against", type=click.Path(path_type=Path, file_okay=False), help="Folder to compare with.")
@click.option("--base-url", metavar="URL", help="Endpoint of a chat: grounder.")
@config_option
@json_option
@collected(EvaluateOptions)
def evaluate(options: EvaluateOptions) -> int:
    """Measure a grounder on the pictures and instructions in DATA, a file or a folder.

    ScreenSpot, ScreenSpot-v2, ScreenSpot-Pro, OSWorld-G, UI-Vision, MMBench-GUI L2, and screens made with
    python -m grounding.training.generate are read as they are. Every answer is written down at once; the same
    command goes on where it was stopped, with a larger --limit too.
    """
    from agent.brain.selection import grounding_model
    from agent.preset.preset import find_preset
    from device.error import ConfigError
    from grounding.chain import named, parted
    from grounding.evaluation.answer import answers_in
    from grounding.evaluation.read import read_benchmark
    from grounding.evaluation.report import common, report
    from grounding.evaluation.run import Evaluation
    from grounding.evaluation.table import render
    from models.notice import noticing
    from ui.app import load_settings
    from ui.progress import counted

    name = _who(options)
    settings = load_settings({"base_url": options.base_url}, config=options.config)
    with noticing(_loud):
        items = read_benchmark(options.data, options.images, options.boxes)
    if parted(name) == ["tree"]:
        raise ConfigError(
            "the grounder tree finds nothing on pictures alone: it looks at the UI tree",
            "Name one that looks at the picture: ocr, bundled, chat:MODEL, ...",
        )
    others = answers_in(options.against) if options.against else None
    if others is not None and not common(items[: options.limit], others):
        raise ConfigError(
            f"{options.against} answered nothing that is asked here",
            "Compare with an evaluation of the same data",
        )
    grounder = named(name, partial(grounding_model, settings=settings), settings.grounder_fit)
    usual = f"{options.data.resolve().stem or 'data'}-{_plain(name)}{_part(options.shard)}"
    folder = options.out or Path("evaluations") / usual
    evaluation = Evaluation(items, name, folder, options.limit, options.shard)
    items = list(evaluation.items)
    done = len(items) - len(evaluation.left)
    try:
        with noticing(_loud):
            for _ in counted(evaluation.run(grounder), len(items), done, quiet=options.as_json):
                pass
    except KeyboardInterrupt:
        done = len(items) - len(evaluation.left)
        say(f"{done:,} of {len(items):,} answered; the same command asks the rest", err=True)
        raise
    _check_read(evaluation.answers.values())
    made = report(name, items, evaluation.answers, others, find_preset(settings.preset).min_confidence)
    if options.as_json:
        say(json.dumps({**made.to_json(), "folder": str(evaluation.folder)}))
    else:
        say(render(made))
        if options.recipe:
            say(_expected(options.recipe))
        say(f"answers: {evaluation.folder}/items.jsonl")
    return 0


def _check_read(answers: "Collection[Answer]") -> None:
    """Raises ConfigError where no picture could be read: the data are at fault, and nobody was asked."""
    from device.error import ConfigError

    unread = [answer for answer in answers if answer.unread]
    if unread and len(unread) == len(answers):
        raise ConfigError(
            f"not one picture of {len(unread):,} can be read, the first: {unread[0].told}",
            "Once they can be, the same command asks again",
        )


def _loud(told: str) -> None:
    say(told, err=True, bold=True)


def _part(shard: tuple[int, int]) -> str:
    return "" if shard[1] == 1 else f"-{shard[0]}-of-{shard[1]}"


def _who(options: EvaluateOptions) -> str:
    """The name of the grounder. Raises ConfigError unless one is named, in one of the two ways."""
    from device.error import ConfigError

    if (options.name is None) == (options.recipe is None):
        raise ConfigError("one grounder is measured", "Name it with --grounder, or a setting with --recipe")
    return options.name if options.name is not None else f"recipe:{options.recipe}"


def _expected(recipe: str) -> str:
    from grounding.profile import recipe_of

    known = recipe_of(recipe.partition("@")[0])
    return f"published: {known.expected:.1f} on {known.benchmark} ({known.source})"


def _plain(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-." else "-" for char in name)
