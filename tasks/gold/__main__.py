"""`python -m tasks.gold`: does one task on one phone.

Reads one JSON object from standard input: {"task", "goal", "params", "serial"}. Prints the task's answer
as one line {"answer": "..."} where it has one. Exit status: 0 done, 1 not done (what was looked for is
not on the screen, or the phone would not do it), 2 not such an object or no such task, 3 no such phone.
ANDROID_ADB_SERVER_PORT names the adb server's port, as for adb itself.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from device.discovery import open_device
from device.error import ConfigError, TapwrightError, ToldToPerson
from device.transport.server import PORT, ServerAddress
from tasks.gold.hand import Hand
from tasks.gold.params import BadParams, Params
from tasks.gold.registry import UnknownTask, solver_for


@dataclass(frozen=True, slots=True)
class Errand:
    """One task to do on one phone."""

    task: str
    params: Params
    serial: str


def read_errand(text: str) -> Errand:
    """The errand written in a line. Raises ConfigError saying what is wrong with it."""
    try:
        read = json.loads(text)
    except ValueError as error:
        raise ConfigError(f"standard input is no JSON: {error}") from error
    if not isinstance(read, Mapping):
        raise ConfigError("standard input is no JSON object")
    task, serial = read.get("task"), read.get("serial")
    goal, values = read.get("goal", ""), read.get("params", {})
    if not isinstance(task, str) or not isinstance(serial, str):
        raise ConfigError("task and serial must be given, as texts")
    if not isinstance(values, Mapping) or not isinstance(goal, str):
        raise ConfigError("params must be an object, and goal a text")
    return Errand(task, Params(values, goal), serial)


def server_address(environment: Mapping[str, str]) -> ServerAddress:
    """Where the adb server listens. Raises ConfigError for what is no port."""
    port = environment.get("ANDROID_ADB_SERVER_PORT", "") or str(PORT)
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ConfigError(f"ANDROID_ADB_SERVER_PORT is {port!r}, which is no port")
    return ServerAddress(port=int(port))


def run(text: str, environment: Mapping[str, str]) -> str | None:
    """Do the errand; the answer, if it has one."""
    errand = read_errand(text)
    solve = solver_for(errand.task)
    with open_device(errand.serial, server=server_address(environment)) as device:
        return solve(Hand(device), errand.params)


def main() -> int:
    """Do the errand of standard input; the exit status."""
    try:
        answer = run(sys.stdin.read(), os.environ)
    except (UnknownTask, BadParams) as error:
        return _complain(error, 2)
    except ToldToPerson as error:
        return _complain(error, error.exit_code)
    except TapwrightError as error:
        return _complain(error, 1)
    if answer is not None:
        sys.stdout.write(json.dumps({"answer": answer}) + "\n")
    return 0


def _complain(error: TapwrightError, status: int) -> int:
    sys.stderr.write(f"{type(error).__name__}: {error}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
