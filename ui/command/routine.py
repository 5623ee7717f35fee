"""`agent routine`: runs under a name, to be done again with other values."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from device.error import ConfigError
from ui.command.option import RunCommand, config_option, json_option
from ui.command.valued import ValuePair, replay_options, value_option
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from agent.replay.script import Script
    from agent.routine.book import RoutineBook
    from agent.routine.routine import Routine
    from agent.settings import Settings

_MEANINGS = {
    "word": ("that name answers or steers a task where it is said", 'Choose another, as "my stop"'),
    "task": (
        "that name is a task by itself",
        "Said in the chat, it would always do the routine; choose another",
    ),
}


@click.group()
def routine() -> None:
    """Runs under a name, to be done again with other values.

    \b
    agent routine save RUN "alarm at {time}" --value time=7:30
    agent routine run "alarm at 6:45"
    """  # noqa: D301 - click reads the \b


@routine.command()
@click.argument("run_name", metavar="RUN")
@click.argument("name")
@value_option("SLOT=TEXT", "What stands for a {slot} of the name in the run, as time=7:30.")
@click.option("--anew", is_flag=True, help="Take the place of a routine of that name.")
@config_option
def save(run_name: str, name: str, values: tuple[ValuePair, ...], anew: bool, config: Path | None) -> int:
    """Keep a run as a routine; each {slot} in NAME is a value that may be another one next time."""
    from agent.replay.script import script_of
    from agent.routine.routine import make_routine, meaning_of
    from agent.run.trajectory import read_trajectory
    from ui.app import load_settings
    from ui.where import run_folder_of

    if meaning := meaning_of(name):
        raise ConfigError(*_MEANINGS[meaning])
    trajectory = read_trajectory(run_folder_of(run_name, load_settings(config=config)))
    made = make_routine(name, script_of(trajectory), dict(values), time.time())
    _book().save(made, anew=anew)
    say(_line(made))
    if not made.script.complete:
        say("the run did not reach its goal: the agent goes on where the record ends", err=True)
    return 0


@routine.command(cls=RunCommand)
@click.argument("name")
@value_option("SLOT=TEXT", "A value, where NAME does not hold it; may be given several times.")
@replay_options
def run(
    name: str, values: tuple[ValuePair, ...], alone: bool, config: Path | None, as_json: bool, **flags: object
) -> int:
    """Do a routine again, called by its name with the values in it: "alarm at 6:45"."""
    from ui.command.valued import follow_script

    def script_for(_settings: "Settings") -> "Script":
        found, said = _book().call(name)
        return found.script_for({**said, **dict(values)})

    return follow_script(script_for, flags, config, alone=alone, as_json=as_json)


@routine.command("list")
@json_option
def list_(as_json: bool) -> int:
    """The routines there are."""
    kept = _book().all()
    if as_json:
        rows = [
            {"name": one.name, "goal": one.goal, "values": one.values, "run": one.script.run} for one in kept
        ]
        say_json(rows)
        return 0
    for one in kept:
        say(_line(one))
    if not kept:
        say("there are no routines; save one with: agent routine save RUN NAME", err=True)
    return 0


@routine.command()
@click.argument("name")
def show(name: str) -> int:
    """What a routine does, move by move."""
    from agent.replay.script import told
    from agent.replay.value import uses
    from ui.words import clean

    found = _book().find(name)
    say(_line(found))
    stands = {slot: uses(found.script, value) for slot, value in found.values.items()}
    for number, move in enumerate(found.script.moves, 1):
        slots = [slot for slot, numbers in stands.items() if number in numbers]
        stood = ", ".join(f"{slot}={found.values[slot]}" for slot in slots)
        held = "  needs your word" if move.sensitive else ""
        say(f"{number:>4} {clean(told(move))}{f'  ({clean(stood)})' if stood else ''}{held}")
    return 0


@routine.command()
@click.argument("name")
def remove(name: str) -> int:
    """Forget a routine."""
    say(_line(_book().remove(name)))
    return 0


def _book() -> "RoutineBook":
    from agent.routine.book import RoutineBook
    from ui.app import routines_folder

    return RoutineBook(routines_folder())


def _line(kept: "Routine") -> str:
    from ui.words import clean

    moves = len(kept.script.moves)
    return f"{clean(kept.name, 90)}: {clean(kept.goal)} ({moves} move{'' if moves == 1 else 's'})"
