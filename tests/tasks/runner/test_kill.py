"""Whoever is killed, whenever: the final table is that of a run nobody disturbed."""

import os
import signal
from pathlib import Path

from agent.settings import Settings
from tasks.executor.local import LocalExecutor, Patience
from tasks.ledger.ledger import Ledger
from tasks.runner.runner import Runner
from tasks.runner.session import begin, check_same, find_start, go
from tests.tasks.runner.kill import Disturbed, Rows, kill, kill_session, start_in, table


def test_a_killed_worker_is_replaced(tmp_path: Path, undisturbed: Rows) -> None:
    start = start_in(tmp_path)
    ledger = Ledger.open(start.errand.ledger)
    plan = begin(start, ledger)
    workers = LocalExecutor([start.errand])
    executor = Disturbed(workers, ledger, [2], lambda: kill(workers.pids[0]))
    done = Runner("one", plan, ledger, executor).go()
    executor.close()
    ledger.close()
    assert executor.struck
    assert table(done) == undisturbed


def test_a_killed_runner_is_gone_on_with(tmp_path: Path, undisturbed: Rows) -> None:
    kill_session(tmp_path, 14)
    start = find_start(tmp_path / "one", Settings())
    ledger = Ledger.open(start.errand.ledger)
    had, begun = ledger.outcomes("one"), ledger.attempts("one")
    assert had
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
    workers = LocalExecutor([start.errand], Patience(step=3.0))
    executor = Disturbed(workers, ledger, [2], lambda: os.kill(workers.pids[0], signal.SIGSTOP))
    done = Runner("one", plan, ledger, executor).go()
    executor.close()
    ledger.close()
    assert executor.struck
    assert all(each.success for each in done.values())
