"""A proposed task is a task like any other, from the phone made ready to the verdict."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from agent.evaluation.verdict import Verdict
from agent.proposal.kind import kinds
from agent.proposal.proposal import Proposal, Surroundings
from agent.proposal.proposer import Composer, Rates
from agent.run.journal import Manifest
from agent.run.step import Ending, RunStatus
from agent.run.trajectory import Trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.state.census import take
from device.state.query import open_image
from tasks.agent.agent import Attempt
from tasks.agent.preset import PresetAgent
from tasks.practice.setting import template_of
from tasks.runner.phone import EmbeddedPhone, PhoneSpec
from tests.boot import fresh_phone

NOTES = "/storage/emulated/0/Documents/Markor"


@pytest.fixture
def device() -> Iterator[Device]:
    with Device(InProcessTransport(fresh_phone())) as held:
        yield held


def proposed(kind: str, device: Device) -> Proposal:
    composer = Composer({kind: kinds()[kind]})
    return next(iter(composer.candidates(Surroundings(take(device)), Random(1), Rates())))


def ended(status: RunStatus) -> Trajectory:
    manifest = Manifest(
        id="x", goal="x", started_at=0, device="x", brain="x", preset={}, prompts="", config={}, versions={}
    )
    return Trajectory(folder=Path(), manifest=manifest, steps=(), ending=Ending(status=status))


def test_it_is_judged_by_the_changes_that_it_wants(device: Device) -> None:
    wanted = proposed("note-create", device)
    task = template_of(wanted).task(0)
    task.initialize(device)
    assert task.goal == wanted.goal
    assert not task.score(device, ended("complete")).success, "nothing was done"
    name = wanted.wishes[0].place.rpartition("/")[2]
    device.push((wanted.wishes[0].content or "").encode(), f"{NOTES}/{name}")
    assert task.score(device, ended("complete")).success
    assert not task.score(device, ended("truncated")).success, "nobody said that it is done"
    device.push(b"more", f"{NOTES}/more.md")
    assert task.score(device, ended("complete")).damage, "another note is none of the task's"


def test_what_has_to_be_so_beforehand_is_made_so_and_taken_back(device: Device) -> None:
    before = take(device)
    task = template_of(proposed("bluetooth-off", device)).task(0)
    task.initialize(device)
    assert device.shell(["settings", "get", "global", "bluetooth_on"]).text.strip() == "1"
    device.shell(["settings", "put", "global", "bluetooth_on", "0"])
    assert task.score(device, ended("complete")).success
    task.tear_down(device)
    assert take(device).settings["global/bluetooth_on"] == before.settings["global/bluetooth_on"]


def test_what_cannot_be_done_is_right_to_be_refused(device: Device) -> None:
    task = template_of(proposed("note-delete-missing", device)).task(0)
    task.initialize(device)
    assert task.score(device, ended("infeasible")).success
    assert not task.score(device, ended("complete")).success


@pytest.fixture(scope="module")
def phone() -> Iterator[EmbeddedPhone]:
    held = EmbeddedPhone(PhoneSpec(sample=True))
    yield held
    held.close()


def by_rules(proposal: Proposal, goal: str, phone: EmbeddedPhone, folder: Path) -> Verdict:
    """The task worked on by the offline policy, told it in these words."""
    task = template_of(proposal.model_copy(update={"goal": goal})).task(0)
    task.initialize(phone.device())
    attempt = Attempt(task, phone.device(), folder / "run", pictures=False)
    run = PresetAgent(Settings(model="offline", use_memory=False)).work(attempt)
    return task.score(phone.device(), run)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("alarm-set", "Set an alarm for {hour}:{minutes:02}"),
        ("timer-set", "Set a timer for {minutes} minutes"),
        ("contact-delete", "Delete the contact {display_name}"),
    ],
)
def test_what_the_system_notes_down_beside_it_is_no_damage(
    kind: str, said: str, phone: EmbeddedPhone, tmp_path: Path
) -> None:
    phone.ready()
    wanted = proposed(kind, phone.device())
    cells = {"minutes": 0, **wanted.wishes[0].cells}
    cells["minutes"] = int(str(cells.get("length_ms", 0))) // 60_000 or cells["minutes"]
    verdict = by_rules(wanted, said.format(**cells), phone, tmp_path)
    assert verdict.success, verdict.clauses
    assert not verdict.damage


@pytest.mark.parametrize(("verb", "done"), [("Tick off", True), ("Delete", False)])
def test_a_task_that_was_thrown_away_is_not_ticked_off(
    verb: str, done: bool, phone: EmbeddedPhone, tmp_path: Path
) -> None:
    phone.ready()
    wanted = proposed("task-done", phone.device())
    with open_image(take(phone.device()).databases["org.tasks/database"]) as tasks:
        query = "SELECT title FROM tasks WHERE _id = ?"
        ((title,),) = tasks.execute(query, (wanted.wishes[0].key,))
    assert by_rules(wanted, f"{verb} the task {title}", phone, tmp_path).success is done
