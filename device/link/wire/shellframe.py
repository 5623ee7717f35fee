"""Frames of the `shell,v2` service: which of the streams a piece belongs to, and the exit code."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from device.link.wire.packet import ProtocolError

STDIN, STDOUT, STDERR, EXIT, CLOSE_STDIN, WINDOW_SIZE = range(6)
MAX_BODY = 16 * 1024 * 1024
"""No peer sends frames near this long; more is taken for a broken stream."""
HEADER = struct.Struct("<BI")


class ShellFrame(NamedTuple):
    """One piece of one of the streams."""

    kind: int
    body: bytes


def encode(kind: int, body: bytes = b"") -> bytes:
    """A frame as bytes."""
    return HEADER.pack(kind, len(body)) + body


class FrameReader:
    """Finds frames in bytes that arrive in any pieces."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def waiting(self) -> int:
        """Bytes here of a frame that is not complete."""
        return len(self._buffer)

    def feed(self, data: bytes) -> Iterator[ShellFrame]:
        """The frames that `data` completes. Raises ProtocolError at an unknown kind or a senseless length."""
        buffer = self._buffer
        buffer += data
        start = 0
        try:
            while len(buffer) - start >= HEADER.size:
                kind, length = HEADER.unpack_from(buffer, start)
                if kind > WINDOW_SIZE or length > MAX_BODY:
                    raise ProtocolError(f"a shell frame of kind {kind} and {length} bytes")
                body = start + HEADER.size
                if len(buffer) < body + length:
                    break
                with memoryview(buffer) as view:
                    frame = ShellFrame(kind, bytes(view[body : body + length]))
                start = body + length
                yield frame
        finally:
            del buffer[:start]
