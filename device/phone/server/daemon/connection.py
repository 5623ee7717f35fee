"""One client's TCP connection to the phone: greeting, messages in, messages out, a turn for each stream."""

import asyncio
import socket
from collections import deque
from collections.abc import Callable

from device.link.wire.greeting import device_greeting, read_greeting
from device.link.wire.packet import (
    CLSE,
    CNXN,
    MAX_PAYLOAD,
    OKAY,
    OPEN,
    WRTE,
    Packet,
    PacketReader,
    ProtocolError,
    encode,
    header,
)
from device.phone.server.daemon.stream import Service, Stream

GREETING_TIMEOUT = 10.0
"""Seconds a client has to say that it speaks ADB."""
MAX_STREAMS = 4096
MAX_HELD = 384 * 1024 * 1024
"""Bytes that may lie here for one client, input and output; one that sends more then is hung up on."""
CROWDED = 192 * 1024 * 1024
"""From so many on no further output is made for it."""
TURN_SECONDS = 0.02
"""After so long another connection has its turn."""
_REST = 0.05
_LONGEST_REST = 0.05
"""A long turn is followed by such a part of it, at most so many seconds, in which nothing is done for this
client: one answer takes another client several messages to and fro."""
_WRITE_HIGH = 4 * 1024 * 1024
_WRITE_LIMIT = 16 * 1024 * 1024
"""So much waits for a client that does not read before we stop reading from it."""
_QUICKACK = getattr(socket, "TCP_QUICKACK", None)
"""Clients without TCP_NODELAY send header and payload apart and would wait 40 ms for each acknowledgement."""


class Connection(asyncio.Protocol):
    """Speaks ADB with one client. All of it happens in the event loop's thread."""

    def __init__(
        self,
        properties: Callable[[], dict[str, str]],
        find: Callable[[str], Service | None],
        gone: Callable[["Connection"], None],
        weigh: Callable[[int], None],
    ) -> None:
        """`properties` for the greeting, `find` the service of a name, `gone` is told at the end.

        `weigh` is told of bytes that lie here from now on, and (below 0) of those that do no more.
        """
        self._properties, self._find, self._gone, self._weigh = properties, find, gone, weigh
        self._reader = PacketReader(MAX_PAYLOAD)
        self._streams: dict[int, Stream] = {}
        self._last_id = 0
        self.greeted = False
        """Whether the client has shown that it speaks ADB."""
        self._summed = False
        self._ready: deque[Stream] = deque()
        self._turn_due = False
        self._rests_until = 0.0
        self._outgoing: list[bytes | memoryview] = []
        self._reading_paused = False
        self.max_payload = MAX_PAYLOAD
        self.writable = True
        self.held = 0
        """Bytes that lie here for the client, on all its streams."""
        self._made = False
        self.refused = False
        """Whether the client is hung up on as soon as it has dialled."""
        self.frozen = False
        """Whether what the client sends waits."""

    # -- asyncio -------------------------------------------------------------------------------------
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client dialled."""
        assert isinstance(transport, asyncio.Transport)
        self._loop = asyncio.get_running_loop()
        self._transport = transport
        self._made = True
        self._socket: socket.socket = transport.get_extra_info("socket")
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if self.refused:
            transport.abort()
        transport.set_write_buffer_limits(high=_WRITE_HIGH)
        self.freeze(self.frozen)
        self._patience = self._loop.call_later(GREETING_TIMEOUT, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Bytes from the client: the messages in them, and a turn for the streams they are for."""
        if _QUICKACK is not None:
            self._socket.setsockopt(socket.IPPROTO_TCP, _QUICKACK, 1)
        try:
            for packet in self._reader.feed(data):
                self._receive(packet)
        except ProtocolError:
            self.close()
            return
        self._turn_soon()

    def pause_writing(self) -> None:
        """The client does not keep up: services wait."""
        self.writable = False

    def resume_writing(self) -> None:
        """It has caught up: services go on."""
        self.writable = True
        if self._reading_paused:
            self._reading_paused = False
            self.freeze(self.frozen)
        for stream in self._streams.values():
            self._schedule(stream)
        self._turn_soon()

    def connection_lost(self, error: Exception | None) -> None:
        """The client is gone: services are told."""
        self._patience.cancel()
        self._gone(self)
        for stream in list(self._streams.values()):
            stream.on_lost()
            self._schedule(stream)
        self._turn_soon()

    def freeze(self, frozen: bool) -> None:
        """Leave what the client sends untaken, or take it again."""
        self.frozen = frozen
        if not self._made or self._transport.is_closing():
            return
        if frozen:
            self._transport.pause_reading()
        elif not self._reading_paused:
            self._transport.resume_reading()

    def close(self) -> None:
        """Hang up, after what is on its way."""
        self.refused = True  # where the client is accepted but not yet announced to us
        if not self._made:
            return
        self._flush()
        self._transport.close()

    def abort(self) -> None:
        """Hang up at once; what is on its way is lost."""
        self.refused = True
        if self._made:
            self._transport.abort()

    # -- messages ------------------------------------------------------------------------------------
    def _receive(self, packet: Packet) -> None:
        if packet.command == CNXN:
            self._greet(packet)
        elif not self.greeted:
            raise ProtocolError("no greeting")
        elif packet.command == OPEN:
            self._open(packet)
        elif (stream := self._streams.get(packet.arg1)) is not None:
            if packet.command == WRTE:
                if not stream.on_data(packet.payload):
                    raise ProtocolError("a stream was written to before it was ready")
                if self.held > MAX_HELD:
                    raise ProtocolError("more was sent than anybody takes")
            elif packet.command == OKAY:
                stream.on_okay()
            elif packet.command == CLSE:
                stream.on_close()
            self._schedule(stream)

    def _greet(self, packet: Packet) -> None:
        for stream in list(self._streams.values()):  # a second greeting starts all over
            stream.on_lost()
            self._schedule(stream)
        client = read_greeting(packet)
        self._patience.cancel()
        self.greeted = True
        self._summed = self._reader.summed = client.summed
        self.max_payload = client.max_payload
        self._outgoing.append(encode(device_greeting(self._properties()), summed=client.summed))

    def _open(self, packet: Packet) -> None:
        name = packet.payload.split(b"\0", 1)[0].decode("utf-8", "surrogateescape")
        service = self._find(name) if packet.arg0 and len(self._streams) < MAX_STREAMS else None
        if service is None:
            self.send(CLSE, 0, packet.arg0)
            return
        self._last_id = self._last_id % 0xFFFF_FFFF + 1
        stream = Stream(self, self._last_id, packet.arg0)
        self._streams[self._last_id] = stream
        stream.run(service)
        self.send(OKAY, self._last_id, packet.arg0)
        self._schedule(stream)

    # -- turns ---------------------------------------------------------------------------------------
    def _schedule(self, stream: Stream) -> None:
        if not stream.scheduled:
            stream.scheduled = True
            self._ready.append(stream)

    def _turn_soon(self) -> None:
        if self._turn_due:
            return
        self._turn_due = True
        if self._loop.time() < self._rests_until:
            self._loop.call_at(self._rests_until, self._turn)
        else:
            self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        """Step the streams that something happened to; then send what they had to say at one go.

        In a turn of its own, so that a bug in one service reaches the loop's log and costs one stream only. A
        long turn is cut, and the next one comes after a rest, so that one client's many commands do not keep
        the others waiting.
        """
        self._turn_due = False
        begun = self._loop.time()
        try:
            while self._ready and self._loop.time() - begun <= TURN_SECONDS:
                self._ready.popleft().step()
        finally:
            ended = self._loop.time()
            if ended - begun > TURN_SECONDS:
                self._rests_until = ended + min(_REST * (ended - begun), _LONGEST_REST)
            if self._ready:
                self._turn_soon()
            self._flush()

    # -- what streams ask for ------------------------------------------------------------------------
    def send(self, command: int, arg0: int, arg1: int, payload: bytes | memoryview = b"") -> None:
        """Queue one message for the end of the turn."""
        self._outgoing.append(header(command, arg0, arg1, payload, summed=self._summed))
        if payload:
            self._outgoing.append(payload)
            if len(payload) > 1024:
                self._flush()  # so that `writable` speaks for what was sent

    @property
    def crowded(self) -> bool:
        """Whether so much lies here for the client that no more should be made for it."""
        return self.held > CROWDED

    def hold(self, count: int) -> None:
        """So many bytes more or fewer lie here; streams that waited for room go on when there is some."""
        before, self.held = self.crowded, self.held + count
        if before and not self.crowded:
            for stream in self._streams.values():
                self._schedule(stream)
            self._turn_soon()
        self._weigh(count)

    def wake(self, stream: Stream, seconds: float) -> None:
        """Step the stream after so many seconds."""
        self._loop.call_later(seconds, self._wake, stream)

    def _wake(self, stream: Stream) -> None:
        self._schedule(stream)
        self._turn_soon()

    def forget(self, stream: Stream) -> None:
        """The stream is over."""
        self._streams.pop(stream.local, None)

    def _flush(self) -> None:
        if not self._outgoing or self._transport.is_closing():
            self._outgoing.clear()
            return
        self._transport.write(b"".join(self._outgoing))
        self._outgoing.clear()
        if self._transport.get_write_buffer_size() > _WRITE_LIMIT and not self._reading_paused:
            self._reading_paused = True
            self._transport.pause_reading()
