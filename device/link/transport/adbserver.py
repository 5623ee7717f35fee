"""A phone through the adb server: one connection for each command, no convenience that sleeps."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from typing import TypeVar

from device.budget import PICTURE_BYTES, SHELL_BYTES, ByteCounter
from device.error import DeviceError, DeviceOffline, NoDevice
from device.link.transport.protocol import DEFAULT_TIMEOUT, OpenStream, ShellOutput
from device.link.transport.retry import with_one_reconnect
from device.link.transport.server import ServerAddress, ServerStream, ask, ensure_server
from device.link.transport.sync import receive_file, send_file
from device.link.wire.error import ConnectionBroken, ServiceRefused
from device.link.wire.shellframe import CLOSE_STDIN, EXIT, HEADER, STDERR, STDIN, STDOUT, encode

T = TypeVar("T")
TRANSFER_TIMEOUT = 600.0
RECONNECT_TIMEOUT = 10.0
_DIALS, _BETWEEN_DIALS = 10, 0.1
"""How often a phone is dialled that the server calls connected, and seconds between."""
_MARK = "tapwright-exit:"


class AdbServerTransport:
    """One phone of an adb server, by serial."""

    def __init__(self, serial: str, address: ServerAddress | None = None, *, name: str = "") -> None:
        """Name a phone; nothing is asked of it yet, but a server is started if none answers.

        `name` is what it is called here, if not by its serial.

        Raises AdbMissing or DeviceError when there is no server to be had.
        """
        self._serial = serial
        self._name = name or serial
        self._address = address or ServerAddress()
        self._served = False
        self._lock = threading.Lock()
        self._times = 0
        """How often the phone was connected anew."""
        self.time_left: Callable[[], float] = lambda: math.inf
        ensure_server(self._address)

    @property
    def serial(self) -> str:
        """The phone's name, as adb lists it; with its adb server where that is another one."""
        return self._name

    @cached_property
    def _features(self) -> frozenset[str]:
        answer = ask(self._address, f"host-serial:{self._serial}:features")
        return frozenset(answer.strip().split(","))

    def shell(
        self,
        command: str,
        *,
        stdin: bytes = b"",
        timeout: float = DEFAULT_TIMEOUT,
        repeat: bool = True,
    ) -> ShellOutput:
        """Run a command line; see Transport."""

        def attempt() -> ShellOutput:
            if "shell_v2" in self._known_features():
                with self._stream(f"shell,v2,raw:{command}", timeout) as stream:
                    return _read_frames(stream, stdin)
            return self._old_shell(command, stdin, timeout)

        return self._try(attempt, repeat=repeat)

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Output of a command byte for byte; see Transport."""

        def attempt() -> bytes:
            with self._stream(f"exec:{command}", timeout) as stream:
                return _read_all(stream, PICTURE_BYTES)

        return self._try(attempt)

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """Write a file on the phone; see Transport."""

        def attempt() -> None:
            with self._stream("sync:", TRANSFER_TIMEOUT) as stream:
                send_file(stream, data, remote, mode, int(time.time()))

        self._try(attempt)

    def pull(self, remote: str) -> bytes:
        """Read a file of the phone; see Transport."""

        def attempt() -> bytes:
            with self._stream("sync:", TRANSFER_TIMEOUT) as stream:
                return receive_file(stream, remote)

        return self._try(attempt)

    def open(self, service: str, timeout: float) -> OpenStream:
        """A service that stays open; see Lines."""

        def attempt() -> OpenStream:
            with ExitStack() as undo:
                stream = undo.enter_context(ServerStream(self._address, min(timeout, self.time_left())))
                stream.request(f"host:transport:{self._serial}")
                try:
                    stream.begin(service)
                except ConnectionBroken as closed:
                    raise ServiceRefused(f"the phone refuses {service[:80]!r}") from closed
                undo.pop_all()
            return stream

        return self._try(attempt)

    def reconnect(self) -> None:
        """Make the server connect anew: a network phone is dialled again, a USB phone is waited for."""
        self._connect_again(self._times)

    def _connect_again(self, times: int) -> None:
        """The same, unless another thread has done so since: it would cut off the other's command."""
        with self._lock:
            if self._times == times:
                self._dial()
                self._times += 1

    def _dial(self) -> None:
        ensure_server(self._address)
        if ":" in self._serial and not self._serial.startswith("emulator-"):
            with ServerStream(self._address, RECONNECT_TIMEOUT) as stream, suppress(DeviceError):
                stream.request(f"host:disconnect:{self._serial}")
            answer = self._dialled()
            if "connected to" not in answer:
                raise ConnectionBroken(answer.strip(), sent=False)
            return
        with ServerStream(self._address, RECONNECT_TIMEOUT) as stream:
            stream.request(f"host-serial:{self._serial}:wait-for-any-device")
            stream.read_exactly(4)

    def _dialled(self) -> str:
        """What the server says of connecting to a phone that it has just hung up on.

        While the old connection is being put away it says that the phone is connected already, and that goes
        soon after. So it does where another program was quicker, and goes on.
        """
        answer = ""
        for _ in range(_DIALS):
            answer = ask(self._address, f"host:connect:{self._serial}", RECONNECT_TIMEOUT)
            if not answer.startswith("already"):
                break
            time.sleep(_BETWEEN_DIALS)
        return answer

    def close(self) -> None:
        """Nothing is held between calls, and the server is not ours to stop."""

    def _known_features(self) -> frozenset[str]:
        try:
            return self._features
        except ConnectionBroken as broken:
            raise ConnectionBroken(str(broken), sent=False) from broken

    @contextmanager
    def _stream(self, service: str, timeout: float) -> Iterator[ServerStream]:
        with ServerStream(self._address, min(timeout, self.time_left())) as stream:
            stream.request(f"host:transport:{self._serial}")
            stream.begin(service)
            yield stream

    def _try(self, attempt: Callable[[], T], *, repeat: bool = True) -> T:
        times = self._times

        def guarded() -> T:
            nonlocal times
            times = self._times
            try:
                result = attempt()
            except (NoDevice, DeviceOffline) as gone:
                if not self._served:
                    raise
                raise ConnectionBroken(str(gone), sent=False) from gone
            self._served = True
            return result

        return with_one_reconnect(guarded, lambda: self._connect_again(times), self._serial, repeat=repeat)

    def _old_shell(self, command: str, stdin: bytes, timeout: float) -> ShellOutput:
        """Androids before 7 have no exit code in the protocol: the shell prints it."""
        with self._stream(f"shell:{command}\necho {_MARK}$?", timeout) as stream:
            if stdin:
                stream.write(stdin)
            output = _read_all(stream, SHELL_BYTES).replace(b"\r\n", b"\n")
        body, mark, code = output.rpartition(_MARK.encode())
        if not mark:
            raise ConnectionBroken("the command was cut off", sent=True)
        return ShellOutput(body, b"", int(code) if code.strip().isdigit() else 1)


def _read_all(stream: ServerStream, most: int) -> bytes:
    """All until the end. Raises TooMuchSent for more than so many bytes."""
    parts: list[bytes] = []
    counter = ByteCounter("what the phone sent", most)
    while part := stream.read():
        counter.add(len(part))
        parts.append(part)
    return b"".join(parts)


def _read_frames(stream: ServerStream, stdin: bytes) -> ShellOutput:
    """The frames of one `shell,v2` command until its exit code."""
    if stdin:
        stream.write(encode(STDIN, stdin))
    stream.write(encode(CLOSE_STDIN))
    parts: dict[int, list[bytes]] = {STDOUT: [], STDERR: []}
    counter = ByteCounter("what the command printed", SHELL_BYTES)
    while True:
        kind, count = HEADER.unpack(stream.read_exactly(HEADER.size))
        counter.add(count)
        body = stream.read_exactly(count)
        if kind == EXIT:
            return ShellOutput(b"".join(parts[STDOUT]), b"".join(parts[STDERR]), body[0] if body else 0)
        if kind in parts:
            parts[kind].append(body)
