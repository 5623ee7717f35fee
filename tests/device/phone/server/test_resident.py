"""The phone plays uiautomator2's server: to the package's own client, and to whoever speaks to it badly."""

from collections.abc import Iterator
from pathlib import Path

import adbutils
import pytest

from benchmarks.compatibility.driver import has_uiautomator2, library
from device.link.wire.client import AdbConnection
from device.link.wire.error import ServiceRefused
from device.link.wire.stream import WireStream
from device.phone.server.host import PhoneServer, serve
from tests.boot import fresh_phone
from tests.device.resident.faulty import server_jar
from tests.table import each_row

JAR = "/data/local/tmp/u2.jar"
START = f"shell:CLASSPATH={JAR} app_process / com.wetest.uia2.Main -p 9100"


@pytest.fixture
def line() -> Iterator[tuple[AdbConnection, WireStream]]:
    """A phone on which the server runs, and the stream that holds it."""
    with serve([fresh_phone()]) as server, AdbConnection.connect("127.0.0.1", server.ports[0]) as phone:
        phone.push(server_jar(), JAR)
        with phone.open(START, 10.0) as running:
            assert b"Starting Server" in running.read()
            yield phone, running


def posted(body: bytes) -> bytes:
    return b"POST /jsonrpc/0 HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def test_one_connection_answers_again_and_again(line: tuple[AdbConnection, WireStream]) -> None:
    phone, _ = line

    @each_row(
        ("request", "answer"),
        [
            (b"GET /ping HTTP/1.1\r\n\r\n", b"pong"),
            (posted(b'{"id": 1, "method": "getClipboard"}'), b'"result": null'),
            (posted(b'{"id": 1, "method": "setClipboard", "params": ["", "\\u4f60"]}'), b'"result": null'),
            (posted(b'{"id": 1, "method": "getClipboard", "params": []}'), b"\\u4f60"),
            (posted('{"id": 1, "method": "setClipboard", "params": ["", "é"]}'.encode()), b'"result": null'),
            (posted(b'{"id": 1, "method": "getClipboard", "params": []}'), b'"\\ufffd\\ufffd"'),
            (posted(b'{"id": 1, "method": "fly", "params": []}'), b"-32601"),
            (posted(b'{"id": 1, "method": "click", "params": [1]}'), b"-32601"),
            (posted(b'{"id": 1, "method": "objInfo", "params": [{"text": "x"}]}'), b"UiObjectNotFoundExc"),
            (posted(b"nonsense"), b"-32700"),
            (b"GET /nowhere HTTP/1.1\r\n\r\n", b"404"),
        ],
    )
    def answered(request: bytes, answer: bytes) -> None:
        stream.write(request)
        assert answer in stream.read()

    with phone.open("tcp:9100", 10.0) as stream:
        answered()


def test_it_lasts_as_long_as_its_command_and_keeps_others_out(line: tuple[AdbConnection, WireStream]) -> None:
    phone, running = line
    with phone.open(START.replace("9100", "9101"), 5.0) as second:
        assert b"already registered!" in second.read_all()
    assert b"already registered!" in phone.shell("uiautomator dump").stderr
    running.close()
    assert b"dumped to" in phone.shell("uiautomator dump").stdout
    with pytest.raises(ServiceRefused):
        phone.open("tcp:9100")


def test_a_jar_that_is_none_does_not_start(line: tuple[AdbConnection, WireStream]) -> None:
    phone, _ = line
    phone.push(b"PK", JAR)
    assert b"could not find or load main class" in phone.shell(START.removeprefix("shell:")).stderr


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # adbutils leaves sockets to the collector
@pytest.mark.skipif(not has_uiautomator2(), reason="needs uiautomator2")
def test_the_real_client_finds_touches_and_types(tmp_path: Path) -> None:
    import uiautomator2

    with serve([fresh_phone()]) as server, library("adbutils", server.serials[0], tmp_path):
        import os

        device = adbutils.AdbClient(port=int(os.environ["ANDROID_ADB_SERVER_PORT"])).device(server.serials[0])
        phone = uiautomator2.Device(device)
        phone.app_start("com.android.settings")
        phone(text="Search settings").click()
        phone(focused=True).set_text("wifi 你")
        assert phone.xpath('//*[@focused="true"]').info["text"] == "wifi 你"
        assert phone(focused=True).get_text() == "wifi 你"
        assert not phone(text="Nobody").wait(timeout=0.1)
        assert toasted(server, phone) == "It is done"
        phone.stop_uiautomator()


def toasted(server: PhoneServer, phone: object) -> object:
    server.call(lambda: server.phones[0].toast("It is done"))
    return phone.last_toast  # type: ignore[attr-defined]
