"""Faults into every phase of a step: each run recovers or ends with one clear error, and nothing is lost.

    python -m benchmarks.faults [--fault NAME] [--phase NAME]

A run types a text in two scripts on the embedded phone, over its socket, with a model behind an HTTP
endpoint. A fault strikes when the run comes to a phase for the second time: while it waits for the screen
to rest, at picture or list, at the model, before a touch, after it, while it types. Looked at afterwards:

  outcome     the goal is reached, or the run ended with one line that says what is wrong and what to do; one
              that was killed is resumed, and then reaches it; no goal is claimed that the phone denies
  settings    keyboard and animations of the phone are as they were found, at the latest once it is taken in
              hand again
  trajectory  it is read back whole, its steps numbered without a gap, and it has an end
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.run.event import Ended
from agent.run.journal import holds_run
from agent.run.status import Cause, RunStatus
from agent.run.trajectory import Trajectory, read_trajectory
from benchmarks.faulting.fault import BY_ADB, FAULTS, Killed
from benchmarks.faulting.scene import GOAL, PHASES, Phase, Scene
from device.client import Device
from device.error import DeviceError
from device.link.transport.direct import DirectTransport
from device.look.animation import SCALES
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer
from device.phone.server.port import open_port

SLOWEST = 45.0
"""Seconds within which a cell is through on a busy machine."""
_TRIES = 3
_OURS = {
    "secure default_input_method",
    "secure enabled_input_methods",
    *(f"global {name}" for name in SCALES),
}


@dataclass(frozen=True)
class Cell:
    """One fault in one phase."""

    fault: str
    phase: Phase
    outcome: str
    """`recovered`, `clear`, or what is wrong: `untouched` where no run came to that."""
    detail: str
    seconds: float

    @property
    def good(self) -> bool:
        """Whether it is as it should be."""
        return self.outcome in ("recovered", "clear")


def cell(fault: str, phase: Phase) -> Cell:
    """Play it; again where the run ended before it came to that phase, as it may on a busy machine."""
    started = time.perf_counter()
    for _ in range(_TRIES):
        with tempfile.TemporaryDirectory(prefix="tapwright-fault-") as folder:
            outcome, detail = _played(fault, phase, Path(folder))
        if outcome != "untouched":
            break
    return Cell(fault, phase, outcome, detail, time.perf_counter() - started)


def _played(fault: str, phase: Phase, folder: Path) -> tuple[str, str]:
    with Scene(folder, phase, FAULTS[fault], by_adb=fault in BY_ADB) as scene:
        ended, killed = _first(scene)
        if not scene.struck:
            return "untouched", f"{ended.status}: {ended.reason}" if ended is not None else ""
        problem = _left_alone(scene) or ("" if killed else _recorded(scene))
        if killed and not problem:
            assert scene.run is not None
            if not holds_run(scene.run.folder):
                return (
                    "clear",
                    "killed before its first step: nothing was done, and nothing is left to go on with",
                )
            ended = _resumed(scene)
            problem = _recorded(scene)
        if problem:
            return "NOT HELD", problem
        assert ended is not None
        return _judged(scene, ended)


def _first(scene: Scene) -> tuple[Ended | None, bool]:
    """The run into which the fault strikes; its end, and whether it was killed."""
    device = scene.device()
    run = scene.agent(device).run(GOAL)
    try:
        ended = scene.go(run)
    except Killed:
        # Nothing of the dead run closes, restores or writes: only the system lets go of its locks.
        if device._lease is not None:
            device._lease.release()
        device.transport.close()
        run._context.journal.close()
        return None, True
    device.close()
    return ended, False


def _resumed(scene: Scene) -> Ended:
    scene.spoil = scene.answer = None
    with scene.device() as device:
        assert scene.run is not None
        return scene.go(scene.agent(device).resume(read_trajectory(scene.run.folder)))


def _left_alone(scene: Scene) -> str:
    """What is still changed on the phone once somebody takes it in hand again; "" for nothing."""
    scene.phone.shell("pm install-existing com.android.adbkeyboard")
    with PhoneServer([scene.phone], doors=[open_port()]) as again:
        first, scene.serial = scene.serial, again.serials[0]
        try:
            _repaired(scene, first)
        finally:
            scene.serial = first
    changed = scene.phone.diff(scene.before).settings
    ours = [one for one in changed if one.name in _OURS]
    return f"left changed: {ours}" if ours else ""


def _repaired(scene: Scene, first: str) -> None:
    """Take it in hand, under its first name."""
    host, _, port = scene.serial.rpartition(":")
    try:
        Device(DirectTransport(host, int(port), first), state_folder=scene.folder).close()
    except DeviceError:
        return


def _recorded(scene: Scene) -> str:
    """What is wrong with the record; "" for nothing."""
    assert scene.run is not None
    if not scene.run.folder.exists():
        return ""  # a run that came to no first step leaves none
    read: Trajectory = read_trajectory(scene.run.folder)
    if [step.index for step in read.steps] != list(range(1, len(read.steps) + 1)):
        return f"steps {[step.index for step in read.steps]}"
    full = scene.strike is FAULTS["disk full"]
    return "" if read.ending is not None or full else "no end in the record"


def _judged(scene: Scene, ended: Ended) -> tuple[str, str]:
    if ended.cause == Cause.BUG:
        return "A BUG", ended.reason
    if ended.status.is_claimed and scene.reached:
        return "recovered", ""
    if ended.status is RunStatus.COMPLETE:
        return "FALSE CLAIM", ended.reason
    said = f"{ended.status}: {ended.reason}"
    if "\n" in ended.reason or not ended.reason:
        return "UNCLEAR", said
    return "clear", said


def table(cells: Sequence[Cell]) -> str:
    """A row for each fault, a column for each phase."""
    lines = [f"{'':<22}" + "".join(f"{phase:<11}" for phase in PHASES)]
    for fault in dict.fromkeys(one.fault for one in cells):
        found = {one.phase: one.outcome for one in cells if one.fault == fault}
        lines.append(f"{fault:<22}" + "".join(f"{found.get(phase, '-'):<11}" for phase in PHASES))
    return "\n".join(lines)


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--fault", choices=list(FAULTS), action="append")
    options.add_argument("--phase", choices=PHASES, action="append")
    options.add_argument("--say", action="store_true", help="Tell what each run said.")
    chosen = options.parse_args()
    Phone.strict = True
    cells = []
    for fault in chosen.fault or FAULTS:
        for phase in chosen.phase or PHASES:
            cells.append(cell(fault, phase))
            if chosen.say or not cells[-1].good:
                print(
                    f"{fault} / {phase}: {cells[-1].outcome} {cells[-1].detail} ({cells[-1].seconds:.1f} s)",
                    flush=True,
                )
    print(table(cells))
    good = sum(one.good for one in cells)
    slow = max(one.seconds for one in cells)
    print(f"{good} of {len(cells)} cells recovered or clear; slowest {slow:.1f} s")
    return 0 if good == len(cells) and slow < SLOWEST else 1


if __name__ == "__main__":
    sys.exit(main())
