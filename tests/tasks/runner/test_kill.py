"""Whoever is killed, whenever: the final table is that of a run nobody disturbed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from agent.settings import Settings
from tasks.executor.local import LocalExecutor, Patience
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.job import Errand
from tasks.runner.runner import Runner
from tasks.runner.session import Start, begin, check_same, find_start, go
from tasks.runner.slot import Berth

NAMES = ("SystemWifiTurnOff", "SimpleSmsSend", "SystemBrightnessMax", "TurnOffWifiAndTurnOnBluetooth")


def start_in(folder: Path) -> Start:
    errand = Errand(
        run="one",
        suite="world",
        ledger=str(folder / "ledger.sqlite"),
        folder=folder / "one",
        entrant="gold",
        settings=Settings(use_memory=False),
        berth=Berth(),
        pictures=False,
    )
    return Start(errand=errand, berths=(Berth(), Berth()), names=NAMES)


Rows = dict[int, tuple[bool, str, int, str]]


def table(outcomes: dict[int, Outcome]) -> Rows:
    return {number: (each.success, each.status, each.steps, each.answer) for number, each in outcomes.items()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    folder = tmp_path_factory.mktemp("undisturbed")
    start = start_in(folder)
    ledger = Ledger.open(start.errand.ledger)
    done = go(start, begin(start, ledger), ledger, lambda _standing: None)
    ledger.close()
    assert all(each.success for each in done.values())
    assert all(not each.reset for each in done.values())
    return table(done)


def test_a_killed_worker_is_replaced(tmp_path: Path, undisturbed: Rows) -> None:
    start = start_in(tmp_path)
    ledger = Ledger.open(start.errand.ledger)
    plan = begin(start, ledger)
    executor = LocalExecutor([start.errand])
    killed: list[int] = []

    def kill_one(_standing: object) -> None:
        if len(ledger.attempts("one")) >= 2 and not killed:
            killed.append(executor.pids[0])
            os.kill(killed[0], signal.SIGKILL)

    done = Runner("one", plan, ledger, executor, tell=kill_one).go()
    executor.close()
    ledger.close()
    assert killed
    assert table(done) == undisturbed


_SESSION = """
import sys
from pathlib import Path
from tests.tasks.runner.test_kill import start_in
from tasks.ledger.ledger import Ledger
from tasks.runner.session import begin, find_start, go
from agent.settings import Settings
if __name__ == "__main__":
    folder = Path(sys.argv[1])
    start = start_in(folder)
    ledger = Ledger.open(start.errand.ledger)
    if not ledger.runs():
        begin(start, ledger)
    go(start, ledger.run("one").plan, ledger, lambda _standing: None)
"""


def test_a_killed_runner_is_gone_on_with(tmp_path: Path, undisturbed: Rows) -> None:
    script = tmp_path / "session.py"
    script.write_text(_SESSION)
    root = Path(__file__).parents[3]
    session = subprocess.Popen(
        [sys.executable, script, tmp_path], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
    ledger = Ledger.open(str(tmp_path / "ledger.sqlite"))
    deadline = time.monotonic() + 120
    while not (ledger.runs() and ledger.outcomes("one")) and time.monotonic() < deadline:
        time.sleep(0.05)
    session.kill()
    session.wait()
    had = ledger.outcomes("one")
    begun = ledger.attempts("one")
    assert had

    start = find_start(tmp_path / "one", Settings())
    plan = ledger.run("one").plan
    check_same(start, plan)
    done = go(start, plan, ledger, lambda _standing: None)
    assert table(done) == undisturbed
    assert {number: done[number].attempt for number in had} == {number: begun[number] for number in had}
    ledger.close()


def test_a_worker_that_hangs_is_replaced(tmp_path: Path) -> None:
    """A stopped process says nothing: it counts as hung once its time is up."""
    start = start_in(tmp_path)
    ledger = Ledger.open(start.errand.ledger)
    plan = begin(start, ledger)
    executor = LocalExecutor([start.errand], Patience(step=3.0))
    stopped: list[int] = []

    def stop_one(_standing: object) -> None:
        if len(ledger.attempts("one")) >= 2 and not stopped:
            stopped.append(executor.pids[0])
            os.kill(stopped[0], signal.SIGSTOP)

    done = Runner("one", plan, ledger, executor, tell=stop_one).go()
    executor.close()
    ledger.close()
    assert stopped
    assert all(each.success for each in done.values())


@pytest.mark.full
@pytest.mark.parametrize("seed", range(30))
def test_thirty_random_kills(seed: int, tmp_path: Path, undisturbed: Rows) -> None:
    """The runner or one of its workers, at any moment."""
    random = Random(seed)
    start = start_in(tmp_path)
    ledger = Ledger.open(start.errand.ledger)
    plan = begin(start, ledger)
    executor = LocalExecutor([start.errand] * 2)
    left = [random.uniform(0.1, 4.0) for _ in range(2)]
    began = time.monotonic()

    def kill_some(_standing: object) -> None:
        if left and time.monotonic() - began > left[0]:
            left.pop(0)
            os.kill(random.choice(executor.pids), signal.SIGKILL)

    done = Runner("one", plan, ledger, executor, tell=kill_some).go()
    executor.close()
    ledger.close()
    assert table(done) == undisturbed
