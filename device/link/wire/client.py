"""A phone's daemon spoken to directly, with no adb server between: shell, files, pictures, streams.

    with AdbConnection.connect("127.0.0.1", 5600) as phone:
        phone.shell("settings get global wifi_on").stdout
        phone.push(b"hello", "/sdcard/hello.txt")

One connection is kept and serves any number of threads at once. It reaches daemons that ask for no key: the
embedded phone, emulators, rooted test phones. A phone that does is reached through the adb server.
"""

from collections import deque
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from device.budget import FILE_BYTES, PICTURE_BYTES, SHELL_BYTES, ByteCounter
from device.error import ActionRejected
from device.link.wire import transfer
from device.link.wire.channel import Channel
from device.link.wire.error import ConnectionBroken
from device.link.wire.greeting import Greeting
from device.link.wire.picture import read_framebuffer
from device.link.wire.shellframe import CLOSE_STDIN, EXIT, STDERR, STDIN, STDOUT, FrameReader, encode
from device.link.wire.stream import WireStream
from device.link.wire.sync import SyncEntry, SyncStat
from device.screen import Screenshot

DEFAULT_TIMEOUT = 30.0
TRANSFER_TIMEOUT = 600.0
CONNECT_TIMEOUT = 10.0
_STDIN_PIECE = 64 * 1024
_MARK = "tapwright-exit:"


class ShellReply(NamedTuple):
    """What one command left behind."""

    stdout: bytes
    stderr: bytes
    exit_code: int


class AdbConnection:
    """A kept connection to one daemon.

    Methods raise CommandTimeout when their time (seconds) is up, ConnectionBroken (a DeviceLost) when the
    phone went away, ServiceRefused when it lacks the service, FileTransferFailed when it refuses a file,
    TooMuchSent when more comes than device.budget allows.
    After a ConnectionBroken the connection is of no more use: make a new one.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    @classmethod
    def connect(cls, host: str, port: int, timeout: float = CONNECT_TIMEOUT) -> Self:
        """Dial a daemon.

        Raises NoDevice when nothing listens, DeviceOffline when it stays mute, DeviceUnauthorized when it
        wants a key or TLS (use the adb server for that phone), DeviceError when it is no ADB daemon.
        """
        return cls(Channel.connect(host, port, timeout))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up. Safe to call twice."""
        self._channel.close()

    @property
    def peer(self) -> Greeting:
        """What the daemon said of itself: properties and features."""
        return self._channel.peer

    def open(self, service: str, timeout: float | None = None) -> WireStream:
        """A stream to any service, e.g. `localabstract:name`; `timeout` is for all that is done on it."""
        if "\0" in service:
            raise ActionRejected("a command for the phone cannot hold a NUL character")
        return self._channel.open(service.encode("utf-8", "surrogateescape"), timeout)

    # -- commands ------------------------------------------------------------------------------------
    def shell(self, command: str, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT) -> ShellReply:
        """Run a command line in the phone's shell."""
        if "shell_v2" not in self.peer.features:
            return self._old_shell(command, stdin, timeout)
        with self.open(f"shell,v2,raw:{command}", timeout) as stream:
            return _converse(stream, stdin, self.peer.max_payload)

    def _old_shell(self, command: str, stdin: bytes, timeout: float) -> ShellReply:
        """Androids before 7 have no exit code in the protocol: the shell prints it."""
        with self.open(f"shell:({command}\n); echo {_MARK}$?", timeout) as stream:
            if stdin:
                stream.write(stdin)
            output = stream.read_all(SHELL_BYTES).replace(b"\r\n", b"\n")
        body, mark, code = output.rpartition(_MARK.encode())
        if not mark or not code.strip().isdigit():
            raise ConnectionBroken("the command was cut off", sent=True)
        return ShellReply(body, b"", int(code))

    def exec_out(self, command: str, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Run a command line and return its output byte for byte (no terminal, no exit code)."""
        with self.open(f"exec:{command}", timeout) as stream:
            return stream.read_all(PICTURE_BYTES)

    def framebuffer(self, timeout: float = DEFAULT_TIMEOUT) -> Screenshot:
        """The screen's raw pixels, by the daemon's own service."""
        with self.open("framebuffer:", timeout) as stream:
            return read_framebuffer(stream)

    # -- files ---------------------------------------------------------------------------------------
    def push(
        self,
        data: bytes | Path,
        remote: str,
        mode: int = 0o644,
        mtime: int = 0,
        timeout: float = TRANSFER_TIMEOUT,
    ) -> None:
        """Write a file on the phone, from bytes or from a file here; `mtime` in seconds since 1970."""
        with self.open("sync:", timeout) as stream:
            transfer.send(stream, data, remote, mode, mtime, self.peer.max_payload)

    def pull(self, remote: str, timeout: float = TRANSFER_TIMEOUT) -> bytes:
        """A file of the phone."""
        with self.open("sync:", timeout) as stream:
            return b"".join(transfer.receive(stream, remote, FILE_BYTES))

    def stat(self, remote: str, timeout: float = DEFAULT_TIMEOUT) -> SyncStat:
        """What a file is, links followed; `exists` is false where there is none."""
        with self.open("sync:", timeout) as stream:
            return transfer.stat(stream, remote, v2="stat_v2" in self.peer.features)

    def list(self, remote: str, timeout: float = DEFAULT_TIMEOUT) -> tuple[SyncEntry, ...]:
        """The files of a folder, by name, without `.` and `..`; empty when there is no such folder."""
        with self.open("sync:", timeout) as stream:
            return transfer.list_folder(stream, remote, v2="ls_v2" in self.peer.features)


def _converse(stream: WireStream, stdin: bytes, max_payload: int) -> ShellReply:
    """One `shell,v2` command: input and output at the same time, until the exit code."""
    limit = min(_STDIN_PIECE, max_payload - 16)
    pieces = [stdin[start : start + limit] for start in range(0, len(stdin), limit)]
    waiting = deque(encode(STDIN, piece) for piece in pieces)
    waiting.append(encode(CLOSE_STDIN))
    frames = FrameReader()
    output: dict[int, list[bytes]] = {STDOUT: [], STDERR: []}
    counter = ByteCounter("what the command printed", SHELL_BYTES)
    while True:
        stream.wait(to_write=bool(waiting))
        if not stream.has_data:
            stream.send(waiting.popleft())
            continue
        data = stream.read()
        if not data:
            raise ConnectionBroken("the command was cut off", sent=True)
        counter.add(len(data))
        for frame in frames.feed(data):
            if frame.kind == EXIT:
                code = frame.body[0] if frame.body else 0
                return ShellReply(b"".join(output[STDOUT]), b"".join(output[STDERR]), code)
            if frame.kind in output:
                output[frame.kind].append(frame.body)
