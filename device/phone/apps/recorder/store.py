"""What Audio Recorder keeps: recordings as files, in use or in the trash, and a table with more on each."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from device.phone.apps.provider.reading import has_table, read_once, whole, words
from device.phone.apps.recorder.sound import FORMATS, seconds_of
from device.phone.file.database import Database
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.freepath import free_path

if TYPE_CHECKING:
    from device.phone.phone import Phone

PACKAGE = "com.dimowner.audiorecorder"
FOLDER = f"{SHARED}/Android/data/{PACKAGE}/files/Music/records"
_DELETED = ".deleted"
"""Put behind the name of a file in the trash."""
RECORDS = "records.db"
SCHEMA = """
CREATE TABLE records (
    _id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, duration LONG NOT NULL, created LONG NOT NULL,
    added LONG NOT NULL, removed LONG NOT NULL DEFAULT 0, path TEXT NOT NULL, format TEXT NOT NULL,
    size LONG NOT NULL, sample_rate INTEGER NOT NULL, channel_count INTEGER NOT NULL,
    bitrate INTEGER NOT NULL, bookmark INTEGER NOT NULL DEFAULT 0,
    waveform_processed INTEGER NOT NULL DEFAULT 1, data BLOB
);
"""
_SELECT = """
SELECT path, name, duration, created, size, removed, sample_rate, channel_count, bitrate, bookmark, data
FROM records
"""
_INSERT = """
INSERT INTO records (path, name, duration, created, added, size, removed, format, sample_rate, channel_count,
    bitrate, bookmark, data)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ENDS = tuple(f".{kind}" for kind in (*FORMATS, "mp3", "aac", "ogg", "flac"))
"""Of the files that are listed: its own, and what was imported or put there."""


@dataclass(frozen=True, slots=True)
class Record:
    """One recording. Of a file that the table does not know, only what the file tells is known."""

    path: str
    name: str
    """Without the end of the file's name."""
    length_ms: int
    created_ms: int
    """Milliseconds since 1970."""
    size: int
    """Bytes."""
    rate: int = 0
    channels: int = 0
    bitrate: int = 0
    marked: bool = False
    """Has a bookmark."""
    removed_ms: int = 0
    wave: bytes = b""
    """How loud it was, 0-255, in equal steps."""
    written_ns: int = 0
    """When its file was written: tells the order of those of one moment."""

    @property
    def format(self) -> str:
        """As the file's name tells."""
        return self.name_of_file.rpartition(".")[2].lower()

    @property
    def name_of_file(self) -> str:
        """As it was called before it came into the trash."""
        return self.path.rpartition("/")[2].removesuffix(_DELETED)


# -- reading -----------------------------------------------------------------------------------------------
def records(phone: "Phone") -> tuple[Record, ...]:
    """Every recording whose file is there, newest first."""
    return _listed(phone)[0]


def trashed(phone: "Phone") -> tuple[Record, ...]:
    """What is in the trash, deleted last first."""
    return _listed(phone)[1]


def record_at(phone: "Phone", path: str) -> Record | None:
    """One by its file; None when that is gone."""
    return next((one for one in records(phone) if one.path == path), None)


Lists = tuple[tuple[Record, ...], tuple[Record, ...]]
_kept: "WeakKeyDictionary[Phone, tuple[int, Mapping[str, Record], Lists]]" = WeakKeyDictionary()
"""By phone: the revision of its files, the table, and the lists that were made of both."""


def _listed(phone: "Phone") -> Lists:
    """The files there are, each with what the table knows of it."""
    known = read_once(phone.database(PACKAGE, RECORDS), _read)
    kept = _kept.get(phone)
    if kept is not None and kept[0] == phone.files.revision and kept[1] is known:
        return kept[2]
    here, gone = [], []
    for name in phone.files.list(FOLDER) if phone.files.is_dir(FOLDER) else ():
        path = f"{FOLDER}/{name}"
        if not phone.files.is_file(path) or name.startswith("."):
            continue
        if name.endswith(_DELETED):
            gone.append(_with_file(phone, path, known.get(path)))
        elif name.lower().endswith(_ENDS):
            here.append(_with_file(phone, path, known.get(path)))
    here.sort(key=lambda one: (one.created_ms, one.written_ns), reverse=True)
    gone.sort(key=lambda one: (one.removed_ms, one.path), reverse=True)
    lists = tuple(here), tuple(gone)
    _kept[phone] = (phone.files.revision, known, lists)
    return lists


def _read(database: Database) -> Mapping[str, Record]:
    found = {}
    for row in database.rows(_SELECT) if has_table(database, "records") else ():
        path, name, length, created, size, removed, rate, channels, bitrate, marked, wave = row
        found[words(path)] = Record(
            words(path),
            words(name),
            whole(length),
            whole(created),
            whole(size),
            whole(rate),
            whole(channels),
            whole(bitrate),
            bool(marked),
            whole(removed),
            wave if isinstance(wave, bytes) else b"",
        )
    return found


def _with_file(phone: "Phone", path: str, known: Record | None) -> Record:
    """What the table knows and the file tells; without the table, of a file that somebody put there."""
    stat = phone.files.stat(path)
    if known is not None:
        return replace(known, size=stat.size, written_ns=stat.mtime_ns)
    name = path.rpartition("/")[2].removesuffix(_DELETED).rpartition(".")[0]
    length_ms = round(seconds_of(phone.files.read(path)) * 1000)
    created = stat.mtime_ns // 1_000_000
    return Record(path, name, length_ms, created, stat.size, written_ns=stat.mtime_ns)


# -- changing ----------------------------------------------------------------------------------------------
def save(phone: "Phone", record: Record, data: bytes) -> None:
    """Write a new recording. Raises FileFault when there is no room for it."""
    phone.files.make_directories(FOLDER)
    phone.files.write(record.path, data)
    _put(phone, record)


def bring_in(phone: "Phone", path: str) -> str:
    """A copy of a sound file among the records; its path. Raises FileFault, also for what is no such file."""
    stem, _, end = path.rpartition("/")[2].rpartition(".")
    if f".{end.lower()}" not in _ENDS:
        raise FileFault(errno.EINVAL, path)
    data = phone.files.read(path)
    target = place_for(phone, stem or end, end)
    name = target.rpartition("/")[2].rpartition(".")[0]
    length_ms = round(seconds_of(data) * 1000)
    save(phone, Record(target, name, length_ms, phone.clock.date_ms, len(data)), data)
    return target


def place_for(phone: "Phone", name: str, end: str) -> str:
    """Where a recording of that name goes: with a count where there is one already."""
    return free_path(phone.files, f"{FOLDER}/{name}.{end}", "-{}", 2)


def rename(phone: "Phone", record: Record, name: str) -> str:
    """Give a recording another name; its path. Raises FileFault when it cannot be called so."""
    path = f"{FOLDER}/{name}.{record.format}"
    if path != record.path and phone.files.exists(path):
        raise FileFault(errno.EEXIST, path)
    return _move(phone, record, replace(record, path=path, name=name))


def mark(phone: "Phone", record: Record, on: bool) -> None:
    """Set or take away a bookmark."""
    _put(phone, replace(record, marked=on))


def throw_away(phone: "Phone", record: Record) -> None:
    """Into the trash. Raises FileFault."""
    path = record.path + _DELETED
    if phone.files.exists(path):
        stem, _, end = record.path.rpartition(".")
        path = f"{stem}-{record.written_ns}.{end}{_DELETED}"
    _move(phone, record, replace(record, path=path, removed_ms=phone.clock.date_ms))


def restore(phone: "Phone", record: Record) -> str:
    """Out of the trash; its path. Raises FileFault."""
    path = place_for(phone, record.name, record.format)
    name = path.rpartition("/")[2].rpartition(".")[0]
    return _move(phone, record, replace(record, path=path, name=name, removed_ms=0))


def erase(phone: "Phone", record: Record) -> None:
    """Gone for good. Raises FileFault."""
    phone.files.remove(record.path)
    _forget(phone, record.path)


def _move(phone: "Phone", old: Record, new: Record) -> str:
    if new.path != old.path:
        phone.files.rename(old.path, new.path)
    _forget(phone, old.path)
    _put(phone, new)
    return new.path


def _forget(phone: "Phone", path: str) -> None:
    database = phone.database(PACKAGE, RECORDS)
    if has_table(database, "records"):
        database.run("DELETE FROM records WHERE path = ?", path)


def _put(phone: "Phone", record: Record) -> None:
    """Write a row in the place of what is known of that file."""
    database = phone.database(PACKAGE, RECORDS)
    if not has_table(database, "records"):
        return
    _forget(phone, record.path)
    database.run(
        _INSERT,
        record.path,
        record.name,
        record.length_ms,
        record.created_ms,
        record.created_ms,
        record.size,
        record.removed_ms,
        record.format,
        record.rate,
        record.channels,
        record.bitrate,
        int(record.marked),
        record.wave,
    )
