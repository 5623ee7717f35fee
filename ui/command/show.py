"""`agent show RUN`."""

from collections.abc import Callable
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
"""Stands for a film that was asked for without saying where."""


def _film_option(flag: str, told: str) -> Callable[[F], F]:
    return click.option(flag, type=_FILE, metavar="[FILE]", is_flag=False, flag_value=_UNNAMED, help=told)


def _named(file: Path | None, folder: Path, kind: str) -> Path | None:
    return Path(f"{folder.resolve().name}.{kind}") if file == _UNNAMED else file


@click.command()
@click.argument("run_name", metavar="RUN")
@_film_option("--gif", "Write the run as a moving picture; without FILE, beside you as RUN.gif.")
@_film_option("--webp", "The same as WebP: smaller, in all colours.")
@config_option
@json_option
def show(run_name: str, gif: Path | None, webp: Path | None, config: Path | None, as_json: bool) -> int:
    """Tell a run's steps. RUN is its folder, or its name under the runs folder."""
    from agent.run.trajectory import read_trajectory
    from ui.app import load_settings
    from ui.past.saved import saved
    from ui.story import tell
    from ui.where import run_folder_of

    settings = load_settings(config=config)
    folder = run_folder_of(run_name, settings)
    trajectory = read_trajectory(folder)
    if gif is not None or webp is not None:
        return _film(trajectory, _named(gif, folder, "gif"), _named(webp, folder, "webp"))
    spared = saved(trajectory, settings.runs)
    if as_json:
        say_json({**trajectory.model_dump(mode="json"), "tools": spared.fields if spared else None})
    else:
        tell(trajectory, spared)
    return 0


def _film(trajectory: "Trajectory", gif: Path | None, webp: Path | None) -> int:
    from ui.past.film import write_film

    if gif is not None:
        say(f"{gif} ({write_film(trajectory, gif, 'gif') >> 10} KB)")
    if webp is not None:
        say(f"{webp} ({write_film(trajectory, webp, 'webp') >> 10} KB)")
    return 0
