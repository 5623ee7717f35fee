"""The daemon against clients that are odd, broken or hostile: the phone stays up and nobody else notices."""

import socket
import time
from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from device.link.wire.client import AdbConnection
from device.link.wire.error import ServiceRefused
from device.link.wire.greeting import host_greeting
from device.link.wire.packet import (
    CLSE,
    CNXN,
    COMMANDS,
    MAX_PAYLOAD,
    OKAY,
    OPEN,
    VERSION,
    WRTE,
    Packet,
    encode,
    header,
)
from device.phone.phone import Phone
from device.phone.server.daemon import connection as connection_module
from device.phone.server.daemon.stream import Stream
from device.phone.server.host import PhoneServer, serve
from device.phone.system.intent import Intent
from tests.boot import fresh_phone
from tests.device.phone.daemon_case import dialled, hung_up, well


@pytest.fixture(scope="module")
def phone() -> Iterator[PhoneServer]:
    """One phone for every client of this file: it must survive them all."""
    with serve([fresh_phone()]) as server:
        yield server


# -- broken clients --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "junk",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\0" * 24,
        header(WRTE, 1, 1)[:20] + b"\0\0\0\0",
        header(CNXN, VERSION, MAX_PAYLOAD)[:12] + b"\xff\xff\xff\xff" + header(CNXN, 1, 1)[16:],
        encode(Packet(OPEN, 1, 0, b"shell:echo no greeting\0")),
    ],
)
def test_what_is_no_adb_is_hung_up_on(phone: PhoneServer, junk: bytes) -> None:
    with dialled(phone, greet=False) as peer:
        peer.socket.sendall(junk)
        assert hung_up(peer.socket)
    well(phone)


def test_a_piece_before_the_last_was_taken_ends_the_connection(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        peer.send(Packet(OPEN, 1, 0, b"sync:\0"), *[Packet(WRTE, 1, 1, b"x")] * 2)
        assert hung_up(peer.socket)
    well(phone)


def test_messages_for_streams_that_are_not_there(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        for command in COMMANDS - {CNXN, OPEN}:
            peer.send(Packet(command, 99, 12345, b"x"))
        peer.send(Packet(OPEN, 5, 0, b"shell:echo still\0"))
        assert [peer.receive() for _ in range(2)] == [Packet(OKAY, 1, 5), Packet(WRTE, 1, 5, b"still\n")]


anything = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.builds(
            lambda *fields: encode(Packet(*fields)),
            st.sampled_from(sorted(COMMANDS)),
            st.integers(0, 4),
            st.integers(0, 4),
            st.sampled_from(
                [b"shell:cat\0", b"sync:\0", b"shell,v2,pty:\0", b"STAT\1\0\0\0/", b"\xff\0\0\0\0"]
            )
            | st.binary(max_size=40),
        ),
    ),
    max_size=12,
)
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def send_anything(phone: PhoneServer, sent: list[bytes]) -> None:
    with dialled(phone) as peer:
        try:
            peer.socket.sendall(b"".join(sent))
            peer.socket.shutdown(socket.SHUT_WR)
            hung_up(peer.socket)
        except ConnectionError:
            pass
    well(phone)


@settings(shared, max_examples=60)
@given(anything)
def test_whatever_is_sent_the_phone_stays_up(phone: PhoneServer, sent: list[bytes]) -> None:
    send_anything(phone, sent)


@pytest.mark.full
@settings(shared, max_examples=5000)
@given(anything)
def test_whatever_is_sent_for_long_the_phone_stays_up(phone: PhoneServer, sent: list[bytes]) -> None:
    send_anything(phone, sent)


def test_a_client_that_says_nothing_is_not_waited_for(
    phone: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "GREETING_TIMEOUT", 0.1)
    with dialled(phone, greet=False) as peer:
        assert hung_up(peer.socket)
    monkeypatch.undo()
    with dialled(phone) as peer:
        assert phone.call(lambda: [held._patience.cancelled() for held in phone.daemons[0]._connections]) == [
            True
        ]
        peer.send(Packet(OPEN, 5, 0, b"shell:echo greeted\0"))
        assert peer.receive().command == OKAY


def test_a_client_that_stops_reading_costs_little(phone: PhoneServer) -> None:
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        client.push(bytes(30_000_000), "/sdcard/large")
    with dialled(phone) as peer:
        ask = b"RECV\x0d\0\0\0/sdcard/large"
        for number in range(1, 201):
            peer.send(Packet(OPEN, number, 0, b"sync:\0"), Packet(WRTE, number, number, ask))
        time.sleep(0.5)
        well(phone)
        waiting = phone.call(
            lambda: max(held._transport.get_write_buffer_size() for held in phone.daemons[0]._connections)
        )
        assert waiting < 24 * 1024 * 1024
    well(phone)


def test_five_hundred_streams_at_once(phone: PhoneServer) -> None:
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        streams = [client.open("shell,v2,TERM=xterm,pty:", timeout=60) for _ in range(500)]
        for number, stream in enumerate(streams):
            line = b"exit %d\r" % (number % 256)
            stream.write(b"\0" + len(line).to_bytes(4, "little") + line)
        for number, stream in enumerate(streams):
            assert stream.read_all()[-6:] == b"\x03\x01\0\0\0" + bytes((number % 256,))
    well(phone)


def test_a_bug_in_a_service_costs_one_stream_and_is_told(phone: PhoneServer, logged: StringIO) -> None:
    async def broken(stream: Stream) -> None:
        raise ZeroDivisionError("a bug")

    phone.daemons[0].services["localabstract:broken"] = broken
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        other = client.open("shell,v2,raw:cat", timeout=10)
        assert client.open("localabstract:broken", timeout=10).read_all() == b""
        assert client.shell("echo fine").stdout == b"fine\n"
        other.close()
    assert "a bug" in logged.getvalue()


# -- who may reach what ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "service",
    ["tcp:22", "tcp:80:example.org", "localabstract:x", "localfilesystem:/etc/passwd", "dev:/dev/null",
     "jdwp", "jdwp:1", "track-jdwp", "sideload-host:1:1", "nonsense", "", "tapwright:nonsense"],
)  # fmt: skip
def test_refused(phone: PhoneServer, service: str) -> None:
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        with pytest.raises(ServiceRefused):
            client.open(service, timeout=10)
        assert client.shell("echo fine").stdout == b"fine\n"


def test_the_phones_own_ports(phone: PhoneServer) -> None:
    async def echo(stream: Stream) -> None:
        while True:
            await stream.write((await stream.read()).upper())

    phone.daemons[0].services["tcp:7912"] = echo
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client, client.open("tcp:7912", 10) as stream:
        stream.write(b"hello")
        assert stream.read() == b"HELLO"


@pytest.mark.parametrize(
    ("service", "answer"),
    [
        ("root:", b"adbd is already running as root\n"),
        ("remount:", b"remount succeeded\n"),
        ("tcpip:5555", b"restarting in TCP mode port: 5555\n"),
        ("usb:", b"restarting in USB mode\n"),
        ("reverse:list-forward", b"0000"),
        ("reverse:killforward-all", b"OKAY"),
        ("reverse:forward:tcp:1;tcp:2", b"FAIL002dcannot bind listener: Operation not permitted"),
        ("reverse:killforward:tcp:1", b"FAIL001alistener 'tcp:1' not found"),
    ],
)
def test_small_services(phone: PhoneServer, service: str, answer: bytes) -> None:
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        assert client.open(service, timeout=10).read_all() == answer


def test_it_listens_on_loopback_only(phone: PhoneServer) -> None:
    (server,) = phone.daemons[0]._servers
    assert {listening.getsockname()[0] for listening in server.sockets} == {"127.0.0.1"}


# -- old and odd clients -----------------------------------------------------------------------------------
def test_old_clients_get_sums_and_theirs_are_checked(phone: PhoneServer) -> None:
    with dialled(phone, greet=False) as peer:
        peer.send(Packet(CNXN, 0x01000000, 4096, b"host::\0"), summed=True)
        peer._reader.summed = True
        assert peer.receive().command == CNXN
        peer.send(Packet(OPEN, 5, 0, b"shell:echo 1; echo 2 >&2; echo 3\0"), summed=True)
        assert [peer.receive() for _ in range(2)] == [Packet(OKAY, 1, 5), Packet(WRTE, 1, 5, b"1\n2\n3\n")]
        peer.send(Packet(OKAY, 5, 1), summed=True)
        assert peer.receive() == Packet(CLSE, 1, 5)
        peer.send(Packet(OPEN, 6, 0, b"shell:echo\0"))
        assert hung_up(peer.socket)


def test_no_piece_is_longer_than_the_client_takes(phone: PhoneServer) -> None:
    with dialled(phone, greet=False) as peer:
        peer.send(Packet(CNXN, VERSION, 4096, b"host::\0"))
        peer.receive()
        peer.send(Packet(OPEN, 5, 0, b"exec:printf %9000s x\0"))
        sizes = []
        while (packet := peer.receive()).command != CLSE:
            if packet.command == WRTE:
                sizes.append(len(packet.payload))
                peer.send(Packet(OKAY, 5, packet.arg0))
        assert sizes == [4096, 4096, 808]


def test_a_command_ends_at_the_first_nul(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        peer.send(Packet(OPEN, 5, 0, b"shell:echo a\0b\0"))
        assert [peer.receive() for _ in range(2)][1].payload == b"a\n"


def test_a_second_greeting_starts_over(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        peer.send(Packet(OPEN, 5, 0, b"shell,v2,pty:\0"))
        assert [peer.receive().command for _ in range(2)] == [OKAY, WRTE]
        peer.send(host_greeting())
        assert peer.receive().command == CNXN
        peer.send(Packet(OPEN, 6, 0, b"shell:echo again\0"))
        assert [peer.receive().command for _ in range(2)] == [OKAY, WRTE]


def test_a_client_that_vanishes_in_a_push_leaves_no_file(phone: PhoneServer) -> None:
    with dialled(phone) as peer:
        send = b"SEND\x14\0\0\0/sdcard/half,0100644DATA\4\0\0\0half"
        peer.send(Packet(OPEN, 5, 0, b"sync:\0"), Packet(WRTE, 5, 1, send))
        assert peer.receive().command == OKAY
    with AdbConnection.connect("127.0.0.1", phone.ports[0]) as client:
        assert not client.stat("/sdcard/half").exists


# -- restart -------------------------------------------------------------------------------------------------
def test_restart_closes_apps_and_keeps_data() -> None:
    with serve([fresh_phone(), fresh_phone(seed=2)]) as server:
        first, other = server.phones
        with AdbConnection.connect("127.0.0.1", server.ports[0]) as client:
            client.push(b"kept", "/sdcard/kept")
        opened = server.call(lambda: first.start(_intent(first)))
        assert opened
        with AdbConnection.connect("127.0.0.1", server.ports[1]) as neighbour:
            server.call(server.daemons[0].reboot)
            assert neighbour.shell("echo untouched").stdout == b"untouched\n"
        assert server.call(lambda: first.front.component) == server.call(other.packages.home)
        assert server.call(lambda: first.clock.uptime_ms) < 60_000
        assert server.call(lambda: first.files.read("/sdcard/kept")) == b"kept"
        assert server.ports[0] == server.daemons[0].port


def _intent(phone: Phone) -> Intent:
    package = next(
        app.manifest.package
        for app in phone.packages.launchable()
        if app.manifest.package not in phone.packages.home()
    )
    return Intent(package=package)
