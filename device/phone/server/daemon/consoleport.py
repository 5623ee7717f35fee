"""The console on the wire: lines in, lines out, one connection."""

import asyncio
import re
from collections.abc import Callable

from device.phone.console.answer import Answer
from device.phone.console.console import WELCOME

MAX_LINE = 64 * 1024
"""Bytes of one command; who sends more is hung up on."""
_END = b"\r\n"
_WEB = re.compile(rb"(?:GET|POST|PUT|HEAD|OPTIONS|DELETE|PATCH|CONNECT|TRACE) \S+ HTTP/")
"""How a request of a browser begins: a page must not be able to speak to a phone."""


class ConsoleConnection(asyncio.Protocol):
    """One client of the console. All of it happens in the event loop's thread."""

    def __init__(self, run: Callable[[str], Answer], gone: Callable[["ConsoleConnection"], None]) -> None:
        """`run` does what a line says, `gone` is told at the end."""
        self._run, self._gone = run, gone
        self._held = b""
        self._greeted = False
        self._transport: asyncio.Transport | None = None
        self.refused = False
        """Whether the client is hung up on as soon as it has dialled."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client dialled: it is greeted."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self.refused:
            transport.abort()
        else:
            self._say(WELCOME)

    def data_received(self, data: bytes) -> None:
        """Bytes from the client: the whole lines in them are done."""
        self._held += data
        *lines, self._held = self._held.split(b"\n")
        if len(self._held) > MAX_LINE:
            self.abort()
            return
        if not self._greeted and lines:
            self._greeted = True
            self._greet(lines)
        for line in lines:
            if self._transport is None or self._transport.is_closing():
                return
            self._do(line)

    def _greet(self, lines: list[bytes]) -> None:
        """Once, before the first line is done.

        adb sends its whole talk at once and prints what follows the second OK, taking the first for that of a
        greeting and the next for that of `auth`, which it leaves out when it has no token.
        """
        if _WEB.match(lines[0]):
            self.abort()
        elif lines[-1].strip() == b"quit" and not lines[0].startswith(b"auth "):
            self._say(WELCOME)

    def _do(self, line: bytes) -> None:
        answer = self._run(line.decode("utf-8", "replace").strip("\r"))
        self._say(answer.lines)
        if answer.end:
            self.close()

    def _say(self, lines: tuple[str, ...]) -> None:
        if lines and self._transport is not None:
            text = "\n".join(lines).encode("utf-8", "replace")
            self._transport.write(text.replace(b"\n", _END) + _END)

    def connection_lost(self, error: Exception | None) -> None:
        """The client is gone."""
        self._gone(self)

    def close(self) -> None:
        """Hang up, after what is on its way."""
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """Hang up at once."""
        if self._transport is not None:
            self._transport.abort()
