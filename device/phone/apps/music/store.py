"""What Retro Music keeps: playlists, what was played, the queue. The tables are those of the real app."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from device.phone.apps.music.song import Song
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA
from device.phone.apps.provider.reading import read_once, whole, words
from device.phone.file.database import Database, Row, Value
from device.phone.system.context import Context

PACKAGE = "code.name.monkey.retromusic"
PLAYLIST, PLAYBACK = "playlist.db", "music_playback_state.db"
FAVORITES = "Favorites"
_SONG = """title TEXT NOT NULL, track_number INTEGER NOT NULL, year INTEGER NOT NULL,
    duration INTEGER NOT NULL, data TEXT NOT NULL, date_modified INTEGER NOT NULL,
    album_id INTEGER NOT NULL, album_name TEXT NOT NULL, artist_id INTEGER NOT NULL,
    artist_name TEXT NOT NULL, composer TEXT, album_artist TEXT"""
_QUEUED = """(_id INT NOT NULL, title TEXT NOT NULL, track INT NOT NULL, year INT NOT NULL,
    duration LONG NOT NULL, _data TEXT NOT NULL, date_modified LONG NOT NULL, album_id INT NOT NULL,
    album TEXT NOT NULL, artist_id INT NOT NULL, artist TEXT NOT NULL, composer TEXT, album_artist TEXT)"""
QUEUES = ("playing_queue", "original_playing_queue")
"""In the order in which they play, and as they were before they were shuffled."""
SCHEMAS = {
    PLAYLIST: f"""
CREATE TABLE PlaylistEntity (playlist_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    playlist_name TEXT NOT NULL);
CREATE TABLE SongEntity (song_key INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    playlist_creator_id INTEGER NOT NULL, id INTEGER NOT NULL, {_SONG});
CREATE UNIQUE INDEX index_SongEntity_playlist_creator_id_id ON SongEntity (playlist_creator_id, id);
CREATE TABLE HistoryEntity (id INTEGER PRIMARY KEY NOT NULL, {_SONG}, time_played INTEGER NOT NULL);
CREATE TABLE PlayCountEntity (id INTEGER PRIMARY KEY NOT NULL, {_SONG}, time_played INTEGER NOT NULL,
    play_count INTEGER NOT NULL);
PRAGMA user_version = 24;
""",
    PLAYBACK: "".join(f"CREATE TABLE {name} {_QUEUED};\n" for name in QUEUES) + "PRAGMA user_version = 12;",
    PREFERENCE: PREFERENCE_SCHEMA,
}
_COLUMNS = (
    "id, title, track_number, year, duration, data, date_modified, album_id, album_name, artist_id, "
    "artist_name, composer, album_artist"
)
_MARKS = ", ".join("?" * 13)


@dataclass(frozen=True, slots=True)
class MusicPlaylist:
    """A playlist with its songs in order."""

    id: int
    name: str
    songs: tuple[Song, ...]

    @property
    def duration_ms(self) -> int:
        """All songs together."""
        return sum(song.duration_ms for song in self.songs)


# -- playlists -------------------------------------------------------------------------------------------
def playlists(context: Context) -> tuple[MusicPlaylist, ...]:
    """All, in the order they were made."""
    return read_once(context.database(PLAYLIST, PACKAGE), _read_playlists)


def _read_playlists(database: Database) -> tuple[MusicPlaylist, ...]:
    songs: dict[int, list[Song]] = {}
    for owner, *row in database.rows(
        f"SELECT playlist_creator_id, {_COLUMNS} FROM SongEntity ORDER BY song_key"  # noqa: S608
    ):
        songs.setdefault(whole(owner), []).append(_song(tuple(row)))
    rows = database.rows("SELECT playlist_id, playlist_name FROM PlaylistEntity ORDER BY playlist_id")
    return tuple(
        MusicPlaylist(whole(number), words(name), tuple(songs.get(whole(number), ())))
        for number, name in rows
    )


def playlist(context: Context, number: int) -> MusicPlaylist | None:
    """One by its id; None when it is gone."""
    return next((found for found in playlists(context) if found.id == number), None)


def named(context: Context, name: str) -> MusicPlaylist | None:
    """One by its name."""
    return next((found for found in playlists(context) if found.name == name), None)


def make_playlist(context: Context, name: str) -> int:
    """A new, empty one; its id."""
    return context.database(PLAYLIST, PACKAGE).run(
        "INSERT INTO PlaylistEntity (playlist_name) VALUES (?)", name
    )


def rename_playlist(context: Context, number: int, name: str) -> None:
    """Call it otherwise."""
    context.database(PLAYLIST, PACKAGE).run(
        "UPDATE PlaylistEntity SET playlist_name = ? WHERE playlist_id = ?", name, number
    )


def delete_playlist(context: Context, number: int) -> None:
    """It and its list of songs go; the songs stay."""
    clear_playlist(context, number)
    context.database(PLAYLIST, PACKAGE).run("DELETE FROM PlaylistEntity WHERE playlist_id = ?", number)


def clear_playlist(context: Context, number: int) -> None:
    """Without songs."""
    context.database(PLAYLIST, PACKAGE).run("DELETE FROM SongEntity WHERE playlist_creator_id = ?", number)


def add_songs(context: Context, number: int, songs: Sequence[Song]) -> None:
    """At its end; one that is in it already stays where it is."""
    context.database(PLAYLIST, PACKAGE).run_many(
        f"INSERT OR IGNORE INTO SongEntity (playlist_creator_id, {_COLUMNS}) VALUES (?, {_MARKS})",  # noqa: S608
        [(number, *_row(song)) for song in songs],
    )


def set_songs(context: Context, number: int, songs: Sequence[Song]) -> None:
    """Just these, in this order."""
    clear_playlist(context, number)
    add_songs(context, number, songs)


def forget_songs(context: Context, paths: Iterable[str]) -> None:
    """Files that were deleted leave all playlists and what was played."""
    gone = [(path,) for path in paths]
    for table in ("SongEntity", "HistoryEntity", "PlayCountEntity"):
        context.database(PLAYLIST, PACKAGE).run_many(f"DELETE FROM {table} WHERE data = ?", gone)  # noqa: S608


# -- what was played -------------------------------------------------------------------------------------
def note_played(context: Context, song: Song) -> None:
    """It begins to play."""
    database, now = context.database(PLAYLIST, PACKAGE), context.clock.date_ms
    database.run(
        f"INSERT OR REPLACE INTO HistoryEntity ({_COLUMNS}, time_played) VALUES ({_MARKS}, ?)",  # noqa: S608
        *_row(song),
        now,
    )
    count = database.value("SELECT play_count FROM PlayCountEntity WHERE id = ?", song.id)
    database.run(
        f"INSERT OR REPLACE INTO PlayCountEntity ({_COLUMNS}, time_played, play_count) "  # noqa: S608
        f"VALUES ({_MARKS}, ?, ?)",
        *_row(song),
        now,
        whole(count) + 1,
    )


def history(context: Context) -> tuple[Song, ...]:
    """Played last, the latest first."""
    return read_once(context.database(PLAYLIST, PACKAGE), _read_history)


def _read_history(database: Database) -> tuple[Song, ...]:
    return _songs(database, "HistoryEntity ORDER BY time_played DESC, rowid DESC LIMIT 100")


def most_played(context: Context) -> tuple[Song, ...]:
    """Played most often."""
    return read_once(context.database(PLAYLIST, PACKAGE), _read_most_played)


def _read_most_played(database: Database) -> tuple[Song, ...]:
    return _songs(database, "PlayCountEntity ORDER BY play_count DESC, title LIMIT 100")


def _songs(database: Database, source: str) -> tuple[Song, ...]:
    return tuple(_song(row) for row in database.rows(f"SELECT {_COLUMNS} FROM {source}"))  # noqa: S608


# -- the queue -------------------------------------------------------------------------------------------
def queue(context: Context) -> tuple[Song, ...]:
    """What plays, in order."""
    return read_once(context.database(PLAYBACK, PACKAGE), _read_queue)


def _read_queue(database: Database) -> tuple[Song, ...]:
    return tuple(_song(row) for row in database.rows("SELECT * FROM playing_queue ORDER BY rowid"))


def original_queue(context: Context) -> tuple[Song, ...]:
    """As it was before it was shuffled."""
    rows = context.database(PLAYBACK, PACKAGE).rows("SELECT * FROM original_playing_queue ORDER BY rowid")
    return tuple(map(_song, rows))


def set_queue(context: Context, songs: Sequence[Song], original: Sequence[Song]) -> None:
    """Replace both."""
    database = context.database(PLAYBACK, PACKAGE)
    for name, held_songs in zip(QUEUES, (songs, original), strict=True):
        database.run(f"DELETE FROM {name}")  # noqa: S608
        database.run_many(f"INSERT INTO {name} VALUES ({_MARKS})", [_row(song) for song in held_songs])  # noqa: S608


# -- rows ------------------------------------------------------------------------------------------------
def _row(song: Song) -> tuple[Value, ...]:
    return (
        song.id, song.title, song.track, song.year, song.duration_ms, song.path, song.modified_s,
        song.album_id, song.album, song.artist_id, song.artist, song.composer, song.album_artist,
    )  # fmt: skip


def _song(row: Row) -> Song:
    number, title, track, year, duration, path, modified, album_id, album, artist_id, *names = row
    artist, composer, album_artist = names
    return Song(
        whole(number), words(title), whole(track), whole(year), whole(duration), words(path), whole(modified),
        whole(album_id), words(album), whole(artist_id), words(artist), words(composer), words(album_artist),
    )  # fmt: skip
