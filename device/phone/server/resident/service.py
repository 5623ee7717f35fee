"""The server's two services: the shell command that runs it, and the port at which it listens.

It runs as long as the stream of its command is open. What is spoken at the port is HTTP: `GET /ping`,
`POST /jsonrpc/0`, `GET /stop`; a connection is kept, and closed when nothing comes for 5 seconds.
"""

import re
import time
from functools import partial
from typing import TYPE_CHECKING

from device.link.wire.packet import ProtocolError
from device.phone.server.appprocess import code_of, command_of, say
from device.phone.server.daemon.stream import Service, Stream, StreamClosed
from device.phone.server.resident.program import MAIN, Program
from device.phone.system import automation

if TYPE_CHECKING:
    from device.phone.phone import Phone

_COMMAND = command_of(MAIN, r"(?:\s+-p\s+(\d{1,5}))?")
_PORT = 9008
_IDLE_S = 5.0
_LOOK_S = 0.1
"""How often it is seen whether the program was killed."""
_MOST = 4 << 20
"""Bytes of a request."""
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,9})\s*$", re.IGNORECASE | re.MULTILINE)
_ABORTED = 134
_STARTING = "[server] INFO: [UiAutomator2Server] Starting Server\n"


def residing(phone: "Phone", name: str) -> Service | None:
    """The service for the command that starts the server; None for anything else, or without its jar."""
    head, _, command = name.partition(":")
    found = _COMMAND.fullmatch(command)
    if found is None or not code_of(phone, found[1], MAIN):
        return None
    framed, port = "v2" in head.split(","), int(found[2] or _PORT)

    async def serve(stream: Stream) -> None:
        tell = partial(say, stream, framed=framed)
        try:
            program = Program(phone, port)
        except automation.AlreadyRegistered as taken:
            await tell(f"{_STARTING}{taken}\n", _ABORTED)
            return
        try:
            await tell(_STARTING)
            while not program.over:
                stream.wake(_LOOK_S)
                await stream.news()
            await tell("Killed\n", 137)
        finally:
            program.end()

    return serve


def visiting(phone: "Phone", name: str) -> Service | None:
    """The service for `tcp:PORT`; None, so that it is refused, unless the server listens there."""
    program = automation.holder(phone)
    if not isinstance(program, Program) or name != f"tcp:{program.port}":
        return None

    async def serve(stream: Stream) -> None:
        visit = _Visit(stream, program)
        try:
            while await visit.serve_one():
                pass
        except (StreamClosed, ProtocolError):
            return

    return serve


class _Visit:
    """One connection to the server."""

    def __init__(self, stream: Stream, program: Program) -> None:
        self._stream, self._program = stream, program
        self._waiting = bytearray()

    async def serve_one(self) -> bool:
        """Answer the next request; False when the connection is to be closed."""
        while b"\r\n\r\n" not in self._waiting:
            if not await self._hear():
                return False
        head, _, rest = bytes(self._waiting).partition(b"\r\n\r\n")
        told = _LENGTH.search(head.replace(b"\r\n", b"\n"))
        size = int(told[1]) if told else 0
        while len(rest) < size:
            if not await self._hear():
                return False
            rest = bytes(self._waiting).partition(b"\r\n\r\n")[2]
        self._waiting = bytearray(rest[size:])
        verb, path, *_ = (*head.split(b"\r\n")[0].split(), b"", b"")
        status, kind, body = self._answer(verb, path, rest[:size])
        await self._stream.write(
            b"HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: keep-alive\r\nContent-Length: %d\r\n\r\n"
            % (status, kind, len(body))
            + body
        )
        return not self._program.over

    def _answer(self, verb: bytes, path: bytes, body: bytes) -> tuple[bytes, bytes, bytes]:
        """Status, kind and content."""
        if path == b"/ping":
            return b"200 OK", b"text/plain", b"pong"
        if path == b"/stop":
            self._program.end()
            return b"200 OK", b"text/plain", b"Server stopped"
        if verb == b"POST" and path == b"/jsonrpc/0":
            return b"200 OK", b"application/json", self._program.call(body)
        return b"404 Not Found", b"text/plain", b"Not Found"

    async def _hear(self) -> bool:
        """Take what comes; False when nothing did for too long, or the program was killed."""
        end = time.monotonic() + _IDLE_S
        while not self._stream.has_data:
            left = end - time.monotonic()
            if left <= 0 or self._program.over:
                return False
            self._stream.wake(min(left, _LOOK_S))
            piece = await self._stream.news()
            if piece:
                self._waiting += piece
                return True
        self._waiting += await self._stream.read()
        if len(self._waiting) > _MOST:
            raise ProtocolError("a request that has no end")
        return True
