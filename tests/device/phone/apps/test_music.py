"""Retro Music by touch: what the files say, and playlists."""

import struct

import pytest

from device.phone.apps.music.store import PACKAGE, playlists
from device.phone.apps.provider.tag import tags_of
from device.phone.file.silentmp3 import silent_mp3
from tests.device.phone.apps.music_case import BASE, MUSIC, SONGS, begin, make_list, menu, put, queued, rows


@pytest.fixture
def app(hand):
    return begin(hand)


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
    [found] = playlists(app.phone.context())
    assert [song.title for song in found.songs] == ["Birch", "Amber"]
    assert not app.see("Done")


def test_a_name_is_taken_once(app):
    make_list(app, "Mix", "Amber")
    menu(app, "Birch", "Add to playlist")
    app.tap("New playlist")
    app.type("Mix")
    app.tap("Create")
    assert app.phone.window.toast == "Playlist exists already"
    assert len(playlists(app.phone.context())) == 1


def test_a_playlist_is_renamed_sorted_cleared_and_deleted(app):
    make_list(app, "Mix", "Amber", "Birch")
    app.tap("Playlists")
    app.tap("Mix")
    menu(app, "Amber", "Move down")
    assert [song.title for song in playlists(app.phone.context())[0].songs] == ["Birch", "Amber"]
    menu(app, "Birch", "Remove from playlist")
    assert [song.title for song in playlists(app.phone.context())[0].songs] == ["Amber"]
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
    assert len(playlists(app.phone.context())) == 1
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
    assert [found.name for found in playlists(app.phone.context())] == ["Mix"]
