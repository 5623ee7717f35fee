"""`agent resume RUN`."""

from functools import cache, partial
from pathlib import Path

import click

from ui.command.option import RunCommand, run_options


@click.command(cls=RunCommand)
@click.argument("run_name", metavar="RUN")
@run_options
def resume(run_name: str, config: Path | None, as_json: bool, **flags: object) -> int:
    """Go on with a run that was cut short.

    What was begun and not ended is never blindly done again: the screen is looked at first.
    The embedded phone that a run started for itself ends with it; such a run can't be resumed.
    """
    from agent.build import prepare
    from agent.run.resume import recorded_settings
    from agent.run.trajectory import read_trajectory
    from ui.app import load_settings
    from ui.connect import hold_phone
    from ui.live import follow, view_for
    from ui.where import run_folder_of

    view = view_for(as_json)
    with view.failures():
        settings = load_settings(flags, config=config)
        trajectory = read_trajectory(run_folder_of(run_name, settings))
        named = {name for name, value in flags.items() if value is not None}
        settings = recorded_settings(trajectory, settings, named)
        view.greet(trajectory.manifest.goal)
        prepared = cache(partial(prepare, settings))
        with hold_phone(settings, before_start=prepared) as held:
            held.look_ahead()
            agent = prepared()(held.device)  # while the phone is looked at
            view.begin(trajectory.manifest.goal, held.description, agent)
            begun = agent.resume(trajectory)
            begun.keep_changes(held.changed)
            return follow(begun, view, accept_unverified=settings.accept_unverified)
