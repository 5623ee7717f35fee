"""`agent runs`: the runs that were made."""

from dataclasses import asdict
from pathlib import Path

import click

from ui.command.option import Whole, config_option, json_option
from ui.terminal import say, say_json

_SHOWN = 20


@click.group(invoke_without_command=True)
@click.pass_context
def runs(ctx: click.Context) -> int | None:
    """The runs that were made: list, search, compare, take along.

    Alone it lists the latest. See also `agent show`, `agent replay` and `agent routine`.
    """
    return _list("", _SHOWN, None, as_json=False) if ctx.invoked_subcommand is None else None


@runs.command("list")
@click.argument("words", nargs=-1)
@click.option("-n", "most", type=Whole(), default=_SHOWN, metavar="N", help="Show so many; 0 for all.")
@config_option
@json_option
def list_(words: tuple[str, ...], most: int, config: Path | None, as_json: bool) -> int:
    """The latest runs, or those that have all WORDS in goal, answer, verdict, phone, model or name."""
    return _list(" ".join(words), most, config, as_json=as_json)


@runs.command()
@click.argument("first", metavar="RUN")
@click.argument("second", metavar="RUN")
@config_option
def compare(first: str, second: str, config: Path | None) -> int:
    """Two runs side by side: what both did, and where they parted."""
    from agent.run.trajectory import read_trajectory
    from ui.app import load_settings
    from ui.past.tell import tell_pair
    from ui.where import run_folder_of

    settings = load_settings(config=config)
    one, two = (read_trajectory(run_folder_of(name, settings)) for name in (first, second))
    tell_pair(one, two)
    return 0


@runs.command()
@click.argument("run_name", metavar="RUN")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; RUN.zip by default.")
@config_option
def pack(run_name: str, out: Path | None, config: Path | None) -> int:
    """A run as one zip file: its record and its pictures."""
    from ui.app import load_settings
    from ui.past.pack import pack as write
    from ui.where import run_folder_of

    folder = run_folder_of(run_name, load_settings(config=config)).resolve()
    path = out or Path(f"{folder.name}.zip")
    write(folder, path)
    say(str(path))
    return 0


def _list(query: str, most: int, config: Path | None, *, as_json: bool) -> int:
    from ui.app import load_settings
    from ui.past.past import past_runs
    from ui.past.tell import run_line, sign_line

    found = past_runs(load_settings(config=config).runs, query, most if most > 0 else None)
    if as_json:
        rows = [{**asdict(run), "folder": str(run.folder)} for run in found]
        say_json(rows)
        return 0
    for run in found:
        say(run_line(run))
    if found:
        say(sign_line(found), err=True, dim=True)
    if not found:
        say("no run has all of that" if query else "there are no runs yet", err=True)
    return 0
