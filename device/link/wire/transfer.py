"""The client's side of the `sync:` service: one request on one stream."""

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from device.budget import ByteCounter
from device.error import FileTransferFailed
from device.link.wire import sync
from device.link.wire.stream import WireStream
from device.link.wire.sync import CHUNK, SyncEntry, SyncStat

_REGULAR = 0o100000
_MAX_MESSAGE = 4096


def send(
    stream: WireStream, data: bytes | Path, remote: str, mode: int, mtime: int, max_payload: int
) -> None:
    """SEND: write a file. Raises FileTransferFailed with the phone's reason."""
    path = sync.path_bytes(f"{remote},{_REGULAR | mode}")
    if len(path) > sync.MAX_PATH:
        raise FileTransferFailed(f"{remote}: File name too long")
    stream.write(sync.request(b"SEND", path))
    group = max(1, max_payload // (CHUNK + sync.REQUEST.size)) * CHUNK
    for part in _parts(data, group):
        if stream.has_data:  # the phone has had enough
            break
        stream.write(
            b"".join(
                sync.request(b"DATA", part[start : start + CHUNK]) for start in range(0, len(part), CHUNK)
            )
        )
    if not stream.has_data:
        stream.write(sync.REQUEST.pack(b"DONE", mtime & 0xFFFF_FFFF))
    word, count = sync.REQUEST.unpack(stream.read_exactly(sync.REQUEST.size))
    if word != b"OKAY":
        _refused(stream, word, count, remote)
    _quit(stream)


def _parts(data: bytes | Path, size: int) -> Iterator[bytes]:
    if isinstance(data, bytes):
        for start in range(0, len(data), size):
            yield data[start : start + size]
        return
    try:
        with data.open("rb") as file:
            while part := file.read(size):
                yield part
    except OSError as error:
        raise FileTransferFailed(f"{data}: {error.strerror}") from error


def receive(stream: WireStream, remote: str, most: int) -> Iterator[bytes]:
    """RECV: the pieces of a file, of so many bytes at most.

    Raises FileTransferFailed with the phone's reason, or TooMuchSent.
    """
    counter = ByteCounter(remote, most)
    stream.write(_ask(b"RECV", remote))
    while True:
        word, count = sync.REQUEST.unpack(stream.read_exactly(sync.REQUEST.size))
        if word == b"DATA":
            counter.add(count)
            yield stream.read_exactly(count)
        elif word == b"DONE":
            _quit(stream)
            return
        else:
            _refused(stream, word, count, remote)


def stat(stream: WireStream, remote: str, *, v2: bool) -> SyncStat:
    """STA2 or STAT."""
    stream.write(_ask(b"STA2" if v2 else b"STAT", remote))
    if v2:
        found = sync.unpack_stat_v2(stream.read_exactly(sync.STAT_V2.size))
        return found if not found.error else SyncStat(0, error=found.error)
    return sync.unpack_stat_v1(stream.read_exactly(sync.STAT_V1.size))


def list_folder(stream: WireStream, remote: str, *, v2: bool) -> tuple[SyncEntry, ...]:
    """LIS2 or LIST."""
    stream.write(_ask(b"LIS2" if v2 else b"LIST", remote))
    version = 2 if v2 else 1
    shape = sync.DENT_V2 if v2 else sync.DENT_V1
    entries: list[SyncEntry] = []
    while True:
        raw = stream.read_exactly(shape.size)
        if raw[:4] == b"DONE":
            return tuple(sorted(entries, key=lambda entry: entry.name))
        if raw[:4] not in (b"DENT", b"DNT2"):
            raise FileTransferFailed(f"{remote}: the phone answered {raw[:4]!r} where it should not")
        found, length = sync.unpack_entry(raw, version=version)
        name = sync.path_text(stream.read_exactly(length))
        if name not in (".", ".."):
            entries.append(SyncEntry(name, found))


def _ask(word: bytes, remote: str) -> bytes:
    path = sync.path_bytes(remote)
    if len(path) > sync.MAX_PATH:
        raise FileTransferFailed(f"{remote}: File name too long")
    return sync.request(word, path)


def _quit(stream: WireStream) -> None:
    if stream.may_write and not stream.ended:
        stream.send(sync.REQUEST.pack(b"QUIT", 0))


def _refused(stream: WireStream, word: bytes, count: int, remote: str) -> NoReturn:
    if word != b"FAIL":
        raise FileTransferFailed(f"{remote}: the phone answered {word!r} where it should not")
    reason = stream.read_exactly(min(count, _MAX_MESSAGE)).decode("utf-8", "replace").strip()
    raise FileTransferFailed(f"{remote}: {reason or 'refused'}")
