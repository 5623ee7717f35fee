"""Retro Music by touch: what the files say, playlists, the queue, playing as time passes."""

import sqlite3
import struct
from contextlib import closing

import pytest

from device.phone.apps.music.playback import Player, player
from device.phone.apps.music.silence import silent_mp3
from device.phone.apps.music.song import library
from device.phone.apps.music.store import PACKAGE, playlists
from device.phone.apps.music.tag import tags_of
from device.phone.intent import Intent
from device.phone.phone import Phone

BASE = f"/data/data/{PACKAGE}/databases"
MUSIC = "/storage/emulated/0/Music"
SONGS = {"Amber": (185, "Noa", "Glow"), "Birch": (200, "Hugo", "Glow"), "Cedar": (95, "Noa", "")}


def put(phone: Phone, title: str, seconds: int, artist: str = "", album: str = "") -> str:
    path = f"{MUSIC}/{title}.mp3"
    phone.files.write(path, silent_mp3(title, artist, seconds * 1000, album))
    return path


def rows(phone: Phone, file: str, query: str) -> list[tuple[object, ...]]:
    """What a verdict reads: the database's file, opened by a plain SQLite."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(phone.files.read(f"{BASE}/{file}"))
        return database.execute(query).fetchall()


def queued(phone: Phone) -> list[object]:
    return [row[0] for row in rows(phone, "music_playback_state.db", "SELECT title FROM playing_queue")]


def now(phone: Phone) -> Player:
    phone.frame()
    return player(phone)


@pytest.fixture
def app(hand):
    for title, (seconds, artist, album) in SONGS.items():
        put(hand.phone, title, seconds, artist, album)
    hand.open(PACKAGE)
    hand.tap("Songs")
    return hand


def menu(app, title, entry):
    """The menu of a song's row."""
    row = app.find(title).bounds.center.y
    more = min(app.all("More"), key=lambda one: abs(one.bounds.center.y - row)).bounds.center
    app.phone.touch.tap(more.x, more.y)
    app.tap(entry)


def make_list(app, name, *titles):
    for place, title in enumerate(titles):
        menu(app, title, "Add to playlist")
        if place:
            app.tap(name)
        else:
            app.tap("New playlist")
            app.type(name)
            app.tap("Create")


# -- files ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ms", [1, 52, 1000, 183_456, 300_000])
def test_the_length_of_mpeg_2_5_is_its_frames(ms):
    frames = max(1, round(ms * 11.025 / 576))
    assert tags_of(silent_mp3("A", "B", ms), "a.mp3").duration_ms == round(frames * 576 / 11.025)


def test_the_length_of_plain_mpeg_1_is_its_bytes():
    tag = b"\x01" + "Zeit".encode("utf-16")
    head = (
        b"ID3\x03\0\0\0\0\0" + bytes([10 + len(tag)]) + b"TIT2" + struct.pack(">I", len(tag)) + b"\0\0" + tag
    )
    data = head + (b"\xff\xfb\x10\xc0" + bytes(100)) * 1000
    found = tags_of(data, "a.mp3")
    assert found.title == "Zeit"
    assert abs(found.duration_ms - len(data) * 8 / 32) < 60


@pytest.mark.parametrize("data", [b"", b"no music", b"ID3\x04", bytes(500), b"fLaC" + bytes(40), b"OggS" * 9])
def test_what_is_no_music_says_nothing_and_is_listed_by_its_name(phone, hand, data):
    phone.files.write(f"{MUSIC}/noise.mp3", data)
    hand.open(PACKAGE)
    hand.tap("Songs")
    assert hand.see("noise")
    assert hand.see("0:00")


def test_songs_come_and_go_with_their_files(app):
    assert [one for one in app.read() if one in SONGS] == ["Amber", "Birch", "Cedar"]
    path = put(app.phone, "Dahlia", 60, "Mia")
    assert app.see("Dahlia")
    assert app.see("0:59")
    app.phone.shell(f"rm {path}; echo x > {MUSIC}/text.txt")
    app.phone.files.make_directories("/sdcard/Ringtones")
    app.phone.files.write("/sdcard/Ringtones/beep.mp3", silent_mp3("Beep", "", 1000))
    assert not app.see("Dahlia")
    assert not app.see("Beep")


def test_a_phone_without_music_says_so(hand):
    hand.open(PACKAGE)
    assert hand.see("Put music on the phone to hear it here.")
    for tab, words in (("Songs", "No songs"), ("Albums", "No albums"), ("Playlists", "No playlists")):
        hand.tap(tab)
        assert hand.see(words)


def test_albums_and_artists_are_made_of_tags(app):
    app.tap("Albums")
    assert app.see("Glow")
    assert app.see("Various artists")
    app.tap("Glow")
    assert app.see("Various artists • 2 songs • 6:24")
    app.back()
    app.tap("Artists")
    app.tap("Noa")
    assert app.see("Amber")
    assert app.see("Cedar")
    assert not app.see("Birch")


def test_songs_are_sorted_as_asked(app):
    app.tap("More options")
    app.tap("Sort order")
    app.tap("Duration")
    assert [one for one in app.read() if one in SONGS] == ["Birch", "Amber", "Cedar"]
    app.phone.force_stop(PACKAGE)
    app.open(PACKAGE)
    app.tap("Songs")
    assert [one for one in app.read() if one in SONGS] == ["Birch", "Amber", "Cedar"]


def test_search_finds_songs_artists_albums_and_playlists(app):
    make_list(app, "Noa’s best", "Amber")
    app.tap("Search")
    app.type("noa")
    assert [one for one in app.read() if one in ("Amber", "Cedar", "Noa’s best", "Artists", "Playlists")] == [
        "Amber", "Cedar", "Artists", "Playlists", "Noa’s best",
    ]  # fmt: skip
    app.type("zzz")
    assert app.see("No results")


# -- playlists -----------------------------------------------------------------------------------------
def test_a_playlist_keeps_the_order_in_which_songs_were_added(app):
    make_list(app, "Mix", "Cedar", "Amber", "Birch")
    query = "SELECT title, duration FROM SongEntity ORDER BY song_key"
    assert rows(app.phone, "playlist.db", query) == [
        ("Cedar", 94_981),
        ("Amber", 184_999),
        ("Birch", 199_993),
    ]
    app.tap("Playlists")
    assert app.see("3 songs • 7:59")


def test_songs_selected_are_added_in_the_order_of_the_touches(app):
    app.hold("Birch")
    app.tap("Amber")
    assert app.see("2")
    app.tap("Add to playlist")
    app.tap("New playlist")
    app.type("Two")
    app.tap("Create")
    [found] = playlists(app.phone)
    assert [song.title for song in found.songs] == ["Birch", "Amber"]
    assert not app.see("Done")


def test_a_name_is_taken_once(app):
    make_list(app, "Mix", "Amber")
    menu(app, "Birch", "Add to playlist")
    app.tap("New playlist")
    app.type("Mix")
    app.tap("Create")
    assert app.phone.window.toast == "Playlist exists already"
    assert len(playlists(app.phone)) == 1


def test_a_playlist_is_renamed_sorted_cleared_and_deleted(app):
    make_list(app, "Mix", "Amber", "Birch")
    app.tap("Playlists")
    app.tap("Mix")
    menu(app, "Amber", "Move down")
    assert [song.title for song in playlists(app.phone)[0].songs] == ["Birch", "Amber"]
    menu(app, "Birch", "Remove from playlist")
    assert [song.title for song in playlists(app.phone)[0].songs] == ["Amber"]
    app.tap("More options")
    app.tap("Rename")
    app.type("Best")
    app.tap("Rename")
    assert app.see("Best")
    app.tap("More options")
    app.tap("Clear playlist")
    app.tap("Clear")
    assert app.see("No songs")
    app.tap("More options")
    app.tap("Delete")
    app.tap("Cancel")
    assert len(playlists(app.phone)) == 1
    app.tap("More options")
    app.tap("Delete")
    app.tap("Delete")
    assert app.see("No playlists")
    assert rows(app.phone, "playlist.db", "SELECT * FROM SongEntity") == []


def test_a_playlist_is_saved_where_a_person_says(app):
    make_list(app, "R&B 7", "Cedar", "Amber")
    app.tap("Playlists")
    app.hold("R&B 7")
    app.tap("Save as file")
    app.tap("Save")
    text = app.phone.files.read("/sdcard/Download/R&B 7.m3u").decode()
    assert text.splitlines()[1:3] == ["#EXTINF:94,Noa - Cedar", f"{MUSIC}/Cedar.mp3"]
    app.hold("R&B 7")
    app.tap("Save as file")
    app.back()
    assert app.see("R&B 7")


def test_the_benchmark_may_take_the_databases_away(app):
    make_list(app, "Mix", "Amber")
    kept = app.phone.files.read(f"{BASE}/playlist.db")
    app.phone.shell(f"rm -r {BASE}/*")
    app.phone.files.write(f"{BASE}/playlist.db", kept)
    app.phone.shell(f"am force-stop {PACKAGE}")
    assert queued(app.phone) == []
    assert [found.name for found in playlists(app.phone)] == ["Mix"]


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
    assert [song.title for song in playlists(app.phone)[0].songs] == ["Birch"]
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
    assert [song.title for song in playlists(app.phone)[0].songs] == ["Birch"]


def test_a_song_becomes_the_ringtone(app):
    menu(app, "Amber", "Set as ringtone")
    app.tap("OK")
    number = library(app.phone).songs[0].id
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
