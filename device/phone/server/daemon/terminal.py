"""The interactive shell: a prompt, an echo, a line that can be edited, Ctrl-C and Ctrl-D."""

import codecs
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from device.link.wire.packet import ProtocolError
from device.link.wire.shellframe import EXIT, STDIN, STDOUT, FrameReader, encode
from device.phone.server.daemon.answer import lines_ended, wait_for
from device.phone.server.daemon.appetite import wants_input
from device.phone.server.daemon.line import TerminalLine, keys
from device.phone.server.daemon.stream import Service, Stream, StreamClosed
from device.phone.shell.result import ShellResult

_MOST_TYPED = 1024 * 1024
"""Characters that a command may be given."""
_ONE_LINE = re.compile(r"\s*read\b[^;|&\n]*")
"""A command that reads a line and no more."""
_INNER = frozenset({"exec", "run-as", "sh", "su"})
"""Shells in the shell: this prompt goes on as theirs."""


class TerminalSession(Protocol):
    """A shell that stays: its directory and variables last from line to line."""

    @property
    def prompt(self) -> str:
        """What stands before the line."""
        ...

    @property
    def exited(self) -> bool:
        """Whether `exit` was run."""
        ...

    def __call__(self, command: str, stdin: bytes = b"") -> ShellResult:
        """Run a line."""
        ...

    def typed(self, script: bytes) -> ShellResult:
        """Run what is there of a script that comes by standard input."""
        ...


@dataclass
class _TerminalReader:
    """A command that reads what is typed; it runs once it has all of that."""

    command: str
    line: TerminalLine
    typed: str = ""

    @property
    def content(self) -> bool:
        """Whether it reads no more."""
        return bool(self.typed) and _ONE_LINE.fullmatch(self.command) is not None


def _reads(command: str) -> bool:
    return bool(command.strip()) and command.split()[0] not in _INNER and wants_input(command)


class _Terminal:
    """What lies between a person's keys and a shell."""

    def __init__(self, stream: Stream, session: TerminalSession, *, framed: bool) -> None:
        self._stream = stream
        self._session = session
        self._framed = framed
        self._frames = FrameReader()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._line = TerminalLine(session.prompt)
        self._reader: _TerminalReader | None = None
        self._code = 0
        self._cut = ""

    async def serve(self) -> None:
        await self._print(self._line.begin())
        while not await self._typed():
            pass

    @property
    def _edited(self) -> TerminalLine:
        return self._reader.line if self._reader is not None else self._line

    async def _typed(self) -> bool:
        """Handle what was typed next; whether the session is over."""
        text = self._cut + self._decoder.decode(await self._read())
        # An arrow key's sequence may arrive in two pieces.
        start = text.rfind("\x1b", -8)
        self._cut = text[start:] if start >= 0 and re.fullmatch(r"\x1b(\[[0-9;]*|O)?", text[start:]) else ""
        said = ""
        for kind, value in keys(text[: len(text) - len(self._cut)]):
            if kind == "text":
                said += self._edited.insert(value)
            elif value == "enter":
                await self._print(said + "\r\n")
                said = ""
                if await self._enter(self._edited.text):
                    return True
            elif value == "interrupt":
                self._code = 130
                self._reader = None
                said += "^C\r\n" + self._line.begin()
            elif value == "end-of-file":
                if self._edited.text:
                    continue
                await self._print(said + ("" if self._reader is not None else "\r\n"))
                said = ""
                if self._reader is None:
                    await self._leave(self._code)
                    return True
                if await self._run(self._reader.command, self._reader.typed):
                    return True
            else:
                said += self._edited.key(value)
        await self._print(said)
        return False

    async def _enter(self, text: str) -> bool:
        reader = self._reader
        if reader is None:
            self._line.remember(text)
            if not _reads(text):
                return await self._run(text)
            reader = self._reader = _TerminalReader(text, TerminalLine(""))
        else:
            reader.typed += f"{text}\n"
            if len(reader.typed) > _MOST_TYPED:
                raise StreamClosed
            if reader.content:
                return await self._run(reader.command, reader.typed)
        reader.line.begin()
        return False

    async def _run(self, command: str, typed: str = "") -> bool:
        """Run a line with what was typed to it; whether the session is over."""
        self._reader = None
        if command.strip():
            await self._stream.room()
            result = self._session(command, typed.encode("utf-8", "replace"))
            self._code = result.exit_code
            await wait_for(self._stream, result)
            await self._send(b"".join(data for _, data in lines_ended(result.output)))
        if self._session.exited:
            await self._leave(self._code)
            return True
        self._line.prompt = self._session.prompt
        await self._print(self._line.begin())
        return False

    async def _read(self) -> bytes:
        data = await self._stream.read()
        if not self._framed:
            return data
        waited = self._frames.waiting
        try:
            typed = b"".join(frame.body for frame in self._frames.feed(data) if frame.kind == STDIN)
        except ProtocolError as error:
            raise StreamClosed from error
        self._stream.hold(self._frames.waiting - waited)
        if self._stream.crowded:
            raise StreamClosed
        return typed

    async def _print(self, text: str) -> None:
        await self._send(text.encode("utf-8", "replace"))

    async def _send(self, data: bytes) -> None:
        if not data:
            return
        await self._stream.write(encode(STDOUT, data) if self._framed else data)

    async def _leave(self, code: int) -> None:
        if self._framed:
            await self._stream.write(encode(EXIT, struct.pack("B", code & 0xFF)))


def interactive(open_session: Callable[[], TerminalSession], *, framed: bool) -> Service:
    """The service behind `adb shell` without a command."""

    async def serve(stream: Stream) -> None:
        await _Terminal(stream, open_session(), framed=framed).serve()

    return serve
