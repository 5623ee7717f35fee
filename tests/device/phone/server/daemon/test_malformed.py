"""Messages, frames and requests that are wrong in every way: no service breaks, and the phone stays up."""

import socket
from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from device.link.wire import shellframe, sync
from device.link.wire.client import AdbConnection
from device.link.wire.error import ServiceRefused
from device.link.wire.packet import CLSE, MAX_PAYLOAD, OKAY, OPEN, WRTE, Packet, encode
from device.link.wire.sync import REQUEST
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer, serve
from tests.device.phone.daemon_case import dialled, well


@pytest.fixture(scope="module")
def phone() -> Iterator[PhoneServer]:
    """One phone for every client of this file: it must survive them all."""
    with serve([Phone(seed=1, storage_cap=4_000_000)]) as server:
        yield server


# -- messages ------------------------------------------------------------------------------------------------
def test_a_message_cut_anywhere(phone: PhoneServer) -> None:
    message = encode(Packet(OPEN, 1, 0, b"shell:echo cut\0"))
    for length in range(len(message)):
        with dialled(phone) as peer:
            peer.socket.sendall(message[:length])
            peer.socket.shutdown(socket.SHUT_WR)
            assert peer.socket.recv(100) == b""
    well(phone)


def test_a_message_byte_by_byte(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        for byte in encode(Packet(OPEN, 1, 0, b"shell:echo slow\0")):
            peer.socket.sendall(bytes((byte,)))
        assert [peer.receive() for _ in range(2)] == [Packet(OKAY, 1, 1), Packet(WRTE, 1, 1, b"slow\n")]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        (b"", CLSE),
        (b"\0", CLSE),
        (b"\0\0\0shell:echo\0", CLSE),
        (b"\xff\xfe\xfd", CLSE),
        (b"x" * 65536, CLSE),
        (b"x" * MAX_PAYLOAD, CLSE),
        (b"shell:echo no end", OKAY),
        (b"shell:echo a\0b\0c\0", OKAY),
        (b"shell:" + b"\xff" * 65536 + b"\0", OKAY),
        (b"shell:echo " + b"x" * (MAX_PAYLOAD - 11), OKAY),
        (b"exec:" + b"a=b " * 200_000, OKAY),
        (b"shell:" + b"pm install " * 11_000, OKAY),
        (b"shell:" + b"'\"" * 60_000, OKAY),
        (b"shell,\0", OKAY),
        (b"shell,v2,v2,,raw,TERM:true\0", OKAY),
        (b"exec:\0", OKAY),
        (b"sync:\xff\0", OKAY),
    ],
)
def test_names_of_services(phone: PhoneServer, name: bytes, answer: int) -> None:
    with dialled(phone) as peer:
        peer.send(Packet(OPEN, 1, 0, name))
        assert peer.receive().command == answer
    well(phone)


def test_a_stream_without_a_number_is_refused(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        peer.send(Packet(OPEN, 0, 0, b"shell:echo\0"), Packet(OPEN, 3, 0, b"shell:echo three\0"))
        assert [peer.receive() for _ in range(2)] == [Packet(CLSE, 0, 0), Packet(OKAY, 1, 3)]


def test_messages_to_a_stream_that_is_over(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        peer.send(Packet(OPEN, 7, 0, b"shell:echo once\0"))
        assert [peer.receive().command for _ in range(2)] == [OKAY, WRTE]
        peer.send(Packet(OKAY, 7, 1))
        assert peer.receive() == Packet(CLSE, 1, 7)
        peer.send(Packet(CLSE, 7, 1), *[Packet(command, 7, 1, b"late") for command in (WRTE, OKAY, CLSE)] * 3)
        peer.send(Packet(OPEN, 7, 0, b"shell:echo again\0"))
        assert [peer.receive() for _ in range(2)] == [Packet(OKAY, 2, 7), Packet(WRTE, 2, 7, b"again\n")]


def test_one_number_for_two_streams(phone: PhoneServer) -> None:
    """The client's own numbers are its own matter: both are answered."""
    with dialled(phone) as peer:
        peer.send(*[Packet(OPEN, 7, 0, b"shell:echo twice\0")] * 2)
        said = [peer.receive() for _ in range(4)]
        assert [packet.payload for packet in said if packet.command == WRTE] == [b"twice\n"] * 2


def test_a_command_longer_than_linux_passes_on(phone: PhoneServer) -> None:
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        assert client.shell("echo " + "x" * 131_066, timeout=10).stdout == b"x" * 131_066 + b"\n"
        said = b"error: exec '/system/bin/sh' failed: Argument list too long (7)\n"
        assert client.shell("echo " + "x" * 131_067, timeout=10) == (said, b"", 126)
        assert client.exec_out("echo " + "x" * 200_000) == said


# -- paths with NULs -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [b"/sdcard/a\0b", b"\0", b"/sdcard/\0", b"", b"\xff\0\xfe"])
def test_no_file_has_a_nul_in_its_name(phone: PhoneServer, path: bytes) -> None:
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client, client.open("sync:", 10) as session:
        session.write(sync.request(b"STA2", path))
        assert not sync.unpack_stat_v2(session.read_exactly(72)).exists
        session.write(sync.request(b"SEND", path + b",33188") + REQUEST.pack(b"DONE", 0))
        assert session.read_exactly(4) == b"FAIL"
        assert client.shell("ls /sdcard | grep -c a").stdout != b"1\n"


# -- whatever else -------------------------------------------------------------------------------------------
paths = st.sampled_from(
    [b"/", b"/sdcard", b"/sdcard/f", b"/sdcard/d/f", b"/dev/null", b"/proc/version", b"/data/data", b"x"]
) | st.binary(max_size=20)
modes = st.sampled_from([b"33188", b"41471", b"16877", b"0", b"-1", "²".encode(), b"9" * 400, b""])
number = st.sampled_from([0, 1, 7, 0x8000_0000, 0xFFFF_FFFF])
requests = st.one_of(
    st.builds(sync.request, st.sampled_from([b"STAT", b"STA2", b"LST2", b"LIST", b"LIS2", b"RECV"]), paths),
    st.builds(lambda path, mode: sync.request(b"SEND", path + b"," + mode), paths, modes),
    st.builds(
        lambda path, mode, flags: sync.request(b"SND2", path) + sync.SEND_V2.pack(b"SND2", mode, flags),
        paths, number, number,
    ),
    st.builds(
        lambda path, flags: sync.request(b"RCV2", path) + sync.RECV_V2.pack(b"RCV2", flags), paths, number
    ),
    st.builds(sync.request, st.just(b"DATA"), st.binary(max_size=100)),
    st.builds(REQUEST.pack, st.sampled_from([b"DONE", b"QUIT", b"DATA", b"OKAY", b"WHAT"]), number),
    st.binary(max_size=30),
)  # fmt: skip
frames = st.one_of(
    st.builds(
        shellframe.encode,
        st.integers(0, 5),
        st.binary(max_size=30) | st.sampled_from([b"50x120,0x0\0", b"ls\r", b"cat\r", b"\x03\x04", b"\x1b["]),
    ),
    st.builds(shellframe.HEADER.pack, st.integers(0, 255), number),
    st.binary(max_size=20),
)
sessions = st.one_of(
    st.tuples(st.just("sync:"), st.lists(requests, max_size=8)),
    st.tuples(
        st.sampled_from(
            ["shell,v2,raw:cat", "shell,v2,pty:", "shell,v2,raw:sqlite3 /x", "shell:cat", "shell:"]
        ),
        st.lists(frames, max_size=8),
    ),
)  # fmt: skip
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def talk(phone: PhoneServer, logged: StringIO, service: str, said: list[bytes]) -> None:
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        neighbour = client.open("shell,v2,raw:wc -c", timeout=10)
        try:
            with client.open(service, timeout=10) as stream:
                stream.write(b"".join(said))
        except (ServiceRefused, ConnectionError):
            pass
        neighbour.write(
            shellframe.encode(shellframe.STDIN, b"five5") + shellframe.encode(shellframe.CLOSE_STDIN)
        )
        assert neighbour.read_all() == shellframe.encode(1, b"5\n") + shellframe.encode(3, b"\0")
    assert logged.getvalue() == ""


@settings(shared, max_examples=150)
@given(sessions)
def test_whatever_is_said_to_a_service(
    phone: PhoneServer, logged: StringIO, session: tuple[str, list[bytes]]
) -> None:
    """No bug is logged, and a neighbour on the same connection is served as ever."""
    talk(phone, logged, *session)


@pytest.mark.full
@settings(shared, max_examples=5000)
@given(sessions)
def test_whatever_is_said_to_a_service_for_long(
    phone: PhoneServer, logged: StringIO, session: tuple[str, list[bytes]]
) -> None:
    talk(phone, logged, *session)
