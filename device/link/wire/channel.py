"""One TCP connection to a daemon, shared by many streams and many threads.

There is no reading thread: whoever waits for something reads the socket, hands out what arrives to its
streams, and passes the reading on when it has what it wanted. So one thread alone pays for no switch.
"""

import math
import selectors
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from itertools import count
from typing import Self

from device.error import CommandTimeout, DeviceError, DeviceOffline, DeviceUnauthorized, NoDevice
from device.link.loopback import LOOPBACK
from device.link.wire.error import ConnectionBroken, ServiceRefused
from device.link.wire.greeting import Greeting, host_greeting, read_greeting
from device.link.wire.packet import (
    AUTH,
    CLSE,
    CNXN,
    OKAY,
    OPEN,
    STLS,
    WRTE,
    Packet,
    PacketReader,
    ProtocolError,
    encode,
    header,
)
from device.link.wire.stream import WireStream

_PIECE = 64 * 1024
_Selector: type[selectors.BaseSelector] = getattr(selectors, "PollSelector", selectors.SelectSelector)
"""Windows has no poll."""
_UNAUTHORIZED_HINT = "Use the adb server for this phone: adb connect {0}, then --device {0}"


class Channel:
    """A connection after the greeting. Every method may be called from any thread."""

    def __init__(self, connection: socket.socket, timeout: float) -> None:
        """Greet the daemon on an open socket.

        Raises DeviceUnauthorized when the phone wants keys or TLS, DeviceOffline when it stays mute,
        DeviceError when what answers is no ADB daemon.
        """
        self._socket = connection
        self._socket.setblocking(False)
        self._inbound, self._outbound = _Selector(), _Selector()
        self._inbound.register(connection, selectors.EVENT_READ)
        self._outbound.register(connection, selectors.EVENT_WRITE)
        self._reader = PacketReader()
        self._changed = threading.Condition(threading.Lock())
        self._reading = False
        self._sending = threading.Lock()
        self._broken = ""
        self._streams: dict[int, WireStream] = {}
        self._ids = count(1)
        self._summed = True  # until the peer has said that it needs no sums
        self.peer: Greeting = self._greet(time.monotonic() + timeout)

    @classmethod
    def connect(cls, host: str, port: int, timeout: float) -> Self:
        """Dial and greet; NoDevice when nothing listens there, otherwise as the constructor."""
        try:
            connection = socket.create_connection((host, port), timeout)
        except TimeoutError as error:
            raise DeviceOffline(f"{host}:{port} does not answer", "Check the network") from error
        except OSError as error:
            there = f"Try: agent devices connect {host}:{port}"
            hint = "See: agent phone list" if host in LOOPBACK else there
            raise NoDevice(f"nothing listens on {host}:{port}", hint) from error
        with ExitStack() as undo:
            undo.callback(connection.close)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            channel = cls(connection, timeout)
            undo.pop_all()
        return channel

    def _greet(self, deadline: float) -> Greeting:
        name = "{}:{}".format(*self._socket.getpeername()[:2])
        try:
            self._send_bytes(encode(host_greeting(), summed=True), deadline)
            while True:
                for packet in self._receive(deadline):
                    if packet.command in (AUTH, STLS):
                        raise DeviceUnauthorized(
                            f"{name} wants this computer's key", _UNAUTHORIZED_HINT.format(name)
                        )
                    if packet.command == CNXN:
                        greeting = read_greeting(packet)
                        self._summed = self._reader.summed = greeting.summed
                        return greeting
        except CommandTimeout as error:
            raise DeviceOffline(
                f"{name} takes the connection but says nothing", "Restart the phone"
            ) from error
        except ConnectionBroken as error:
            raise DeviceOffline(
                f"{name} hung up", "It may be restarting: try again in a few seconds"
            ) from error
        except ProtocolError as error:
            raise DeviceError(f"what listens on {name} is no ADB daemon", "Check the port") from error

    # -- streams -------------------------------------------------------------------------------------
    def open(self, service: bytes, timeout: float | None) -> WireStream:
        """Open a service; `timeout` seconds are for all that is then done on the stream.

        Raises ServiceRefused when the phone closes it at once, else as WireStream does.
        """
        deadline = math.inf if timeout is None else time.monotonic() + timeout
        with self._changed:
            stream = WireStream(self, next(self._ids), deadline, timeout)
            self._streams[stream.local] = stream
        try:
            self._look_for_end()
            self.send(OPEN, stream.local, 0, service + b"\0", deadline=deadline, begun=False)
            self.wait(lambda: stream.remote != 0 or stream.ended, stream)
        finally:
            if not stream.remote:
                self.forget(stream)
        if not stream.remote:
            raise ServiceRefused(f"the phone refuses {service.decode('utf-8', 'replace')[:80]!r}")
        return stream

    def forget(self, stream: WireStream) -> None:
        """Drop a stream; what still arrives for it is answered as the protocol asks."""
        with self._changed:
            self._streams.pop(stream.local, None)

    def _look_for_end(self) -> None:
        """See whether the daemon hung up since the last call, so that nothing is sent into the void."""
        with self._changed:
            self._check(begun=False)
            while not self._reading and self._inbound.select(0):
                self._take(time.monotonic() + 1.0)
                self._check(begun=False)

    def _check(self, *, begun: bool) -> None:
        if self._broken:
            raise ConnectionBroken(self._broken, sent=begun)

    # -- reading -------------------------------------------------------------------------------------
    def wait(self, ready: Callable[[], bool], stream: WireStream) -> None:
        """Until `ready` says so. Raises CommandTimeout at the deadline, ConnectionBroken at the end."""
        with self._changed:
            try:
                while not ready():
                    self._check(begun=True)
                    if not self._reading:
                        self._take(stream.deadline)
                    else:
                        left = stream.deadline - time.monotonic()
                        if left <= 0 or not self._changed.wait(None if math.isinf(left) else left):
                            raise CommandTimeout("out of time")
            except CommandTimeout:
                raise CommandTimeout(f"the phone did not answer within {stream.timeout:g} s") from None

    def poll(self) -> None:
        """Hand out what has come, without waiting for more; nothing where another thread reads."""
        with self._changed, suppress(CommandTimeout):
            if not self._reading and not self._broken:
                self._take(time.monotonic())

    def _take(self, deadline: float) -> None:
        """Be the reader once: read what is there and hand it out. Called and left holding the lock."""
        self._reading = True
        self._changed.release()
        packets: list[Packet] = []
        problem = ""
        try:
            packets = self._receive(deadline)
        except (ConnectionBroken, ProtocolError) as error:
            problem = str(error.args[0])
        finally:
            self._changed.acquire()
            self._reading = False
            self._changed.notify_all()
        try:
            for packet in packets:
                self._dispatch(packet)
        except ProtocolError as error:
            problem = str(error.args[0])
        if problem:
            self._broken = problem

    def _receive(self, deadline: float) -> list[Packet]:
        """The messages completed by one read, perhaps none."""
        left = deadline - time.monotonic()
        if not self._inbound.select(None if math.isinf(left) else max(0, left)):
            raise CommandTimeout("out of time")
        try:
            data = self._socket.recv(max(_PIECE, self._reader.missing))
        except BlockingIOError:
            return []
        except OSError as error:
            raise ConnectionBroken("the connection to the phone broke", sent=True) from error
        if not data:
            raise ConnectionBroken("the phone closed the connection", sent=True)
        return list(self._reader.feed(data))

    def _dispatch(self, packet: Packet) -> None:
        """One message to the stream it is for. Holds the lock."""
        stream = self._streams.get(packet.arg1)
        if packet.command == OPEN:
            self._answer(CLSE, 0, packet.arg0)
        elif stream is None:
            if packet.command == OKAY:  # the answer to an OPEN that nobody waits for any more
                self._answer(CLSE, packet.arg1, packet.arg0)
        elif packet.command == OKAY:
            stream.on_okay(packet.arg0)
        elif packet.command == WRTE:
            stream.on_data(packet.payload)
        elif packet.command == CLSE:
            stream.on_close()

    def _answer(self, command: int, arg0: int, arg1: int) -> None:
        self.send(command, arg0, arg1, deadline=time.monotonic() + 1.0)

    # -- sending -------------------------------------------------------------------------------------
    def send(
        self,
        command: int,
        arg0: int,
        arg1: int,
        payload: bytes = b"",
        *,
        deadline: float,
        begun: bool = True,
    ) -> None:
        """One message. Raises ConnectionBroken (its `sent` is `begun`) or CommandTimeout."""
        head = header(command, arg0, arg1, payload, summed=self._summed)
        try:
            self._send_bytes(head + payload, deadline)
        except ConnectionBroken as error:
            raise ConnectionBroken(str(error.args[0]), sent=begun) from error

    def _send_bytes(self, data: bytes, deadline: float) -> None:
        with self._sending:
            view = memoryview(data)
            while view:
                try:
                    view = view[self._socket.send(view) :]
                except BlockingIOError:
                    left = deadline - time.monotonic()
                    if left <= 0 or not self._outbound.select(None if math.isinf(left) else left):
                        # Half a message may be out: nothing sensible can follow it.
                        self._broken = "the phone stopped reading"
                        raise CommandTimeout("the phone stopped reading") from None
                except OSError as error:
                    self._broken = self._broken or "the connection to the phone broke"
                    raise ConnectionBroken(self._broken, sent=True) from error

    def close(self) -> None:
        """Hang up; whoever still waits is told. Safe to call twice."""
        self._broken = self._broken or "the connection was closed"
        with suppress(OSError):  # the other side may have been first
            self._socket.shutdown(socket.SHUT_RDWR)
        with self._changed:
            # The number of a closed socket is given to the next one: nobody may still be reading it.
            self._changed.wait_for(lambda: not self._reading, 1.0)
            self._socket.close()
