"""What a task was to change is taken back on a phone without a snapshot, and nothing of the owner's is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.state.census import take
from tasks.agent.agent import Attempt
from tasks.agent.code import GOLD
from tasks.suite import find_suite
from tests.boot import fresh_phone

TASKS = (
    "AudioRecorderRecordAudio",
    "OsmAndFavorite",
    "ExpenseAddSingle",
    "SystemBrightnessMax",
    "SimpleSmsSend",
    "MarkorCreateFolder",
    "MarkorCreateNote",
    "MarkorMoveNote",
    "ClockTimerEntry",
    "SimpleCalendarAddOneEvent",
)


@pytest.fixture
def device() -> Iterator[Device]:
    with Device(InProcessTransport(fresh_phone())) as opened:
        yield opened


@pytest.mark.parametrize("judged", [True, False])
@pytest.mark.parametrize("name", TASKS)
def test_the_phone_holds_what_it_held_before(name: str, judged: bool, device: Device, tmp_path: Path) -> None:
    """Also where the try broke down before anybody judged it."""
    before = take(device)
    task = find_suite("world").named(name).task(30)
    task.initialize(device)
    done = GOLD.work(Attempt(task, device, tmp_path / "run", pictures=False))
    if judged:
        assert task.score(device, done).success
    assert before.changes(take(device))
    task.put_back(device)
    task.tear_down(device)
    assert [change for change in before.changes(take(device)) if "preference" not in change.place] == []


def test_what_else_came_meanwhile_stays(device: Device, tmp_path: Path) -> None:
    """A picture that the owner was sent, and the row of an event in the database that the task writes to."""
    task = find_suite("world").named("SimpleSmsSend").task(30)
    task.initialize(device)
    GOLD.work(Attempt(task, device, tmp_path / "run", pictures=False))
    device.push(b"JPEG", "/sdcard/Pictures/from-mum.jpg")
    device.shell(["settings", "put", "global", "zen_mode", "1"])
    task.put_back(device)
    task.tear_down(device)
    after = take(device)
    assert "Pictures/from-mum.jpg" in after.files
    assert after.settings["global/zen_mode"] == "1"


def test_a_folder_that_nobody_asked_for_is_damage(device: Device, tmp_path: Path) -> None:
    task = find_suite("world").named("MarkorCreateNote").task(30)
    task.initialize(device)
    done = GOLD.work(Attempt(task, device, tmp_path / "run", pictures=False))
    device.shell("mkdir -p /sdcard/Download/made")
    assert task.score(device, done).damage == ("file Download/made/ added",)
    task.put_back(device)
    assert "Download/made/" in take(device).folders


def test_folders_of_files_that_came_go_with_them_where_they_are_new(device: Device) -> None:
    task = find_suite("world").named("MarkorCreateNote").task(30)
    task.initialize(device)
    device.shell("mkdir -p /sdcard/Documents/Markor/a/b && echo x > /sdcard/Documents/Markor/a/b/c.md")
    task.put_back(device)
    assert "Documents/Markor/a/" not in take(device).folders
    assert "Documents/Markor/" in take(device).folders
