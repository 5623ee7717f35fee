"""Files to and from a phone: adb's sync protocol, version 1, which every Android speaks."""

from collections.abc import Callable
from typing import NoReturn, Protocol

from device.budget import FILE_BYTES, ByteCounter
from device.error import FileTransferFailed
from device.link.wire.sync import CHUNK, REQUEST, request


class ByteStream(Protocol):
    """One open stream to a service of the phone."""

    def write(self, data: bytes) -> None:
        """Send all of it."""
        ...

    def read_exactly(self, count: int) -> bytes:
        """So many bytes."""
        ...


def send_file(stream: ByteStream, data: bytes, remote: str, mode: int, modified: int) -> None:
    """Write a file; `mode` its permission bits, `modified` seconds since the epoch."""
    stream.write(request(b"SEND", f"{remote},{0o100000 | mode}".encode()))
    for start in range(0, len(data), CHUNK):
        part = data[start : start + CHUNK]
        stream.write(REQUEST.pack(b"DATA", len(part)) + part)
    stream.write(REQUEST.pack(b"DONE", modified))
    word, count = REQUEST.unpack(stream.read_exactly(REQUEST.size))
    if word != b"OKAY":
        _refused(stream.read_exactly, word, count, remote)
    stream.write(REQUEST.pack(b"QUIT", 0))


def receive_file(stream: ByteStream, remote: str) -> bytes:
    """Read a file. Raises FileTransferFailed with the phone's reason, or TooMuchSent."""
    counter = ByteCounter(remote, FILE_BYTES)
    stream.write(request(b"RECV", remote.encode()))
    parts: list[bytes] = []
    while True:
        word, count = REQUEST.unpack(stream.read_exactly(REQUEST.size))
        if word == b"DATA":
            counter.add(count)
            parts.append(stream.read_exactly(count))
        elif word == b"DONE":
            stream.write(REQUEST.pack(b"QUIT", 0))
            return b"".join(parts)
        else:
            _refused(stream.read_exactly, word, count, remote)


def _refused(read_exactly: Callable[[int], bytes], word: bytes, count: int, remote: str) -> NoReturn:
    if word != b"FAIL":
        raise FileTransferFailed(f"{remote}: the phone answered {word!r} where it should not")
    reason = read_exactly(min(count, 4096)).decode("utf-8", "replace").strip()
    raise FileTransferFailed(f"{remote}: {reason or 'refused'}")
