"""Retro Music by touch: the queue, playing as time passes, what is done with a song."""

import pytest

from device.phone.apps.music.song import library
from device.phone.apps.music.store import PACKAGE, playlists
from device.phone.file.silentmp3 import silent_mp3
from device.phone.system.intent import Intent
from tests.device.phone.apps.music_case import MUSIC, begin, make_list, menu, now, put, queued


@pytest.fixture
def app(hand):
    return begin(hand)


# -- the queue and playing -----------------------------------------------------------------------------
def test_the_queue_takes_songs_in_order_and_waits(app):
    for title in ("Cedar", "Amber"):
        menu(app, title, "Add to playing queue")
    assert queued(app.phone) == ["Cedar", "Amber"]
    assert not now(app.phone).playing
    menu(app, "Birch", "Play next")
    assert queued(app.phone) == ["Cedar", "Birch", "Amber"]


def test_a_touch_plays_the_list_from_there_on(app):
    app.tap("Birch")
    assert queued(app.phone) == ["Amber", "Birch", "Cedar"]
    begun = now(app.phone).progress_ms(app.phone.clock.uptime_ms)
    app.phone.shell("sleep 30")
    assert now(app.phone).progress_ms(app.phone.clock.uptime_ms) - begun >= 30_000
    app.tap("Pause")
    stood = now(app.phone).progress_ms(app.phone.clock.uptime_ms)
    app.phone.shell("sleep 30")
    assert now(app.phone).progress_ms(app.phone.clock.uptime_ms) == stood
    app.tap("Play")
    app.phone.shell("sleep 175")
    assert now(app.phone).song.title == "Cedar"
    app.phone.shell("sleep 1000")
    assert not now(app.phone).playing
    assert now(app.phone).song.title == "Cedar"


@pytest.mark.parametrize(("turns", "title"), [(1, "Amber"), (2, "Cedar")])
def test_what_is_repeated_never_ends(app, turns, title):
    app.tap("Cedar")
    app.tap("Now playing")
    for _ in range(turns):
        app.tap(["Repeat off", "Repeat all"][_])
    app.phone.shell("sleep 100")
    assert now(app.phone).song.title == title
    app.phone.shell("sleep 100000")
    assert now(app.phone).playing


def test_the_player_seeks_skips_and_likes(app):
    app.tap("Amber")
    app.tap("Now playing")
    track = app.find("Progress").bounds
    app.phone.touch.tap(track.center.x, track.center.y)
    half = now(app.phone).progress_ms(app.phone.clock.uptime_ms)
    assert abs(half - 92_500) < 3_000
    app.tap("Previous")
    assert now(app.phone).song.title == "Amber"
    app.tap("Next")
    assert now(app.phone).song.title == "Birch"
    app.tap("Add to favorites")
    assert [song.title for song in playlists(app.phone.context())[0].songs] == ["Birch"]
    assert app.see("Remove from favorites")


def test_shuffling_keeps_the_song_and_can_be_undone(app):
    for number in range(12):
        put(app.phone, f"Song {number:02d}", 60)
    app.tap("Birch")
    straight = queued(app.phone)
    app.tap("Now playing")
    app.tap("Shuffle off")
    assert queued(app.phone)[0] == "Birch"
    assert queued(app.phone) != straight
    assert sorted(map(str, queued(app.phone))) == sorted(map(str, straight))
    app.tap("Shuffle on")
    assert queued(app.phone) == straight
    assert now(app.phone).song.title == "Birch"


def test_the_queue_is_sorted_thinned_and_cleared(app):
    app.tap("Amber")
    app.tap("Now playing")
    app.tap("Playing queue")
    assert app.see("3 songs • 7:59")
    menu(app, "Amber", "Move down")
    assert queued(app.phone) == ["Birch", "Amber", "Cedar"]
    assert now(app.phone).song.title == "Amber"
    menu(app, "Amber", "Remove from queue")
    assert queued(app.phone) == ["Birch", "Cedar"]
    assert now(app.phone).song.title == "Cedar"
    app.tap("Clear playing queue")
    app.tap("Clear")
    assert queued(app.phone) == []
    assert app.see("No songs")
    assert app.phone.notifications.of(PACKAGE) == ()


def test_the_card_in_the_shade_works_the_player(app):
    app.tap("Amber")
    app.phone.shell("input keyevent HOME; cmd statusbar expand-notifications")
    assert app.see("Amber")
    app.tap("Pause")
    assert not now(app.phone).playing
    app.tap("Next")
    assert now(app.phone).song.title == "Birch"
    assert app.see("Birch")
    app.phone.shell("sleep 201")
    assert app.see("Cedar")


def test_what_is_no_sound_is_told_and_passed_over(app):
    app.phone.files.write(f"{MUSIC}/Bad.mp3", b"nope")
    app.tap("Bad")
    assert app.phone.window.toast == "Unplayable file"
    assert (now(app.phone).playing, now(app.phone).song.title) == (True, "Birch")
    app.tap("Amber")
    app.phone.toast("")
    app.tap("Next")
    assert app.phone.window.toast == "Unplayable file"
    assert (now(app.phone).playing, now(app.phone).song.title) == (True, "Birch")


def test_a_force_stop_is_silent(app):
    app.tap("Amber")
    app.phone.shell(f"am force-stop {PACKAGE}; sleep 500")
    assert not now(app.phone).playing
    assert now(app.phone).song.title == "Amber"


def test_playing_survives_a_snapshot(app):
    app.tap("Amber")
    app.phone.shell("sleep 20")
    then = now(app.phone).progress_ms(app.phone.clock.uptime_ms)
    saved = app.phone.snapshot()
    app.phone.shell("sleep 500")
    app.phone.restore(saved)
    assert now(app.phone).progress_ms(app.phone.clock.uptime_ms) == then
    assert now(app.phone).song.title == "Amber"


# -- songs ---------------------------------------------------------------------------------------------
def test_details_say_what_the_file_is(app):
    menu(app, "Amber", "Details")
    for words in ("Noa", "Glow", "3:04", "Amber.mp3", f"{MUSIC}/Amber.mp3", "8 kb/s", "11025 Hz"):
        assert app.see(words)


def test_deleting_asks_and_takes_the_song_out_of_everything(app):
    make_list(app, "Mix", "Amber", "Birch")
    app.tap("Amber")
    menu(app, "Amber", "Delete from device")
    app.tap("Cancel")
    assert app.phone.files.exists(f"{MUSIC}/Amber.mp3")
    menu(app, "Amber", "Delete from device")
    app.tap("Delete")
    assert not app.phone.files.exists(f"{MUSIC}/Amber.mp3")
    assert queued(app.phone) == ["Birch", "Cedar"]
    assert [song.title for song in playlists(app.phone.context())[0].songs] == ["Birch"]


def test_a_song_becomes_the_ringtone(app):
    menu(app, "Amber", "Set as ringtone")
    app.tap("OK")
    number = library(app.phone.context()).songs[0].id
    uri = app.phone.settings.text("system", "ringtone")
    assert uri == f"content://media/external/audio/media/{number}?title=Amber&canonical=1"


def test_a_song_is_shared(app):
    menu(app, "Amber", "Share")
    assert app.phone.front.intent.type == "audio/*"
    assert "Amber.mp3" in str(app.phone.front.intent.extras["android.intent.extra.STREAM"])


def test_a_song_that_is_gone_is_not_played(app):
    make_list(app, "Mix", "Amber")
    app.phone.files.remove(f"{MUSIC}/Amber.mp3")
    app.tap("Playlists")
    app.tap("Mix")
    app.tap("Amber")
    assert app.phone.window.toast == "Couldn’t play this song."
    assert queued(app.phone) == []


def test_a_song_opened_from_elsewhere_plays(app):
    intent = Intent("android.intent.action.VIEW", f"file://{MUSIC}/Birch.mp3", type="audio/mpeg")
    app.phone.start(Intent(intent.action, intent.data, intent.type, package=PACKAGE))
    assert queued(app.phone) == ["Birch"]
    assert now(app.phone).playing


def test_without_its_permission_the_app_says_why_and_asks(hand):
    put(hand.phone, "Amber", 60)
    hand.phone.shell(f"pm revoke {PACKAGE} android.permission.READ_MEDIA_AUDIO")
    hand.open(PACKAGE)
    hand.tap("Don’t allow")
    assert hand.see("Retro Music needs permission to access your music")
    hand.tap("Allow")
    hand.tap("Allow")
    assert hand.see("For you")
    assert hand.see("Amber")


def test_a_long_library_is_built_where_it_shows(app):
    for number in range(300):
        app.phone.files.write(f"{MUSIC}/x{number}.mp3", silent_mp3(f"Song {number:03d}", "Mia", 60_000))
    assert len(app.phone.frame().elements()) < 120
    app.find("Song 030")
