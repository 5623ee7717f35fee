"""ADB messages: a 24-byte header and its payload, and how to find them in a stream of bytes."""

import struct
from collections.abc import Iterator
from typing import NamedTuple


def _word(name: bytes) -> int:
    return int.from_bytes(name, "little")


CNXN, AUTH, STLS = _word(b"CNXN"), _word(b"AUTH"), _word(b"STLS")
OPEN, OKAY, WRTE, CLSE, SYNC = (
    _word(b"OPEN"),
    _word(b"OKAY"),
    _word(b"WRTE"),
    _word(b"CLSE"),
    _word(b"SYNC"),
)
COMMANDS = frozenset((CNXN, AUTH, STLS, OPEN, OKAY, WRTE, CLSE, SYNC))

VERSION = 0x0100_0001
"""From this version on nobody sends or checks the sum of the payload."""
MAX_PAYLOAD = 1024 * 1024
HEADER = struct.Struct("<6I")
_ALL_ONES = 0xFFFF_FFFF


class ProtocolError(Exception):
    """The other side does not speak ADB, or not as agreed."""


class Packet(NamedTuple):
    """One message."""

    command: int
    arg0: int
    arg1: int
    payload: bytes = b""

    @property
    def name(self) -> str:
        """The command as four letters."""
        return self.command.to_bytes(4, "little").decode("ascii", "replace")


def header(
    command: int, arg0: int, arg1: int, payload: bytes | memoryview = b"", *, summed: bool = False
) -> bytes:
    """The 24 bytes that go before a payload; `summed` for peers older than VERSION, who check the sum."""
    check = sum(payload) & _ALL_ONES if summed else 0
    return HEADER.pack(command, arg0, arg1, len(payload), check, command ^ _ALL_ONES)


def encode(packet: Packet, *, summed: bool = False) -> bytes:
    """A whole message as bytes."""
    command, arg0, arg1, payload = packet
    return header(command, arg0, arg1, payload, summed=summed) + payload


class PacketReader:
    """Finds messages in bytes that arrive in any pieces."""

    def __init__(self, max_payload: int = MAX_PAYLOAD) -> None:
        self._buffer = bytearray()
        self._max_payload = max_payload
        self.summed = False
        """Whether the peer sends sums that must be right."""

    @property
    def missing(self) -> int:
        """How many bytes the message begun still lacks; 0 when not even its header is here."""
        if len(self._buffer) < HEADER.size:
            return 0
        (length,) = struct.unpack_from("<I", self._buffer, 12)
        return max(0, HEADER.size + int(length) - len(self._buffer))

    def feed(self, data: bytes) -> Iterator[Packet]:
        """The messages that `data` completes, in order; what is left over waits for the next call.

        Raises ProtocolError at the first byte that shows the stream is no ADB; the messages before it are
        given out first, however the stream was cut.
        """
        buffer = self._buffer
        buffer += data
        start = 0
        try:
            while (end := self._end(buffer, start)) > 0:
                command, arg0, arg1, _, check, _ = HEADER.unpack_from(buffer, start)
                with memoryview(buffer) as view:
                    payload = bytes(view[start + HEADER.size : end])
                if self.summed and check != sum(payload) & _ALL_ONES:
                    raise ProtocolError("a message's sum is wrong")
                start = end
                yield Packet(command, arg0, arg1, payload)
        finally:
            del buffer[:start]

    def _end(self, buffer: bytearray, start: int) -> int:
        """Where the message at `start` ends; 0 while it is not all here."""
        here = len(buffer) - start
        if here < 4:
            return 0
        if here < HEADER.size:
            if int.from_bytes(buffer[start : start + 4], "little") not in COMMANDS:
                raise ProtocolError("no ADB message")
            return 0
        command, _, _, length, _, magic = HEADER.unpack_from(buffer, start)
        if command not in COMMANDS or command ^ _ALL_ONES != magic:
            raise ProtocolError("no ADB message")
        if length > self._max_payload:
            raise ProtocolError(f"a message of {length} bytes, more than the {self._max_payload} agreed")
        end: int = start + HEADER.size + length
        return end if end <= len(buffer) else 0
