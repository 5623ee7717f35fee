"""`agent bench preflight`: whether a phone has what a suite needs."""

import json

import click

from ui.command.option import config_option, json_option
from ui.terminal import say


@click.command()
@click.argument("suite")
@click.option("--device", "serial", required=True, metavar="SERIAL", help="The phone, as adb names it.")
@click.option("--task", "tasks", multiple=True, metavar="NAME", help="Only what this task needs.")
@config_option
@json_option
def preflight(suite: str, serial: str, tasks: tuple[str, ...], config: str | None, as_json: bool) -> int:
    """See which apps, versions and permissions SUITE needs and the phone lacks; change nothing.

    Prints the commands that mend it, with the addresses of AndroidWorld's own files; nothing is fetched.
    Exits with 1 where something is lacking.
    """
    from pathlib import Path

    from device.link.discovery import open_device
    from tasks.runner.preflight import preflight as looked
    from tasks.suite import find_suite
    from ui.app import load_settings, state_folder

    settings = load_settings({}, config=Path(config) if config else None)
    found = find_suite(suite)
    templates = [found.named(name) for name in tasks] or list(found.templates.values())
    names = sorted({name for each in templates for name in each.facts.app_names})
    with open_device(
        serial, server=settings.adb_server, state_folder=state_folder(), purpose="a benchmark"
    ) as device:
        states = looked(device, names)
    wrong = [each for each in states if each.trouble]
    commands = [line for each in wrong for line in each.commands(serial)]
    if as_json:
        rows = [
            {
                "app": each.need.name,
                "package": each.need.package,
                "version": each.code,
                "pinned": each.need.code,
                "trouble": each.trouble,
            }
            for each in states
        ]
        say(json.dumps({"suite": suite, "apps": rows, "commands": commands}))
        return 1 if wrong else 0
    for each in states:
        say(f"{'✗' if each.trouble else '✓'} {each.need.name} ({each.need.package}) {each.trouble}".rstrip())
    say("\n".join(["", *commands]) if commands else "")
    return 1 if wrong else 0
