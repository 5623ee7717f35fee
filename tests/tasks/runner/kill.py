"""A small run, and ways to kill who works on it once so many of its steps are in the ledger."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tasks.executor.executor import Event, Executor
from tasks.executor.local import LocalExecutor
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec
from tasks.runner.run import begin
from tasks.runner.runner import Runner
from tasks.runner.spec import RunSpec
from tests.tasks.spec import spec_in

NAMES = ("SystemWifiTurnOff", "SimpleSmsSend", "SystemBrightnessMax", "TurnOffWifiAndTurnOnBluetooth")
_TICK = 0.05

Rows = dict[int, tuple[bool, str, int, str]]


def small(folder: Path, **other: object) -> RunSpec:
    """The small run, with its trajectories in a folder, but for `other`."""
    return spec_in(
        folder, **{"phones": (PhoneSpec(), PhoneSpec()), "tasks": NAMES, "pictures": False, **other}
    )


def table(outcomes: dict[int, Outcome]) -> Rows:
    return {number: (each.success, each.status, each.steps, each.answer) for number, each in outcomes.items()}


def steps_done(ledger: Ledger) -> int:
    """Of all tasks, attempts that were killed too."""
    return sum(
        len(ledger.steps("one", episode, attempt))
        for episode, latest in ledger.attempts("one").items()
        for attempt in range(1, latest + 1)
    )


@dataclass(slots=True)
class Disturbed:
    """An executor that is struck each time so many steps are done."""

    executor: Executor
    ledger: Ledger
    moments: list[int]
    """Steps in the ledger."""
    strike: Callable[[], None]
    struck: int = field(default=0, init=False)

    @property
    def idle(self) -> int:
        return self.executor.idle

    @property
    def workers(self) -> int:
        return self.executor.workers

    def submit(self, request: AttemptRequest) -> None:
        self.executor.submit(request)

    def events(self, seconds: float) -> list[Event]:
        if self.struck < len(self.moments) and steps_done(self.ledger) >= self.moments[self.struck]:
            self.struck += 1
            self.strike()
        return self.executor.events(min(seconds, _TICK))

    def drop(self, worker: str) -> None:
        self.executor.drop(worker)

    def close(self) -> None:
        self.executor.close()


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


_SESSION = """
import sys
from pathlib import Path
from tests.tasks.runner.kill import session
if __name__ == "__main__":
    session(Path(sys.argv[1]), int(sys.argv[2]))
"""


def session(folder: Path, moment: int) -> None:
    """A runner in a process of its own, killed once so many steps are in the ledger.

    It begins the run of a folder, or goes on with it.
    """
    spec = small(folder)
    ledger = Ledger.open(spec.ledger)
    plan = ledger.run("one").plan if ledger.runs() else begin(spec, ledger)
    executor = Disturbed(LocalExecutor(spec), ledger, [moment], lambda: kill(os.getpid()))
    Runner("one", plan, ledger, executor).go()


def kill_session(folder: Path, moment: int) -> None:
    """Begin the run of a folder, or go on with it, and have its runner killed at that many steps."""
    script = folder / "session.py"
    script.write_text(_SESSION)
    root = Path(__file__).parents[3]
    process = subprocess.run(
        [sys.executable, script, folder, str(moment)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    assert process.returncode == -signal.SIGKILL
