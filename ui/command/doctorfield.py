"""`agent doctor --field FILE`: the self-test of a phone that we don't have, for its owner to send."""

import json
import os
from importlib.metadata import version
from pathlib import Path

from pydantic import JsonValue

from agent.settings import EMBEDDED, Settings
from device.atomicfile import save_file
from device.error import ConfigError
from device.link.discovery import choose, everywhere, lease_name, open_transport, with_embedded
from device.link.lease import Lease
from device.link.running import Registry
from device.state.fieldtest import field_test
from device.state.trait import read_traits
from ui.app import phones_folder, state_folder
from ui.terminal import say

_TOLD = {
    "phone": "The phone",
    "opening": "Opened Settings",
    "timings": "Timed shell, pictures, trees and touches",
    "rate": "Timed the cable",
    "tree": "Counted what is odd in the tree",
}


def run_field_test(settings: Settings, path: Path) -> int:
    """Measure the phone and write the file; the exit code. Raises DeviceError and ConfigError."""
    if settings.device == EMBEDDED:
        raise ConfigError("--field does not test the phone inside", "Name another with --device")
    if not os.access(path.parent, os.W_OK):  # before minutes of measuring
        raise ConfigError(
            f"{path} cannot be written: no folder that one can write to", "Choose another place"
        )
    registry = Registry(phones_folder())
    serial = (
        settings.device
        or choose(None, with_embedded(everywhere(settings.every_adb_server)[0], registry)).serial
    )
    say(f"Reads the phone {serial} for some minutes, and opens its Settings. Leave it alone meanwhile.")
    transport = open_transport(serial, settings.adb_server, registry)
    report: dict[str, JsonValue] = {}
    try:
        with Lease.acquire(lease_name(transport.serial), state_folder() / "lease", "agent doctor --field"):
            for part, told in field_test(transport, read_traits(transport), version("tapwright")):
                report[part] = told
                if part in _TOLD:
                    say(f"  {_TOLD[part]}", dim=True)
    finally:
        transport.close()
    save_file(path, json.dumps(report, indent=2).encode() + b"\n")
    say(f"{path}: timings, versions, failures and counts; no text, picture, serial. Read it, then send it.")
    return 0
