"""What Audio Recorder keeps: recordings as files, in use or in the trash, and a table with more on each."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from device.phone.apps.provider.reading import has_table, read_once, whole, words
from device.phone.apps.recorder.sound import FORMATS, seconds_of
from device.phone.file.database import Database
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.filesystem import FileSystem
from device.phone.file.freepath import free_path
from device.phone.system.context import Context

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
class RecorderRecord:
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
def records(context: Context) -> tuple[RecorderRecord, ...]:
    """Every recording whose file is there, newest first."""
    return _listed(context)[0]


def trashed(context: Context) -> tuple[RecorderRecord, ...]:
    """What is in the trash, deleted last first."""
    return _listed(context)[1]


def record_at(context: Context, path: str) -> RecorderRecord | None:
    """One by its file; None when that is gone."""
    return next((one for one in records(context) if one.path == path), None)


Lists = tuple[tuple[RecorderRecord, ...], tuple[RecorderRecord, ...]]
_kept: "WeakKeyDictionary[FileSystem, tuple[int, Mapping[str, RecorderRecord], Lists]]" = WeakKeyDictionary()
"""By phone: the revision of its files, the table, and the lists that were made of both."""


def _listed(context: Context) -> Lists:
    """The files there are, each with what the table knows of it."""
    known = read_once(context.database(RECORDS, PACKAGE), _read)
    kept = _kept.get(context.files)
    if kept is not None and kept[0] == context.files.revision and kept[1] is known:
        return kept[2]
    here, gone = [], []
    for name in context.files.list(FOLDER) if context.files.is_dir(FOLDER) else ():
        path = f"{FOLDER}/{name}"
        if not context.files.is_file(path) or name.startswith("."):
            continue
        if name.endswith(_DELETED):
            gone.append(_with_file(context, path, known.get(path)))
        elif name.lower().endswith(_ENDS):
            here.append(_with_file(context, path, known.get(path)))
    here.sort(key=lambda one: (one.created_ms, one.written_ns), reverse=True)
    gone.sort(key=lambda one: (one.removed_ms, one.path), reverse=True)
    lists = tuple(here), tuple(gone)
    _kept[context.files] = (context.files.revision, known, lists)
    return lists


def _read(database: Database) -> Mapping[str, RecorderRecord]:
    found = {}
    for row in database.rows(_SELECT) if has_table(database, "records") else ():
        path, name, length, created, size, removed, rate, channels, bitrate, marked, wave = row
        found[words(path)] = RecorderRecord(
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


def _with_file(context: Context, path: str, known: RecorderRecord | None) -> RecorderRecord:
    """What the table knows and the file tells; without the table, of a file that somebody put there."""
    stat = context.files.stat(path)
    if known is not None:
        return replace(known, size=stat.size, written_ns=stat.mtime_ns)
    name = path.rpartition("/")[2].removesuffix(_DELETED).rpartition(".")[0]
    length_ms = round(seconds_of(context.files.read(path)) * 1000)
    created = stat.mtime_ns // 1_000_000
    return RecorderRecord(path, name, length_ms, created, stat.size, written_ns=stat.mtime_ns)


# -- changing ----------------------------------------------------------------------------------------------
def save(context: Context, record: RecorderRecord, data: bytes) -> None:
    """Write a new recording. Raises FileFault when there is no room for it."""
    context.files.make_directories(FOLDER)
    context.files.write(record.path, data)
    _put(context, record)


def bring_in(context: Context, path: str) -> str:
    """A copy of a sound file among the records; its path. Raises FileFault, also for what is no such file."""
    stem, _, end = path.rpartition("/")[2].rpartition(".")
    if f".{end.lower()}" not in _ENDS:
        raise FileFault(errno.EINVAL, path)
    data = context.files.read(path)
    target = place_for(context, stem or end, end)
    name = target.rpartition("/")[2].rpartition(".")[0]
    length_ms = round(seconds_of(data) * 1000)
    save(context, RecorderRecord(target, name, length_ms, context.clock.date_ms, len(data)), data)
    return target


def place_for(context: Context, name: str, end: str) -> str:
    """Where a recording of that name goes: with a count where there is one already."""
    return free_path(context.files, f"{FOLDER}/{name}.{end}", "-{}", 2)


def rename(context: Context, record: RecorderRecord, name: str) -> str:
    """Give a recording another name; its path. Raises FileFault when it cannot be called so."""
    path = f"{FOLDER}/{name}.{record.format}"
    if path != record.path and context.files.exists(path):
        raise FileFault(errno.EEXIST, path)
    return _move(context, record, replace(record, path=path, name=name))


def mark(context: Context, record: RecorderRecord, on: bool) -> None:
    """Set or take away a bookmark."""
    _put(context, replace(record, marked=on))


def throw_away(context: Context, record: RecorderRecord) -> None:
    """Into the trash. Raises FileFault."""
    path = record.path + _DELETED
    if context.files.exists(path):
        stem, _, end = record.path.rpartition(".")
        path = f"{stem}-{record.written_ns}.{end}{_DELETED}"
    _move(context, record, replace(record, path=path, removed_ms=context.clock.date_ms))


def restore(context: Context, record: RecorderRecord) -> str:
    """Out of the trash; its path. Raises FileFault."""
    path = place_for(context, record.name, record.format)
    name = path.rpartition("/")[2].rpartition(".")[0]
    return _move(context, record, replace(record, path=path, name=name, removed_ms=0))


def erase(context: Context, record: RecorderRecord) -> None:
    """Gone for good. Raises FileFault."""
    context.files.remove(record.path)
    _forget(context, record.path)


def _move(context: Context, old: RecorderRecord, new: RecorderRecord) -> str:
    if new.path != old.path:
        context.files.rename(old.path, new.path)
    _forget(context, old.path)
    _put(context, new)
    return new.path


def _forget(context: Context, path: str) -> None:
    database = context.database(RECORDS, PACKAGE)
    if has_table(database, "records"):
        database.run("DELETE FROM records WHERE path = ?", path)


def _put(context: Context, record: RecorderRecord) -> None:
    """Write a row in the place of what is known of that file."""
    database = context.database(RECORDS, PACKAGE)
    if not has_table(database, "records"):
        return
    _forget(context, record.path)
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
