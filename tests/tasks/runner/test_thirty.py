"""Thirty kills drawn by their seeds: of the runner, of a worker, of a node of a Ray cluster."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tasks.executor.local import LocalExecutor
from tasks.ledger.ledger import Ledger
from tasks.runner.run import begin, go
from tasks.runner.runner import Runner
from tests.tasks.runner.cluster import Cluster
from tests.tasks.runner.kill import Disturbed, Rows, kill, kill_session, small, table

VICTIMS = ("runner", "worker", "node")
SEEDS = range(30)


def victim(seed: int) -> str:
    return Random(f"victim {seed}").choice(VICTIMS)


def moments(seed: int, undisturbed: Rows, count: int) -> list[int]:
    """Numbers of steps in the ledger, in the first three quarters of the run."""
    steps = sum(row[2] for row in undisturbed.values())
    return sorted(Random(seed).sample(range(steps * 3 // 4), count))


def test_each_kind_is_among_the_thirty() -> None:
    drawn = Counter(map(victim, SEEDS))
    assert set(drawn) == set(VICTIMS)
    assert min(drawn.values()) >= 5


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    nodes = Cluster(2)
    yield nodes
    nodes.close()


@pytest.mark.full
@pytest.mark.parametrize("seed", [seed for seed in SEEDS if victim(seed) == "runner"])
def test_a_runner_killed_at_any_moment(seed: int, tmp_path: Path, undisturbed: Rows) -> None:
    """Twice: what goes on with the run is killed as well."""
    for moment in moments(seed, undisturbed, 2):
        kill_session(tmp_path, moment)
    spec = small(tmp_path)
    ledger = Ledger.open(spec.ledger)
    had = {number: each.attempt for number, each in ledger.outcomes("one").items()}
    done = go(spec, ledger.run("one").plan, ledger, lambda _progress: None)
    ledger.close()
    assert table(done) == undisturbed
    assert {number: done[number].attempt for number in had} == had


@pytest.mark.full
@pytest.mark.parametrize("seed", [seed for seed in SEEDS if victim(seed) == "worker"])
def test_a_worker_killed_at_any_moment(seed: int, tmp_path: Path, undisturbed: Rows) -> None:
    spec, random = small(tmp_path), Random(seed)
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    workers = LocalExecutor(spec)
    when = moments(seed, undisturbed, 2)
    executor = Disturbed(workers, ledger, when, lambda: kill(random.choice(workers.pids)))
    done = Runner("one", plan, ledger, executor).go()
    executor.close()
    ledger.close()
    assert executor.struck == 2
    assert table(done) == undisturbed


@pytest.mark.full
@pytest.mark.parametrize("seed", [seed for seed in SEEDS if victim(seed) == "node"])
def test_a_node_killed_at_any_moment(seed: int, tmp_path: Path, cluster: Cluster, undisturbed: Rows) -> None:
    """Another node comes into its place afterwards, for the next."""
    from tasks.executor.cluster import RayExecutor

    spec, random = small(tmp_path, address=cluster.address), Random(seed)
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    workers = RayExecutor(spec)
    when = moments(seed, undisturbed, 1)
    executor = Disturbed(workers, ledger, when, lambda: cluster.lose(random.randrange(2)))
    done = Runner("one", plan, ledger, executor).go()
    executor.close()
    ledger.close()
    cluster.grow()
    assert executor.struck == 1
    assert table(done) == undisturbed
