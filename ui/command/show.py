"""`agent show RUN`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ui.command.option import config_option, json_option
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from agent.run.trajectory import Trajectory

F = TypeVar("F", bound=Callable[..., Any])

_FILE: click.Path = click.Path(path_type=Path, dir_okay=False)
_UNNAMED = Path("-")
"""Stands for a file that was asked for without saying where."""


def _written_option(flag: str, told: str) -> Callable[[F], F]:
    return click.option(flag, type=_FILE, metavar="[FILE]", is_flag=False, flag_value=_UNNAMED, help=told)


@click.command()
@click.argument("run_name", metavar="RUN")
@_written_option("--gif", "Write the run as a moving picture; without FILE, beside you as RUN.gif.")
@_written_option("--webp", "The same as WebP: smaller, in all colours.")
@_written_option("--html", "The same as one page for a browser, with its trace; without FILE, as RUN.html.")
@config_option
@json_option
def show(run_name: str, config: Path | None, as_json: bool, **files: Path | None) -> int:
    """Tell a run's steps. RUN is its folder, or its name under the runs folder."""
    from agent.run.trajectory import read_trajectory
    from ui.app import load_settings
    from ui.past.saved import saved
    from ui.story import tell
    from ui.where import run_folder_of

    settings = load_settings(config=config)
    trajectory = read_trajectory(run_folder_of(run_name, settings))
    wanted = {kind: file for kind, file in files.items() if file is not None}
    if wanted:
        _write(trajectory, wanted)
        return 0
    spared = saved(trajectory, settings.runs)
    if as_json:
        say_json({**trajectory.model_dump(mode="json"), "tools": spared.fields if spared else None})
    else:
        tell(trajectory, spared)
    return 0


def _write(run: "Trajectory", files: Mapping[str, Path]) -> None:
    from ui.past.film import write_film
    from ui.report.run import write_run

    for kind, file in files.items():
        path = Path(f"{run.folder.resolve().name}.{kind}") if file == _UNNAMED else file
        if kind == "html":
            size = write_run(run, path)
        else:
            size = write_film(run, path, "gif" if kind == "gif" else "webp")
        say(f"{path} ({size >> 10} KB)")
