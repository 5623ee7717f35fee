"""A task of the agent's that a kill cut off is gone on with: no step that was done is done for again."""

import json
import os
import signal
import threading
from pathlib import Path

from agent.run.trajectory import read_trajectory
from tasks.executor.local import LocalExecutor
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.run import begin
from tasks.runner.runner import Runner
from tasks.runner.spec import RunSpec
from tasks.runner.worker import Worker
from tests.tasks.runner.kill import small, table

NAMES = ("SystemBluetoothTurnOn",)


def agents(folder: Path) -> RunSpec:
    return small(folder, agent="agent", tasks=NAMES, phones=(PhoneSpec(),))


def test_steps_that_were_done_are_not_decided_again(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    undisturbed = _run(whole, kill_after=0)
    disturbed = _run(cut, kill_after=1)
    assert all(each.success for each in undisturbed.values())
    assert table(disturbed) == table(undisturbed)

    ledger = Ledger.open(str(cut / "ledger.sqlite"))
    assert ledger.attempts("one") == {0: 2}
    first, second = (ledger.steps("one", 0, attempt) for attempt in (1, 2))
    done = [row.step for row in (*first, *second)]
    assert len(first) >= 1
    assert done == sorted(set(done))
    other = Ledger.open(str(whole / "ledger.sqlite"))
    assert [row.action for row in (*first, *second)] == [row.action for row in other.steps("one", 0, 1)]
    ledger.close()
    other.close()


def test_a_step_that_was_begun_and_not_done_is_done(tmp_path: Path) -> None:
    """The phone ended with the run: wherever the record is cut, the rest of the run is the same."""
    spec = agents(tmp_path)
    ledger = Ledger.open(spec.ledger)
    request = AttemptRequest(episode=begin(spec, ledger).episodes[0], last=True)
    with open_phone(spec.phones[0]) as phone:
        worker = Worker(spec, phone, ledger, "w")
        whole = worker.attempt(request, lambda _step: None)
        assert whole.success
        rows = (spec.folder / whole.folder / "trajectory.jsonl").read_bytes().splitlines(keepends=True)
        begun = [place for place, row in enumerate(rows, 1) if json.loads(row)["row"] == "intent"]
        assert len(begun) > 3
        cut = spec.folder / whole.folder
        done = [step.action for step in read_trajectory(cut).steps]
        for place in (begun[1], begun[len(begun) // 2], begun[-1]):
            (cut / "trajectory.jsonl").write_bytes(b"".join(rows[:place]))
            again = worker.attempt(request, lambda _step: None)
            assert (again.success, again.steps, again.answer) == (True, whole.steps, whole.answer)
            second = spec.folder / again.folder
            assert [step.action for step in read_trajectory(second).steps] == done
            cut = second
    ledger.close()


def _run(folder: Path, *, kill_after: int) -> dict[int, Outcome]:
    """A run, its worker killed as soon as so many steps are in the ledger (0: never)."""
    spec = agents(folder)
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    executor = LocalExecutor(spec)
    over = threading.Event()
    killer = threading.Thread(target=_kill, args=(folder, executor, kill_after, over))
    if kill_after:
        killer.start()
    done = Runner("one", plan, ledger, executor).go()
    over.set()
    if kill_after:
        killer.join()
    executor.close()
    ledger.close()
    return done


def _kill(folder: Path, executor: LocalExecutor, steps: int, over: threading.Event) -> None:
    ledger = Ledger.open(str(folder / "ledger.sqlite"))
    while len(ledger.steps("one", 0, 1)) < steps and not over.is_set():
        over.wait(0.01)
    os.kill(executor.pids[0], signal.SIGKILL)
    ledger.close()
