"""The interactive shell: a prompt, an echo, a line that can be edited, Ctrl-C and Ctrl-D."""

import codecs
import re
import struct
from collections.abc import Callable, Iterator
from typing import Protocol

from device.phone.daemon.answer import lines_ended, wait_for
from device.phone.daemon.stream import Service, Stream, StreamClosed
from device.phone.shell.result import ShellResult
from device.wire.packet import ProtocolError
from device.wire.shellframe import EXIT, STDIN, STDOUT, FrameReader, encode

MAX_LINE = 4096
MAX_HISTORY = 200
_KEYS = {
    "\x1b[A": "up", "\x1b[B": "down", "\x1b[C": "right", "\x1b[D": "left", "\x1b[H": "home",
    "\x1b[F": "end", "\x1bOA": "up", "\x1bOB": "down", "\x1bOC": "right", "\x1bOD": "left",
    "\x1b[1~": "home", "\x1b[4~": "end", "\x1b[3~": "delete", "\x01": "home", "\x05": "end",
    "\x02": "left", "\x06": "right", "\x10": "up", "\x0e": "down", "\x7f": "backspace",
    "\x08": "backspace", "\x15": "kill-before", "\x0b": "kill-after", "\x17": "kill-word",
    "\x0c": "clear", "\x03": "interrupt", "\x04": "end-of-file", "\r": "enter", "\n": "enter",
}  # fmt: skip
_SPLIT = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-D]|\x1b\[?[0-9;]*\Z|.", re.DOTALL)


class Session(Protocol):
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

    def typed(self, script: bytes, *, last: bool) -> ShellResult:
        """Run what is there of a script that comes by standard input."""
        ...


class Line:
    """One line under edit: what keys do to it and what the terminal must print for that."""

    def __init__(self, prompt: str) -> None:
        self.prompt = prompt
        self.text = ""
        self._cursor = 0
        self._history: list[str] = []
        self._place = 0

    def begin(self) -> str:
        """A fresh line."""
        self.text, self._cursor, self._place = "", 0, len(self._history)
        return self.prompt

    def remember(self, text: str) -> None:
        """Add to what arrow-up brings back."""
        if text.strip() and self._history[-1:] != [text]:
            self._history = [*self._history[1 - MAX_HISTORY :], text]

    def insert(self, text: str) -> str:
        """Typed characters; beyond the longest line they are swallowed, as a terminal does."""
        text = "".join(char for char in text if char.isprintable() or char == "\t")
        text = text[: MAX_LINE - len(self.text)]
        at_end = self._cursor == len(self.text)
        self.text = self.text[: self._cursor] + text + self.text[self._cursor :]
        self._cursor += len(text)
        return text if at_end else self._redraw()

    def key(self, name: str) -> str:
        """An editing key."""
        before, after = self.text[: self._cursor], self.text[self._cursor :]
        if name in ("up", "down"):
            self._recall(-1 if name == "up" else 1)
            return self._redraw()
        if name == "clear":
            return "\x1b[2J\x1b[H" + self._redraw()
        if name == "kill-word":
            before = before.rstrip().rpartition(" ")[0] + " " if " " in before.rstrip() else ""
        kept = {
            "left": (before[:-1], before[-1:] + after),
            "right": (before + after[:1], after[1:]),
            "home": ("", before + after),
            "end": (before + after, ""),
            "backspace": (before[:-1], after),
            "delete": (before, after[1:]),
            "kill-before": ("", after),
            "kill-after": (before, ""),
            "kill-word": (before, after),
        }[name]
        if name == "backspace" and not after and before:
            self.text, self._cursor = kept[0], len(kept[0])
            return "\b \b" if before[-1].isascii() else self._redraw()
        self.text, self._cursor = kept[0] + kept[1], len(kept[0])
        return self._redraw()

    def _recall(self, step: int) -> None:
        self._place = min(max(0, self._place + step), len(self._history))
        self.text = self._history[self._place] if self._place < len(self._history) else ""
        self._cursor = len(self.text)

    def _redraw(self) -> str:
        back = len(self.text) - self._cursor
        return f"\r{self.prompt}{self.text}\x1b[K" + (f"\x1b[{back}D" if back else "")


def keys(text: str) -> Iterator[tuple[str, str]]:
    """("key", name) or ("text", characters), one after the other; unknown escapes vanish."""
    for found in _SPLIT.findall(text):
        if found in _KEYS:
            yield "key", _KEYS[found]
        elif not found.startswith("\x1b"):
            yield "text", found


class _Terminal:
    """What lies between a person's keys and a shell."""

    def __init__(self, stream: Stream, session: Session, *, framed: bool) -> None:
        self._stream = stream
        self._session = session
        self._framed = framed
        self._frames = FrameReader()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._line = Line(session.prompt)
        self._code = 0
        self._cut = ""

    async def serve(self) -> None:
        await self._print(self._line.begin())
        while not await self._typed():
            pass

    async def _typed(self) -> bool:
        """Handle what was typed next; whether the session is over."""
        text = self._cut + self._decoder.decode(await self._read())
        # An arrow key's sequence may arrive in two pieces.
        start = text.rfind("\x1b", -8)
        self._cut = text[start:] if start >= 0 and re.fullmatch(r"\x1b(\[[0-9;]*|O)?", text[start:]) else ""
        said = ""
        for kind, value in keys(text[: len(text) - len(self._cut)]):
            if kind == "text":
                said += self._line.insert(value)
            elif value == "enter":
                await self._print(said + "\r\n")
                said = ""
                if await self._enter(self._line.text):
                    return True
            elif value == "interrupt":
                self._code = 130
                said += "^C\r\n" + self._line.begin()
            elif value == "end-of-file":
                if not self._line.text:
                    await self._print(said + "\r\n")
                    await self._leave(self._code)
                    return True
            else:
                said += self._line.key(value)
        await self._print(said)
        return False

    async def _enter(self, command: str) -> bool:
        self._line.remember(command)
        if command.strip():
            await self._stream.room()
            result = self._session(command)
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


def interactive(open_session: Callable[[], Session], *, framed: bool) -> Service:
    """The service behind `adb shell` without a command."""

    async def serve(stream: Stream) -> None:
        await _Terminal(stream, open_session(), framed=framed).serve()

    return serve
