"""Whether a seed always makes the same tasks: drawn, worded and prepared in two processes that share nothing.

`python -m tasks.runner.determinism SUITE SEED REPETITIONS [TASK...]` prints, for each task, what came of one
process.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence

from device.client import Device
from device.error import ConfigError
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.state.census import take
from tasks.runner.need import see_needs
from tasks.suite import find_suite
from tasks.task import Task


def differing(suite: str, seed: int, repetitions: int, names: Sequence[str] = ()) -> tuple[str, ...]:
    """Names of the tasks that two processes, each with a hash seed of its own, do not make alike.

    Raises ConfigError for no suite or task, and what one needs that is not installed.
    """
    names = tuple(dict.fromkeys(names))
    see_needs(find_suite(suite), names)
    asked = [suite, str(seed), str(repetitions), *names]
    first, second = (_made(asked, hashing) for hashing in ("1", "2"))
    return tuple(sorted({name for name in first if first[name] != second.get(name)}))


def _made(asked: Sequence[str], hashing: str) -> dict[str, str]:
    command = [sys.executable, "-m", "tasks.runner.determinism", *asked]
    environment = {**os.environ, "PYTHONHASHSEED": hashing}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        raise ConfigError(f"the tasks of {asked[0]} cannot be made: {last}")
    return {str(name): str(told) for name, told in json.loads(done.stdout).items()}


def _told(task: Task) -> str:
    """A digest of the goal, the parameters and all that the phone holds when it is made ready."""
    with Device(InProcessTransport(Phone())) as device:
        task.initialize(device)
        state = take(device).digest
    text = json.dumps([task.goal, dict(task.params), state], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Print what this process makes of a suite."""
    suite, seed, repetitions, *names = arguments
    tasks = find_suite(suite).tasks(int(seed), int(repetitions), names)
    made = {f"{task.name}/{number}": _told(task) for number, task in enumerate(tasks)}
    sys.stdout.write(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
