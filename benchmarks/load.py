"""Clients that do their worst to an embedded phone: what the others notice, and how much memory it takes.

Claims: the phone stays up, the others' `shell true` still comes within a second at the median, and no trouble
makes the phone's process grow by more than 1.5 GB (a file may take 512 MB, and is held twice while it is put
in place), nor leaves more than 200 MB of that behind. The phone and the trouble run in a process each, the
others are measured in this one, on the same machine: so the ratios also hold what its cores have to share.
Linux only.
"""

import argparse
import multiprocessing
import os
import socket
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.own_phone import own_phones
from device.error import FileTransferFailed
from device.link.wire.client import AdbConnection
from device.link.wire.greeting import host_greeting
from device.link.wire.packet import MAX_PAYLOAD, OKAY, OPEN, WRTE, Packet, PacketReader, encode
from device.phone.server.detached import StartOptions

LARGE, LARGE_BYTES = "/sdcard/large", 30_000_000
STREAMS = 500
SECONDS = 3.0
"""How long a trouble lasts that would have no end."""
LIMIT_MB, LEFT_MB, LIMIT_MS = 1500.0, 200.0, 1000.0
SETTLING = 1.0
"""Seconds after which what a trouble left behind counts as left."""


# -- the troubles ------------------------------------------------------------------------------------------
def dialled(port: int, *packets: Packet) -> socket.socket:
    """A greeted connection on which something is said already."""
    made = socket.create_connection(("127.0.0.1", port))
    made.sendall(b"".join(map(encode, (host_greeting(), *packets))))
    return made


def many_streams(port: int) -> None:
    """500 interactive shells at once on one connection, each given a command."""
    with AdbConnection.connect("127.0.0.1", port) as client:
        streams = [client.open("shell,v2,TERM=xterm,pty:", timeout=60) for _ in range(STREAMS)]
        for stream in streams:
            line = b"ls /sdcard; exit\r"
            stream.write(b"\0" + len(line).to_bytes(4, "little") + line)
        for stream in streams:
            stream.read_all()


def unread_files(port: int) -> None:
    """A client that asks for 500 files of 30 MB and stops reading."""
    ask = b"RECV" + len(LARGE).to_bytes(4, "little") + LARGE.encode()
    asked = [
        packet
        for number in range(1, STREAMS + 1)
        for packet in (Packet(OPEN, number, 0, b"sync:\0"), Packet(WRTE, number, number, ask))
    ]
    with dialled(port, *asked):
        time.sleep(SECONDS)


def pictures() -> list[Packet]:
    """500 raw pictures of 10 MB each."""
    return [Packet(OPEN, number, 0, b"exec:screencap\0") for number in range(1, STREAMS + 1)]


def unread_output(port: int) -> None:
    """A client that runs 500 commands of 10 MB of output each and stops reading."""
    with dialled(port, *pictures()):
        time.sleep(SECONDS)


def unacknowledged(port: int) -> None:
    """The same from a client that reads all, and never says that it has taken a piece."""
    with dialled(port, *pictures()) as client:
        _drain(client, SECONDS)


def _drain(client: socket.socket, seconds: float) -> None:
    client.settimeout(0.2)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if not client.recv(1 << 20):
                return
        except TimeoutError:
            continue
        except ConnectionError:
            return


def endless_input(port: int) -> None:
    """A client that feeds 100 commands with input that never ends, a piece each in turn."""
    piece = bytes(MAX_PAYLOAD - 16)
    with dialled(port, *(Packet(OPEN, number, 0, b"exec:cat\0") for number in range(1, 101))) as client:
        reader = PacketReader()
        end = time.monotonic() + SECONDS
        client.settimeout(SECONDS)  # once all of them are cut off nobody answers any more
        with suppress(ConnectionError, TimeoutError):
            while time.monotonic() < end and (data := client.recv(1 << 20)):
                for packet in reader.feed(data):
                    if packet.command == OKAY:
                        client.sendall(encode(Packet(WRTE, packet.arg1, packet.arg0, piece)))


def gigabyte(port: int) -> None:
    """A push of 1 GB to a phone that has 512 MB."""
    with AdbConnection.connect("127.0.0.1", port) as client:
        said = ""
        try:
            client.push(bytes(1 << 30), "/sdcard/huge")
        except FileTransferFailed as error:
            said = str(error)
        assert "No space left on device" in said, said
        assert not client.stat("/sdcard/huge").exists


def parallel_pushes(port: int) -> None:
    """20 pushes of 400 MB at once, none of them ever finished."""
    start = b"SEND" + (18).to_bytes(4, "little") + b"/sdcard/half,33188"
    data = b"".join([b"DATA\0\0\1\0" + bytes(65536)] * 15)
    clients = [dialled(port, Packet(OPEN, 1, 0, b"sync:\0"), Packet(WRTE, 1, 1, start)) for _ in range(20)]
    readers = [PacketReader() for _ in clients]
    end = time.monotonic() + SECONDS
    for client in clients:
        client.settimeout(0.2)
    while time.monotonic() < end:
        for client, reader in zip(clients, readers, strict=True):
            with suppress(TimeoutError, ConnectionError):
                for packet in reader.feed(client.recv(1 << 16)):
                    if packet.command == OKAY:
                        client.sendall(encode(Packet(WRTE, 1, 1, data)))
                    elif packet.command == WRTE:
                        client.sendall(encode(Packet(OKAY, 1, 1)))
    for client in clients:
        client.close()


def mute(port: int) -> None:
    """600 connections that never say a word."""
    held = []
    for _ in range(600):
        with suppress(ConnectionError):
            held.append(socket.create_connection(("127.0.0.1", port)))
    time.sleep(SECONDS)


def trickle(port: int) -> None:
    """100 connections that send their messages byte by byte."""
    message = encode(Packet(OPEN, 1, 0, b"shell:echo slow\0"))
    clients = [dialled(port) for _ in range(100)]
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for byte in message:
            for client in clients:
                client.sendall(bytes((byte,)))


def flood(port: int) -> None:
    """Clients that dial, say what is no ADB, and go, as fast as they can."""
    junk = (b"GET / HTTP/1.1\r\n\r\n", os.urandom(100), encode(host_greeting())[:20], b"")
    end, number = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        with suppress(ConnectionError), socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(junk[number % len(junk)])
        number += 1


TROUBLES: tuple[Callable[[int], None], ...] = (
    many_streams, unread_files, unread_output, unacknowledged, endless_input, gigabyte, parallel_pushes,
    mute, trickle, flood,
)  # fmt: skip


# -- what it does to the phone -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Cost:
    """What one trouble cost."""

    meanwhile: list[float]
    """Milliseconds of the others' round trips."""
    peak_mb: float
    """How much the phone's process grew at most."""
    left_mb: float
    """How much larger than before it is in the end."""
    done: bool
    """Whether the trouble got as far as it should."""


def round_trips(client: AdbConnection, going: Callable[[], bool]) -> list[float]:
    """Milliseconds of `shell true`, again and again."""
    took: list[float] = []
    while going() or len(took) < 20:
        started = time.perf_counter()
        assert client.shell("true", timeout=60).exit_code == 0
        took.append((time.perf_counter() - started) * 1000)
        time.sleep(0.01)
    return took


def memory_mb(pid: int, field: str) -> float:
    """A line of /proc/PID/status."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1]) / 1024


def suffer(trouble: Callable[[int], None], port: int, pid: int) -> Cost:
    """Make a trouble in a process of its own and measure what others, who dial anew, see meanwhile."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak starts anew
    before = memory_mb(pid, "VmRSS")
    culprit = multiprocessing.get_context("fork").Process(target=trouble, args=(port,))
    culprit.start()
    time.sleep(0.2)
    with AdbConnection.connect("127.0.0.1", port) as client:
        took = round_trips(client, culprit.is_alive)
    culprit.join()
    time.sleep(SETTLING)
    left = memory_mb(pid, "VmRSS") - before
    return Cost(took, memory_mb(pid, "VmHWM") - before, left, culprit.exitcode == 0)


def main() -> int:
    """All of them, or those named."""
    named = {trouble.__name__: trouble for trouble in TROUBLES}
    options = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    options.add_argument("trouble", nargs="*", help=f"only these: {', '.join(named)}")
    names = options.parse_args().trouble
    if unknown := set(names) - named.keys():
        options.error(f"no trouble called {', '.join(sorted(unknown))}")
    held = True
    with own_phones(StartOptions(seed=1)) as (phone,):
        with AdbConnection.connect("127.0.0.1", phone.port) as client:
            client.push(os.urandom(LARGE_BYTES), LARGE)
            rest = statistics.median(round_trips(client, lambda: False))
        print(f"at rest: `shell true` in {rest:.2f} ms, {memory_mb(phone.pid, 'VmRSS'):.0f} MB\n")
        print(
            "| trouble | others' `shell true` | times that at rest | 95 of 100 within "
            "| memory at most | left after |"
        )
        print("|---|---|---|---|---|---|")
        for trouble in [named[name] for name in names] or TROUBLES:
            cost = suffer(trouble, phone.port, phone.pid)
            median = statistics.median(cost.meanwhile)
            late = statistics.quantiles(cost.meanwhile, n=20)[-1]
            said = (trouble.__doc__ or "").rstrip(".") + ("" if cost.done else " (broken off)")
            print(
                f"| {said} | {median:.2f} ms | {median / rest:.1f} | {late:.1f} ms "
                f"| {max(0.0, cost.peak_mb):+.0f} MB | {max(0.0, cost.left_mb):+.0f} MB |",
                flush=True,
            )
            held = held and cost.done and median < LIMIT_MS
            held = held and cost.peak_mb < LIMIT_MB and cost.left_mb < LEFT_MB
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
