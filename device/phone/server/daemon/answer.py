"""How the output of a command goes to its client: plain or in frames, for a terminal, and when."""

import re
from collections.abc import Iterable, Iterator

from device.link.wire.shellframe import EXIT, STDERR, STDOUT, encode
from device.phone.server.daemon.stream import Stream
from device.phone.shell.result import ShellResult

Output = Iterable[tuple[int, bytes]]
"""Descriptors and what was written to them, in order."""
_PIECE = 256 * 1024


async def wait_for(stream: Stream, result: ShellResult) -> None:
    """On a live phone a command that sleeps takes its time. Raises StreamClosed."""
    if result.slept_ms:
        await stream.pause(result.slept_ms / 1000)


async def send_plain(stream: Stream, output: Output) -> None:
    """Pieces gathered to messages of a good size, large ones as they are."""
    waiting = bytearray()
    for _, piece in output:
        if len(piece) >= _PIECE:
            await stream.write(bytes(waiting))
            waiting.clear()
            await stream.write(piece)
        else:
            waiting += piece
    await stream.write(bytes(waiting))


async def send_frames(stream: Stream, output: Output, exit_code: int | None) -> None:
    """Frames gathered to messages of a good size; a short answer is one message, its exit code included.

    Without an exit code the answer goes on.
    """
    waiting = bytearray()
    for kind, piece in _pieces(output):
        waiting += encode(kind, piece)
        if len(waiting) >= _PIECE:
            await stream.write(bytes(waiting))
            waiting.clear()
    if exit_code is not None:
        waiting += encode(EXIT, bytes((exit_code & 0xFF,)))
    await stream.write(bytes(waiting))


def _pieces(output: Output) -> Iterator[tuple[int, bytes]]:
    for descriptor, data in output:
        for start in range(0, len(data), _PIECE):
            yield (STDERR if descriptor == 2 else STDOUT), data[start : start + _PIECE]


def lines_ended(output: Output) -> Iterator[tuple[int, bytes]]:
    """A terminal has one stream, and its lines end in CR LF."""
    for _, data in output:
        yield 1, re.sub(rb"(?<!\r)\n", b"\r\n", data)
