"""The smallest MP4 that players read: one video track of JPEG pictures, each shown for a while of its own."""

import struct
from collections.abc import Sequence
from itertools import accumulate

from device.phone.file.container import SCALE, Track, box, brand, descriptor, full, head

_JPEG = 0x6C
"""Object type of MPEG-4 systems."""
_START, _END = b"\xff\xd8\xff", b"\xff\xd9"


def movie(pictures: Sequence[bytes], lengths_ms: Sequence[int], size: tuple[int, int], date_s: int) -> bytes:
    """A film of JPEG pictures of one size; how long each shows, and when it was made (seconds since 1970)."""
    first = brand(b"isom", b"isomiso2mp41")
    places = accumulate((len(picture) for picture in pictures[:-1]), initial=len(first) + 8)
    track = Track(
        b"vide",
        _entry(size),
        SCALE,
        [(1, length) for length in lengths_ms],
        [len(picture) for picture in pictures],
        len(pictures),
        list(places),
        size,
    )
    return first + box(b"mdat", *pictures) + head(track, sum(lengths_ms), date_s)


def first_picture(data: bytes) -> bytes:
    """The first picture of a film that `movie` made; b"" in any other file."""
    start = data.find(_START)
    end = data.find(_END, start)
    return data[start : end + 2] if 0 <= start < end and b"mp41" in data[:32] else b""


def _entry(size: tuple[int, int]) -> bytes:
    """What the samples are: JPEG pictures of that size."""
    decoder = descriptor(4, struct.pack(">BBBHII", _JPEG, 0x11, 0, 0, 0, 0))
    stream = descriptor(3, struct.pack(">HB", 1, 0), decoder, descriptor(6, b"\x02"))
    return box(
        b"mp4v",
        struct.pack(">6xH16xHHII4xH32xHh", 1, *size, 0x480000, 0x480000, 1, 24, -1),
        full(b"esds", stream),
    )
