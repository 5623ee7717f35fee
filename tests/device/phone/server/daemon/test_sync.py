"""The sync service, message by message, as clients of both versions speak it."""

import stat
from collections.abc import Iterator

import pytest

from device.link.wire import sync
from device.link.wire.client import AdbConnection
from device.link.wire.stream import WireStream
from device.link.wire.sync import REQUEST
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer, serve


@pytest.fixture
def session(connection: AdbConnection) -> Iterator[WireStream]:
    with connection.open("sync:", timeout=30) as stream:
        yield stream


def answer(stream: WireStream) -> tuple[bytes, bytes]:
    word, length = REQUEST.unpack(stream.read_exactly(8))
    return word, stream.read_exactly(length) if word != b"DONE" else b""


def still_answers(stream: WireStream) -> bool:
    stream.write(sync.request(b"STAT", b"/sdcard/"))
    return stat.S_ISDIR(sync.unpack_stat_v1(stream.read_exactly(16)).mode)


def test_stat_follows_links_only_where_it_should(session: WireStream) -> None:
    for word, kind in ((b"STA2", stat.S_ISDIR), (b"LST2", stat.S_ISLNK)):
        session.write(sync.request(word, b"/sdcard"))
        assert kind(sync.unpack_stat_v2(session.read_exactly(72)).mode)
    session.write(sync.request(b"STAT", b"/sdcard"))
    assert stat.S_ISLNK(sync.unpack_stat_v1(session.read_exactly(16)).mode)


def test_a_request_that_is_none_is_told_by_its_number(session: WireStream) -> None:
    session.write(sync.request(b"ABCD", b""))
    assert answer(session) == (b"FAIL", b"unknown command 44434241")


def test_stat_of_nothing(session: WireStream) -> None:
    session.write(sync.request(b"STAT", b"/nothing"))
    assert sync.unpack_stat_v1(session.read_exactly(16)) == sync.SyncStat(0)
    session.write(sync.request(b"STA2", b"/nothing"))
    assert sync.unpack_stat_v2(session.read_exactly(72)).error == 2
    session.write(sync.request(b"LST2", b"/sdcard/\xff\xfe/x"))
    assert sync.unpack_stat_v2(session.read_exactly(72)).error == 2


def test_each_answer_is_one_message(session: WireStream, connection: AdbConnection) -> None:
    """Some clients read an answer with a single recv."""
    for number in range(50):
        connection.push(b"x", f"/sdcard/many/{number}")
    session.write(sync.request(b"STAT", b"/sdcard"))
    assert len(session.read()) == 16
    for word, size in ((b"LIST", 20), (b"LIS2", 76)):
        session.write(sync.request(word, b"/sdcard/many"))
        data = session.read()
        names = [".", "..", *map(str, range(50))]
        assert len(data) == size * 53 + sum(map(len, names))
        assert data[-size : 4 - size] == b"DONE"


def test_send_and_receive_of_version_2(session: WireStream) -> None:
    session.write(
        sync.request(b"SND2", b"/sdcard/v2, with comma") + sync.SEND_V2.pack(b"SND2", 0o100640, 0)
        + sync.request(b"DATA", b"hello") + REQUEST.pack(b"DONE", 1_600_000_000)
    )  # fmt: skip
    assert answer(session) == (b"OKAY", b"")
    session.write(sync.request(b"RCV2", b"/sdcard/v2, with comma") + sync.RECV_V2.pack(b"RCV2", 0))
    assert answer(session) == (b"DATA", b"hello")
    assert answer(session)[0] == b"DONE"
    session.write(sync.request(b"LST2", b"/sdcard/v2, with comma"))
    found = sync.unpack_stat_v2(session.read_exactly(72))
    assert (found.mode, found.mtime) == (0o100640, 1_600_000_000)


def test_a_dry_run_changes_nothing(session: WireStream, connection: AdbConnection) -> None:
    session.write(
        sync.request(b"SND2", b"/sdcard/dry") + sync.SEND_V2.pack(b"SND2", 0o100644, 0x80000000)
        + sync.request(b"DATA", b"hello") + REQUEST.pack(b"DONE", 0)
    )  # fmt: skip
    assert answer(session) == (b"OKAY", b"")
    assert not connection.stat("/sdcard/dry").exists


def test_a_link_can_be_sent(session: WireStream, connection: AdbConnection) -> None:
    connection.push(b"target", "/sdcard/t")
    for _ in range(2):
        session.write(
            sync.request(b"SEND", b"/sdcard/l,%d" % (stat.S_IFLNK | 0o777))
            + sync.request(b"DATA", b"/sdcard/t\0") + REQUEST.pack(b"DONE", 0)
        )  # fmt: skip
        assert answer(session) == (b"OKAY", b"")
    assert connection.pull("/sdcard/l") == b"target"


def test_a_link_makes_the_folders_it_lies_in(session: WireStream, connection: AdbConnection) -> None:
    # adb begins a tree that has a link at its top with the link
    session.write(
        sync.request(b"SEND", b"/data/local/tmp/new/tree/l,%d" % (stat.S_IFLNK | 0o777))
        + sync.request(b"DATA", b"a/b\0") + REQUEST.pack(b"DONE", 0)
    )  # fmt: skip
    assert answer(session) == (b"OKAY", b"")
    connection.push(b"target", "/data/local/tmp/new/tree/a/b")
    assert connection.pull("/data/local/tmp/new/tree/l") == b"target"


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (sync.request(b"RECV", b"/nothing"), b"open failed: No such file or directory"),
        (sync.request(b"RECV", b"/sdcard"), b"open failed: Is a directory"),
        (sync.request(b"RCV2", b"/sdcard") + sync.RECV_V2.pack(b"RCV2", 1), b"unsupported flags 0x1"),
        (sync.request(b"SEND", b"/sdcard/x"), b"missing , in ID_SEND"),
        (
            sync.request(b"SND2", b"/sdcard/x") + sync.SEND_V2.pack(b"SND2", 0o100644, 2),
            b"unsupported flags 0x2",
        ),
    ],
)
def test_refusals_leave_the_session_open(session: WireStream, request_: bytes, reason: bytes) -> None:
    session.write(request_)
    assert answer(session) == (b"FAIL", reason)
    assert still_answers(session)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (b"/system/x/y", b"secure_mkdirs failed: Read-only file system"),
        (b"/sdcard", b"couldn't create file: Is a directory"),
        (b"/proc/version/x", b"couldn't create file: "),
        (b"relative", b"couldn't create file: No such file or directory"),
        (b"/sdcard/" + b"n" * 300, b"couldn't create file: File name too long"),
    ],
)
def test_what_cannot_be_written_is_refused_before_its_end(
    session: WireStream, path: bytes, reason: bytes
) -> None:
    session.write(sync.request(b"SEND", path + b",33188"))
    word, said = answer(session)
    assert word == b"FAIL"
    assert said.startswith(reason)
    for _ in range(3):  # what is on its way already is read and dropped
        session.write(sync.request(b"DATA", bytes(60_000)))
    session.write(REQUEST.pack(b"DONE", 0))
    assert still_answers(session)


@pytest.mark.parametrize(
    "junk",
    [
        b"WHAT\0\0\0\0",
        b"STAT\xff\xff\xff\xff",
        sync.request(b"SEND", b"/sdcard/x,33188") + b"JUNK\0\0\0\0",
        sync.request(b"SEND", b"/sdcard/x,33188") + REQUEST.pack(b"DATA", 1 << 20),
    ],
)
def test_nonsense_ends_the_session(session: WireStream, connection: AdbConnection, junk: bytes) -> None:
    session.write(junk)
    assert answer(session)[0] == b"FAIL"
    assert session.read_all() == b""
    assert not connection.stat("/sdcard/x").exists
    assert connection.shell("true").exit_code == 0


def test_quit(session: WireStream) -> None:
    session.write(REQUEST.pack(b"QUIT", 0))
    assert session.read_all() == b""


@pytest.fixture
def small_phone() -> Iterator[PhoneServer]:
    with serve([Phone(seed=1, storage_cap=2_000_000)]) as server:
        yield server


def test_a_full_phone_says_so_at_once(small_phone: PhoneServer) -> None:
    with AdbConnection.connect("127.0.0.1", small_phone.ports[0]) as connection:
        connection.push(bytes(1_000_000), "/sdcard/first")
        with connection.open("sync:", timeout=30) as session:
            session.write(sync.request(b"SEND", b"/sdcard/second,33188"))
            sent = 0
            while not session.has_data:
                session.write(sync.request(b"DATA", bytes(65536)))
                sent += 65536
                assert sent < 4_000_000
            assert answer(session) == (b"FAIL", b"write failed: No space left on device")
        assert not connection.stat("/sdcard/second").exists
        connection.push(bytes(1_000_000), "/sdcard/first")


def test_a_database_is_a_file(connection: AdbConnection, served_phone: PhoneServer) -> None:
    phone = served_phone.phones[0]
    names = [(package, name) for package, app in phone.apps.items() for name in app.manifest.databases]
    if not names:
        pytest.skip("no app of this phone keeps a database")
    package, name = names[0]
    image = connection.pull(f"/data/data/{package}/databases/{name}")
    assert image.startswith(b"SQLite format 3\0")
    connection.push(image, f"/data/data/{package}/databases/{name}")
    assert served_phone.call(lambda: phone.database(package, name).value("SELECT 1")) == 1
