"""What VLC keeps: playlists, what it knows of the media in them, and what was played last.

A database put there from outside may lack columns or tables that are our own: it is read as far as it goes,
and made whole before anything is written.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from device.phone.apps.provider.reading import read_once, whole, words
from device.phone.file.database import Database, Row
from device.phone.system.context import Context

PACKAGE = "org.videolan.vlc"
MEDIA = "app_db/vlc_media.db"
MEDIA_SCHEMA = """
CREATE TABLE IF NOT EXISTS Media (
    id_media INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER, duration INTEGER DEFAULT -1,
    last_time INTEGER DEFAULT -1, play_count INTEGER DEFAULT 0, last_played_date INTEGER,
    insertion_date INTEGER, filename TEXT COLLATE NOCASE,
    is_favorite INTEGER NOT NULL DEFAULT 0, mrl TEXT
);
CREATE TABLE IF NOT EXISTS Playlist (
    id_playlist INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE, creation_date INTEGER
);
CREATE TABLE IF NOT EXISTS PlaylistMediaRelation (media_id INTEGER, playlist_id INTEGER, position INTEGER);
"""
_OWN = {"last_time": "INTEGER DEFAULT -1", "last_played_date": "INTEGER", "mrl": "TEXT"}
"""Columns of Media that are read and written, beside its key and the file's name."""


@dataclass(frozen=True, slots=True)
class VlcEntry:
    """One medium as the database knows it."""

    id: int
    filename: str
    path: str
    """"" when only its name is known."""
    last_time_ms: int = 0
    """Where it was left off; 0 = at the start."""
    played_ms: int = 0
    """Date of the last time; 0 = never."""


@dataclass(frozen=True, slots=True)
class VlcPlaylist:
    """A list by its name."""

    id: int
    name: str
    entries: tuple[VlcEntry, ...]


@dataclass(frozen=True, slots=True)
class VlcShelf:
    """All that is kept."""

    playlists: tuple[VlcPlaylist, ...] = ()
    """By name."""
    media: tuple[VlcEntry, ...] = ()
    by_path: Mapping[str, VlcEntry] = field(default_factory=dict)


def shelf(context: Context) -> VlcShelf:
    """What the database holds now."""
    return read_once(context.database(MEDIA, PACKAGE), _read)


def playlist(context: Context, number: int) -> VlcPlaylist | None:
    """One list; None when it is gone."""
    return next((one for one in shelf(context).playlists if one.id == number), None)


def entry_of(context: Context, path: str) -> VlcEntry | None:
    """What is known of a file; None when nothing is."""
    return shelf(context).by_path.get(path)


def _read(database: Database) -> VlcShelf:
    columns = _columns(database, "Media")
    if "id_media" not in columns or "filename" not in columns:
        return VlcShelf()
    wanted = [name if name in columns else "NULL" for name in ("mrl", "last_time", "last_played_date")]
    try:
        rows = database.rows(f"SELECT id_media, filename, {', '.join(wanted)} FROM Media")  # noqa: S608
        media = {row[0]: _entry(row) for row in rows}
        lists = database.rows("SELECT id_playlist, name FROM Playlist ORDER BY name COLLATE NOCASE")
        places = database.rows(
            "SELECT playlist_id, media_id FROM PlaylistMediaRelation ORDER BY playlist_id, position"
        )
    except sqlite3.Error:
        return VlcShelf()
    found = tuple(
        VlcPlaylist(
            whole(number),
            words(name),
            tuple(media[one] for held, one in places if held == number and one in media),
        )
        for number, name in lists
    )
    return VlcShelf(found, tuple(media.values()), {one.path: one for one in media.values() if one.path})


def _entry(row: Row) -> VlcEntry:
    number, name, mrl, last, played = row
    path = unquote(mrl.removeprefix("file://")) if isinstance(mrl, str) and mrl.startswith("file://") else ""
    return VlcEntry(whole(number), words(name), path, max(0, whole(last)), max(0, whole(played)))


def _columns(database: Database, table: str) -> set[str]:
    return {str(row[1]) for row in database.rows(f"PRAGMA table_info({table})")}


def _whole(context: Context) -> Database:
    """The database with all that we write into, made if it is missing."""
    database = context.database(MEDIA, PACKAGE)
    database.script(MEDIA_SCHEMA)
    for name in _OWN.keys() - _columns(database, "Media"):
        database.script(f"ALTER TABLE Media ADD COLUMN {name} {_OWN[name]}")
    return database


# -- playlists -------------------------------------------------------------------------------------------
def add_to(context: Context, number: int, paths: Sequence[str]) -> None:
    """Put files at the end of a list, in this order."""
    held = playlist(context, number)
    if held is not None:
        _place(
            context, number, [*(one.id for one in held.entries), *(_medium(context, path) for path in paths)]
        )


def make_list(context: Context, name: str, paths: Sequence[str]) -> int:
    """A list of that name, with files at its end: the one there is, else a new one; its id."""
    for held in shelf(context).playlists:
        if held.name.casefold() == name.casefold():
            add_to(context, held.id, paths)
            return held.id
    number = _whole(context).run(
        "INSERT INTO Playlist (name, creation_date) VALUES (?, ?)", name, context.clock.date_ms // 1000
    )
    add_to(context, number, paths)
    return number


def rearrange(context: Context, held: VlcPlaylist, entries: Sequence[VlcEntry]) -> None:
    """What a list holds from now on, and in which order."""
    _place(context, held.id, [one.id for one in entries])


def _place(context: Context, number: int, media: Sequence[int]) -> None:
    database = _whole(context)
    database.run("DELETE FROM PlaylistMediaRelation WHERE playlist_id = ?", number)
    database.run_many(
        "INSERT INTO PlaylistMediaRelation (media_id, playlist_id, position) VALUES (?, ?, ?)",
        [(medium, number, position) for position, medium in enumerate(media)],
    )


def rename_list(context: Context, number: int, name: str) -> None:
    """Give a list another name."""
    _whole(context).run("UPDATE Playlist SET name = ? WHERE id_playlist = ?", name, number)


def delete_list(context: Context, number: int) -> None:
    """Remove a list; its files stay."""
    database = _whole(context)
    database.run("DELETE FROM PlaylistMediaRelation WHERE playlist_id = ?", number)
    database.run("DELETE FROM Playlist WHERE id_playlist = ?", number)


# -- media -----------------------------------------------------------------------------------------------
def _medium(context: Context, path: str) -> int:
    """The id of a file, noted if it was not."""
    known = entry_of(context, path)
    if known is not None:
        return known.id
    name = path.rpartition("/")[2]
    return _whole(context).run(
        "INSERT INTO Media (filename, mrl) VALUES (?, ?)", name, f"file://{quote(path)}"
    )


def remember(context: Context, path: str, time_ms: int) -> None:
    """A file was played up to a moment (0 = to its end)."""
    _whole(context).run(
        "UPDATE Media SET last_time = ?, last_played_date = ? WHERE id_media = ?",
        time_ms,
        context.clock.date_ms,
        _medium(context, path),
    )


def forget_history(context: Context) -> None:
    """Nothing was ever played."""
    _whole(context).run("UPDATE Media SET last_time = -1, last_played_date = NULL")
