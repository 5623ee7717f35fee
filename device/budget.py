"""What is taken of a phone or a model at most: beyond it neither memory nor time is spent on what comes.

A real phone stays far below each limit; what goes beyond one raises TooMuchSent at once, however much more
there would be, and the run goes on without it.
"""

import zlib

from device.error import TooMuchSent

PIXELS = 1 << 24
"""Of one picture. A screen of 5120 x 2880 has 14.7 million, a phone's five."""
PICTURE_BYTES = 4 * PIXELS + 16
"""Of one picture, raw or as a PNG, before and after it is unpacked."""
TREE_BYTES = 8 << 20
"""Of one dump of the UI tree, as it is printed."""
TREE_NODES = 10_000
"""In one UI tree; a long web page has one or two thousand."""
TREE_DEPTH = 1_000
"""Of nodes in one another."""
TREE_MARKUP = 20 * TREE_NODES
"""Signs `<` of a damaged dump that are looked at."""
TREE_TEXT = 500_000
"""Characters of all texts in one UI tree."""
TEXT_LENGTH = 20_000
"""Characters of one text of a UI element; the rest of it is cut off."""
NAME_LENGTH = 1_000
"""Characters of what else a UI tree tells of an element: its class, its id, its place."""
SHELL_BYTES = 8 << 20
"""Of what one command prints, both of its streams together."""
FILE_BYTES = 256 << 20
"""Of one file that is read off a phone."""
UNREAD_BYTES = 16 << 20
"""Sent on one stream before it was asked for."""
REPLY_BYTES = 8 << 20
"""Of one answer of a model's server, an error included, after it is unpacked."""
REPLY_LENGTH = 200_000
"""Characters of one reply of a model."""


class ByteCounter:
    """Counts what comes from somewhere, and refuses what is more than it may be."""

    def __init__(self, what: str, most: int) -> None:
        self._what = what
        self._most = most
        self._count = 0

    def add(self, count: int) -> None:
        """Count so many bytes, before they are kept. Raises TooMuchSent."""
        self._count += count
        if self._count > self._most:
            raise TooMuchSent(f"{self._what}: more than {told(self._most)}")


def unpacked(data: bytes, most: int, what: str) -> bytes:
    """What gzip packed, if it is no more than so many bytes.

    Raises TooMuchSent where it is, zlib.error or EOFError where it is damaged or cut.
    """
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    out = inflater.decompress(data, most + 1)
    if len(out) > most:
        raise TooMuchSent(f"{what}: more than {told(most)}, unpacked")
    if not inflater.eof:
        raise EOFError(f"{what}: packed data without its end")
    return out


def told(count: int) -> str:
    """A number of bytes as a person would say it."""
    return f"{count >> 20} MB" if count >= 1 << 20 else f"{count >> 10} kB"
