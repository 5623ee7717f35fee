"""Audio focus: one player is heard, calls and alarms interrupt it, media keys find it, `dumpsys` tells it."""

import re
import sqlite3

import pytest

from device.phone.apps.dialer.call import answer_call, hang_up, ring
from device.phone.apps.music.playback import player
from device.phone.apps.recorder.store import PACKAGE as RECORDER
from device.phone.server.archive import from_bytes, to_bytes
from device.phone.system.audiofocus import SILENCE, TELECOM
from device.phone.system.boot import reboot
from device.phone.system.difftext import lines
from device.phone.system.intent import Intent
from tests.boot import fresh_phone
from tests.device.phone.apps import music_case, recorder_case, vlc_case
from tests.device.phone.apps.conftest import Hand

MUSIC, VLC, CLOCK, CAMERA = (
    "code.name.monkey.retromusic",
    vlc_case.PACKAGE,
    "com.google.android.deskclock",
    "com.android.camera2",
)


@pytest.fixture
def hand():
    """A phone with three songs, one of which plays."""
    hand = Hand(fresh_phone())
    music_case.begin(hand)
    hand.tap("Birch")
    return hand


def plays(hand) -> bool:
    hand.phone.frame()
    return player(hand.phone.context()).playing


def stack(hand) -> list[tuple[str, str, str]]:
    """Package, gain and loss of each entry that `dumpsys audio` tells."""
    told = hand.phone.shell("dumpsys audio").stdout.decode()
    return re.findall(r"pack: (\S+) .*? gain: (\w+) .*? loss: (\w+)", told)


def sessions(hand) -> list[tuple[str, str]]:
    """Package and state of each session."""
    told = hand.phone.shell("dumpsys media_session").stdout.decode()
    return re.findall(r"package=(\S+)\n.*\n\s+state=PlaybackState \{state=(\d)", told)


def card(hand) -> str:
    """What the middle button of the player's card would do."""
    return hand.phone.notifications.of(MUSIC)[0].actions[1].label


def open_film(hand) -> None:
    vlc_case.skip_first(hand.phone)
    vlc_case.put(hand.phone, "a.mp4", data=vlc_case.movie(seconds=60))
    hand.open(VLC)
    hand.tap("a.mp4")


def film_plays(hand) -> bool:
    return bool(hand.phone.front.state.since_ms)


def press(hand, button: str) -> None:
    """A button of the first alarm's or timer's notification."""
    action = f"com.android.deskclock.action.{button}"
    number = next(entry.id for entry in hand.phone.notifications.of(CLOCK) if entry.insistent)
    hand.phone.broadcast(Intent(action, extras={"com.android.deskclock.extra.ID": number}))


# -- players -----------------------------------------------------------------------------------------------
def test_who_begins_to_play_is_heard_and_the_other_stays_silent(hand):
    assert stack(hand) == [(MUSIC, "GAIN", "none")]
    open_film(hand)
    assert film_plays(hand)
    assert not plays(hand)
    assert card(hand) == "Play"
    assert stack(hand) == [(VLC, "GAIN", "none")]
    hand.back()
    assert not plays(hand)
    assert stack(hand) == []
    hand.phone.broadcast(Intent(f"{MUSIC}.togglepause"))
    assert plays(hand)


def test_the_card_takes_the_sound_from_a_film(hand):
    open_film(hand)
    hand.phone.broadcast(Intent(f"{MUSIC}.togglepause"))
    assert plays(hand)
    assert not film_plays(hand)
    assert sessions(hand) == [(MUSIC, "3"), (VLC, "2")]


def test_a_recording_that_is_played_silences_the_music(hand):
    hand.phone.shell(f"pm grant {RECORDER} {recorder_case.MICROPHONE}")
    recorder_case.begin(hand)
    recorder_case.record(hand, 30)
    assert plays(hand)
    hand.tap("Play")
    assert not plays(hand)
    assert stack(hand) == [(RECORDER, "GAIN", "none")]
    hand.phone.broadcast(Intent(f"{MUSIC}.togglepause"))
    assert hand.see("Play")
    hand.tap("Records list")
    hand.tap("Record-1")
    assert not plays(hand)
    assert hand.see("Pause playback")
    hand.back()
    hand.back()
    assert hand.see("Play")
    assert stack(hand) == []


def test_a_song_that_ends_while_a_film_begins_takes_nothing_back(hand):
    vlc_case.skip_first(hand.phone)
    vlc_case.put(hand.phone, "a.mp4", data=vlc_case.movie(seconds=60))
    hand.open(VLC)
    hand.phone.frame()
    hand.phone.clock.advance(201_000)
    hand.phone.start(
        Intent("android.intent.action.VIEW", f"file://{vlc_case.FOLDER}/a.mp4", type="video/mp4")
    )
    assert film_plays(hand)
    assert not plays(hand)
    assert player(hand.phone.context()).song.title == "Cedar"


# -- what comes between --------------------------------------------------------------------------------------
@pytest.mark.parametrize("taken", [False, True])
def test_a_call_pauses_the_music_and_gives_it_back(hand, taken):
    ring(hand.phone.context(), "5551234")
    assert not plays(hand)
    assert stack(hand) == [(MUSIC, "GAIN", "LOSS_TRANSIENT"), (TELECOM, "GAIN_TRANSIENT", "none")]
    assert "In ring or call: true" in hand.phone.shell("dumpsys audio").stdout.decode()
    before = player(hand.phone.context()).progress_ms(hand.phone.clock.uptime_ms)
    if taken:
        answer_call(hand.phone.context())
        hand.phone.shell("sleep 20")
        assert not plays(hand)
    hang_up(hand.phone.context())
    assert plays(hand)
    assert card(hand) == "Pause"
    assert player(hand.phone.context()).progress_ms(hand.phone.clock.uptime_ms) - before < 1000
    assert stack(hand) == [(MUSIC, "GAIN", "none")]


@pytest.mark.parametrize(
    "quiet",
    ["cmd notification set_dnd on; settings put global zen_calls 3", "media volume --stream 2 --set 0"],
)
def test_a_call_that_does_not_ring_takes_the_sound_when_it_is_answered(hand, quiet):
    hand.phone.shell(quiet)
    ring(hand.phone.context(), "5551234")
    assert plays(hand)
    answer_call(hand.phone.context())
    assert not plays(hand)
    hang_up(hand.phone.context())
    assert plays(hand)


def test_a_record_at_its_end_gives_the_sound_back(hand):
    hand.phone.shell(f"pm grant {RECORDER} {recorder_case.MICROPHONE}")
    recorder_case.begin(hand)
    recorder_case.record(hand, 3)
    hand.tap("Play")
    assert stack(hand) == [(RECORDER, "GAIN", "none")]
    hand.phone.shell("sleep 5")
    assert stack(hand) == []


def test_what_stood_still_before_a_call_stands_still_after_it(hand):
    hand.tap("Pause")
    ring(hand.phone.context(), "5551234")
    hang_up(hand.phone.context(), by_other=True)
    assert not plays(hand)


def test_nothing_begins_to_play_during_a_call(hand):
    hand.tap("Pause")
    hand.phone.shell("am start -a android.intent.action.CALL -d tel:5551234")
    hand.open(MUSIC)
    hand.tap("Cedar")
    assert not plays(hand)
    assert hand.phone.window.toast == "Audio focus denied."
    hang_up(hand.phone.context())
    assert not plays(hand)


def test_a_film_goes_on_after_a_call_that_was_declined(hand):
    open_film(hand)
    ring(hand.phone.context(), "5551234")
    assert not film_plays(hand)
    hang_up(hand.phone.context())
    assert film_plays(hand)
    assert not plays(hand)


def test_a_film_that_was_left_during_a_call_does_not_play_behind_the_home_screen(hand):
    open_film(hand)
    ring(hand.phone.context(), "5551234")
    hand.phone.touch.key(3)
    hang_up(hand.phone.context())
    hand.open(VLC)
    assert not film_plays(hand)


def test_an_alarm_pauses_and_its_end_goes_on(hand):
    hand.phone.shell(
        "am start -a android.intent.action.SET_ALARM --ei android.intent.extra.alarm.HOUR 15 "
        "--ei android.intent.extra.alarm.MINUTES 40 --ez android.intent.extra.alarm.SKIP_UI true"
    )
    hand.open(MUSIC)
    assert plays(hand)
    hand.phone.shell("date 101515402023.00")
    assert not plays(hand)
    assert stack(hand)[-1] == (CLOCK, "GAIN_TRANSIENT", "none")
    press(hand, "DISMISS")
    assert plays(hand)


def test_a_timer_and_a_call_over_it(hand):
    hand.phone.shell(
        "am start -a android.intent.action.SET_TIMER --ei android.intent.extra.alarm.LENGTH 5 "
        "--ez android.intent.extra.alarm.SKIP_UI true"
    )
    hand.open(MUSIC)
    hand.phone.shell("sleep 6")
    assert not plays(hand)
    ring(hand.phone.context(), "5551234")
    hang_up(hand.phone.context())
    assert not plays(hand)
    press(hand, "RESET_TIMER")
    assert plays(hand)


def test_music_started_over_an_alarm_is_heard_to_its_end(hand):
    hand.tap("Pause")
    hand.phone.shell(
        "am start -a android.intent.action.SET_TIMER --ei android.intent.extra.alarm.LENGTH 5 "
        "--ez android.intent.extra.alarm.SKIP_UI true"
    )
    hand.open(MUSIC)
    hand.phone.shell("sleep 6")
    hand.phone.touch.key(126)
    assert plays(hand)
    assert stack(hand) == [(MUSIC, "GAIN", "none")]
    hand.phone.shell("sleep 1")
    assert plays(hand)


def test_filming_silences_the_music_for_as_long_as_it_lasts(hand):
    hand.phone.shell("am start -a android.media.action.VIDEO_CAMERA")
    hand.tap("Shutter")
    assert not plays(hand)
    hand.phone.shell("sleep 2")
    hand.tap("Shutter")
    assert plays(hand)
    hand.tap("Shutter")
    hand.phone.force_stop(CAMERA)
    assert plays(hand)


# -- keys --------------------------------------------------------------------------------------------------
def test_media_keys_go_to_who_is_heard(hand):
    hand.phone.shell("input keyevent KEYCODE_MEDIA_NEXT")
    assert player(hand.phone.context()).song.title == "Cedar"
    hand.phone.shell("input keyevent 85")
    assert not plays(hand)
    hand.phone.shell("cmd media_session dispatch play")
    assert plays(hand)
    open_film(hand)
    hand.phone.shell("input keyevent KEYCODE_MEDIA_PLAY_PAUSE")
    assert not film_plays(hand)
    assert not plays(hand)
    hand.phone.shell("media dispatch play-pause")
    assert film_plays(hand)
    hand.phone.shell("input keyevent KEYCODE_MEDIA_STOP")
    assert hand.see("Play all")


def test_a_media_key_works_while_the_display_is_dark_and_leaves_it_dark(hand):
    hand.phone.touch.key(26)
    hand.phone.touch.key(127)
    assert not plays(hand)
    assert hand.phone.hardware.asleep


def test_the_button_of_a_headset_pauses_and_takes_calls(hand):
    hand.phone.touch.key(79)
    assert not plays(hand)
    hand.phone.touch.key(79)
    assert plays(hand)
    ring(hand.phone.context(), "5551234")
    hand.phone.touch.key(79)
    hand.phone.shell("sleep 2")
    assert not plays(hand)
    assert "mCallState=2" in hand.phone.shell("dumpsys telephony.registry").stdout.decode()


def test_what_is_paused_by_a_key_during_an_alarm_stays_paused(hand):
    hand.phone.shell(
        "am start -a android.intent.action.SET_TIMER --ei android.intent.extra.alarm.LENGTH 5 "
        "--ez android.intent.extra.alarm.SKIP_UI true; sleep 6"
    )
    hand.phone.frame()
    hand.phone.touch.key(127)
    press(hand, "RESET_TIMER")
    assert not plays(hand)


# -- state -------------------------------------------------------------------------------------------------
def test_the_focus_is_part_of_the_phone(hand):
    before = hand.phone.snapshot()
    assert hand.phone.fork().sound == hand.phone.sound
    assert from_bytes(to_bytes(before)).sound == hand.phone.sound
    ring(hand.phone.context(), "5551234")
    told = lines(hand.phone.diff(before))
    assert f"  ~ focus: {MUSIC} -> {TELECOM}, {MUSIC}" in told[told.index("sound") :]
    fork = hand.phone.fork()
    hang_up(fork.context())
    assert player(fork.context()).playing
    assert not plays(hand)
    hand.phone.restore(before)
    assert plays(hand)
    assert stack(hand) == [(MUSIC, "GAIN", "none")]


def test_an_app_that_is_stopped_lets_go(hand):
    ring(hand.phone.context(), "5551234")
    hand.phone.force_stop(MUSIC)
    hang_up(hand.phone.context())
    assert not plays(hand)
    assert hand.phone.sound.stack == ()
    hand.phone.reset()
    assert hand.phone.sound == SILENCE


def test_an_app_whose_database_was_broken_keeps_nobody_from_calling(hand):
    hand.phone.strict = False
    broken = sqlite3.connect(":memory:")
    broken.execute("CREATE TABLE other (a)")
    path = f"/data/data/{MUSIC}/databases/music_playback_state.db"
    hand.phone.files.write(path, broken.serialize())
    ring(hand.phone.context(), "5551234")
    hang_up(hand.phone.context())
    assert hand.see("Retro Music has stopped")
    assert stack(hand) == []


def test_a_restart_ends_the_song_where_it_was(hand):
    hand.phone.shell("sleep 30")
    reboot(hand.phone)
    assert not plays(hand)
    assert player(hand.phone.context()).begun_ms >= 30_000
    assert hand.phone.sound == SILENCE


def test_an_app_without_sound_takes_nothing(hand):
    hand.phone.start(Intent(package="com.android.settings"))
    assert stack(hand) == [(MUSIC, "GAIN", "none")]


# -- the system ends what is idle ------------------------------------------------------------------------
@pytest.mark.parametrize("command", ["am kill-all", f"am kill {MUSIC}"])
def test_a_player_that_is_heard_is_not_killed_behind_other_apps(hand, command):
    hand.phone.shell(f"input keyevent HOME; {command}")
    assert plays(hand)
    assert hand.phone.stack.task_of(MUSIC)
    hand.phone.shell(f"media dispatch pause; {command}")
    assert hand.phone.stack.task_of(MUSIC) is None


@pytest.mark.parametrize("command", ["am kill-all", f"am kill {CLOCK}"])
def test_a_running_stopwatch_is_not_killed(hand, command):
    hand.open(CLOCK)
    hand.tap("Stopwatch")
    hand.tap("Start")
    hand.phone.shell(f"input keyevent HOME; {command}")
    assert [entry.title for entry in hand.phone.notifications.of(CLOCK)] == ["Stopwatch"]
    hand.phone.shell("am broadcast -a com.android.deskclock.action.RESET_STOPWATCH")
    hand.phone.shell(command)
    assert hand.phone.stack.task_of(CLOCK) is None


@pytest.mark.parametrize("command", ["am kill-all", f"am kill {RECORDER}"])
def test_a_recording_goes_on_when_the_system_ends_what_is_idle(hand, command):
    recorder_case.begin(hand)
    hand.tap("Record")
    hand.phone.shell(f"input keyevent HOME; {command}")
    hand.phone.clock.advance(3000)
    hand.open(RECORDER)
    assert hand.see("Stop")
