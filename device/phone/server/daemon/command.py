"""The `shell:` and `exec:` services: a command line run in the phone's shell."""

from collections.abc import Callable

from device.link.wire.packet import ProtocolError
from device.link.wire.shellframe import CLOSE_STDIN, STDIN, FrameReader
from device.phone.server.daemon.answer import lines_ended, send_frames, send_plain, wait_for
from device.phone.server.daemon.appetite import package_bytes, wants_input
from device.phone.server.daemon.script import typed_script
from device.phone.server.daemon.stream import Service, Stream, StreamClosed
from device.phone.server.daemon.terminal import TerminalSession, interactive
from device.phone.shell.result import ShellResult

MAX_INPUT = 64 * 1024 * 1024
"""Bytes of standard input a command is given; a client that sends more is cut off."""
MAX_COMMAND = 128 * 1024 - 1
"""Bytes of a command line: Linux passes no longer argument to a program."""
_TOO_LONG = ShellResult(((1, b"error: exec '/system/bin/sh' failed: Argument list too long (7)\n"),), 126)
RunCommand = Callable[[str, bytes], ShellResult]


def shell_service(name: str, run: RunCommand, open_session: Callable[[], TerminalSession]) -> Service:
    """The service behind `shell:COMMAND` or `shell,ARGUMENT,...:COMMAND`."""
    head, _, command = name.partition(":")
    arguments = head.split(",")[1:]
    framed = "v2" in arguments
    terminal = "pty" in arguments or (not command and "raw" not in arguments)
    if terminal and not command:
        return interactive(open_session, framed=framed)
    if not command.strip():
        return typed_script(open_session, framed=framed)
    if _too_long(command):
        command, run = "", _refuse

    async def serve(stream: Stream) -> None:
        data = await _input(stream, command, framed=framed and not terminal)
        await stream.room()
        result = run(command, data)
        await wait_for(stream, result)
        output = lines_ended(result.output) if terminal else result.output
        if framed:
            await send_frames(stream, output, result.exit_code)
        else:
            await send_plain(stream, output)

    return serve


def exec_service(name: str, run: RunCommand, open_session: Callable[[], TerminalSession]) -> Service:
    """The service behind `exec:COMMAND`: bytes in, bytes out, no exit code."""
    command = name.partition(":")[2]
    if not command.strip():
        return typed_script(open_session, framed=False)
    if _too_long(command):
        command, run = "", _refuse

    async def serve(stream: Stream) -> None:
        data = await _input(stream, command, framed=False)
        await stream.room()
        result = run(command, data)
        await wait_for(stream, result)
        await send_plain(stream, result.output)

    return serve


def _too_long(command: str) -> bool:
    return len(command.encode("utf-8", "surrogateescape")) > MAX_COMMAND


def _refuse(command: str, stdin: bytes) -> ShellResult:
    return _TOO_LONG


async def _input(stream: Stream, command: str, *, framed: bool) -> bytes:
    """What the command is to read; nothing is waited for where it reads nothing."""
    await stream.room()
    package = package_bytes(command)
    if package and not framed:
        return await _package(stream, package)
    if not package and not wants_input(command):
        return b""
    return await (_framed_input(stream, package) if framed else _plain_input(stream))


async def _package(stream: Stream, count: int) -> bytes:
    """So many bytes: clients send them all, and leave the input open. What lies here too long is let go."""
    parts, size, kept = list[bytes](), 0, True
    while count > 0:
        piece = (await stream.read())[:count]
        count -= len(piece)
        if kept:
            parts.append(piece)
            size += len(piece)
            stream.hold(len(piece))
        if kept and stream.crowded:
            parts.clear()
            stream.hold(-size)
            kept = False
    return b"".join(parts)


async def _framed_input(stream: Stream, enough: int = 0) -> bytes:
    """All of the input, or `enough` bytes of it."""
    frames, parts, size = FrameReader(), list[bytes](), 0
    while True:
        try:
            piece = await stream.read()
            stream.hold(len(piece))
            for frame in frames.feed(piece):
                if frame.kind == STDIN:
                    parts.append(frame.body)
                    size += len(frame.body)
                if frame.kind == CLOSE_STDIN or 0 < enough <= size:
                    return b"".join(parts)
        except ProtocolError as error:
            raise StreamClosed from error
        if size > MAX_INPUT or stream.crowded:
            raise StreamClosed


async def _plain_input(stream: Stream) -> bytes:
    """Without frames the end of the input is the end of the stream; the command runs then, unheard."""
    parts, size = list[bytes](), 0
    try:
        while size <= MAX_INPUT and not stream.crowded:
            piece = await stream.read()
            parts.append(piece)
            size += len(piece)
            stream.hold(len(piece))
    except StreamClosed:
        return b"".join(parts)
    raise StreamClosed
