"""One stream of a channel: the client's side of one service."""

import time
from collections import deque
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self

from device.budget import PICTURE_BYTES, UNREAD_BYTES, ByteCounter, told
from device.error import CommandTimeout
from device.link.wire.error import ConnectionBroken
from device.link.wire.greeting import Greeting
from device.link.wire.packet import CLSE, OKAY, WRTE, ProtocolError

CLOSE_TIMEOUT = 1.0
"""Seconds a goodbye may take when the phone does not read."""


class Carrier(Protocol):
    """What a stream needs of its channel."""

    peer: Greeting

    def wait(self, ready: "Ready", stream: "WireStream") -> None:
        """Until `ready` says so."""
        ...

    def poll(self) -> None:
        """Hand out what has come, without waiting for more."""
        ...

    def send(self, command: int, arg0: int, arg1: int, payload: bytes = b"", *, deadline: float) -> None:
        """One message."""
        ...

    def forget(self, stream: "WireStream") -> None:
        """Drop the stream."""
        ...


class Ready(Protocol):
    """A question that is cheap to ask again and again."""

    def __call__(self) -> bool:
        """Whether the wait is over."""
        ...


class WireStream:
    """An open service. One thread at a time uses a stream; different streams are free of each other.

    Methods raise CommandTimeout when the stream's time is up and ConnectionBroken when the phone went away.
    """

    def __init__(self, carrier: Carrier, local: int, deadline: float, timeout: float | None) -> None:
        self._carrier = carrier
        self._inbox: deque[bytes] = deque()
        self._unread = 0
        self._owes_okay = False
        self._may_write = False
        self._piece = b""
        self._taken = 0
        self.local = local
        self.remote = 0
        """The daemon's number for the stream; 0 until it has agreed."""
        self.ended = False
        """Whether the daemon has closed it; what it sent before can still be read."""
        self.deadline = deadline
        self.timeout = timeout or 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- what the channel hands over -----------------------------------------------------------------
    def on_okay(self, remote: int) -> None:
        """The daemon took our OPEN or our last piece."""
        self.remote = remote
        self._may_write = True

    def on_data(self, payload: bytes) -> None:
        """A piece from the daemon. Raises ProtocolError where it sends on and on, though nobody took it."""
        self._unread += len(payload)
        if self._unread > UNREAD_BYTES:
            raise ProtocolError(f"more than {told(UNREAD_BYTES)} that nobody asked for")
        self._inbox.append(payload)

    def on_close(self) -> None:
        """The daemon closed the stream, or refused it."""
        self.ended = True

    # -- what the client does ------------------------------------------------------------------------
    def allow(self, seconds: float) -> None:
        """What follows may take so long."""
        self.deadline, self.timeout = time.monotonic() + seconds, seconds

    @property
    def has_data(self) -> bool:
        """Whether `read` would return at once: something came, or it was closed."""
        if not self._is_ready():
            with suppress(ConnectionBroken, CommandTimeout):  # `read` tells
                self._settle_debt()
            self._carrier.poll()
        return self._is_ready()

    @property
    def may_write(self) -> bool:
        """Whether the daemon has taken all we sent, so that the next piece may go."""
        return self._may_write

    def wait(self, *, to_write: bool = False) -> None:
        """Until there is something to read or, with `to_write`, the next piece may go."""
        if self._is_ready() or (to_write and self._may_write):
            return
        self._settle_debt()
        self._carrier.wait(lambda: self._is_ready() or (to_write and self._may_write), self)

    def read(self) -> bytes:
        """The next piece, as soon as there is one; empty at the end."""
        if self._taken < len(self._piece):
            data, self._piece = self._piece[self._taken :], b""
            return data
        self._settle_debt()
        if not self._inbox and not self.ended:
            self._carrier.wait(lambda: bool(self._inbox) or self.ended, self)
        if not self._inbox:
            return b""
        self._owes_okay = True  # paid at the next call: a stream that is closed then needs none
        piece = self._inbox.popleft()
        self._unread -= len(piece)
        return piece

    def read_exactly(self, count: int) -> bytes:
        """So many bytes. Raises ConnectionBroken when the stream ends before."""
        parts: list[bytes] = []
        while count > 0:
            if self._taken >= len(self._piece):
                self._piece, self._taken = self.read(), 0
                if not self._piece:
                    raise ConnectionBroken("the phone ended the stream early", sent=True)
            data = self._piece[self._taken : self._taken + count]
            self._taken += len(data)
            parts.append(data)
            count -= len(data)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def read_all(self, most: int = PICTURE_BYTES) -> bytes:
        """All until the end. Raises TooMuchSent for more than so many bytes."""
        parts: list[bytes] = []
        counter = ByteCounter("what the phone sent", most)
        while part := self.read():
            counter.add(len(part))
            parts.append(part)
        return b"".join(parts)

    def write(self, data: bytes) -> None:
        """Send all of it, piece by piece as the daemon takes it."""
        limit = self._carrier.peer.max_payload
        for start in range(0, len(data), limit):
            if not self._may_write and not self.ended:
                self._settle_debt()
                self._carrier.wait(lambda: self._may_write or self.ended, self)
            self.send(data[start : start + limit])

    def send(self, piece: bytes) -> None:
        """Send one piece no longer than the peer takes; `may_write` must hold."""
        if self.ended:
            raise ConnectionBroken("the phone closed the stream", sent=True)
        self._may_write = False
        self._carrier.send(WRTE, self.local, self.remote, piece, deadline=self.deadline)

    def _is_ready(self) -> bool:
        return bool(self._taken < len(self._piece) or self._inbox or self.ended)

    def _settle_debt(self) -> None:
        if self._owes_okay and not self.ended:
            self._owes_okay = False
            self._carrier.send(OKAY, self.local, self.remote, deadline=self.deadline)

    def close(self) -> None:
        """Close our side; never raises for a phone that is gone."""
        self._carrier.forget(self)
        if self.remote and not self.ended:
            self.ended = True
            with suppress(ConnectionBroken, CommandTimeout):
                self._carrier.send(CLSE, self.local, self.remote, deadline=time.monotonic() + CLOSE_TIMEOUT)
