"""The boxes of ISO media files (MP4, M4A, 3GP): what camera and recorder write, and what players read."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

SCALE = 1000
"""Units of a file's own time in a second."""
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_EPOCH = 2_082_844_800
"""Seconds from 1904, which these files count from, to 1970."""
_UNKNOWN = (0xFFFFFFFF, 1 << 53)
"""Lengths from which on a file of either version means that it does not know."""


@dataclass(frozen=True, slots=True)
class Track:
    """One track."""

    kind: bytes
    """vide or soun."""
    entry: bytes
    """The box that says what the samples are."""
    scale: int
    """Units of the samples' lengths in a second."""
    runs: Sequence[tuple[int, int]]
    """How many samples last how long, in these units, one after the other."""
    sizes: Sequence[int]
    """Bytes of each sample; a single one for all where they are the same."""
    count: int
    """How many samples there are."""
    places: Sequence[int]
    """Where in the file they begin: each by itself, or with one place all of them, one after the other."""
    size: tuple[int, int] = (0, 0)
    """Of a picture in pixels."""


def brand(major: bytes, *others: bytes) -> bytes:
    """The first box: what kind of file it is."""
    return box(b"ftyp", major, struct.pack(">I", 0x200), *others)


def box(kind: bytes, *parts: bytes) -> bytes:
    """Length, kind and content."""
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def full(kind: bytes, *parts: bytes, flags: int = 0) -> bytes:
    """A box with a version (0) and flags."""
    return box(kind, struct.pack(">I", flags), *parts)


def descriptor(kind: int, *parts: bytes) -> bytes:
    """A descriptor of MPEG-4 systems; its parts take less than 128 bytes."""
    body = b"".join(parts)
    return struct.pack(">BB", kind, len(body)) + body


def head(track: Track, length_ms: int, date_s: int) -> bytes:
    """All about a file of one track: when it was made (seconds since 1970), how long it is, what is where."""
    times = struct.pack(">II", date_s + _EPOCH, date_s + _EPOCH)
    movie = full(
        b"mvhd",
        times,
        struct.pack(">IIIH10x", SCALE, length_ms, 0x10000, 0x100),
        _MATRIX,
        bytes(24),
        struct.pack(">I", 2),
    )
    sound = track.kind == b"soun"
    own = full(
        b"tkhd",
        times,
        struct.pack(">I4xI8xHHH2x", 1, length_ms, 0, 0, 0x100 if sound else 0),
        _MATRIX,
        struct.pack(">II", track.size[0] << 16, track.size[1] << 16),
        flags=3,
    )
    units = sum(count * each for count, each in track.runs)
    media = full(b"mdhd", times, struct.pack(">IIHH", track.scale, units, 0x55C4, 0))
    name = b"SoundHandler\0" if sound else b"VideoHandler\0"
    handler = full(b"hdlr", bytes(4), track.kind, bytes(12), name)
    source = box(b"dinf", full(b"dref", struct.pack(">I", 1), full(b"url ", flags=1)))
    kind = full(b"smhd", bytes(4)) if sound else full(b"vmhd", bytes(8), flags=1)
    information = box(b"minf", kind, source, _table(track))
    return box(b"moov", movie, box(b"trak", own, box(b"mdia", media, handler, information)))


def _table(track: Track) -> bytes:
    """What the samples are, how long each lasts, how large it is, and where they begin."""
    runs = [struct.pack(">II", *run) for run in track.runs]
    if len(track.sizes) == 1:
        sizes = struct.pack(">II", track.sizes[0], track.count)
    else:
        sizes = struct.pack(f">II{len(track.sizes)}I", 0, track.count, *track.sizes)
    return box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), track.entry),
        full(b"stts", struct.pack(">I", len(runs)), *runs),
        full(b"stsc", struct.pack(">IIII", 1, 1, track.count // max(1, len(track.places)), 1)),
        full(b"stsz", sizes),
        full(b"stco", struct.pack(f">I{len(track.places)}I", len(track.places), *track.places)),
    )


# -- reading -----------------------------------------------------------------------------------------------
def length_ms_of(data: bytes) -> int:
    """How long a film or sound lasts by the head of any MP4 or QuickTime file; 0 when it does not say."""
    movie_box = _found(data, 0, len(data), b"moov")
    begin, end = _found(data, *movie_box, b"mvhd")
    wide = data[begin : begin + 1] == b"\1"  # version 1 has dates and length of 64 bits
    place, form = (20, ">IQ") if wide else (12, ">II")
    if end - begin < place + struct.calcsize(form):
        return 0
    scale, length = struct.unpack_from(form, data, begin + place)
    return int(length * 1000 / scale) if scale and length < _UNKNOWN[wide] else 0


def made_ms_of(data: bytes) -> int:
    """When such a film or sound was made, in milliseconds since 1970; 0 when it does not say."""
    begin, end = _found(data, *_found(data, 0, len(data), b"moov"), b"mvhd")
    wide = data[begin : begin + 1] == b"\1"
    seconds = int.from_bytes(data[begin + 4 : begin + (12 if wide else 8)], "big") - _EPOCH
    return seconds * 1000 if end - begin >= 12 and seconds > 0 else 0


def _found(data: bytes, begin: int, end: int, kind: bytes) -> tuple[int, int]:
    """Where the content of the first box of a kind begins and ends, side by side; (0, 0) = there is none."""
    while begin + 8 <= end:
        size, first = int.from_bytes(data[begin : begin + 4], "big"), 8
        if size == 1:
            size, first = int.from_bytes(data[begin + 8 : begin + 16], "big"), 16
        elif size == 0:
            size = end - begin
        if size < first:
            break
        if data[begin + 4 : begin + 8] == kind:
            return begin + first, min(end, begin + size)
        begin += size
    return 0, 0
