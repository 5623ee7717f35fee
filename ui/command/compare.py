"""`agent compare RUN --model OTHER`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import AppNames, Whole, config_option, json_option
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from agent.brain.brain import Brain
    from agent.settings import Settings


@click.command()
@click.argument("run_name", metavar="RUN")
@click.option("--model", metavar="NAME", required=True, help="The model to ask; `scripted:FILE` too.")
@click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint of the model.")
@click.option("--role", "roles", multiple=True, metavar="ROLE", help="Only what this role was asked.")
@click.option("--first", type=Whole(), metavar="N", help="Only the first N questions.")
@click.option("--all", "every", is_flag=True, help="Show also where both would do the same.")
@click.option("--private-apps", type=AppNames(), metavar="NAMES", help="Ask nothing about these apps.")
@config_option
@json_option
def compare(
    run_name: str, roles: tuple[str, ...], first: int | None, every: bool, as_json: bool, **flags: object
) -> int:
    """Ask another model what RUN asked, and tell where it would have acted otherwise.

    RUN must have been made with `agent run --record`. Nothing is done on a phone. The questions with their
    pictures go to the model named, and to nobody else.
    """
    from agent.record.comparison import Compared, comparable
    from agent.record.comparison import compare as compared
    from agent.run.trajectory import read_trajectory
    from models.error import ModelUnavailable
    from models.notice import noticing
    from ui.app import load_settings
    from ui.past.otherwise import as_fields, tell_otherwise
    from ui.progress import counted
    from ui.where import run_folder_of
    from ui.words import clean

    config = flags.pop("config")
    settings = load_settings(flags, config=config if isinstance(config, Path) else None)
    run = read_trajectory(run_folder_of(run_name, settings))
    rows = comparable(run, roles, settings.private_apps)[:first]
    brain = _brain(settings)
    found: list[Compared] = []
    failure: ModelUnavailable | None = None
    try:
        with noticing(lambda text: say(text, err=True)):
            for one in counted(compared(run, rows, brain), len(rows), plain=True):
                found.append(one)
    except ModelUnavailable as error:
        if not found:
            raise
        failure = error
    left, code = len(rows) - len(found), failure.exit_code if failure else 0
    if as_json:
        say_json(as_fields(run, brain.name, found, left, str(failure or "")))
        return code
    if not found:
        say("nothing was asked on a screen that may be shown", err=True)
        return 1
    tell_otherwise(run, brain.name, found, every=every)
    if failure:
        say(f"{left} of {len(rows)} questions not asked: {clean(str(failure), 400)}", err=True)
    return code


def _brain(settings: "Settings") -> "Brain":
    """The one model that is asked. Raises ConfigError for several."""
    from agent.brain.selection import build_brain
    from agent.preset.preset import SINGLE
    from device.error import ConfigError
    from models.build import chained

    if len(chained(settings.model)) > 1:
        raise ConfigError(f"--model names several models: {settings.model}", "Compare with one at a time")
    return build_brain(settings.model_copy(update={"roles": {}}), SINGLE)
