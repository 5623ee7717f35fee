"""Audio Recorder by touch: what is done with recordings in the list and the trash."""

import pytest

from device.phone.apps.preference import set_preference
from device.phone.apps.recorder.sound import Quality, recording
from device.phone.apps.recorder.store import FOLDER, PACKAGE
from device.phone.file.document import document_uri
from device.phone.system.intent import STREAM
from tests.device.phone.apps.recorder_case import begin, files, record, rows


@pytest.fixture
def app(hand):
    return begin(hand)


def test_the_list_sorts_marks_and_plays(app):
    record(app, 9, "b long")
    record(app, 2, "a short")
    app.tap("Records list")
    assert [text for text in app.read() if text in ("a short", "b long")] == ["a short", "b long"]
    app.tap("Sort")
    app.tap("Longest first")
    assert [text for text in app.read() if text in ("a short", "b long")] == ["b long", "a short"]
    app.tap("Add bookmark", 1)
    app.tap("Bookmarks")
    assert app.see("a short")
    assert not app.see("b long")
    app.tap("a short")
    assert app.see("Pause playback")
    assert rows(app, "name, bookmark") == [("b long", 0), ("a short", 1)]


def test_a_record_is_renamed_told_of_and_kept_elsewhere(app):
    record(app, name="one")
    record(app, name="two")
    app.tap("Records list")
    app.tap("More options")
    app.tap("Rename")
    app.type("one")
    app.tap("Save")
    assert app.phone.window.toast == "A record with this name already exists"
    app.type("three")
    app.tap("Save")
    assert files(app) == ["one.m4a", "three.m4a"]
    app.tap("More options")
    app.tap("Information")
    assert f"{FOLDER}/three.m4a" in app.read()
    app.tap("OK")
    app.tap("More options")
    app.tap("Save to Downloads")
    assert app.phone.files.exists("/sdcard/Download/three.m4a")


def test_several_are_shared_and_deleted_to_the_trash_and_come_back(app):
    record(app, name="one")
    record(app, name="two")
    app.tap("Records list")
    app.hold("one")
    app.tap("two")
    app.tap("Share")
    assert str(app.phone.front.intent.extras[STREAM]).split("\n") == [
        document_uri(f"{FOLDER}/{name}.m4a") for name in ("one", "two")
    ]
    app.back()
    app.hold("one")
    app.tap("two")
    app.tap("Delete")
    assert any("Delete 2 records?" in text for text in app.read())
    app.tap("Yes")
    assert app.see("No records")
    app.back()
    app.tap("Settings")
    app.tap("Trash")
    app.tap("Restore")
    app.tap("Yes")
    assert len([name for name in files(app) if name.endswith(".m4a")]) == 1
    app.tap("Delete all")
    app.tap("Yes")
    assert app.see("Trash is empty")
    assert len(files(app)) == 1


def test_two_of_one_name_lie_in_the_trash_side_by_side(app):
    set_preference(app.phone.context(), PACKAGE, "format", "wav")
    for _ in range(2):
        record(app, name="one")
        app.tap("More options")
        app.tap("Delete")
        app.tap("Yes")
    assert len(files(app)) == 2
    app.tap("Settings")
    app.tap("Trash")
    for _ in range(2):
        app.tap("Restore")
        app.tap("Yes")
    assert files(app) == ["one-2.wav", "one.wav"]


def test_what_is_put_there_or_taken_away_shows(app):
    data = recording(Quality("wav", 8000, 0, 1), 4200, 0)
    app.phone.files.write(f"{FOLDER}/pushed.wav", data)
    record(app, name="mine")
    app.tap("Records list")
    assert app.see("pushed")
    assert any(text.startswith("00:04") for text in app.read())
    app.phone.shell(f"rm {FOLDER}/mine.m4a")
    assert not app.see("mine")
    app.phone.shell(f"rm -r {FOLDER}")
    assert app.see("No records")
    app.back()
    record(app, name="again")
    assert files(app) == ["again.m4a"]


def test_a_sound_file_is_imported(app):
    app.phone.files.write("/sdcard/Music/bell.wav", recording(Quality("wav", 8000, 0, 1), 1000, 0))
    app.tap("Import")
    app.tap("bell.wav")
    assert files(app) == ["bell.wav"]
    assert app.see("bell")
