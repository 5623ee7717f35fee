"""`agent setup`: from a phone in its box to the first task, a step at a time, each one checked."""

import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import config_option
from ui.terminal import say, shown

if TYPE_CHECKING:
    from agent.settings import Settings
    from device.link.discovery import FoundPhone
    from device.link.transport.protocol import Transport

_POLL = 1.0
_PATIENCE = 600.0
_FIRST_TASK = "Open Settings"


@click.command(short_help="From a phone in its box to the first task, step by step.")
@click.option("--device", metavar="SERIAL", help="Phone to set up; by default the one that is attached.")
@click.option("--keyboard", is_flag=True, help="Only put ADBKeyboard on the phone, for any language.")
@click.option(
    "--helper/--no-helper",
    default=None,
    help="Only say yes, or no again, to the server that makes runs on this phone faster.",
)
@click.option(
    "--apk",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Its file, where already fetched.",
)
@click.option("--yes", is_flag=True, help="Do what --keyboard or --helper asks about without asking.")
@config_option
def setup(
    device: str | None,
    keyboard: bool,
    helper: bool | None,
    apk: Path | None,
    yes: bool,
    config: Path | None,
) -> int:
    """Walk through all that a phone needs: adb, USB debugging, touch, keyboard, model, the first task.

    Nothing is changed on the phone unless you say so. Where nobody sits at the terminal it tells the next
    step and ends.
    """
    from agent.settings import EMBEDDED
    from device.error import ToldToPerson
    from ui.app import load_settings

    settings = load_settings({"device": device}, config=config)
    if settings.device == EMBEDDED:
        say(f'the embedded phone needs none: agent run --device {EMBEDDED} "{_FIRST_TASK}"')
        return 0
    if helper is not None:
        from ui.phoneserver import choose

        return choose(settings, wanted=helper, sure=yes)
    if not keyboard and not _adb(settings):
        return 3
    transport = _awaited(settings)
    if transport is None:
        return 3
    with closing(transport):
        if keyboard:
            there = _offer_keyboard(transport, apk, sure=yes or None)
            return 0 if there or sys.stdin.isatty() else 3
        if not _fit(transport):
            return 3
        try:
            _offer_keyboard(transport, apk, sure=yes or None)
        except ToldToPerson as error:  # plain letters go without it, and so do the steps that are left
            say(f"not installed: {error}")
    return _last_steps(settings, settings.device or transport.serial)


def _adb(settings: "Settings") -> bool:
    """Step 1."""
    from ui.command.doctor import tell
    from ui.command.doctorphone import check_adb

    _step(1, "adb, the bridge to the phone")
    found = list(check_adb(settings))
    for one in found:
        tell(one)
    return all(one.state == "ok" for one in found)


def _awaited(settings: "Settings") -> "Transport | None":
    """Step 2: the phone that takes commands; None when nobody is there to attach one."""
    from device.error import DeviceOffline, DeviceUnauthorized, NoDevice

    _step(2, "the phone")
    told = ""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return _taken(settings)
        except (NoDevice, DeviceOffline, DeviceUnauthorized) as error:
            somebody = sys.stdin.isatty() and time.monotonic() < deadline
            if settings.device and not somebody:
                raise
            wanted = _HOW if isinstance(error, NoDevice) and not settings.device else str(error)
        if wanted != told:
            say(wanted)
            told = wanted
            if somebody:
                say("waiting; Ctrl-C ends it")
        if not somebody:
            say("then: agent setup")
            return None
        time.sleep(_POLL)


def _taken(settings: "Settings") -> "Transport":
    """The phone that is named, attached or picked. Raises a DeviceError that says what it needs."""
    from device.link.discovery import attached, choose, open_transport, reachable
    from device.link.running import Registry
    from ui.app import phones_folder

    serial, model = settings.device, ""
    if not serial:
        phones, _ = reachable(attached(settings.adb_server))
        usable = [phone for phone in phones if phone.usable]
        chosen = _picked(usable) if len(usable) > 1 else choose(None, phones)
        serial, model = chosen.serial, f" ({chosen.model})"
    transport = open_transport(serial, settings.adb_server, Registry(phones_folder()))
    say(f"found {transport.serial}{model}")
    return transport


_HOW = """On the phone:
  1. Settings > About phone: tap Build number seven times. (Xiaomi: the OS version; Samsung, vivo: under
     Software information; OPPO, realme, OnePlus: under Version)
  2. Settings > System > Developer options: switch on USB debugging.
  3. Plug the phone in, and accept "Allow USB debugging?" with "Always allow from this computer".
Without a cable, from Android 11 on: Developer options > Wireless debugging, then: agent devices pair
Without a phone: agent run --device embedded "Open Settings\""""


def _picked(phones: "list[FoundPhone]") -> "FoundPhone":
    from device.error import SeveralDevices

    for number, phone in enumerate(phones, 1):
        say(f"  {number}  {phone.serial} ({phone.model or phone.kind})")
    if not sys.stdin.isatty():
        raise SeveralDevices(f"{len(phones)} phones are attached", "Name one with --device SERIAL")
    number = click.prompt("Which one", type=click.IntRange(1, len(phones)))
    return phones[int(number) - 1]


def _fit(transport: "Transport") -> bool:
    """Step 3: the doctor's checks, again and again until nothing is in the way or nobody mends it."""
    from device.state.checkup import check_phone
    from ui.command.doctor import tell

    _step(3, "what a run needs of it")
    while True:
        found = list(check_phone(transport))
        for one in found:
            tell(one)
        if not any(one.state == "bad" for one in found):
            return True
        if not sys.stdin.isatty() or not click.confirm("Mended? Check again", default=True):
            return False


def _offer_keyboard(transport: "Transport", apk: Path | None, *, sure: bool | None) -> bool:
    """Step 4, with the owner's consent; whether it is there now."""
    from device.hand.keyboardapk import ADDRESS, SHA256, has_keyboard, install_keyboard, keyboard_file

    _step(4, "a keyboard for any language")
    if has_keyboard(transport):
        say("ADBKeyboard is there already")
        return True
    say(
        "adb itself types plain letters and signs only. ADBKeyboard (17 kB, open source) types the rest: it\n"
        f"is borrowed while a text is typed, and your own is put back.\n"
        f"  from    {apk or ADDRESS}\n  sha256  {SHA256}"
    )
    if sure is None:
        sure = sys.stdin.isatty() and click.confirm("Install it on the phone", default=False)
    if not sure:
        say("not installed; later: agent setup --keyboard, or with --yes where nobody can be asked")
        return False
    install_keyboard(transport, keyboard_file(apk))
    say("installed; your own keyboard stays the one in use")
    return True


def _last_steps(settings: "Settings", serial: str) -> int:
    """Steps 5 and 6."""
    from ui.command.doctor import tell
    from ui.command.doctormodel import check_model

    _step(5, "the model")
    tell(check_model(settings))
    if not settings.model:
        say(
            "The bundled policy does everyday goals without any model. For more, name an OpenAI-compatible "
            "one:\n  agent run --base-url http://127.0.0.1:8000/v1 --model NAME GOAL   (or in tapwright.toml)"
        )
    _step(6, "the first task")
    line = f'agent run --device {serial} "{_FIRST_TASK}"'
    if not sys.stdin.isatty() or not click.confirm(shown(f"Run it now: {line}"), default=True):
        say(line)
        return 0
    agent = click.get_current_context().find_root().command
    assert isinstance(agent, click.Group)
    return int(agent.commands["run"].main([_FIRST_TASK, "--device", serial], standalone_mode=False))


def _step(number: int, what: str) -> None:
    say(f"\n{number}. {what}", bold=True)
