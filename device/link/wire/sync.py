"""Words and structures of the `sync:` service, versions 1 and 2, as both ends use them."""

import struct
from dataclasses import dataclass

CHUNK = 64 * 1024
"""The most that one DATA may carry."""
MAX_PATH = 1024
REQUEST = struct.Struct("<4sI")
"""A request and the length of its path; also DATA and its length, DONE and the time, FAIL and its text."""
STAT_V1 = struct.Struct("<4sIII")
DENT_V1 = struct.Struct("<4sIIII")
STAT_V2 = struct.Struct("<4sIQQIIIIQqqq")
DENT_V2 = struct.Struct("<4sIQQIIIIQqqqI")
SEND_V2 = struct.Struct("<4sII")
RECV_V2 = struct.Struct("<4sI")


@dataclass(frozen=True, slots=True)
class SyncStat:
    """What is known of one file."""

    mode: int
    """Type and permission bits as in st_mode; 0 when there is no such file."""
    size: int = 0
    mtime: int = 0
    """Seconds since 1970."""
    error: int = 0
    """Linux errno, from version 2 only."""
    inode: int = 0
    links: int = 1

    @property
    def exists(self) -> bool:
        """Whether there is such a file."""
        return self.mode != 0


@dataclass(frozen=True, slots=True)
class SyncEntry:
    """One file of a folder."""

    name: str
    stat: SyncStat


def path_bytes(path: str) -> bytes:
    """A path as it goes over the wire."""
    return path.encode("utf-8", "surrogateescape")


def path_text(raw: bytes) -> str:
    """A path as it came over the wire; bytes that are no UTF-8 survive the round trip."""
    return raw.decode("utf-8", "surrogateescape")


def request(word: bytes, path: bytes) -> bytes:
    """A request about a path."""
    return REQUEST.pack(word, len(path)) + path


def fail(message: str) -> bytes:
    """The refusal of a request."""
    return request(b"FAIL", message.encode("utf-8", "replace"))


def pack_stat_v1(stat: SyncStat, word: bytes = b"STAT") -> bytes:
    """The answer to STAT; sizes and times are cut to 32 bits, as the protocol has it."""
    return STAT_V1.pack(word, stat.mode, stat.size & 0xFFFF_FFFF, stat.mtime & 0xFFFF_FFFF)


def unpack_stat_v1(raw: bytes) -> SyncStat:
    """What `pack_stat_v1` made."""
    _, mode, size, mtime = STAT_V1.unpack(raw)
    return SyncStat(mode, size, mtime)


def pack_stat_v2(stat: SyncStat, word: bytes) -> bytes:
    """The answer to STA2 or LST2."""
    return STAT_V2.pack(word, *_fields_v2(stat))


def unpack_stat_v2(raw: bytes) -> SyncStat:
    """What `pack_stat_v2` made."""
    _, error, _, inode, mode, links, _, _, size, _, mtime, _ = STAT_V2.unpack(raw)
    return SyncStat(mode, size, mtime, error, inode, links)


def pack_entry(entry: SyncEntry, *, version: int) -> bytes:
    """One file in the answer to LIST or LIS2."""
    name, stat = path_bytes(entry.name), entry.stat
    if version == 1:
        head = DENT_V1.pack(b"DENT", stat.mode, stat.size & 0xFFFF_FFFF, stat.mtime & 0xFFFF_FFFF, len(name))
    else:
        head = DENT_V2.pack(b"DNT2", *_fields_v2(stat), len(name))
    return head + name


def end_of_list(*, version: int) -> bytes:
    """What closes the answer to LIST or LIS2."""
    shape = DENT_V1 if version == 1 else DENT_V2
    return b"DONE" + bytes(shape.size - 4)


def unpack_entry(raw: bytes, *, version: int) -> tuple[SyncStat, int]:
    """Stat and length of the name that follows, of one entry."""
    if version == 1:
        _, mode, size, mtime, length = DENT_V1.unpack(raw)
        return SyncStat(mode, size, mtime), length
    _, error, _, inode, mode, links, _, _, size, _, mtime, _, length = DENT_V2.unpack(raw)
    return SyncStat(mode, size, mtime, error, inode, links), length


def _fields_v2(stat: SyncStat) -> tuple[int, ...]:
    times = (stat.mtime, stat.mtime, stat.mtime)
    return (stat.error, 1, stat.inode, stat.mode, stat.links, 0, 0, stat.size, *times)
