"""`agent doctor`: what works here and what does not, each with what to do. It reads and changes nothing."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import config_option, json_option
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from agent.settings import Settings
    from device.state.checkup import Finding

_SIGNS = {"ok": ("✓", "green"), "note": ("!", "yellow"), "bad": ("✗", "red"), "skip": ("-", "bright_black")}


@click.command(short_help="Check adb, phone, model and extras; change nothing.")
@click.option("--device", metavar="SERIAL", help="Phone to check: a serial, HOST:PORT, or `embedded`.")
@click.option("--model", metavar="NAME", help="Model to check.")
@click.option("--base-url", metavar="URL", help="Its OpenAI-compatible endpoint.")
@click.option(
    "--field",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Measure the phone for some minutes, and write numbers to a file to send; opens its Settings.",
)
@config_option
@json_option
def doctor(config: Path | None, as_json: bool, field: Path | None, **flags: object) -> int:
    """Check adb, phones, touch, picture, element list, keyboard, model and extras.

    It only reads: nothing is installed, switched or typed, and no model is asked for anything that costs.
    Exits with 0 when nothing is in the way, else with 1. With --field it measures the phone instead.
    """
    from ui.app import load_settings

    if field is not None:
        from ui.command.doctorfield import run_field_test

        return run_field_test(load_settings(flags, config=config), field)
    found = []
    for one in findings(load_settings(flags, config=config)):
        found.append(one)
        if not as_json:
            tell(one)
    wrong = [one.check for one in found if one.state == "bad"]
    if as_json:
        rows = [dataclasses.asdict(one) for one in found]
        say_json({"ok": not wrong, "checks": rows})
    else:
        say(f"\nin the way: {', '.join(wrong)}" if wrong else "\nnothing is in the way")
    return 1 if wrong else 0


def tell(one: "Finding") -> None:
    """A finding in a line, its hint below."""
    sign, colour = _SIGNS[one.state]
    say(f" {one.check:<9} {one.text}", lead=click.style(sign, colour))
    if one.hint:
        say(f"            {one.hint}", dim=True)


def findings(settings: "Settings") -> Iterator["Finding"]:
    """All checks in order; the phone's are passed over where there is none."""
    from ui.command.doctorhost import check_extras, check_host, check_system
    from ui.command.doctormodel import check_model
    from ui.command.doctorphone import check_adb, check_chosen, check_further

    yield from check_adb(settings)
    yield from check_further(settings)
    yield from check_chosen(settings)
    yield check_model(settings)
    yield check_system()
    yield from check_host(settings)
    yield from check_extras()
