"""A phone that sends whatever it likes: behind a real adb server protocol, it floods what is asked of it.

Run as a program it looks at such a phone, and tells what it saw, how long that took, and what memory.
"""

import gzip
import io
import json
import re
import socket
import struct
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from device.link.transport.server import ServerAddress
from device.phone.phone import Phone
from tests.device.adbfake import FakeServer

MEGABYTE = 1 << 20
Flood = Callable[[], Iterable[bytes]]


class HostilePhone(FakeServer):
    """The embedded phone as `S1`, but for the commands that hold a word: those are answered by a flood."""

    def __init__(self, phone: Phone, **floods: Flood) -> None:
        super().__init__()
        self.phone = phone
        self.floods = {word.replace("_", " "): flood for word, flood in floods.items()}
        self.sent = 0
        self._turn = threading.Lock()

    def _service(self, connection: socket.socket, request: str) -> None:
        kind, _, command = request.partition(":")
        flood = next((flood for word, flood in self.floods.items() if re.search(word, command)), None)
        if kind == "sync" and "sync" in self.floods:
            connection.recv(1 << 16)
            for part in self.floods["sync"]():
                self._send(connection, b"DATA" + struct.pack("<I", len(part)) + part)
        elif flood is not None:
            for part in flood():
                self._send(connection, part if kind == "exec" else struct.pack("<BI", 1, len(part)) + part)
            if kind != "exec":
                self._send(connection, struct.pack("<BIB", 3, 1, 0))
        elif kind == "exec":
            with self._turn:
                said = self.phone.shell(command).merged
            connection.sendall(said)
        else:
            with self._turn:
                done = self.phone.shell(command)
            for stream, body in ((1, done.stdout), (2, done.stderr), (3, bytes([done.exit_code]))):
                connection.sendall(struct.pack("<BI", stream, len(body)) + body)

    def _send(self, connection: socket.socket, part: bytes) -> None:
        connection.sendall(part)
        self.sent += len(part)


def endless(part: bytes = bytes(MEGABYTE)) -> Iterator[bytes]:
    """The same for ever."""
    while True:
        yield part


def slow(seconds: float = 0.2) -> Iterator[bytes]:
    """A byte now and then, for ever: it never comes to a limit, nor to an end."""
    while True:
        time.sleep(seconds)
        yield b"\0"


def bomb(megabytes: int = 4096, filling: bytes = b"\0") -> bytes:
    """So much of one byte, packed; it breaks off where its checksum would follow.

    One megabyte is packed by itself, and its packing repeated: that takes no time.
    """
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    part = packer.compress(filling * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + part * megabytes


def late(data: bytes, seconds: float = 0.5) -> Iterator[bytes]:
    """An answer that lets wait, as over a thin line."""
    time.sleep(seconds)
    yield data


def nested(count: int) -> bytes:
    """A list of elements, each in the one before."""
    node = '<node class="android.view.View" bounds="[0,0][9,9]">'
    return f'<hierarchy rotation="0">{node * count}{"</node>" * count}</hierarchy>'.encode()


def flat(count: int, text: str = "") -> bytes:
    """A list of elements, each beside the one before."""
    nodes = "".join(f'<node text="{text}{n}" bounds="[0,{n}][9,{n + 9}]"/>' for n in range(count))
    return f'<hierarchy rotation="0">{nodes}</hierarchy>'.encode()


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A small file that stands for gigabytes of pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(4 * MEGABYTE), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def raw_screen(phone: Phone) -> bytes:
    """What a raw `screencap` gives."""
    return phone.shell("screencap").stdout


def small_bomb() -> bytes:
    """One that unpacks to twice what is taken, quickly."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as file:
        for _ in range(200):
            file.write(bytes(MEGABYTE))
    return out.getvalue()


def peak() -> int:
    """The most memory that this process has had at any moment, in megabytes."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) >> 10


def main(port: int, ask: str) -> None:
    """Look at the phone of an adb server on this port, or read a file off it; told as a line of JSON."""
    from device.client import Device
    from device.error import TapwrightError
    from device.link.transport.adbserver import AdbServerTransport

    transport = AdbServerTransport("S1", ServerAddress(port=port))
    with Device(transport) as device:
        before = peak()
        began = time.monotonic()
        told = ""
        try:
            if ask == "look":
                seen = device.observe()
                told = f"{seen.tree_error} {' '.join(seen.notes)}"
            elif ask == "pull":
                device.pull("/sdcard/x")
            else:
                device.shell("cat x")
        except TapwrightError as error:
            told = f"{type(error).__name__}: {error}"
        took = time.monotonic() - began
    grown = peak() - before
    print(json.dumps({"told": told, "seconds": round(took, 1), "megabytes": grown}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
