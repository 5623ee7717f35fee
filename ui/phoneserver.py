"""The server on the phone, where the settings ask for it: its owner is asked before it is used."""

import sys
import threading
import time

import click

from agent.settings import Settings
from device.client import Device
from device.link.discovery import open_device
from device.link.running import Registry
from device.mirror.serverfile import find_server
from device.resident.consent import PRICE, STAYS_OFF, concerns, objection
from device.resident.jar import Jar, find_jar
from ui.app import phones_folder, state_folder
from ui.terminal import say


def use_server(device: Device, settings: Settings, *, embedded: bool = False) -> None:
    """Have the server used if the settings say so and the phone's owner agrees; else the run says why not.

    They are asked once for each phone, and each time where the phone is reached over a network or an
    accessibility service would pause. The embedded phone is nobody's. Raises ConfigError where the server's
    file is not installed.
    """
    if settings.helper == "off":
        return
    jar = find_jar()
    if embedded or agreed(device):
        device.use_server(jar)


def use_stream(device: Device, settings: Settings) -> None:
    """Have pictures as a stream if the settings say so. Raises ConfigError where scrcpy or PyAV lacks."""
    if settings.stream != "off":
        device.use_stream(find_server())


def agreed(device: Device) -> bool:
    """Whether the owner wants it now; a refusal, or that nobody can be asked, is told with the run."""
    why = objection(device.consent, device.transport)
    if not why:
        return True
    if not _somebody():
        device.remark(STAYS_OFF.format(why))
        return False
    if not asked(device, tuple(concerns(device.transport))):
        device.remark("The server on the phone stays off, as you said")
        return False
    return True


def asked(device: Device, reasons: tuple[str, ...]) -> bool:
    """Put the question in full, and the reasons to think twice; a yes is kept."""
    say(PRICE, err=True)
    for reason in reasons:
        say(f"  ! {reason}", err=True)
    if not click.confirm("Use it on this phone", default=False, err=True):
        return False
    device.consent.give()
    return True


def choose(settings: Settings, *, wanted: bool, sure: bool) -> int:
    """Ask for good whether the server is wanted on a phone, and try it out; the command's exit code."""
    jar = find_jar() if wanted else None
    registry = Registry(phones_folder())
    with open_device(
        settings.device or None, server=settings.adb_server, registry=registry, state_folder=state_folder()
    ) as device:
        if jar is None:
            device.consent.withdraw()
            say(f"no server is put on {device.serial} any more")
            return 0
        if sure:
            say(PRICE)
            device.consent.give()
        elif not sys.stdin.isatty():
            say(f"{PRICE}\nNobody can be asked here. Run it at a terminal, or agree with --yes")
            return 2
        elif not asked(device, tuple(concerns(device.transport))):
            say("not used")
            return 0
        return _tried(device, jar)


def _tried(device: Device, jar: Jar) -> int:
    """What a look takes without it and with it."""
    before = _seconds(device)
    device.use_server(jar)
    if not device.served:
        for text in device.news():
            say(text)
        return 3
    after = _seconds(device)
    say(f"a look at {device.serial} takes {before:.3f} s by adb, and {after:.3f} s by the server")
    say('For one run: agent run --helper GOAL; for all: helper = "uiautomator2" in tapwright.toml')
    return 0


def _seconds(device: Device) -> float:
    """The quicker of two looks."""
    took = []
    for _ in range(2):
        began = time.perf_counter()
        device.observe()
        took.append(time.perf_counter() - began)
    return min(took)


def _somebody() -> bool:
    """Whether a person sits here who can be asked: not one of several runs at once."""
    terminal = sys.stdin.isatty() and sys.stderr.isatty()
    return terminal and threading.current_thread() is threading.main_thread()
