"""The `shell:` and `exec:` services: a command line run in the phone's shell."""

import re
from collections.abc import Callable, Iterable, Iterator

from device.phone.daemon.appetite import package_bytes, wants_input
from device.phone.daemon.stream import Service, Stream, StreamClosed
from device.phone.daemon.terminal import Session, interactive
from device.phone.shell.result import ShellResult
from device.wire.packet import ProtocolError
from device.wire.shellframe import CLOSE_STDIN, EXIT, STDERR, STDIN, STDOUT, FrameReader, encode

MAX_INPUT = 64 * 1024 * 1024
"""Bytes of standard input a command is given; a client that sends more is cut off."""
_PIECE = 256 * 1024


RunCommand = Callable[[str, bytes], ShellResult]


def shell_service(name: str, run: RunCommand, open_session: Callable[[], Session]) -> Service:
    """The service behind `shell:COMMAND` or `shell,ARGUMENT,...:COMMAND`."""
    head, _, command = name.partition(":")
    arguments = head.split(",")[1:]
    framed = "v2" in arguments
    terminal = "pty" in arguments or (not command and "raw" not in arguments)
    if terminal and not command:
        return interactive(open_session, framed=framed)

    async def serve(stream: Stream) -> None:
        data = await _input(stream, command, framed=framed and not terminal)
        result = run(command, data)
        output = _lines_ended(result.output) if terminal else result.output
        if framed:
            await _send_frames(stream, output, result.exit_code)
        else:
            await _send_plain(stream, output)

    return serve


def exec_service(name: str, run: RunCommand) -> Service:
    """The service behind `exec:COMMAND`: bytes in, bytes out, no exit code."""
    command = name.partition(":")[2]

    async def serve(stream: Stream) -> None:
        result = run(command, await _input(stream, command, framed=False))
        await _send_plain(stream, result.output)

    return serve


async def _input(stream: Stream, command: str, *, framed: bool) -> bytes:
    """What the command is to read; nothing is waited for where it reads nothing."""
    package = package_bytes(command)
    if package and not framed:
        await _swallow(stream, package)
        return b""
    if not wants_input(command):
        return b""
    return await (_framed_input(stream) if framed else _plain_input(stream))


async def _swallow(stream: Stream, count: int) -> None:
    """Let a package that will not be installed come in: clients send it all before they read the answer."""
    while count > 0:
        count -= len(await stream.read())


async def _framed_input(stream: Stream) -> bytes:
    frames, data = FrameReader(), bytearray()
    while True:
        try:
            for frame in frames.feed(await stream.read()):
                if frame.kind == STDIN:
                    data += frame.body
                elif frame.kind == CLOSE_STDIN:
                    return bytes(data)
        except ProtocolError as error:
            raise StreamClosed from error
        if len(data) > MAX_INPUT:
            raise StreamClosed


async def _plain_input(stream: Stream) -> bytes:
    """Without frames the end of the input is the end of the stream; the command runs then, unheard."""
    data = bytearray()
    try:
        while len(data) <= MAX_INPUT:
            data += await stream.read()
    except StreamClosed:
        return bytes(data)
    raise StreamClosed


async def _send_plain(stream: Stream, output: Iterable[tuple[int, bytes]]) -> None:
    pieces = [data for _, data in output]
    await stream.write(pieces[0] if len(pieces) == 1 else b"".join(pieces))


async def _send_frames(stream: Stream, output: Iterable[tuple[int, bytes]], exit_code: int) -> None:
    """Frames gathered to messages of a good size; a short answer is one message, its exit code included."""
    waiting = bytearray()
    for kind, piece in _pieces(output):
        waiting += encode(kind, piece)
        if len(waiting) >= _PIECE:
            await stream.write(bytes(waiting))
            waiting.clear()
    await stream.write(bytes(waiting + encode(EXIT, bytes((exit_code & 0xFF,)))))


def _pieces(output: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    for descriptor, data in output:
        for start in range(0, len(data), _PIECE):
            yield (STDERR if descriptor == 2 else STDOUT), data[start : start + _PIECE]


def _lines_ended(output: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """A terminal has one stream, and its lines end in CR LF."""
    for _, data in output:
        yield 1, re.sub(rb"(?<!\r)\n", b"\r\n", data)
