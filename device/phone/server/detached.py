"""Phones that outlive the process that starts them. Light: what a phone is made of is loaded in theirs."""

import json
import os
import secrets
import select
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from device.error import ConfigError, DeviceError
from device.link.running import Registry, RunningPhone

START_TIMEOUT = 120.0
"""A phone that cannot start says so at once; this is for machines that are busy, or whose disk is slow."""
AUTO = -1
"""The first emulator numbers that are free."""
_LAUNCH = 'log=$1; shift; exec </dev/null >>"$log" 2>&1; "$@" &'


@dataclass(frozen=True, slots=True)
class StartOptions:
    """How phones are to start."""

    port: int = 0
    """0 takes a free one; of several phones each further one has the next port but one."""
    seed: int = 0
    """Of several phones each further one has the next seed."""
    live: bool = False
    """Whether their time passes by itself."""
    count: int = 1
    emulator: int | None = None
    """K: listen where adb looks for emulators, the console on 5554 + 2K; AUTO takes those free."""
    locale: str = ""
    """As "zh-CN"; "" is English."""
    sample: bool = False
    """Whether they are filled as phones in use are, see sample.py."""
    weather: str = ""
    """The trouble they make, see weather/forecast.py."""
    vendor: str = ""
    """Other makers' quirks, see vendor.py."""
    snapshots: str = ""
    """Folder of the consoles' snapshots; "" keeps them in memory."""
    adb_server: int = 0
    """Port of the adb server that is told of emulators, if it runs; 0 = none."""


def start_detached(
    options: StartOptions, registry: Registry, timeout: float = START_TIMEOUT, *, leash: int | None = None
) -> tuple[RunningPhone, ...]:
    """Start phones that outlive this process; returns once they answer.

    Those on a leash do not: they end with the last process that has the other end of that pipe.
    Raises ConfigError or DeviceError with the reason when they do not start.
    """
    registry.make_folder()
    log = registry.folder / f"phone-{secrets.token_hex(4)}.log"
    listening, telling = os.pipe()
    with os.fdopen(listening, "rb") as told:
        try:
            wish = {"options": asdict(options), "folder": str(registry.folder), "log": str(log)}
            what = json.dumps({**wish, "ready": telling, "leash": leash})
            # -P: a folder `device` where the person stands must not be taken for ours. The shell between
            # leaves the phone to the system, so that nobody has to wait for its end.
            command = [sys.executable, "-P", "-m", "device.phone.server", what]
            subprocess.run(  # noqa: S603 - our own words only
                ["/bin/sh", "-c", _LAUNCH, "sh", str(log), *command],
                check=True,
                pass_fds=(telling,) if leash is None else (telling, leash),
                start_new_session=True,
            )
        finally:
            os.close(telling)
        if not select.select([told], [], [], timeout)[0]:
            raise DeviceError(f"the phone did not start within {timeout:g} s", f"See {log}")
        line = told.readline()
    if not line:
        raise DeviceError(f"the phone did not start: {_last_line(log)}", f"See {log}")
    answer = json.loads(line)
    if "error" in answer:
        log.unlink(missing_ok=True)
        raise (ConfigError if answer["exit_code"] == ConfigError.exit_code else DeviceError)(answer["error"])
    return tuple(registry.find(serial) for serial in answer["serials"])


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
