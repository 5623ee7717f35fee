"""Audio Recorder by touch: recording, naming, playing, list, trash, settings, and the files it writes."""

import io
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.preference import set_preference
from device.phone.apps.recorder.sound import BITRATES, FORMATS, RATES, Quality, recording, seconds_of, size_of
from device.phone.apps.recorder.store import FOLDER, PACKAGE
from device.phone.document import document_uri
from device.phone.intent import STREAM

MICROPHONE = "android.permission.RECORD_AUDIO"


@pytest.fixture
def app(hand):
    """Past its first start."""
    set_preference(hand.phone, PACKAGE, "set_up", "1")
    hand.open(PACKAGE)
    return hand


def record(hand, seconds: int = 3, name: str = "") -> None:
    hand.tap("Record")
    hand.phone.shell(f"sleep {seconds}")
    hand.tap("Stop")
    if name:
        hand.type(name)
    hand.tap("Save")


def files(hand) -> list[str]:
    return hand.phone.files.list(FOLDER)


def rows(hand, columns: str) -> list[tuple]:
    """What a plain SQLite reads in the pulled file."""
    database = sqlite3.connect(":memory:")
    database.deserialize(hand.phone.files.read(f"/data/data/{PACKAGE}/databases/records.db"))
    found = database.execute(f"SELECT {columns} FROM records ORDER BY _id").fetchall()
    database.close()
    return found


# -- the first start -----------------------------------------------------------------------------------
def test_the_first_start_leads_to_recording_and_comes_once(hand):
    hand.open(PACKAGE)
    assert hand.see("Welcome to Audio Recorder")
    hand.phone.touch.swipe(900, 1000, 100, 1000)
    assert hand.see("See the sound")
    hand.tap("Get started")
    hand.tap("Recording format")
    hand.tap("Wav")
    hand.tap("Apply")
    record(hand)
    assert files(hand) == ["Record-1.wav"]
    hand.phone.shell(f"am force-stop {PACKAGE}")
    hand.open(PACKAGE)
    assert hand.see("Record")
    hand.phone.shell(f"pm clear {PACKAGE}")
    hand.open(PACKAGE)
    assert hand.see("Get started")


def test_the_microphone_is_asked_for(app):
    app.phone.shell(f"pm revoke {PACKAGE} {MICROPHONE}")
    app.open(PACKAGE)
    app.tap("Record")
    assert app.see("Allow Audio Recorder to record audio?")
    app.tap("Don’t allow")
    assert not app.see("Stop")
    app.tap("Record")
    app.tap("While using the app")
    assert app.see("Stop")


# -- recording -----------------------------------------------------------------------------------------
def test_a_recording_is_named_and_of_its_length(app):
    record(app, 7, "talk: 1/2 日记")
    assert files(app) == ["talk 12 日记.m4a"]
    assert 7.0 <= seconds_of(app.phone.files.read(f"{FOLDER}/talk 12 日记.m4a")) <= 8.0
    assert app.see("talk 12 日记")
    [(name, length, form, rate, channels)] = rows(app, "name, duration, format, sample_rate, channel_count")
    assert (name, form, rate, channels) == ("talk 12 日记", "m4a", 44100, 2)
    assert 7000 <= length <= 8000


def test_a_name_gets_the_end_of_the_file_whatever_it_ends_in(app):
    record(app, name="memo.m4a")
    assert files(app) == ["memo.m4a.m4a"]


def test_a_pause_does_not_count(app):
    app.tap("Record")
    app.phone.shell("sleep 2")
    app.tap("Pause")
    assert app.see("Recording is paused")
    app.phone.shell("sleep 60")
    app.tap("Resume")
    app.phone.shell("sleep 2")
    app.tap("Stop")
    app.tap("Save")
    assert 4.0 <= seconds_of(app.phone.files.read(f"{FOLDER}/Record-1.m4a")) <= 6.0


def test_giving_up_asks_and_leaves_nothing(app):
    app.tap("Record")
    app.tap("Discard")
    app.tap("No")
    assert app.see("Recording")
    app.tap("Discard")
    app.tap("Yes")
    assert files(app) == []
    assert app.phone.notifications.of(PACKAGE) == ()


def test_the_name_it_gets_by_itself_counts_on(app):
    record(app)
    app.tap("Record")
    app.tap("Stop")
    app.tap("Cancel")
    assert files(app) == ["Record-1.m4a", "Record-2.m4a"]


def test_asked_no_more_for_a_name(app):
    app.tap("Record")
    app.tap("Stop")
    app.tap("Don’t ask again")
    app.tap("Save")
    app.tap("Record")
    app.tap("Stop")
    assert not app.see("Rename record")
    app.tap("Settings")
    assert not app.checked("Ask to rename after recording")


def test_it_records_on_out_of_sight_and_says_so(app):
    app.tap("Record")
    app.back()
    assert app.phone.front.package != PACKAGE
    [notice] = app.phone.notifications.of(PACKAGE)
    assert notice.text == "Recording"
    app.phone.shell("sleep 10")
    app.open(PACKAGE)
    app.tap("Stop")
    app.tap("Save")
    assert seconds_of(app.phone.files.read(f"{FOLDER}/Record-1.m4a")) >= 10
    assert app.phone.notifications.of(PACKAGE) == ()


def test_a_force_stop_ends_it_without_a_trace(app):
    app.tap("Record")
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert not app.see("Stop")
    assert app.phone.notifications.of(PACKAGE) == ()


def test_a_full_phone_is_told(app):
    set_preference(app.phone, PACKAGE, "format", "wav")
    app.phone.files.cap_bytes = app.phone.files.used + 1000
    app.tap("Record")
    app.phone.shell("sleep 100000")
    app.tap("Stop")
    assert app.phone.window.toast == "Not enough storage space"
    assert files(app) == []


# -- playing -------------------------------------------------------------------------------------------
def test_a_record_plays_to_its_end_and_can_be_sought_in(app):
    record(app, 8)
    app.tap("Play")
    app.phone.shell("sleep 2")
    assert app.see("Pause playback")
    app.tap("Pause playback")
    place = int(next(text for text in app.read() if text.endswith("%"))[:-1])
    assert 20 <= place <= 40
    bar = app.find("Position").bounds
    app.phone.touch.tap(bar.left + bar.width * 3 // 4, bar.center.y)
    assert 70 <= int(next(text for text in app.read() if text.endswith("%"))[:-1]) <= 80
    app.tap("Play")
    app.phone.shell("sleep 5")
    assert app.see("Play")
    assert app.see("0%")


# -- the list ------------------------------------------------------------------------------------------
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
    set_preference(app.phone, PACKAGE, "format", "wav")
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


# -- settings ------------------------------------------------------------------------------------------
def test_settings_say_how_the_next_one_is_written(app):
    app.tap("Settings")
    for row, choice in (("Recording format", "Wav"), ("Sample rate", "16 kHz"), ("Channels", "Mono")):
        app.tap(row)
        app.tap(choice)
    assert not app.see("Bitrate")
    app.tap("Name format")
    app.tap("Date")
    app.back()
    record(app, 2)
    [name] = files(app)
    assert name.startswith("2023-10-15 15.3")
    data = app.phone.files.read(f"{FOLDER}/{name}")
    assert data[:4] == b"RIFF"
    assert int.from_bytes(data[24:28], "little") == 16000
    app.tap("Settings")
    app.tap("Reset")
    app.tap("Yes")
    assert app.see("M4a")


# -- files ---------------------------------------------------------------------------------------------
@given(
    st.sampled_from(FORMATS),
    st.integers(1, 90_000),
    st.sampled_from(RATES),
    st.sampled_from((1, 2)),
    st.sampled_from(BITRATES),
)
def test_a_file_tells_its_length_and_takes_what_was_foreseen(form, length_ms, rate, channels, bitrate):
    quality = Quality(form, rate, bitrate, channels)
    data = recording(quality, length_ms, 1_697_384_040)
    assert abs(seconds_of(data) * 1000 - length_ms) < 1
    assert len(data) <= size_of(quality, length_ms) * 1.01 + 400


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("channels", [1, 2])
def test_a_player_reads_it_to_its_end(form, channels):
    av = pytest.importorskip("av", reason="needs PyAV, of the extra [media]")
    data = recording(Quality(form, 16000, 128_000, channels), 2500, 0)
    with av.open(io.BytesIO(data)) as container:
        frames = list(container.decode(audio=0))
        rate = container.streams.audio[0].codec_context.sample_rate
    assert abs(sum(frame.samples for frame in frames) / rate - 2.5) < 0.1
    assert all(abs(frame.to_ndarray()).max() < 0.001 for frame in frames)


@given(st.binary(max_size=120))
def test_what_is_no_sound_has_no_length(data):
    assert seconds_of(data) == 0
    assert seconds_of(b"RIFF\0\0\0\0WAVE" + data) >= 0
