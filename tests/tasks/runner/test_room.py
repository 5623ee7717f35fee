"""A disk that takes no more stops a run, says so, and costs no task."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from device.error import ConfigError, ToldToPerson
from tasks.diskspace import is_full
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest, WorkerBroken
from tasks.runner.phone import open_phone
from tasks.runner.run import begin
from tasks.runner.runner import Runner
from tasks.runner.worker import Worker
from tests.tasks.runner.inline import InlineExecutor, Work
from tests.tasks.runner.kill import NAMES, small


def _no_room(**_where: object) -> IO[bytes]:
    return Path("/dev/full").open("wb", buffering=0)


def _no_sync(_number: int) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"1")


def test_a_full_disk_is_told_with_what_is_kept_and_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every write goes to a device that is always full, once the first task is done."""
    spec = small(tmp_path)
    ledger = Ledger.open(spec.ledger)
    plan = begin(spec, ledger)
    with open_phone(spec.phones[0]) as phone:
        worker = Worker(spec, phone, ledger, "w")

        def work(_worker: str, request: AttemptRequest) -> Outcome | WorkerBroken:
            if request.episode.number:
                monkeypatch.setattr("agent.run.journal.os.fsync", _no_sync)
                monkeypatch.setattr("tasks.runner.worker.tempfile.TemporaryFile", _no_room)
            try:
                return worker.attempt(request, lambda _step: None)
            except ToldToPerson as error:
                return WorkerBroken.by(error)

        with pytest.raises(ConfigError) as told:
            Runner("one", plan, ledger, InlineExecutor(["w"], work)).go()
        assert "the disk is full (cannot record the run in" in str(told.value)
        assert f"No space left on device): 1 of {len(NAMES)} tasks are done and kept" in str(told.value)
        assert "Make room, then: agent bench resume one" in str(told.value)
        assert "phone" not in str(told.value)
        assert list(ledger.outcomes("one")) == [0]
        assert ledger.breakdowns("one") == ()

        monkeypatch.undo()
        done = Runner("one", plan, ledger, InlineExecutor(["w"], worker_of(worker))).go()
    assert [done[number].success for number in range(len(NAMES))] == [True] * len(NAMES)
    ledger.close()


def worker_of(worker: Worker) -> Work:
    return lambda _name, request: worker.attempt(request, lambda _step: None)


def _fill(ledger: Ledger) -> None:
    for number in range(2_000):
        ledger.attempt("one", number, "w" * 100, "embedded")


def test_a_ledger_without_room_is_known_as_that(tmp_path: Path) -> None:
    url = str(tmp_path / "ledger.sqlite")
    ledger = Ledger.open(url)
    with closing(sqlite3.connect(url)) as other:
        (pages,) = other.execute("PRAGMA page_count").fetchone()
    ledger._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ConfigError, match="full") as told:
        _fill(ledger)
    assert is_full(told.value)
    assert not is_full(ConfigError("no such run"))
    ledger.close()
