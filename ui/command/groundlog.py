"""`agent ground merge` and `convert`: what `agent ground eval` wrote, put together or in another form."""

from pathlib import Path

import click

from ui.terminal import say


@click.command(short_help="Put the shards of an evaluation together.")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.argument("shards", type=click.Path(path_type=Path, file_okay=False), nargs=-1, required=True)
def merge(out: Path, shards: tuple[Path, ...]) -> int:
    """Put the answers in the folders SHARDS into the folder OUT.

    The report is printed by the same agent ground eval with --out OUT and no --shard.
    """
    from grounding.evaluation.merging import merge as merged

    say(f"answers: {merged(out, shards):,} in {out}")
    return 0


@click.command(short_help="Turn answers into MVP's log format, and back.")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
def convert(source: Path, out: Path) -> int:
    """Write the evaluation in the folder SOURCE as MVP's result file OUT, or a log SOURCE as a folder OUT."""
    from grounding.evaluation.mvplog import convert as converted

    say(f"rows: {converted(source, out):,} in {out}")
    return 0
