"""Going on with a task that a kill cut off, on a phone that was killed with it.

The embedded phone is made ready once more, and what the run had already done is done again without asking
anybody: the same touches lead to the same screens, so that no decision is paid for twice. Each screen is
compared with the one that was recorded; where they part, or a tool was called, the task begins anew. A step
that was begun and of which nothing more is known never came to this phone: it is decided again.
"""

import shutil
from pathlib import Path

from agent.action.action import CallTool, Wait
from agent.action.perform import touch
from agent.perception.compare import fingerprint
from agent.run.trajectory import Trajectory, read_trajectory
from device.atomicfile import write_whole
from device.client import Device
from device.error import ConfigError, TapwrightError
from tasks.door.call import CallLog

_INTENT = b'{"row": "intent"'
"""How a step that is begun begins in the record."""


def cut_off(folder: Path) -> Trajectory | None:
    """The run of a folder, if it has steps and no end."""
    try:
        found = read_trajectory(folder)
    except ConfigError:
        return None
    return found if found.steps and found.ending is None else None


def replay(trajectory: Trajectory, device: Device, log: CallLog) -> bool:
    """Do on a phone made ready what was done before; whether every screen was as it had been.

    `log` notes the calls as those of the steps that they were for.
    """
    for step in trajectory.steps:
        log.step = step.index
        device.settle()
        seen = device.observe()
        if fingerprint(seen) != step.fingerprint:
            return False
        if not step.performed or step.action is None:
            continue
        if isinstance(step.action, CallTool):
            return False  # what it did elsewhere is not done twice
        try:
            if isinstance(step.action, Wait):
                device.wait(step.action.seconds)
            else:
                touch(step.action, step.grounding, seen, device)
        except TapwrightError:
            return False
    log.step = len(trajectory.steps) + 1
    return True


def carried_over(trajectory: Trajectory, folder: Path) -> Trajectory:
    """The run up to its last whole step, in a folder of its own; the one it was cut off in stays as it is."""
    shutil.copytree(trajectory.folder, folder)
    if trajectory.open_step is not None:
        rows = folder / "trajectory.jsonl"
        lines = rows.read_bytes().splitlines(keepends=True)
        begun = max(place for place, line in enumerate(lines) if line.startswith(_INTENT))
        write_whole(rows, b"".join(lines[:begun]))
    return read_trajectory(folder)
