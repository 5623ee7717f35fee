"""`agent ground merge` and `convert`: what `agent ground eval` wrote, put together or in another form."""

from pathlib import Path

import click

from ui.terminal import say


def _loud(told: str) -> None:
    say(told, err=True, bold=True)


@click.command(short_help="Put the shards of an evaluation together.")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.argument("shards", type=click.Path(path_type=Path, file_okay=False), nargs=-1, required=True)
def merge(out: Path, shards: tuple[Path, ...]) -> int:
    """Put the answers in the folders SHARDS into the folder OUT.

    The report is printed by the same agent ground eval with --out OUT and no --shard.
    """
    from grounding.evaluation.merging import merge as merged
    from models.notice import noticing

    with noticing(_loud):
        count = merged(out, shards)
    say(f"answers: {count:,} in {out}")
    return 0


@click.command(short_help="Turn answers into result files of ScreenSpot-Pro or MVP, and back.")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--leaderboard", metavar="NAME", help="Write what ScreenSpot-Pro's leaderboard takes, as NAME.")
def convert(source: Path, out: Path, leaderboard: str | None) -> int:
    """Write the evaluation in the folder SOURCE as a result file OUT, or such a file SOURCE as a folder OUT.

    The file has the fields of ScreenSpot-Pro's own evaluation, and each view's answer where MVP has it.
    """
    from grounding.evaluation.mvplog import convert as converted
    from grounding.evaluation.mvplog import submit
    from models.notice import noticing

    with noticing(_loud):
        if leaderboard is not None:
            count, what = submit(source, out, leaderboard), "answers"
        else:
            count, what = converted(source, out), "rows"
    say(f"{what}: {count:,} in {out}")
    return 0
