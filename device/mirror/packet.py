"""scrcpy's video socket, read: the handshake, and one packet after the other, of versions 3 and 4."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from device.budget import PICTURE_BYTES

_HEAD = 12
_CODEC = b"h264"
_NAME = 64


class NoVideo(Exception):
    """What came is no stream of that server."""


@dataclass(frozen=True, slots=True)
class VideoPacket:
    """A piece of the stream."""

    payload: bytes
    is_config: bool
    """Whether it tells of the frames to come, and is none itself."""
    is_key: bool
    """Whether a stream may begin with it."""


def read_video(read: Callable[[int], bytes], major: int) -> Iterator[VideoPacket]:
    """The packets of a socket whose dummy byte has come; `read` gives so many bytes.

    Raises NoVideo for what is none, and what `read` raises.
    """
    read(_NAME)
    if read(4) != _CODEC:
        raise NoVideo("the phone sends no H.264")
    if major < 4:
        read(8)  # the size, which each configuration tells again
    config, key = (63, 62) if major < 4 else (62, 61)
    while True:
        head = read(_HEAD)
        flags, size = struct.unpack(">QI", head)
        if major >= 4 and flags >> 63:
            continue  # a new session, whose size its configuration tells
        if size > PICTURE_BYTES:
            raise NoVideo("a packet that has no end")
        yield VideoPacket(read(size), bool(flags >> config & 1), bool(flags >> key & 1))
