"""A shell without a terminal and without a command: what the client sends is its script.

What is there of it runs as soon as it makes whole lines, so that a program may talk with the shell; a line
that reads its input waits for the end, as what follows is meant for it.
"""

from collections.abc import Callable

from device.link.wire.packet import ProtocolError
from device.link.wire.shellframe import CLOSE_STDIN, STDIN, FrameReader
from device.phone.server.daemon.answer import send_frames, send_plain, wait_for
from device.phone.server.daemon.appetite import wants_input
from device.phone.server.daemon.stream import Service, Stream, StreamClosed
from device.phone.server.daemon.terminal import TerminalSession
from device.phone.shell.parser import parse
from device.phone.shell.syntax import SyntaxFault

_MAX_INPUT = 64 * 1024 * 1024
_EAGER = 64 * 1024
"""Bytes up to which it is looked whether the lines so far are whole."""


def typed_script(open_session: Callable[[], TerminalSession], *, framed: bool) -> Service:
    """The service behind `adb shell` with something piped into it."""

    async def serve(stream: Stream) -> None:
        await _Script(stream, open_session(), framed=framed).serve()

    return serve


class _Script:
    """One client's shell."""

    def __init__(self, stream: Stream, session: TerminalSession, *, framed: bool) -> None:
        self._stream, self._session, self._framed = stream, session, framed
        self._frames = FrameReader()
        self._waiting = bytearray()
        self._reads = False
        """Whether the lines that wait read their input."""
        self._status = 0

    async def serve(self) -> None:
        """Until `exit`, or the end of the input."""
        ended = False
        while not ended and not self._session.exited:
            ended = await self._hear()
            if ended or self._whole():
                await self._run()
        if self._framed:
            await send_frames(self._stream, (), self._status)

    async def _hear(self) -> bool:
        """Take the next piece; whether it was the last."""
        try:
            piece = await self._stream.read()
        except StreamClosed:
            if self._framed:
                raise
            return True
        self._stream.hold(len(piece))
        if not self._framed:
            self._waiting += piece
        else:
            try:
                for frame in self._frames.feed(piece):
                    if frame.kind == STDIN:
                        self._waiting += frame.body
                    elif frame.kind == CLOSE_STDIN:
                        return True
            except ProtocolError as error:
                raise StreamClosed from error
        if len(self._waiting) > _MAX_INPUT or self._stream.crowded:
            raise StreamClosed
        return False

    def _whole(self) -> bool:
        """Whether what waits is whole commands that read nothing."""
        if self._reads or len(self._waiting) > _EAGER or not self._waiting.endswith(b"\n"):
            return False
        text = self._waiting.decode("utf-8", "surrogateescape")
        try:
            parse(text)
        except SyntaxFault:
            return False
        self._reads = wants_input(text)
        return not self._reads

    async def _run(self) -> None:
        script = bytes(self._waiting)
        self._waiting.clear()
        self._stream.hold(-len(script))
        await self._stream.room()
        result = self._session.typed(script)
        self._status = result.exit_code
        await wait_for(self._stream, result)
        if self._framed:
            await send_frames(self._stream, result.output, None)
        else:
            await send_plain(self._stream, result.output)
