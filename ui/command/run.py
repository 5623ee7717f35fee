"""`agent run GOAL`."""

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import RunCommand, Whole, android_option, run_options, weather_option
from ui.terminal import say

if TYPE_CHECKING:
    from agent.settings import Settings


@click.command(cls=RunCommand)
@click.argument("goal")
@run_options
@click.option(
    "--devices", metavar="A,B,...|all", help="Several phones at the same time, each with a run of its own."
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to record the run in.")
@click.option(
    "--record", is_flag=True, default=None, help="Keep all that models are asked: see `agent compare`."
)
@click.option("--dry-run", is_flag=True, help="Look and think only: tell what would be done first.")
@click.option("--seed", type=Whole(), metavar="N", help="Seed of the embedded phone.")
@click.option("--locale", metavar="TAG", help="Language of the embedded phone, as zh-CN.")
@click.option("--sample", is_flag=True, default=None, help="Let the embedded phone be one in use.")
@android_option
@weather_option
def run(
    goal: str, config: Path | None, as_json: bool, dry_run: bool, devices: str | None, **flags: object
) -> int:
    """Reach GOAL on the phone, step by step.

    Exits with 0 when it is reached and there is evidence for it, 1 when it is not reached, 2 for wrong usage,
    3 when phone or model fail, 4 when it is held for done without evidence for all of it (then 0 with
    --accept-unverified). A dry run exits with 0 when something to do was found; on several phones the worst
    of theirs counts.
    """
    from agent.build import prepare
    from agent.checkgoal import checked_goal
    from ui.app import check_endpoint, load_settings
    from ui.connect import hold_phone
    from ui.live import follow, rehearse, view_for

    view = view_for(as_json)
    with view.failures():
        settings = load_settings(flags, config=config)
        check_endpoint(flags, settings)
        goal = checked_goal(goal, settings)
        if devices is not None:
            _check_alone(flags, dry_run=dry_run)
            return _everywhere(goal, devices, settings, as_json=as_json)
        view.greet(goal)
        prepared = cache(partial(prepare, settings))
        own = [
            f"--{name}"
            for name in ("seed", "locale", "sample", "android", "weather")
            if flags[name] is not None
        ]
        with hold_phone(settings, own, prepared) as held:
            held.look_ahead()
            agent = prepared()(held.device)  # while the phone is looked at
            view.begin(goal, held.description, agent)
            begun = agent.run(goal, embedded=held.embedded, dry=dry_run)
            begun.keep_changes(held.changed)
            if dry_run:
                return rehearse(begun, view)
            return follow(begun, view, accept_unverified=settings.accept_unverified)


def _check_alone(flags: dict[str, object], *, dry_run: bool) -> None:
    """Raises UsageError for what has no meaning on several phones."""
    for name in ("device", "out"):
        if flags.get(name) is not None:
            raise click.UsageError(f"--devices goes without --{name}")
    if dry_run:
        raise click.UsageError("--devices goes without --dry-run")


def _everywhere(goal: str, devices: str, settings: "Settings", *, as_json: bool) -> int:
    from agent.build import prepare
    from ui.fleet import Fleet, phones_named, tell_summary

    prepare(settings)  # wrong settings are told before any phone is touched
    serials = phones_named(devices, settings)

    def tell(serial: str, line: str) -> None:
        if not as_json:
            say(f"{serial}  {line}")

    outcomes = Fleet(goal, settings, prepare).go(serials, tell)
    return tell_summary(outcomes, as_json=as_json)
