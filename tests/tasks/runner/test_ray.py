"""The same run on a real Ray: the same table, also when a worker's process is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.ledger.ledger import Ledger
from tasks.runner.runner import Runner, Standing
from tasks.runner.session import begin
from tests.tasks.runner.test_kill import start_in, table

ray = pytest.importorskip("ray", reason="needs ray: the extra [fleet]")


@pytest.fixture
def executor_of() -> Iterator[type]:
    from tasks.executor.cluster import RayExecutor

    yield RayExecutor
    ray.shutdown()


def test_a_run_on_ray_with_a_worker_killed(tmp_path: Path, executor_of: type) -> None:
    start = start_in(tmp_path)
    ledger = Ledger.open(start.errand.ledger)
    plan = begin(start, ledger)
    executor = executor_of([start.errand] * 2)
    killed: list[int] = []

    def kill_one(_standing: Standing) -> None:
        if len(ledger.attempts("one")) >= 2 and not killed:
            seat = next(iter(executor._seats.values()))
            killed.append(ray.get(seat.actor.pid.remote()))
            os.kill(killed[0], signal.SIGKILL)

    done = Runner("one", plan, ledger, executor, tell=kill_one).go()
    executor.close()
    assert killed
    assert len(done) == len(plan.episodes)
    assert all(success for success, *_rest in table(done).values())
    ledger.close()
