"""Music: playlists and queues with songs in order, a playlist of a given length, one as a file."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing

from device.phone.file.silentmp3 import silent_mp3
from device.phone.phone import Phone
from tests.tasks.gold.case import Case

PACKAGE = "code.name.monkey.retromusic"
_FOLDER = f"/data/data/{PACKAGE}/databases"
NAMES = (
    *("Night Train", "Don't Look Back", "月光", "Über den Wolken", "A & B", "Zeit", "Blue", "Blue Moon"),
    *("One (Live)", "Paper Boats", "Slow Sunday", "Tomorrow's News", "Vertigo", "Winter", "Yellow Leaves"),
)
_LENGTHS = tuple(181 + 17 * place for place in range(len(NAMES)))
_JOIN = """
SELECT playlist_name, title, duration FROM PlaylistEntity JOIN SongEntity ON playlist_id = playlist_creator_id
ORDER BY playlist_name, song_key
"""


def read(phone: Phone, file: str, query: str) -> list[tuple[object, ...]]:
    """What a verdict reads: the database's file, opened by a plain SQLite."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(phone.files.read(f"{_FOLDER}/{file}"))
        return database.execute(query).fetchall()


def put_songs(phone: Phone, lengths: Mapping[str, int]) -> None:
    """Files pushed, the media scanner told, the app stopped, as a benchmark does."""
    for place, (title, seconds) in enumerate(lengths.items()):
        data = silent_mp3(title, ("Noa", "Hugo", "Mia")[place % 3], seconds * 1000)
        phone.files.write(f"/sdcard/Music/{title}.mp3", data)
    scan = "am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE -d file:///storage/emulated/0/Music"
    phone.shell(f"{scan}; am force-stop {PACKAGE}")


def wiped(phone: Phone) -> None:
    """The databases' folder emptied but for that of the playlists, itself without rows, as by a benchmark."""
    for table in ("PlaylistEntity", "SongEntity"):
        phone.database(PACKAGE, "playlist.db").run(f"DELETE FROM {table}")
    data = phone.files.read(f"{_FOLDER}/playlist.db")
    phone.shell(f"rm -r {_FOLDER}/*")
    phone.files.write(f"{_FOLDER}/playlist.db", data)
    phone.shell(f"chmod 777 {_FOLDER}/playlist.db; am force-stop {PACKAGE}")


def songs(lengths: Mapping[str, int]) -> Callable[[Phone], None]:
    """A phone with these songs alone."""

    def before(phone: Phone) -> None:
        wiped(phone)
        put_songs(phone, lengths)

    return before


def has_list(name: str, titles: Sequence[str]) -> Callable[[Phone, str], bool]:
    """Whether this playlist, and no other, has just these songs in this order."""
    wanted = [(name, title) for title in titles]
    return lambda phone, _: [row[:2] for row in read(phone, "playlist.db", _JOIN)] == wanted


def has_file(name: str, titles: Sequence[str]) -> Callable[[Phone, str], bool]:
    """That, and the file of it in Downloads."""
    listed = has_list(name, titles)
    return lambda phone, answer: listed(phone, answer) and phone.files.is_file(f"/sdcard/Download/{name}.m3u")


def has_queue(titles: Sequence[str]) -> Callable[[Phone, str], bool]:
    """Whether the queue is just this."""
    wanted = [(title,) for title in titles]
    return lambda phone, _: (
        read(phone, "music_playback_state.db", "SELECT title FROM playing_queue") == wanted
    )


def lasts(name: str) -> Callable[[Phone, str], bool]:
    """Whether there is this playlist alone, of 45 to 50 minutes."""

    def done(phone: Phone, _answer: str) -> bool:
        found = read(phone, "playlist.db", _JOIN)
        whole = sum(int(str(row[2])) for row in found)
        return all(row[0] == name for row in found) and 45 * 60_000 <= whole <= 50 * 60_000

    return done


def sheet(name: str, titles: Sequence[str], others: Sequence[str]) -> dict[str, object]:
    """As AndroidWorld has it: songs by the names of their files."""
    return {
        "playlist_name": name,
        "files": [f"{title}.mp3" for title in titles],
        "noise_files": [f"{title}.mp3" for title in others],
    }


def _case(task: str, done: Callable[[Phone, str], bool], titles: Sequence[str], name: str = "Mix 7") -> Case:
    others = [one for one in NAMES if one not in titles]
    lengths = dict(zip(NAMES, _LENGTHS, strict=True))
    return Case(task, done, sheet(name, titles, others), before=songs(lengths))


_BLUE = ("Blue Moon", "Zeit", "Blue")


def _queued_before(phone: Phone) -> None:
    """Something plays."""
    songs(dict(zip(NAMES, _LENGTHS, strict=True)))(phone)
    phone.shell("am start -a android.intent.action.VIEW -t audio/mpeg -d file:///sdcard/Music/Zeit.mp3")


CASES = (
    _case("RetroCreatePlaylist", has_list("Mix 7", _BLUE), _BLUE),
    _case("RetroSavePlaylist", has_file("R&B Favorites 12", NAMES[1:4]), NAMES[1:4], "R&B Favorites 12"),
    _case("RetroPlayingQueue", has_queue(("Yellow Leaves", *_BLUE)), ("Yellow Leaves", *_BLUE)),
    Case(
        "RetroPlayingQueue",
        has_queue(_BLUE),
        sheet("Mix 7", _BLUE, ()),
        before=_queued_before,
        name="playing",
    ),
    _case("RetroPlaylistDuration", lasts("Mix 7"), NAMES[:10]),
)
