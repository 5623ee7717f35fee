"""What a phone sends costs this computer no more than so much memory and time, however much it is."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from device.budget import FILE_BYTES, PICTURE_BYTES, SHELL_BYTES, UNREAD_BYTES
from device.error import DeviceLost, TooMuchSent
from device.link.transport.direct import DirectTransport
from device.link.wire.packet import CNXN, MAX_PAYLOAD, OKAY, OPEN, VERSION, WRTE, Packet, PacketReader, encode
from tests.boot import fresh_phone
from tests.device.hostile import (
    MEGABYTE,
    Flood,
    HostilePhone,
    bomb,
    endless,
    flat,
    huge_png,
    late,
    nested,
    raw_screen,
)

BOMB = bomb(1024)


def looked(ask: str, **floods: Flood) -> tuple[dict[str, object], HostilePhone]:
    """What a program of its own came to with such a phone, and the phone."""
    server = HostilePhone(fresh_phone(), **floods)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.device.hostile", str(server.address.port), ask],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    finally:
        server.close()
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told, server


def packed_bomb() -> Iterator[bytes]:
    yield BOMB


PICTURES: dict[str, tuple[dict[str, Flood], str]] = {
    "packed": (
        {"screencap \\| gzip": packed_bomb, "screencap$": lambda: late(raw_screen(fresh_phone()))},
        "",
    ),
    "endless": ({"screencap": endless}, "no picture: what the phone sent: more than 64 MB"),
    "large": ({"screencap": lambda: [huge_png()]}, "no picture: a picture of 60000 x 60000 pixels"),
    "damaged": (
        {"screencap": lambda: [huge_png(3000, 3000)]}, "no picture: the picture is damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_without_end_is_no_picture(kind: str) -> None:
    floods, reason = PICTURES[kind]
    told, _ = looked("look", **floods)
    assert reason in str(told["told"])
    assert int(str(told["megabytes"])) < 4 * PICTURE_BYTES >> 20
    assert float(str(told["seconds"])) < 30


TREES = {
    "long": (lambda: [flat(300_000)], "more than 8 MB"),
    "endless": (lambda: endless(b"<node>" * 1000), "more than 64 MB"),
    "nested": (lambda: [nested(100_000)], "more than 1000 of them in one another"),
    "many": (lambda: [flat(100_000)], "more than 10,000 of them"),
    "wordy": (lambda: [flat(300, "a " * 10_000)], "more than 500,000 characters of text"),
    "damaged": (lambda: [b"<hierarchy>" + b"<" * (7 * MEGABYTE) + b">"], "too long to be mended"),
}


@pytest.mark.parametrize("kind", TREES)
def test_a_list_of_elements_without_end_is_none(kind: str) -> None:
    flood, reason = TREES[kind]
    told, _ = looked("look", uiautomator=flood)
    assert reason in str(told["told"])
    assert int(str(told["megabytes"])) < 300
    assert float(str(told["seconds"])) < 30


@pytest.mark.parametrize(
    ("ask", "word", "most"), [("shell", "cat", SHELL_BYTES), ("pull", "sync", FILE_BYTES)]
)
def test_what_a_command_prints_and_a_file_end_somewhere(ask: str, word: str, most: int) -> None:
    part = bytes(MEGABYTE if ask == "shell" else 1 << 16)
    told, phone = looked(ask, **{word: lambda: endless(part)})
    assert str(told["told"]).startswith("TooMuchSent: ")
    assert int(str(told["megabytes"])) < (2 * most >> 20) + 20
    assert phone.sent < most + 20 * MEGABYTE, "it is hung up on at once"


class Daemon:
    """A phone's own daemon that answers every service with a flood, asked for piece by piece or not."""

    def __init__(self, *, waits: bool) -> None:
        self._waits = waits
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.sent = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                taken, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._flood, args=(taken,), daemon=True).start()

    def _flood(self, taken: socket.socket) -> None:
        reader, part = PacketReader(), bytes(256 * 1024)
        with taken:
            try:
                while data := taken.recv(1 << 16):
                    for packet in reader.feed(data):
                        if packet.command == CNXN:
                            banner = b"device::ro.product.name=x;features=shell_v2,cmd\0"
                            taken.sendall(encode(Packet(CNXN, VERSION, MAX_PAYLOAD, banner)))
                        elif packet.command in (OPEN, OKAY):
                            if packet.command == OPEN:
                                taken.sendall(encode(Packet(OKAY, 7, packet.arg0)))
                            while True:
                                taken.sendall(encode(Packet(WRTE, 7, packet.arg0, part)))
                                self.sent += len(part)
                                if self._waits:
                                    break
            except OSError:
                return

    def close(self) -> None:
        self._listener.close()


@pytest.mark.parametrize("waits", [True, False], ids=["asked for", "unasked"])
def test_a_daemon_that_is_spoken_to_directly_floods_nobody(waits: bool) -> None:
    daemon = Daemon(waits=waits)
    transport = DirectTransport("127.0.0.1", daemon.port)
    try:
        with pytest.raises(TooMuchSent if waits else (TooMuchSent, DeviceLost)):
            transport.exec_out("screencap", timeout=60)
    finally:
        transport.close()
        daemon.close()
    assert daemon.sent < 2 * (PICTURE_BYTES + UNREAD_BYTES)
