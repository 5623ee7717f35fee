"""A census over adb: all that an app's database holds, wherever its newest rows lie."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.state.census import take
from device.state.query import open_image, pull_database
from tests.boot import fresh_phone

PATH = "/data/data/org.example.notes/databases/notes.db"
PLACE = "row org.example.notes/notes.db/note"


class App:
    """An app on the phone that keeps its notes as Android's Room does: the newest are in the log alone."""

    def __init__(self, device: Device, folder: Path) -> None:
        self._device = device
        self._file = folder / "notes.db"
        self._database = sqlite3.connect(self._file, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA wal_autocheckpoint=0")
        self.run("CREATE TABLE note (id INTEGER PRIMARY KEY, said TEXT)")
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._device.shell(["mkdir", "-p", PATH.rpartition("/")[0]])
        self.save()

    def run(self, statement: str) -> None:
        self._database.execute(statement)

    def save(self) -> None:
        """Both files as they lie, the app being in the middle of its work."""
        log = self._file.with_name("notes.db-wal")
        self._device.push(self._file.read_bytes(), PATH)
        self._device.push(log.read_bytes(), f"{PATH}-wal")

    def close(self) -> None:
        self._database.close()


@pytest.fixture
def device() -> Iterator[Device]:
    with Device(InProcessTransport(fresh_phone(seed=0))) as device:
        yield device


@pytest.fixture
def app(device: Device, tmp_path: Path) -> Iterator[App]:
    with closing(App(device, tmp_path)) as app:
        yield app


def test_rows_that_are_in_the_log_alone_are_seen(device: Device, app: App) -> None:
    before = take(device)
    app.run("INSERT INTO note VALUES (1, 'milk'), (2, 'bread')")
    app.save()
    later = take(device, before)
    assert [(one.place, one.kind, dict(one.after)["said"]) for one in before.changes(later)] == [
        (PLACE, "added", "milk"),
        (PLACE, "added", "bread"),
    ]
    app.run("UPDATE note SET said = 'cheese' WHERE id = 1")
    app.run("DELETE FROM note WHERE id = 2")
    app.save()
    changes = later.changes(take(device, later))
    assert [(one.kind, one.key) for one in changes] == [("changed", "1"), ("removed", "2")]


def test_a_log_that_moves_into_the_database_changes_nothing(device: Device, app: App) -> None:
    app.run("INSERT INTO note VALUES (1, 'milk')")
    app.save()
    before = take(device)
    app.run("PRAGMA wal_checkpoint(TRUNCATE)")
    app.save()
    later = take(device, before)
    assert not before.changes(later)
    assert later.digest == before.digest


def test_what_is_as_before_is_not_fetched_again(device: Device, app: App) -> None:
    app.run("INSERT INTO note VALUES (1, 'milk')")
    app.save()
    known = take(device)
    fetched: list[str] = []

    class Counting(Device):
        def pull(self, remote: str) -> bytes:
            fetched.append(remote)
            return super().pull(remote)

    again = Counting(device.transport)
    assert again.pull(PATH)
    fetched.clear()
    assert take(again, known) == known
    assert not fetched


def notes(device: Device) -> list[tuple[str]]:
    """What a copy of the database has."""
    with open_image(pull_database(device, PATH)) as copy:
        return copy.execute("SELECT said FROM note").fetchall()


def test_a_question_to_a_copy_sees_them_and_leaves_the_phone_as_it_was(device: Device, app: App) -> None:
    app.run("INSERT INTO note VALUES (1, 'milk')")
    app.save()
    before = [device.pull(PATH), device.pull(f"{PATH}-wal")]
    assert notes(device) == [("milk",)]
    assert [device.pull(PATH), device.pull(f"{PATH}-wal")] == before


def test_half_a_log_counts_as_far_as_it_is_whole(device: Device, app: App) -> None:
    app.run("INSERT INTO note VALUES (1, 'milk')")
    app.save()
    whole = device.pull(f"{PATH}-wal")
    app.run("INSERT INTO note VALUES (2, 'bread')")
    app.save()
    torn = device.pull(f"{PATH}-wal")[: len(whole) + 100]
    device.push(torn, f"{PATH}-wal")
    assert notes(device) == [("milk",)]


def test_an_app_that_writes_while_it_is_read_is_read_again(device: Device, app: App) -> None:
    app.run("INSERT INTO note VALUES (1, 'milk')")
    app.save()

    class Busy(Device):
        """A phone whose app tidies its log away as soon as the database itself was read."""

        def pull(self, remote: str) -> bytes:
            found = super().pull(remote)
            if remote == PATH and not tidied:
                tidied.append(True)
                app.run("PRAGMA wal_checkpoint(TRUNCATE)")
                app.save()
            return found

    tidied: list[bool] = []
    assert notes(Busy(device.transport)) == [("milk",)]
    assert tidied


def told(device: Device, *commands: str) -> list[str]:
    """What a census says of some commands."""
    before = take(device)
    for command in commands:
        device.shell(command)
    after = take(device)
    assert (before.digest == after.digest) == (not before.changes(after))
    return [str(change) for change in before.changes(after)]


def test_a_folder_with_nothing_in_it_counts(device: Device) -> None:
    assert told(device, "mkdir -p /sdcard/Plans/old") == ["file Plans/ added", "file Plans/old/ added"]
    assert told(device, "rm -r /sdcard/Plans") == ["file Plans/ removed", "file Plans/old/ removed"]


def test_a_folder_that_comes_with_files_is_told_by_them(device: Device) -> None:
    made = told(device, "mkdir -p /sdcard/Plans/old", "echo x > /sdcard/Plans/old/a.md")
    assert made == ["file Plans/old/a.md added"]
    gone = told(device, "mv /sdcard/Plans/old/a.md /sdcard/Plans/a.md", "rmdir /sdcard/Plans/old")
    assert gone == ["file Plans/a.md added", "file Plans/old/ removed", "file Plans/old/a.md removed"]
