"""Audio Recorder by touch: the first start, recording, playing, settings, and the files it writes."""

import io

import mutagen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.preference import set_preference
from device.phone.apps.recorder.sound import BITRATES, FORMATS, RATES, Quality, recording, seconds_of, size_of
from device.phone.apps.recorder.store import FOLDER, PACKAGE
from tests.device.phone.apps.recorder_case import MICROPHONE, begin, files, record, rows


@pytest.fixture
def app(hand):
    return begin(hand)


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
    set_preference(app.phone.context(), PACKAGE, "format", "wav")
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


@pytest.mark.parametrize(
    ("rate", "bitrate", "channels"), [(44_100, 128_000, 2), (8000, 48_000, 1), (48_000, 256_000, 1)]
)
def test_a_recording_says_truly_how_it_was_made(app, rate, bitrate, channels):
    """What was pulled from the phone, read by another library than wrote it."""
    for key, value in (("rate", rate), ("bitrate", bitrate), ("channels", channels), ("ask_name", 0)):
        set_preference(app.phone.context(), PACKAGE, key, str(value))
    app.tap("Record")
    app.phone.shell("sleep 5")
    app.tap("Stop")
    [name] = files(app)
    data = app.phone.files.read(f"{FOLDER}/{name}")
    told = mutagen.File(io.BytesIO(data)).info
    assert abs(told.length - 5.25) < 0.3
    assert (told.sample_rate, told.channels, told.bitrate) == (rate, channels, bitrate)
    assert len(data) == pytest.approx(told.length * bitrate / 8, rel=0.05)
    assert (len(data),) == rows(app, "size")[0]


@given(st.binary(max_size=120))
def test_what_is_no_sound_has_no_length(data):
    assert seconds_of(data) == 0
    assert seconds_of(b"RIFF\0\0\0\0WAVE" + data) >= 0
