"""What clients make the phone hold for them stays within bounds, and nobody waits for another."""

import gc
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from device.link.wire import sync
from device.link.wire.client import AdbConnection
from device.link.wire.packet import CLSE, OKAY, OPEN, WRTE, Packet
from device.link.wire.stream import WireStream
from device.link.wire.sync import REQUEST
from device.phone.phone import Phone
from device.phone.server.daemon import connection as connection_module
from device.phone.server.daemon import daemon as daemon_module
from device.phone.server.daemon.stream import Stream
from device.phone.server.host import PhoneServer, serve
from tests.boot import fresh_phone
from tests.device.phone.daemon_case import dialled, hung_up, well

MEGABYTE = 1 << 20
PICTURE = 1080 * 2400 * 4 + 16


@pytest.fixture(scope="module")
def phone() -> Iterator[PhoneServer]:
    """One phone for every client of this file: it must survive them all."""
    with serve([fresh_phone()]) as server:
        yield server


def held(server: PhoneServer) -> int:
    """Bytes that lie in the daemon for all clients together."""
    return server.call(lambda: server.daemons[0]._held)


def settled(server: PhoneServer) -> int:
    """The same, once it no longer changes."""
    before = -1
    while (now := held(server)) != before:
        before = now
        time.sleep(0.1)
    return now


def comes_to(server: PhoneServer, count: int) -> bool:
    """Whether so many lie there in the end, and then no more and no fewer."""
    until = time.monotonic() + 60
    while held(server) != count and time.monotonic() < until:
        time.sleep(0.01)
    return settled(server) == count


# -- output ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("reads", [True, False])
def test_output_is_not_made_faster_than_it_is_taken(phone: PhoneServer, reads: bool) -> None:
    """Neither for a client that stops reading, nor for one that reads and never says that it has taken it."""
    with dialled(phone) as peer:
        peer.send(*(Packet(OPEN, number, 0, b"exec:screencap\0") for number in range(1, 41)))
        if reads:
            peer.socket.settimeout(0.5)
            with suppress(TimeoutError):
                while True:
                    peer.receive()
        while not held(phone):
            time.sleep(0.01)
        assert settled(phone) <= 256 * MEGABYTE
        well(phone)
    assert comes_to(phone, 0)


def test_output_that_waited_comes_whole(phone: PhoneServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "CROWDED", 15 * MEGABYTE)
    taken = dict.fromkeys(range(1, 9), 0)
    with dialled(phone) as peer:
        peer.send(*(Packet(OPEN, number, 0, b"exec:screencap\0") for number in taken))
        assert settled(phone) <= 15 * MEGABYTE + PICTURE
        ended = 0
        while ended < len(taken):
            packet = peer.receive()
            if packet.command == WRTE:
                taken[packet.arg1] += len(packet.payload)
                peer.send(Packet(OKAY, packet.arg1, packet.arg0))
            ended += packet.command == CLSE
    assert set(taken.values()) == {PICTURE}
    assert comes_to(phone, 0)


def test_nothing_is_made_for_a_client_that_has_gone(
    phone: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "CROWDED", 15 * MEGABYTE)
    with dialled(phone) as peer:
        peer.send(*(Packet(OPEN, number, 0, b"exec:screencap\0") for number in range(1, 5)))
        peer.send(Packet(OPEN, 5, 0, b"shell:touch /sdcard/after\0"))
        assert comes_to(phone, 2 * PICTURE)
    assert comes_to(phone, 0)
    assert not phone.call(lambda: phone.phones[0].files.exists("/sdcard/after"))


def test_output_that_was_taken_does_not_wait_for_the_collector(phone: PhoneServer) -> None:
    """The garbage collector comes when it likes: twenty pictures may not lie here till then."""
    gc.collect()
    gc.disable()
    try:
        with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
            for _ in range(3):
                assert len(client.exec_out("screencap")) == PICTURE
                assert client.shell("wc -c", stdin=bytes(PICTURE)).stdout == b"%d\n" % PICTURE
        there = gc.get_referents(*gc.get_objects())
        # By type() alone: to ask some libraries' objects for their class is to be warned.
        large = [len(part) for part in there if type(part) is bytes and len(part) == PICTURE]
        assert large == []
    finally:
        gc.enable()


# -- input -------------------------------------------------------------------------------------------------
def test_input_that_never_ends_is_cut(phone: PhoneServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """One command may have much; many commands of one client share a bound."""
    monkeypatch.setattr(connection_module, "CROWDED", 8 * MEGABYTE)
    frame = b"\0" + MEGABYTE.to_bytes(4, "little") + bytes(MEGABYTE)
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        streams = [client.open("shell,v2,raw:wc -c", timeout=20) for _ in range(12)]
        for stream in streams[:-1]:
            stream.write(frame[: MEGABYTE - 10])
        assert settled(phone) <= 9 * MEGABYTE
        well(phone)
        assert streams[8].read_all() == b""
        assert client.shell("echo on").stdout == b"on\n"
    assert comes_to(phone, 0)


def test_the_client_that_most_lies_here_for_goes_first(
    phone: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daemon_module, "MAX_HELD", 25 * MEGABYTE)
    with dialled(phone) as modest, dialled(phone) as greedy:
        modest.send(Packet(OPEN, 1, 0, b"exec:screencap\0"))
        assert comes_to(phone, PICTURE)
        greedy.send(*(Packet(OPEN, number, 0, b"exec:screencap\0") for number in (1, 2)))
        assert hung_up(greedy.socket)
        assert comes_to(phone, PICTURE)
        assert [modest.receive().command for _ in range(2)] == [OKAY, WRTE]
    well(phone)


# -- files ---------------------------------------------------------------------------------------------------
def pour(session: WireStream, count: int) -> None:
    for _ in range(count):
        session.write(sync.request(b"DATA", bytes(sync.CHUNK)))


def test_files_that_still_come_in_take_room() -> None:
    """Many halves of files together may not be more than the storage; one that is given up makes room."""
    with (
        serve([Phone(seed=1, storage_cap=3_000_000)]) as server,
        AdbConnection.connect("127.0.0.1", server.ports[0]) as client,
    ):
        with client.open("sync:", timeout=20) as first, client.open("sync:", timeout=20) as second:
            for number, session in enumerate((first, second)):
                session.write(sync.request(b"SEND", b"/sdcard/%d,33188" % number))
            pour(first, 20)
            first.write(sync.request(b"STAT", b"/"))  # what is no piece of a file ends it
            assert first.read_all()[:4] == b"FAIL"
            pour(second, 20)
            with client.open("sync:", timeout=20) as third:
                third.write(sync.request(b"SEND", b"/sdcard/third,33188"))
                pour(third, 20)
                assert REQUEST.unpack(third.read_exactly(8))[0] == b"FAIL"
            second.write(REQUEST.pack(b"DONE", 0))
            assert second.read_exactly(8) == REQUEST.pack(b"OKAY", 0)
        assert client.stat("/sdcard/1").size == 20 * sync.CHUNK
        assert not client.stat("/sdcard/third").exists
        assert server.call(lambda: server.phones[0].files.arriving) == 0


# -- connections ---------------------------------------------------------------------------------------------
def test_connections_that_say_nothing_keep_nobody_out(
    phone: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daemon_module, "MAX_CONNECTIONS", 8)
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as before:
        mute = [socket.create_connection(("127.0.0.1", phone.ports[0])) for _ in range(30)]
        well(phone)
        assert before.shell("echo still").stdout == b"still\n"
        mute[0].settimeout(10)
        assert mute[0].recv(1) == b""
        for connection in mute:
            connection.close()


def test_those_that_speak_are_not_driven_out(phone: PhoneServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daemon_module, "MAX_CONNECTIONS", 2)
    with dialled(phone) as first, dialled(phone) as second:
        with socket.create_connection(("127.0.0.1", phone.ports[0])) as late:
            late.settimeout(10)
            assert hung_up(late)
        for peer in (first, second):
            peer.send(Packet(OPEN, 1, 0, b"shell:echo here\0"))
            assert [peer.receive().command for _ in range(2)] == [OKAY, WRTE]


def test_nobody_waits_for_all_that_another_asked(phone: PhoneServer) -> None:
    """400 services of 5 ms each, asked for in one breath: another client's command comes in between."""
    done: list[int] = []

    async def slow(stream: Stream) -> None:
        time.sleep(0.005)
        done.append(stream.local)

    phone.daemons[0].services["localabstract:slow"] = slow
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as other, dialled(phone) as peer:
        peer.send(*(Packet(OPEN, number, 0, b"localabstract:slow\0") for number in range(1, 401)))
        assert peer.receive().command == OKAY
        assert other.shell("echo me", timeout=20).stdout == b"me\n"
        assert len(done) < 400
        answers = [peer.receive().command for _ in range(799)]
        assert answers.count(CLSE) == len(done) == 400


LOOP = b"exec:i=0; while [ $i -lt 8000 ]; do i=$((i+1)); done; echo >> /sdcard/%s\0"
"""A command that takes more than a turn, and leaves a line when it is done."""


def lines(server: PhoneServer, path: str) -> int:
    """How many lines a file has; 0 where there is none."""
    files = server.phones[0].files
    return server.call(lambda: len(files.read(path)) if files.exists(path) else 0)


def test_all_of_an_answer_comes_between_two_long_commands_of_another(
    phone: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer is several messages to and fro: not each of them waits for a command of the other client.

    The rest is long enough for a client of a computer that is busy.
    """
    monkeypatch.setattr(connection_module, "_REST", 100.0)
    monkeypatch.setattr(connection_module, "_LONGEST_REST", 1.0)
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as other, dialled(phone) as peer:
        peer.send(*(Packet(OPEN, number, 0, LOOP % b"between") for number in range(1, 31)))
        assert peer.receive().command == OKAY
        before = lines(phone, "/sdcard/between")
        for _ in range(3):
            assert other.shell("echo me", timeout=60).stdout == b"me\n"
        assert lines(phone, "/sdcard/between") - before <= 5


def test_what_a_client_asked_for_and_did_not_wait_for_is_not_begun(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        peer.send(*(Packet(OPEN, number, 0, LOOP % b"gone") for number in range(1, 401)))
        assert peer.receive().command == OKAY
    well(phone)
    done = lines(phone, "/sdcard/gone")
    well(phone)
    assert done == lines(phone, "/sdcard/gone") < 200
    assert comes_to(phone, 0)
