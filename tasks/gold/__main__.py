"""Does one AndroidWorld task on one phone by looking and touching alone, as a careful person would.

Reads one JSON object from standard input:
  {"task": its name, "params": what its sheet says, "serial": the phone, "goal": its words (may be left out)}
Prints the task's answer as one line {"answer": "..."} where it has one.

Exit status: 0 done; 1 not done (what was looked for is not on the screen, or the phone would not do it);
2 not such an object, no such task, or parameters it cannot be done with; 3 no such phone.
ANDROID_ADB_SERVER_PORT names the adb server's port, as for adb itself.
"""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from device.error import ConfigError, TapwrightError, ToldToPerson
from device.link.discovery import open_device
from device.link.transport.server import PORT, ServerAddress
from tasks.gold.hand import Hand
from tasks.gold.params import BadParams, Params
from tasks.gold.registry import UnknownTask, names, solver_for
from tasks.suite import THEIRS, find_suite, suite_names

WORLD = "world"
"""The suite that has AndroidWorld's tasks."""


@dataclass(frozen=True, slots=True)
class SolveRequest:
    """One task to do on one phone."""

    task: str
    params: Params
    serial: str


def read_request(text: str) -> SolveRequest:
    """The request written in a line. Raises ConfigError saying what is wrong with it."""
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
    return SolveRequest(task, Params(values, goal), serial)


def server_address(environment: Mapping[str, str]) -> ServerAddress:
    """Where the adb server listens. Raises ConfigError for what is no port."""
    port = environment.get("ANDROID_ADB_SERVER_PORT", "") or str(PORT)
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ConfigError(f"ANDROID_ADB_SERVER_PORT is {port!r}, which is no port")
    return ServerAddress(port=int(port))


def run(text: str, environment: Mapping[str, str]) -> str | None:
    """Do the task; the answer, if it has one."""
    request = read_request(text)
    solve = solver_for(request.task)
    with open_device(request.serial, server=server_address(environment)) as device:
        return solve(Hand(device), request.params)


def listed() -> str:
    """All tasks, a line each, below the suite that they are in; a suite's line begins with #."""
    left = list(names())
    lines = []
    for suite in (WORLD, *(name for name in suite_names() if name not in (WORLD, *THEIRS))):
        templates = find_suite(suite).templates
        here = [name for name in left if name in templates]
        left = [name for name in left if name not in templates]
        if here:
            told = f"{suite} (AndroidWorld's)" if suite == WORLD else suite
            lines += [f"# {told}: {len(here)} tasks", *here]
    if left:
        lines += [f"# in no suite: {len(left)} tasks", *left]
    return "".join(f"{line}\n" for line in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the task of standard input, or list the tasks; the exit status."""
    options, strange = _parser().parse_known_args(arguments)
    if strange:
        return _complain(f"no such argument: {strange[0]}. Try: python -m tasks.gold --help", 2)
    if options.list:
        sys.stdout.write(listed())
        return 0
    if sys.stdin.isatty():
        return _complain("a task is wanted on standard input. Try: python -m tasks.gold --help", 2)
    return _perform(sys.stdin.read())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m tasks.gold", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--list", action="store_true", help="print the names of all tasks by suite, and do none"
    )
    return parser


def _perform(text: str) -> int:
    try:
        answer = run(text, os.environ)
    except UnknownTask as error:
        return _complain(f"{error}. Try: python -m tasks.gold --list", 2)
    except BadParams as error:
        return _complain(str(error), 2)
    except ToldToPerson as error:
        return _complain(str(error), error.exit_code)
    except TapwrightError as error:
        return _complain(str(error), 1)
    if answer is not None:
        sys.stdout.write(json.dumps({"answer": answer}) + "\n")
    return 0


def _complain(what: str, status: int) -> int:
    sys.stderr.write(f"error: {' '.join(what.split())}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
