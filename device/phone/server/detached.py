"""Phones that outlive the process that starts them. Light: what a phone is made of is loaded in theirs."""

import json
import secrets
import socket
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from device.error import ConfigError, DeviceError
from device.link.running import Registry, RunningPhone
from device.phone.server.daemon.address import HOST
from device.process import alive, launch

START_TIMEOUT = 120.0
"""A phone that cannot start says so at once; this is for machines that are busy, or whose disk is slow."""
AUTO = -1
"""The first emulator numbers that are free."""
_POLL = 0.2


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
    android: int = 13
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

    Those on a leash do not: they end with the last process that has the other end of that pipe (not on
    Windows).
    Raises ConfigError or DeviceError with the reason when they do not start.
    """
    registry.make_folder()
    log = registry.folder / f"phone-{secrets.token_hex(4)}.log"
    with socket.create_server((HOST, 0)) as awaited:
        wish = {"options": asdict(options), "folder": str(registry.folder), "log": str(log)}
        told = {"ready": awaited.getsockname()[1], "token": secrets.token_hex(16)}
        what = json.dumps({**wish, **told, "leash": leash})
        # -P: a folder `device` where the person stands must not be taken for ours.
        command = [sys.executable, "-P", "-m", "device.phone.server", what]
        pid = launch(command, log, inherited=() if leash is None else (leash,))
        line = _answer(awaited, told["token"], pid, time.monotonic() + timeout)
    if line is None:
        raise DeviceError(f"the phone did not start within {timeout:g} s", f"See {log}")
    if not line:
        raise DeviceError(f"the phone did not start: {_last_line(log)}", f"See {log}")
    answer = json.loads(line)
    if "error" in answer:
        log.unlink(missing_ok=True)
        raise (ConfigError if answer["exit_code"] == ConfigError.exit_code else DeviceError)(answer["error"])
    return tuple(registry.find(serial) for serial in answer["serials"])


def _answer(awaited: socket.socket, token: str, pid: int, deadline: float) -> bytes | None:
    """What the phone's process says of its start, "" where it ends before; None at the deadline."""
    while time.monotonic() < deadline:
        awaited.settimeout(_POLL)
        try:
            connection, _ = awaited.accept()
        except TimeoutError:
            if not alive(pid):
                return b""
            continue
        with connection, connection.makefile("rb") as said:
            connection.settimeout(max(_POLL, deadline - time.monotonic()))
            with suppress(OSError):
                if said.readline().strip() == token.encode():  # else somebody else dialled
                    return said.readline()
    return None


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
