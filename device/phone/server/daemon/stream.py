"""One stream of a connection, seen from the service that runs on it.

A service is a coroutine that awaits nothing but its stream. It is stepped when something happens to the
stream (a piece arrived, a piece was taken, it was closed), always in the event loop's thread, so a service
may touch the phone freely between two awaits.
"""

import time
from collections.abc import Callable, Coroutine, Generator
from types import coroutine
from typing import Protocol

from device.link.wire.packet import CLSE, OKAY, WRTE


class StreamClosed(Exception):
    """The client closed the stream, or the connection is gone."""


class Outlet(Protocol):
    """What a stream needs of its connection."""

    max_payload: int
    writable: bool
    """False while the client does not read and enough is waiting for it already."""

    @property
    def crowded(self) -> bool:
        """True while so much lies here for this client that nothing more should be made for it."""
        ...

    def hold(self, count: int) -> None:
        """So many bytes more (or, below 0, fewer) lie here on behalf of the client."""
        ...

    def send(self, command: int, arg0: int, arg1: int, payload: bytes | memoryview = b"") -> None:
        """Queue one message."""
        ...

    def wake(self, stream: "Stream", seconds: float) -> None:
        """Step the stream after so many seconds."""
        ...

    def forget(self, stream: "Stream") -> None:
        """The stream is over."""
        ...


@coroutine
def _pause() -> Generator[None, None, None]:
    yield


class Stream:
    """What a service reads from and writes to. At most one piece is on its way in each direction."""

    def __init__(self, outlet: Outlet, local: int, remote: int) -> None:
        self._outlet = outlet
        self.local, self._remote = local, remote
        self._held = 0
        """Bytes that lie here: a piece untaken, input gathered, output not yet taken."""
        self._inbox: bytes | None = None
        self._piece, self._taken = b"", 0
        self._may_write = True
        self.rate = 0.0
        """Bytes a second that reach the client; 0 = as many as it takes."""
        self._closed = False
        self._service: Coroutine[object, None, None] | None = None
        self._begun = False
        self.scheduled = False
        """Whether it already stands in the connection's queue of streams to step."""

    # -- for the service -----------------------------------------------------------------------------
    async def read(self) -> bytes:
        """The next piece from the client. Raises StreamClosed at the end."""
        if self._taken < len(self._piece):
            data, self._piece = self._piece[self._taken :], b""
            return data
        while self._inbox is None:
            if self._closed:
                raise StreamClosed
            await _pause()
        data, self._inbox = self._inbox, None
        self.hold(-len(data))
        if not self._closed:
            self._outlet.send(OKAY, self.local, self._remote)
        return data

    async def read_exactly(self, count: int) -> bytes:
        """So many bytes. Raises StreamClosed when the client ends before."""
        parts: list[bytes] = []
        while count > 0:
            if self._taken >= len(self._piece):
                self._piece, self._taken = await self.read(), 0
            data = self._piece[self._taken : self._taken + count]
            self._taken += len(data)
            parts.append(data)
            count -= len(data)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    async def news(self) -> bytes:
        """What came from the client since, b"" when something else woke the service. Raises StreamClosed."""
        await _pause()
        return await self.read() if self.has_data or self._closed else b""

    def wake(self, seconds: float) -> None:
        """Have `news` return after so many seconds at the latest."""
        self._outlet.wake(self, seconds)

    async def pause(self, seconds: float) -> None:
        """Wait so long; what comes meanwhile stays to be read. Raises StreamClosed when the client goes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.wake(left)
            await _pause()
            if self._closed:
                raise StreamClosed

    async def write(self, data: bytes | bytearray) -> None:
        """Send all of it, piece by piece as the client takes it. Raises StreamClosed."""
        limit = self._outlet.max_payload
        view = memoryview(data)
        self.hold(len(data))
        for start in range(0, len(data), limit):
            await self._ready()
            self._may_write = False
            piece = view[start : start + limit]
            if self.rate:
                await self.pause(len(piece) / self.rate)
            self._outlet.send(WRTE, self.local, self._remote, piece)
        self.hold(-len(data))

    async def room(self) -> None:
        """Wait, before much is made for this client, until it has taken enough of what lies here for it.

        Raises StreamClosed when the client goes meanwhile; where nothing has to be waited for, never.
        """
        while self._outlet.crowded or not self._outlet.writable:
            if not self._closed:
                await _pause()
            if self._closed:
                raise StreamClosed

    @property
    def crowded(self) -> bool:
        """Whether too much lies here for this client already."""
        return self._outlet.crowded

    def hold(self, count: int) -> None:
        """Account for bytes that lie here on the stream's behalf; what is left at its end counts no more."""
        self._held += count
        self._outlet.hold(count)

    async def _ready(self) -> None:
        while not (self._may_write and self._outlet.writable):
            if self._closed:
                raise StreamClosed
            await _pause()
        if self._closed:
            raise StreamClosed

    @property
    def idle(self) -> bool:
        """Whether the client has taken all that was written."""
        return self._may_write

    @property
    def has_data(self) -> bool:
        """Whether `read` would return without waiting."""
        return self._inbox is not None or self._taken < len(self._piece)

    # -- for the connection --------------------------------------------------------------------------
    def run(self, service: "Service") -> None:
        """Begin; nothing happens before the first step."""
        self._service = self._serve(service)

    async def _serve(self, service: "Service") -> None:
        try:
            await service(self)
            while not self._may_write:  # the last piece must be taken before the goodbye
                if self._closed:
                    return
                await _pause()
        except StreamClosed:
            return
        finally:
            self._close()

    def _close(self) -> None:
        if not self._closed:
            self._closed = True
            self._outlet.send(CLSE, self.local, self._remote)
        self.hold(-self._held)
        self._outlet.forget(self)

    def step(self) -> None:
        """Let the service go on as far as it can. An error in it is a bug: the stream ends, it propagates."""
        self.scheduled = False
        service, self._service = self._service, None
        if service is None:
            return
        self._begun = True
        try:
            service.send(None)
        except StopIteration:
            return
        self._service = service

    def on_data(self, payload: bytes) -> bool:
        """A piece from the client; False when it did not wait until the one before was taken."""
        if self._inbox is not None:
            return False
        self._inbox = payload
        self.hold(len(payload))
        return True

    def on_okay(self) -> None:
        """The client took our piece."""
        self._may_write = True

    def on_close(self) -> None:
        """The client closed the stream. What it asked for is done all the same."""
        if not self._closed:
            self._closed = True
            self._outlet.send(CLSE, self.local, self._remote)

    def on_lost(self) -> None:
        """The client is gone. A service that has not begun never does."""
        self._closed = True
        if not self._begun and self._service is not None:
            self._service.close()
            self._service = None
            self._close()


Service = Callable[[Stream], Coroutine[object, None, None]]
"""What runs on a stream: it ends when it returns."""
