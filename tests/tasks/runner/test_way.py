"""Over ADB and in memory the same comes of the same tries, and a bundle of either is played again."""

from pathlib import Path
from typing import Literal

import pytest

from agent.run.trajectory import read_trajectory
from tasks.bundle.export import export
from tasks.bundle.replay import replay_bundle
from tasks.bundle.verify import verify
from tasks.ledger.ledger import Ledger
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.plan import make_plan
from tasks.runner.worker import Worker
from tests.tasks.spec import spec_in

TASKS = ("MarkorCreateFolder", "SystemBluetoothTurnOn", "NotesIsTodo")
Told = tuple[object, ...]


def tried(folder: Path, way: Literal["adb", "memory"]) -> list[Told]:
    """Of each try its verdict, and of each step its action and the screen it was made on."""
    phone = PhoneSpec(way=way)
    spec = spec_in(folder, phones=(phone,), tasks=TASKS)
    ledger, plan = Ledger.open(spec.ledger), make_plan(spec)
    assert plan.phone["way"] == way
    ledger.begin("one", plan)
    found: list[Told] = []
    with open_phone(phone) as held:
        worker = Worker(spec, held, ledger, "w")
        for episode in plan.episodes:
            outcome = worker.attempt(AttemptRequest(episode=episode, last=True), lambda _progress: None)
            steps = read_trajectory(spec.folder / outcome.folder).steps
            touched = [(step.action, step.fingerprint) for step in steps]
            found.append((episode.task, outcome.success, outcome.reset, outcome.verdict, touched))
    export(ledger, ledger.run("one"), spec.folder, folder / "one.zip")
    ledger.close()
    return found


def test_the_way_changes_nothing_of_what_comes_out(tmp_path: Path) -> None:
    memory, wire = tried(tmp_path / "memory", "memory"), tried(tmp_path / "adb", "adb")
    assert all(each[1] and each[2] == "" for each in wire)
    assert wire == memory
    bundle = tmp_path / "adb" / "one.zip"
    assert verify(bundle).complaints == ()
    assert replay_bundle(bundle).complaints == ()


def test_trouble_is_had_over_adb_too(tmp_path: Path) -> None:
    with open_phone(PhoneSpec(way="adb")) as phone:
        phone.sky("popups@3")
        phone.sky("")
        assert phone.ready() == ""


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    for way in ("memory", "adb"):
        (tmp_path / way).mkdir()
