"""What a worker makes of what goes wrong round a task, and of a folder that takes no more."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from agent.evaluation.verdict import Clause
from device.error import ConfigError
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Episode, Outcome
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.worker import Worker
from tasks.scene import Scene
from tasks.suite import Suite, find_suite
from tasks.task import Params
from tests.tasks.spec import spec_in

NAME = "SystemWifiTurnOff"


@contextmanager
def worker_in(folder: Path, ledger: Ledger) -> Iterator[Worker]:
    with open_phone(PhoneSpec()) as phone:
        yield Worker(spec_in(folder=folder), phone, ledger, "w")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(str(tmp_path / "ledger.sqlite"))
    yield opened
    opened.close()


def request(number: int = 0) -> AttemptRequest:
    episode = Episode(number=number, task=NAME, repetition=0, seed=1, params={"on_or_off": "off"}, goal="")
    return AttemptRequest(episode=episode)


def test_a_folder_that_takes_no_more_stops_the_worker_and_costs_no_task(
    tmp_path: Path, ledger: Ledger
) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        worker_in(tmp_path / "file" / "one", ledger) as worker,
        pytest.raises(ConfigError, match="cannot record the run in"),
    ):
        worker.attempt(request(), lambda _step: None)
    assert ledger.attempts("one") == {0: 1}
    assert not ledger.has_outcome("one", 0, 1)


def test_a_check_that_raises_is_the_verifiers_fault_and_the_next_task_is_tried(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(_scene: Scene, _params: Params) -> Iterable[Clause]:
        raise KeyError("no such column")

    template = find_suite("world").named(NAME)
    broken = Suite("world", {NAME: replace(template, judge=stumbling)})
    outcomes: list[Outcome] = []
    with worker_in(tmp_path / "one", ledger) as worker:
        with monkeypatch.context() as patched:
            patched.setattr("tasks.runner.attempt.find_suite", lambda _name: broken)
            outcomes.append(worker.attempt(request(0), lambda _step: None))
        outcomes.append(worker.attempt(request(1), lambda _step: None))
    assert (outcomes[0].failure, outcomes[0].success) == ("verifier", False)
    assert "no such column" in outcomes[0].reason
    told = (tmp_path / "one" / outcomes[0].folder / "traceback.txt").read_text("utf-8")
    assert "in stumbling" in told
    assert outcomes[1].success
    assert not outcomes[1].reset
