"""`agent replay RUN`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import RunCommand
from ui.command.valued import ValuePair, replay_options, value_option

if TYPE_CHECKING:
    from agent.replay.script import Script
    from agent.settings import Settings


@click.command(cls=RunCommand)
@click.argument("run_name", metavar="RUN")
@value_option("OLD=NEW", "Put NEW where the run had OLD; may be given several times.")
@replay_options
def replay(
    run_name: str,
    alone: bool,
    values: tuple[ValuePair, ...],
    config: Path | None,
    as_json: bool,
    **flags: object,
) -> int:
    """Do again what a recorded run did, on the phone as it is now.

    Every place is found anew by what it means. Where the phone does not go along as it did then, this is told
    and the agent (--model, or the bundled policy) goes on with the goal from there.
    """
    from agent.replay.script import script_of
    from agent.replay.value import filled_out
    from agent.run.trajectory import read_trajectory
    from ui.command.valued import follow_script
    from ui.where import run_folder_of

    def script_for(settings: "Settings") -> "Script":
        script = script_of(read_trajectory(run_folder_of(run_name, settings)))
        return filled_out(script, dict(values))

    return follow_script(script_for, flags, config, alone=alone, as_json=as_json)
