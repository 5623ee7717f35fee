"""`agent schedule`: goals and routines by the clock."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import RunCommand, json_option, run_options
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from pydantic import JsonValue

    from agent.routine.timetable import ScheduledGoal, Timetable

_FORM = "%a %d %b %Y %H:%M"


@click.group(short_help="Goals and routines by the clock.")
def schedule() -> None:
    """Goals and routines by the clock.

    \b
    agent schedule add "0 22 * * *" "Turn on Do Not Disturb" --device R58M
    agent schedule add "30 6 * * mon-fri" "alarm at 7:15" --routine
    agent schedule run          keeps the times, until Ctrl-C
    """  # noqa: D301 - click reads the \b


@schedule.command(cls=RunCommand)
@click.argument("cron", metavar="WHEN")
@click.argument("goal")
@click.option("--routine", is_flag=True, help="GOAL calls a routine: see `agent routine`.")
@run_options
def add(cron: str, goal: str, routine: bool, config: Path | None, as_json: bool, **flags: object) -> int:
    """Do GOAL whenever WHEN says: minute, hour, day, month, weekday, as cron has them, by the clock here.

    Nobody is asked then: what needs your word is held, unless --yes=CLASSES allows it beforehand.
    """
    from ui.app import load_settings

    load_settings(flags, config=config)  # what is wrong with the flags is told now, not at night
    kept: dict[str, JsonValue] = {name: _plain(value) for name, value in flags.items() if value is not None}
    if config is not None:
        kept["config"] = str(config.absolute())
    if routine:
        _check_routine(goal)
    made = _timetable().add(cron, goal, routine=routine, flags=kept)
    say(_line(made))
    say("kept; somebody has to keep the times: agent schedule run", err=True)
    if as_json:
        say_json(made.model_dump(mode="json"))
    return 0


@schedule.command("list")
@json_option
def list_(as_json: bool) -> int:
    """What is scheduled, and when it is due next."""
    entries = _timetable().all()
    if as_json:
        rows = [{**one.model_dump(mode="json"), "next": _next(one)} for one in entries]
        say_json(rows)
        return 0
    for one in entries:
        say(_line(one))
    if not entries:
        say('nothing is scheduled; agent schedule add "0 22 * * *" GOAL', err=True)
    return 0


@schedule.command()
@click.argument("number")
def remove(number: str) -> int:
    """Take one off the timetable."""
    say(_named(_timetable().remove(number)))
    return 0


@schedule.command()
@click.option("--once", metavar="NUMBER", help="Do this one now, and end.")
def run(once: str | None) -> int:
    """Keep the times, until Ctrl-C: each run in a process of its own, recorded like any other.

    A phone that is busy at that moment is not waited for. What was missed by less than an hour, because this
    computer slept, is made up for once. Entries that are added meanwhile count from the next minute on.
    """
    from ui.scheduler import Keeper, do_now

    if once is not None:
        return do_now(_timetable(), once)
    with suppress(KeyboardInterrupt):  # the way it ends
        Keeper(_timetable(), lambda line: say(line)).keep()
    say("stopped keeping the times")
    return 0


def _plain(value: object) -> "JsonValue":
    """A flag's value as JSON has it."""
    match value:
        case frozenset():
            return [str(one) for one in sorted(value)]
        case dict():
            return {str(name): _plain(own) for name, own in value.items()}
        case str() | int() | float():
            return value
    return str(value)


def _timetable() -> "Timetable":
    from agent.routine.timetable import Timetable
    from ui.app import routines_folder

    return Timetable(routines_folder().parent / "schedule.json")


def _next(one: "ScheduledGoal") -> str:
    due = one.next_after(datetime.now())
    return due.isoformat(timespec="minutes") if due else ""


def _line(one: "ScheduledGoal") -> str:
    due = one.next_after(datetime.now())
    return f"{_named(one)}  next {due.strftime(_FORM) if due else 'never'}"


def _named(one: "ScheduledGoal") -> str:
    from ui.words import clean

    what = f"routine {clean(one.goal)}" if one.routine else clean(one.goal)
    device = f"  on {one.flags['device']}" if one.flags.get("device") else ""
    return f"{one.id:>3}  {one.cron:<16} {what}{device}"


def _check_routine(said: str) -> None:
    """Raises ConfigError where no routine is called so, or a value is missing: none can be given at night."""
    from agent.routine.book import RoutineBook
    from device.error import ConfigError, nearest
    from ui.app import routines_folder

    book = RoutineBook(routines_folder())
    try:
        found, values = book.call(said)
    except ConfigError as error:
        names = [one.name for one in book.all()]
        raise ConfigError(str(error.args[0]), nearest(said, names, 3) if names else error.hint) from error
    missing = [slot for slot in found.slots if not values.get(slot, "").strip()]
    if missing:
        raise ConfigError(
            f'the routine "{found.name}" needs {", ".join(missing)}',
            f"Say it in the name, in the place of {{{missing[0]}}}",
        )
    found.script_for(values)
