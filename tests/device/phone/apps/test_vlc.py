"""VLC by touch: first start, lists, playlists, and its database as a benchmark treats it."""

import pytest

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from tests.device.phone.apps.vlc_case import DATABASE, FOLDER, PACKAGE, movie, playlists, put, skip_first


@pytest.fixture
def app(hand):
    skip_first(hand.phone)
    put(hand.phone, "a.mp4", "b.mp4", "c.mp4")
    hand.open(PACKAGE)
    return hand


def browse(hand):
    hand.tap("Browse")
    hand.tap("Internal memory")
    hand.tap("VLCVideos")


def field(hand, text):
    edit = next(e for e in hand.phone.frame().elements() if e.is_editable)
    hand.phone.touch.tap(edit.bounds.center.x, edit.bounds.center.y)
    hand.type(text)


def pick(hand, *names):
    hand.hold(names[0])
    for name in names[1:]:
        hand.tap(name)


def save_as(hand, name, *names):
    pick(hand, *names)
    hand.tap("Add to playlist")
    field(hand, name)
    hand.tap("SAVE")


def order(hand, *names):
    return [word for word in hand.read() if word in names]


# -- first start ---------------------------------------------------------------------------------------
def test_the_first_start_leads_to_the_library(hand):
    put(hand.phone, "a.mp4", "b.mp4")
    hand.open(PACKAGE)
    hand.tap("Next")
    assert hand.see("2 media files were found on this device.")
    hand.tap("Done")
    assert hand.see("a.mp4")
    hand.phone.shell(f"am force-stop {PACKAGE}")
    hand.open(PACKAGE)
    assert hand.see("a.mp4")


def test_without_permission_it_asks_and_shows_nothing(hand):
    put(hand.phone, "a.mp4")
    hand.phone.shell(f"pm clear {PACKAGE}")
    hand.open(PACKAGE)
    hand.tap("Next")
    hand.tap("GRANT PERMISSION")
    hand.tap("Don’t allow")
    hand.tap("Don’t allow")
    assert hand.see("GRANT PERMISSION")
    hand.tap("Skip")
    for _ in range(2):
        if hand.see("Don’t allow"):
            hand.tap("Don’t allow")
    assert not hand.see("a.mp4")
    assert hand.see("VLC needs permission to show the media files on this device")
    hand.phone.shell(f"pm grant {PACKAGE} android.permission.READ_MEDIA_VIDEO")
    hand.phone.shell(f"pm grant {PACKAGE} android.permission.READ_MEDIA_AUDIO")
    assert hand.see("a.mp4")


# -- lists ---------------------------------------------------------------------------------------------
def test_files_come_and_go_with_the_storage(app):
    assert order(app, "a.mp4", "b.mp4") == ["a.mp4", "b.mp4"]
    put(app.phone, "d.mp4", folder="/storage/emulated/0/Download")
    app.phone.shell(f"rm {FOLDER}/a.mp4")
    assert app.see("d.mp4")
    assert not app.see("a.mp4")


def test_sounds_and_films_are_told_apart_and_found(app):
    put(app.phone, "song.mp3", folder="/storage/emulated/0/Music", data=b"ID3")
    put(app.phone, "note.txt", data=b"no film")
    assert not app.see("song.mp3")
    app.tap("Audio")
    assert app.see("song.mp3")
    app.tap("Video")
    app.tap("Search")
    app.type("B.")
    assert app.see("b.mp4")
    assert not app.see("a.mp4")
    app.back()
    app.back()
    assert app.see("a.mp4")
    assert not app.see("note.txt")


def test_folders_tell_what_is_in_them_and_hide_other_files(app):
    put(app.phone, "note.txt", data=b"no film")
    app.tap("Browse")
    app.tap("Internal memory")
    app.find("VLCVideos")
    assert app.see("3 media files")
    app.tap("VLCVideos")
    assert not app.see("note.txt")
    app.tap("More options")
    app.tap("Show all files")
    assert app.see("note.txt")
    app.back()
    app.back()
    assert app.see("Storages")


def test_lists_are_sorted_by_length(app):
    put(app.phone, "a.mp4", data=movie(("long",), seconds=20))
    app.tap("More options")
    app.tap("Sort by…")
    app.tap("Length")
    assert order(app, "a.mp4", "b.mp4", "c.mp4") == ["b.mp4", "c.mp4", "a.mp4"]
    assert app.see("0:20")
    app.tap("More options")
    app.tap("Sort by…")
    app.tap("Length ↑")
    assert order(app, "a.mp4", "b.mp4", "c.mp4") == ["a.mp4", "c.mp4", "b.mp4"]


def test_a_file_is_deleted_only_after_a_question(app):
    app.tap("More actions")
    app.tap("Delete")
    app.tap("CANCEL")
    assert app.phone.files.exists(f"{FOLDER}/a.mp4")
    app.tap("More actions")
    app.tap("Delete")
    app.tap("DELETE")
    assert not app.phone.files.exists(f"{FOLDER}/a.mp4")
    assert app.see("b.mp4")


def test_information_tells_length_and_size(app):
    app.tap("More actions")
    app.tap("Information")
    assert app.see("320x240, 1 fps")
    assert app.see("0:08")


def test_several_are_shared(app):
    pick(app, "b.mp4", "a.mp4")
    app.tap("Share")
    assert "b.mp4" in str(app.phone.front.intent.extras["android.intent.extra.STREAM"]).split("\n")[0]


# -- playlists -----------------------------------------------------------------------------------------
def test_a_playlist_keeps_the_order_of_the_touches(app):
    browse(app)
    save_as(app, "Fun", "c.mp4", "a.mp4")
    assert playlists(app.phone) == [("Fun", "c.mp4", 0), ("Fun", "a.mp4", 1)]
    assert not app.see("2")  # nothing is selected any more


def test_a_touch_twice_takes_it_out_again(app):
    browse(app)
    pick(app, "c.mp4", "a.mp4", "c.mp4")
    app.tap("Add to playlist")
    field(app, "Fun")
    app.tap("SAVE")
    assert playlists(app.phone) == [("Fun", "a.mp4", 0)]


def test_more_is_added_to_a_list_that_is_there(app):
    save_as(app, "Fun", "a.mp4")
    pick(app, "b.mp4")
    app.tap("Add to playlist")
    app.tap("Fun")
    save_as(app, "fun", "c.mp4")
    assert playlists(app.phone) == [("Fun", "a.mp4", 0), ("Fun", "b.mp4", 1), ("Fun", "c.mp4", 2)]


def test_a_playlist_is_reordered_shortened_renamed_deleted(app):
    save_as(app, "Fun", "a.mp4", "b.mp4", "c.mp4")
    app.tap("Playlists")
    app.tap("Fun")
    handle = app.find("Move").bounds
    app.phone.touch.drag(
        handle.center.x, handle.center.y, handle.center.x, handle.center.y + 2 * handle.height
    )
    assert [row[1] for row in playlists(app.phone)] == ["b.mp4", "c.mp4", "a.mp4"]
    app.tap("More actions", 1)
    app.tap("Move up")
    app.tap("More actions", 2)
    app.tap("Remove from playlist")
    assert [row[1:] for row in playlists(app.phone)] == [("c.mp4", 0), ("b.mp4", 1)]
    app.tap("More options")
    app.tap("Rename")
    field(app, "Funny")
    app.tap("OK")
    assert {row[0] for row in playlists(app.phone)} == {"Funny"}
    app.tap("More options")
    app.tap("Delete")
    app.tap("DELETE")
    assert playlists(app.phone) == []
    assert app.see("No playlists found")
    assert app.phone.files.exists(f"{FOLDER}/a.mp4")


def test_a_file_that_is_gone_stays_in_the_list_and_says_so(app):
    save_as(app, "Fun", "a.mp4", "b.mp4")
    app.phone.shell(f"rm {FOLDER}/a.mp4")
    app.tap("Playlists")
    app.tap("Fun")
    assert app.see("File not found")
    app.tap("a.mp4")
    app.tap("Play")
    assert app.see("b.mp4")
    assert app.phone.front.name.endswith("VideoPlayerActivity")


# -- the database from outside -------------------------------------------------------------------------
def test_emptied_from_outside_it_goes_on(app):
    save_as(app, "Fun", "a.mp4")
    for table in ("Playlist", "Media", "PlaylistMediaRelation"):
        app.phone.shell(f"sqlite3 {DATABASE} 'DELETE FROM {table}'")
    app.tap("Playlists")
    assert app.see("No playlists found")
    app.tap("Video")
    save_as(app, "New", "b.mp4")
    assert playlists(app.phone) == [("New", "b.mp4", 0)]


def test_a_database_with_just_the_contracts_columns_is_read_and_made_whole(app):
    app.phone.shell(
        f"sqlite3 {DATABASE} 'DROP TABLE Media; "
        "CREATE TABLE Media (id_media INTEGER PRIMARY KEY, filename TEXT); "
        'INSERT INTO Media VALUES (7, "a.mp4"); INSERT INTO Playlist VALUES (3, "Old", 0); '
        "INSERT INTO PlaylistMediaRelation VALUES (7, 3, 0)'"
    )
    app.tap("Playlists")
    app.tap("Old")
    assert app.see("a.mp4")
    app.back()
    app.tap("Video")
    pick(app, "b.mp4")
    app.tap("Add to playlist")
    app.tap("Old")
    assert playlists(app.phone) == [("Old", "a.mp4", 0), ("Old", "b.mp4", 1)]


@pytest.mark.parametrize("how", [f"rm {DATABASE}", f"rm -r {DATABASE.rpartition('/')[0]}", "pm clear"])
def test_a_lost_database_comes_back(app, how):
    save_as(app, "Fun", "a.mp4")
    app.phone.shell(f"pm clear {PACKAGE}" if how == "pm clear" else f"{how}; am force-stop {PACKAGE}")
    assert playlists(app.phone) == []
    app.open(PACKAGE)
    assert app.read()


def test_a_fork_has_its_own_playlists(app):
    save_as(app, "Fun", "a.mp4")
    other = app.phone.fork()
    other.shell(f"sqlite3 {DATABASE} 'DELETE FROM Playlist'")
    assert playlists(app.phone) == [("Fun", "a.mp4", 0)]
    assert playlists(other) == []


def test_a_film_from_elsewhere_is_opened(phone: Phone):
    put(phone, "a.mp4")
    phone.start(Intent("android.intent.action.VIEW", f"file://{FOLDER}/a.mp4", "video/mp4"))
    assert "0:08" in [e.text for e in phone.frame().elements()]
