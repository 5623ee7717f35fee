"""The same run on a real Ray: the same table, also when a worker's process or a whole node is killed."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from device.error import ConfigError
from tasks.ledger.ledger import Ledger
from tasks.runner.phone import PhoneSpec
from tasks.runner.run import begin, go
from tasks.runner.runner import Runner
from tests.tasks.runner.cluster import Cluster
from tests.tasks.runner.kill import NAMES, Disturbed, Rows, kill, small, table

ray = pytest.importorskip("ray", reason="needs ray: the extra [fleet]")


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    nodes = Cluster(2)
    yield nodes
    nodes.close()


def test_a_task_is_done_on_ray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")  # another's: one that is not asked for is not joined
    spec = small(tmp_path, phones=(PhoneSpec(),), tasks=NAMES[:1], executor="ray")
    with closing(Ledger.open(spec.ledger)) as ledger:
        done = go(spec, begin(spec, ledger), ledger, lambda _progress: None)
    assert [(each.success, each.reason) for each in done.values()] == [(True, "done")]


@pytest.mark.full
def test_a_run_on_ray_with_a_worker_killed(tmp_path: Path, undisturbed: Rows) -> None:
    from tasks.executor.cluster import RayExecutor

    spec = small(tmp_path, phones=(PhoneSpec(),))  # each worker is a process that loads all of Ray
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    workers = RayExecutor(spec)
    executor = Disturbed(workers, ledger, [2], lambda: kill(workers.pids[0]))
    done = Runner("one", plan, ledger, executor).go()
    executor.close()
    ledger.close()
    ray.shutdown()
    assert executor.struck
    assert table(done) == undisturbed


OWN = """
from device.state.predicate import FrontIs
from tasks.agent.guest import Guest
from tasks.facts import Facts
from tasks.suite import Suite
from tasks.task import Template

def judge(scene, params):
    yield scene.holds("Markor is in front", FrontIs("net.gsantner.markor"))

SUITE = Suite("mine", {"Open": Template(Facts("Open", ("Open Markor",), 1, "easy", ("markor",)), judge)})

def agent(settings):
    return Guest("opener", lambda device, goal: device.open_app("Markor") and "")
"""


@pytest.mark.full
def test_ones_own_agent_and_tasks_are_found_by_workers_on_ray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They lie in a folder that only the run knows of."""
    (tmp_path / "ownonray.py").write_text(OWN, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    own = {"suite": "ownonray:SUITE", "agent": "ownonray:agent", "home": tmp_path}
    spec = small(tmp_path, **own, tasks=(), executor="ray")
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    monkeypatch.undo()
    done = go(spec, plan, ledger, lambda _progress: None)
    ledger.close()
    assert [(each.success, each.reason) for each in done.values()] == [(True, "done")]


@pytest.mark.full
def test_a_run_goes_on_with_the_nodes_that_are_left(tmp_path: Path, cluster: Cluster) -> None:
    """Nobody puts another node in its place: its task is tried again elsewhere, and none waits for it."""
    from tasks.executor.cluster import RayExecutor

    spec = small(tmp_path, repetitions=5, address=cluster.address)
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    workers = RayExecutor(spec)
    while workers.idle < 2:  # else the node may be lost before it has anything to do
        workers.events(1.0)
    executor = Disturbed(workers, ledger, [2], lambda: cluster.lose(0))
    remarks: list[str] = []
    done = Runner("one", plan, ledger, executor, tell=lambda each: remarks.append(each.remark)).go()
    executor.close()
    attempts = ledger.attempts("one")
    ledger.close()
    assert executor.struck
    assert [done[each.number].success for each in plan.episodes] == [True] * 20
    lost = [remark for remark in remarks if remark.endswith("another worker begins")]
    assert len(lost) == sum(attempts.values()) - 20 >= 1  # each was begun; none was given to who is not there


def test_where_no_cluster_is_the_person_is_told_at_once(tmp_path: Path) -> None:
    from tasks.executor.cluster import RayExecutor

    with pytest.raises(ConfigError, match=r"no Ray cluster at 127\.0\.0\.1:1"):
        RayExecutor(small(tmp_path, address="127.0.0.1:1"))


@pytest.mark.full
def test_how_a_cluster_is_joined_that_wants_a_token(tmp_path: Path) -> None:
    (tmp_path / ".ray").mkdir()
    (tmp_path / ".ray" / "auth_token").write_text("0" * 64)
    environment = {**os.environ, "HOME": str(tmp_path)}
    environment.pop("RAY_AUTH_MODE", None)
    with socket.socket() as free:
        free.bind(("127.0.0.2", 0))
        port = free.getsockname()[1]
    ray_start = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--num-cpus=1"]
    where = ["--node-ip-address=127.0.0.2", f"--port={port}", "--include-dashboard=false"]
    head = subprocess.Popen(
        [*ray_start, *where], env=environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        agent = str(Path(sys.executable).with_name("agent"))
        words = [agent, "bench", "run", "--suite", "world", "--agent", "gold", "--task", "SystemWifiTurnOff"]
        words += ["--executor", "ray", "--address", f"127.0.0.2:{port}"]

        def run(mode: str) -> subprocess.CompletedProcess[str]:
            told = {**environment, "RAY_AUTH_MODE": mode}
            name = ["--name", mode]
            return subprocess.run([*words, *name], env=told, cwd=tmp_path, capture_output=True, text=True)

        without, done = run("disabled"), run("token")
        assert without.returncode == 2
        assert "one that wants a token is joined with RAY_AUTH_MODE=token" in without.stderr
        assert (done.returncode, "1 of 1 succeeded" in done.stdout) == (0, True), done.stderr
    finally:
        os.killpg(head.pid, signal.SIGTERM)
        head.wait()
