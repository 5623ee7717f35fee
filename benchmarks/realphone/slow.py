"""A second address of a phone, behind which it is as slow as a real one.

What a command asks for begins on the phone when a real one would have it ready, and its bytes pass a cable
that all streams share. So does what is asked of uiautomator2's server, call by call, and each new picture
that is asked of scrcpy's. So whatever speaks ADB meets the same phone: our own client, adb, another program.
"""

import asyncio
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from device.link.wire.packet import CLSE, OPEN, WRTE, Packet, PacketReader, encode
from device.mirror.mirror import RESET
from device.phone.weather.timing import METHOD, Timing

_CHUNK = 64 * 1024
_READ = 256 * 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that was asked of the phone."""

    at: float
    """Seconds of `time.monotonic`."""
    what: str
    """A service of ADB, or a method of uiautomator2's server."""
    seconds: float
    """What the phone takes for it."""


@dataclass
class Traffic:
    """What passed."""

    asked: list[Asked] = field(default_factory=list)
    down: int = 0
    """Bytes from the phone."""
    up: int = 0
    """Bytes to it."""


@dataclass
class _Cable:
    """One direction; whoever comes waits until what came before is through."""

    rate: float
    free: float = 0.0

    async def carry(self, size: int) -> None:
        self.free = max(self.free, time.monotonic()) + size / self.rate
        await asyncio.sleep(self.free - time.monotonic())


class _Line:
    """One connection of a client to the phone."""

    def __init__(self, timing: Timing, traffic: Traffic, cables: tuple[_Cable, _Cable]) -> None:
        self._timing, self._traffic = timing, traffic
        self._up, self._down = cables
        self._held: dict[int, list[Packet]] = {}
        """By the client's stream, what it sent while its service has not begun."""
        self._calls: set[int] = set()
        """The client's streams to the servers of uiautomator2 and scrcpy."""
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry both ways until one end hangs up."""
        phone_reader, phone_writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.gather(self._to_phone(reader, phone_writer), self._to_client(phone_reader, writer))
        except (ConnectionError, OSError):
            pass  # one end hung up
        finally:
            for task in self._tasks:
                task.cancel()
            phone_writer.close()
            writer.close()

    async def _to_phone(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        packets = PacketReader()
        while data := await reader.read(_READ):
            self._traffic.up += len(data)
            await self._up.carry(len(data))
            for packet in packets.feed(data):
                if packet.command == OPEN:
                    self._open(packet, writer)
                elif packet.arg0 in self._held:
                    self._held[packet.arg0].append(packet)
                    if packet.command == CLSE:
                        continue
                elif packet.arg0 in self._calls and packet.command == WRTE:
                    self._later(packet, writer)
                else:
                    writer.write(encode(packet))
            await writer.drain()
        writer.close()

    def _open(self, packet: Packet, writer: asyncio.StreamWriter) -> None:
        service = packet.payload.rstrip(b"\0").decode("utf-8", "replace")
        seconds = self._timing.seconds(service)
        self._traffic.asked.append(Asked(time.monotonic(), service, seconds))
        if service.startswith(("tcp:", "localabstract:")):
            self._calls.add(packet.arg0)
        self._held[packet.arg0] = [packet]

        async def begin() -> None:
            await asyncio.sleep(seconds)
            for held in self._held.pop(packet.arg0):
                writer.write(encode(held))

        task = asyncio.create_task(begin())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _later(self, packet: Packet, writer: asyncio.StreamWriter) -> None:
        """Pass a call on when it is done; the client sends no other on the stream before its answer."""
        seconds, told = self._timing.call(packet.payload), METHOD.search(packet.payload)
        if packet.payload == RESET:
            seconds = self._timing.frame
        if seconds:
            what = told[1].decode() if told is not None else "a new picture of the stream"
            self._traffic.asked.append(Asked(time.monotonic(), what, seconds))

        async def passed() -> None:
            await asyncio.sleep(seconds)
            writer.write(encode(packet))

        if not seconds:
            writer.write(encode(packet))
            return
        task = asyncio.create_task(passed())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _to_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(_READ):
            self._traffic.down += len(data)
            for start in range(0, len(data), _CHUNK):
                part = data[start : start + _CHUNK]
                await self._down.carry(len(part))
                writer.write(part)
                await writer.drain()
        writer.close()


@contextmanager
def slowed(port: int, timing: Timing) -> Iterator[tuple[str, Traffic]]:
    """The slow address of the phone on a port of this computer, and what passes there."""
    traffic = Traffic()
    loop = asyncio.new_event_loop()
    cables = _Cable(timing.rate), _Cable(timing.rate)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):  # at the end
            await _Line(timing, traffic, cables).serve(port, reader, writer)

    server = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", traffic
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(_ended(asyncio.all_tasks(loop)))
        loop.close()


async def _ended(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Have what still carries let go of both ends."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
