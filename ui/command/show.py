"""`agent show RUN`."""

from pathlib import Path

import click

from ui.command.option import config_option, json_option


@click.command()
@click.argument("run_name", metavar="RUN")
@config_option
@json_option
def show(run_name: str, config: Path | None, as_json: bool) -> int:
    """Tell a run's steps. RUN is its folder, or its name under the runs folder."""
    from agent.trajectory import read_trajectory
    from ui.app import load_settings
    from ui.story import tell
    from ui.where import run_folder_of

    trajectory = read_trajectory(run_folder_of(run_name, load_settings(config=config)))
    if as_json:
        click.echo(trajectory.model_dump_json())
    else:
        tell(trajectory)
    return 0
