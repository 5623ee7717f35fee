"""`agent show RUN`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import config_option, json_option

if TYPE_CHECKING:
    from agent.trajectory import Trajectory

_FILE: click.Path = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("run_name", metavar="RUN")
@click.option("--gif", type=_FILE, metavar="FILE", help="Write the run as a moving picture.")
@click.option("--webp", type=_FILE, metavar="FILE", help="The same as WebP: smaller, in all colours.")
@config_option
@json_option
def show(run_name: str, gif: Path | None, webp: Path | None, config: Path | None, as_json: bool) -> int:
    """Tell a run's steps. RUN is its folder, or its name under the runs folder."""
    from agent.trajectory import read_trajectory
    from ui.app import load_settings
    from ui.story import tell
    from ui.where import run_folder_of

    trajectory = read_trajectory(run_folder_of(run_name, load_settings(config=config)))
    if gif is not None or webp is not None:
        return _film(trajectory, gif, webp)
    if as_json:
        click.echo(trajectory.model_dump_json())
    else:
        tell(trajectory)
    return 0


def _film(trajectory: "Trajectory", gif: Path | None, webp: Path | None) -> int:
    from ui.past.film import write_film

    if gif is not None:
        click.echo(f"{gif} ({write_film(trajectory, gif, 'gif') >> 10} KB)")
    if webp is not None:
        click.echo(f"{webp} ({write_film(trajectory, webp, 'webp') >> 10} KB)")
    return 0
