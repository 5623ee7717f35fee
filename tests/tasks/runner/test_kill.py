"""Whoever is killed, whenever: the final table is that of a run nobody disturbed."""

import multiprocessing
import os
import signal
import threading
from contextlib import closing
from pathlib import Path

import pytest

from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.error import ConfigError
from tasks.executor.executor import Event, WorkerLost
from tasks.executor.local import LocalExecutor, serve
from tasks.ledger.ledger import Ledger
from tasks.runner.message import AttemptRequest, StepProgress
from tasks.runner.phone import PhoneSpec
from tasks.runner.run import begin, check_same, find_spec, go
from tasks.runner.runner import Runner, RunProgress
from tests.program import SERVER
from tests.tasks.runner.kill import NAMES, Disturbed, Rows, kill, kill_session, small, table


def test_a_killed_worker_is_replaced(tmp_path: Path, undisturbed: Rows) -> None:
    spec = small(tmp_path, phones=(PhoneSpec(),))
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    workers = LocalExecutor(spec)
    executor = Disturbed(workers, ledger, [2], lambda: kill(workers.pids[0]))
    done = Runner("one", plan, ledger, executor).go()
    executor.close()
    ledger.close()
    assert executor.struck
    assert table(done) == undisturbed


def test_a_killed_runner_is_gone_on_with(tmp_path: Path, undisturbed: Rows) -> None:
    kill_session(tmp_path, 14)
    spec = find_spec(tmp_path / "one", Settings())
    ledger = Ledger.open(spec.ledger)
    had, begun = ledger.outcomes("one"), ledger.attempts("one")
    assert had
    plan = ledger.run("one").plan
    check_same(spec, plan)
    done = go(spec, plan, ledger, lambda _progress: None)
    assert table(done) == undisturbed
    assert {number: done[number].attempt for number in had} == {number: begun[number] for number in had}
    ledger.close()


def test_of_two_that_go_on_with_a_run_one_is_told_who_does(tmp_path: Path) -> None:
    spec = small(tmp_path, tasks=NAMES[:2], phones=(PhoneSpec(),))
    ledger, other = Ledger.open(spec.ledger), Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    refused: list[str] = []

    def second(_progress: RunProgress) -> None:
        if not refused:
            with pytest.raises(ConfigError) as error:
                go(spec, plan, other, lambda _progress: None)
            refused.append(str(error.value))

    done = go(spec, plan, ledger, second)
    assert len(refused) == 1
    assert f"is being carried out by agent bench (process {os.getpid()})" in refused[0]
    assert "\n" not in refused[0]
    assert len(done) == 2
    assert ledger.attempts("one") == {0: 1, 1: 1}
    ledger.close()
    other.close()


def test_a_worker_whose_runner_is_gone_enters_nothing(tmp_path: Path) -> None:
    """For the moment that it outlives the runner: a failure of its own would use up a retry."""
    spec = small(tmp_path, agent="agent", tasks=NAMES[:1])
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    ways = multiprocessing.get_context("forkserver")
    ours, theirs = ways.Pipe()
    worker = ways.Process(target=serve, args=(theirs, spec, PhoneSpec(), "worker", dict(os.environ)))
    worker.start()
    theirs.close()
    assert ours.recv() is None
    ours.send(AttemptRequest(episode=plan.episodes[0]))
    assert isinstance(ours.recv(), StepProgress)
    ours.close()
    worker.join()
    assert not ledger.has_outcome("one", 0, 1)
    first, second = (spec.folder / "episode" / f"0000-{NAMES[0]}" / which for which in "12")
    cut = read_trajectory(first)
    assert cut.ending is None
    assert cut.steps
    done = go(spec, plan, ledger, lambda _progress: None)
    assert (done[0].success, done[0].attempt) == (True, 2)
    assert read_trajectory(second).steps[0] == cut.steps[0]
    ledger.close()


def test_a_worker_that_hangs_is_replaced(tmp_path: Path) -> None:
    """A stopped process says nothing: it counts as hung once its time is up.

    That is short for this one alone: on a busy computer any may be silent for a while.
    """
    spec = small(tmp_path, phones=(PhoneSpec(),))
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    workers = LocalExecutor(spec)

    def stop() -> None:
        os.kill(workers.pids[0], signal.SIGSTOP)
        workers.spec = spec.model_copy(update={"step_timeout": 0.5})

    def tell(told: RunProgress) -> None:
        if told.remark.endswith("another worker begins"):
            remarks.append(told.remark)
            workers.spec = spec

    remarks: list[str] = []
    executor = Disturbed(workers, ledger, [2], stop)
    done = Runner("one", plan, ledger, executor, tell=tell).go()
    executor.close()
    ledger.close()
    assert executor.struck
    assert len(remarks) == 1
    assert all(each.success for each in done.values())


def test_how_long_was_waited_is_told_as_it_was_asked_for(tmp_path: Path) -> None:
    spec = small(tmp_path, phones=(PhoneSpec(),), step_timeout=0.05)
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    with closing(LocalExecutor(spec)) as workers:
        while not workers.idle:
            workers.events(1.0)
        os.kill(workers.pids[0], signal.SIGSTOP)
        workers.submit(AttemptRequest(episode=plan.episodes[0]))
        heard: list[Event] = []
        while not heard:
            heard = workers.events(1.0)
    ledger.close()
    assert isinstance(heard[0], WorkerLost)
    assert heard[0].reason == "no step within 0.05 s"


@pytest.mark.full
def test_what_workers_are_forked_off_may_be_killed_while_one_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for held in ("pid", "address", "alive_fd"):  # not the one of all tests
        monkeypatch.setattr(SERVER, f"_forkserver_{held}", None)
    spec = small(tmp_path, phones=(PhoneSpec(),))
    LocalExecutor(spec).close()  # so that there is one
    server = SERVER._forkserver_pid
    os.kill(server, signal.SIGSTOP)  # it does not answer, and then it is gone
    threading.Timer(0.5, os.kill, (server, signal.SIGKILL)).start()
    workers = LocalExecutor(spec)
    assert workers.pids
    assert SERVER._forkserver_pid != server
    workers.close()
