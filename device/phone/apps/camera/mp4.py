"""The smallest MP4 that players read: one video track of JPEG pictures, each shown for a while of its own."""

import struct
from collections.abc import Sequence

_SCALE = 1000
"""Units of time in a second."""
_JPEG = 0x6C
"""Object type of MPEG-4 systems."""
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_EPOCH = 2_082_844_800
"""Seconds from 1904, which MP4 counts from, to 1970."""
_START, _END = b"\xff\xd8\xff", b"\xff\xd9"


def movie(pictures: Sequence[bytes], lengths_ms: Sequence[int], size: tuple[int, int], date_s: int) -> bytes:
    """A film of JPEG pictures of one size; how long each shows, and when it was made (seconds since 1970)."""
    brand = _box(b"ftyp", b"isom", struct.pack(">I", 0x200), b"isomiso2mp41")
    data = _box(b"mdat", *pictures)
    begin, places = len(brand) + 8, []
    for picture in pictures:
        places.append(begin)
        begin += len(picture)
    return brand + data + _head(pictures, lengths_ms, places, size, date_s + _EPOCH)


def first_picture(data: bytes) -> bytes:
    """The first picture of a film that `movie` made; b"" in any other file."""
    start = data.find(_START)
    end = data.find(_END, start)
    return data[start : end + 2] if 0 <= start < end and b"mp41" in data[:32] else b""


def length_ms_of(data: bytes) -> int:
    """How long a film lasts; 0 when the file does not say."""
    at = data.rfind(b"mvhd")
    if at < 0 or len(data) < at + 24:
        return 0
    scale, length = struct.unpack(">II", data[at + 16 : at + 24])
    return int(length * 1000 / scale) if scale else 0


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def _full(kind: bytes, *parts: bytes, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">I", flags), *parts)


def _head(
    pictures: Sequence[bytes], lengths: Sequence[int], places: Sequence[int], size: tuple[int, int], date: int
) -> bytes:
    """Everything about the track: when, how large, and where in the file each picture lies."""
    whole = sum(lengths)
    times = struct.pack(">II", date, date)
    movie_head = _full(
        b"mvhd",
        times,
        struct.pack(">IIIH10x", _SCALE, whole, 0x10000, 0x100),
        _MATRIX,
        bytes(24),
        struct.pack(">I", 2),
    )
    track_head = _full(
        b"tkhd",
        times,
        struct.pack(">I4xI8xHHH2x", 1, whole, 0, 0, 0),
        _MATRIX,
        struct.pack(">II", size[0] << 16, size[1] << 16),
        flags=3,
    )
    media_head = _full(b"mdhd", times, struct.pack(">IIHH", _SCALE, whole, 0x55C4, 0))
    handler = _full(b"hdlr", bytes(4), b"vide", bytes(12), b"VideoHandler\0")
    source = _box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    count = len(pictures)
    table = _box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), _entry(size)),
        _full(b"stts", struct.pack(">I", count), *(struct.pack(">II", 1, length) for length in lengths)),
        _full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        _full(b"stsz", struct.pack(">II", 0, count), *(struct.pack(">I", len(each)) for each in pictures)),
        _full(b"stco", struct.pack(">I", count), *(struct.pack(">I", place) for place in places)),
    )
    information = _box(b"minf", _full(b"vmhd", bytes(8), flags=1), source, table)
    track = _box(b"trak", track_head, _box(b"mdia", media_head, handler, information))
    return _box(b"moov", movie_head, track)


def _entry(size: tuple[int, int]) -> bytes:
    """What the samples are: JPEG pictures of that size."""
    decoder = _descriptor(4, struct.pack(">BBBHII", _JPEG, 0x11, 0, 0, 0, 0))
    stream = _descriptor(3, struct.pack(">HB", 1, 0), decoder, _descriptor(6, b"\x02"))
    return _box(
        b"mp4v",
        struct.pack(">6xH16xHHII4xH32xHh", 1, *size, 0x480000, 0x480000, 1, 24, -1),
        _full(b"esds", stream),
    )


def _descriptor(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">BB", kind, len(body)) + body
