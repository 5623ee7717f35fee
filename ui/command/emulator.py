"""`agent emulator`: Android's own emulators."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import collected, config_option, json_option
from ui.terminal import say

if TYPE_CHECKING:
    from agent.settings import Settings
    from device.emulator.avd import Running
    from device.emulator.sdk import Sdk


@dataclass(frozen=True, slots=True, kw_only=True)
class EmulatorStartOptions:
    """The options of `agent emulator start`."""

    name: str
    count: int
    window: bool
    snapshot: str
    cold: bool
    software: bool
    config: Path | None
    as_json: bool


@click.group(short_help="Android's own emulators: create, start, stop, snapshots.")
def emulator() -> None:
    """Android's own emulators, by the tools of the Android SDK (ANDROID_HOME).

    \b
    agent emulator create pixel
    agent emulator start pixel
    agent run --device emulator-5554 "Open Settings"
    """  # noqa: D301 - click reads the \b


@emulator.command()
@click.argument("name")
@click.option("--image", metavar="PACKAGE", help="System image, as sdkmanager lists it.")
@click.option("--model", default="pixel_6", show_default=True, metavar="ID", help="Hardware it plays.")
@config_option
def create(name: str, image: str | None, model: str, config: Path | None) -> int:
    """Make a virtual device."""
    from device.emulator.avd import IMAGE
    from device.emulator.avd import create as make

    _, sdk = _tools(config)
    make(sdk, name, image or IMAGE, model)
    say(f"created {name}")
    return 0


@emulator.command()
@click.argument("name")
@click.option(
    "--count", type=click.IntRange(1, 32), default=1, metavar="N", help="So many of it; none keeps changes."
)
@click.option("--window", is_flag=True, help="Show it.")
@click.option("--snapshot", default="", metavar="NAME", help="Begin from a snapshot.")
@click.option("--cold", is_flag=True, help="Boot anew.")
@click.option("--software", is_flag=True, help="Go without KVM: very slow.")
@config_option
@json_option
@collected(EmulatorStartOptions)
def start(options: EmulatorStartOptions) -> int:
    """Start a virtual device without a window, on free ports, and wait until it has booted."""
    from device.emulator import avd
    from device.process import alive
    from ui.app import state_folder

    settings, sdk = _tools(options.config)
    wish = avd.StartWish(
        window=options.window,
        snapshot=options.snapshot,
        cold=options.cold,
        software=options.software,
        shared=options.count > 1,
    )
    started: list[Running] = []
    for _ in range(options.count):
        taken = [int(one.serial.rpartition("-")[2]) for one in started]
        started.append(avd.start(sdk, options.name, wish, state_folder() / "emulators", taken=taken))
    for one in started:
        avd.await_boot(one, settings.adb_server, alive)
        say(f"{one.serial} has booted ({options.name}, process {one.pid})")
    if options.as_json:
        say(json.dumps({"serials": [one.serial for one in started]}))
    return 0


@emulator.command("list")
@config_option
@json_option
def list_(config: Path | None, as_json: bool) -> int:
    """The virtual devices there are, and which of them run."""
    from device.emulator.avd import names, running
    from device.error import AdbMissing

    settings, sdk = _tools(config)
    virtual = names(sdk)
    try:
        on = running(settings.adb_server)
    except AdbMissing:
        on = ()
    there = sorted({*virtual, *(name for _, name in on if name)})
    if as_json:
        rows = [{"name": name, "serials": [serial for serial, own in on if own == name]} for name in there]
        say(json.dumps(rows))
        return 0
    for name in there:
        say(f"{name:<24} {' '.join(serial for serial, own in on if own == name) or 'stopped'}")
    if not there:
        say("There is no virtual device; make one: agent emulator create NAME", err=True)
    return 0


@emulator.command()
@click.argument("serials", nargs=-1, metavar="[SERIAL]...")
@click.option("--all", "every", is_flag=True, help="Every emulator that runs.")
@config_option
def stop(serials: tuple[str, ...], every: bool, config: Path | None) -> int:
    """Stop emulators that run."""
    from device.emulator.avd import console, running
    from ui.app import load_settings

    if bool(serials) is every:
        raise click.UsageError("Name an emulator, or give --all")
    server = load_settings(config=config).adb_server
    for serial in serials or tuple(serial for serial, _ in running(server)):
        console(server, serial, "kill")
        say(f"stopped {serial}")
    return 0


@emulator.command()
@click.argument("what", type=click.Choice(["save", "load", "list", "delete"]))
@click.argument("serial")
@click.argument("name", required=False)
@config_option
def snapshot(what: str, serial: str, name: str | None, config: Path | None) -> int:
    """Save, load, list or delete snapshots of an emulator that runs."""
    from device.emulator.avd import checked_name, console
    from ui.app import load_settings

    if (name is None) is not (what == "list"):
        raise click.UsageError("Name the snapshot" if name is None else "A list takes no name")
    words = ["avd", "snapshot", what, *([checked_name(name)] if name else [])]
    told = console(load_settings(config=config).adb_server, serial, *words)
    say(told or f"{what}: {name}")
    return 0


def _tools(config: Path | None) -> "tuple[Settings, Sdk]":
    from device.emulator.sdk import find_sdk
    from ui.app import load_settings

    settings = load_settings(config=config)
    return settings, find_sdk(settings.android_sdk, Path.home())
