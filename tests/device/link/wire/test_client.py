"""Our client on a real daemon."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from device.error import FileTransferFailed
from device.link.wire.client import AdbConnection
from device.link.wire.error import ConnectionBroken, ServiceRefused
from device.phone.server.daemon import daemon
from device.phone.server.host import PhoneServer


def test_what_the_phone_says_of_itself(connection: AdbConnection) -> None:
    assert connection.peer.properties["ro.product.model"] == "Pixel 6"
    assert "shell_v2" in connection.peer.features


def test_streams_of_a_command_and_its_exit_code(connection: AdbConnection) -> None:
    assert connection.shell("echo out; echo err >&2; exit 3") == (b"out\n", b"err\n", 3)
    assert connection.shell("true") == (b"", b"", 0)


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
def test_input_of_a_command(connection: AdbConnection, size: int) -> None:
    data = os.urandom(size)
    assert connection.shell("cat", stdin=data).stdout == data


def test_input_nobody_reads(connection: AdbConnection) -> None:
    assert connection.shell("echo done", stdin=bytes(5_000_000)).stdout == b"done\n"


def test_text_of_any_language(connection: AdbConnection) -> None:
    assert connection.shell("echo '你好 🎉 مرحبا'").stdout.decode() == "你好 🎉 مرحبا\n"


def test_exec_out_is_byte_for_byte(connection: AdbConnection) -> None:
    data = bytes(range(256)) * 10_000
    connection.push(data, "/sdcard/raw")
    assert connection.exec_out("cat /sdcard/raw") == data


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 5_000_000])
def test_files_come_back_as_they_went(connection: AdbConnection, tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    connection.push(data, "/sdcard/new/folder/a b.bin", mode=0o600, mtime=1_600_000_000)
    assert connection.pull("/sdcard/new/folder/a b.bin") == data
    found = connection.stat("/sdcard/new/folder/a b.bin")
    assert (found.exists, found.size, found.mtime) == (True, size, 1_600_000_000)
    (tmp_path / "here").write_bytes(data)
    connection.push(tmp_path / "here", "/sdcard/again")
    assert connection.pull("/sdcard/again") == data


def test_listing(connection: AdbConnection) -> None:
    for name in ("ß", "b", "a"):
        connection.push(b"123", f"/sdcard/box/{name}")
    assert [(entry.name, entry.stat.size) for entry in connection.list("/sdcard/box")] == [
        ("a", 3),
        ("b", 3),
        ("ß", 3),
    ]
    assert connection.list("/sdcard/nothing") == ()


def test_what_the_phone_will_not_do_with_files(connection: AdbConnection, tmp_path: Path) -> None:
    with pytest.raises(FileTransferFailed, match="No such file or directory"):
        connection.pull("/sdcard/nothing")
    with pytest.raises(FileTransferFailed, match="Read-only file system"):
        connection.push(b"x", "/system/etc/hosts")
    with pytest.raises(FileTransferFailed, match="No such file"):
        connection.push(tmp_path / "nothing", "/sdcard/x")
    assert connection.stat("/sdcard/nothing").exists is False
    assert connection.shell("true").exit_code == 0


def test_framebuffer_is_the_screen(connection: AdbConnection, served_phone: PhoneServer) -> None:
    picture = connection.framebuffer()
    drawn: Image.Image = served_phone.call(served_phone.phones[0].camera.image)
    assert picture.size == (1080, 2400)
    assert picture.image.tobytes() == drawn.convert("RGB").tobytes()


def test_many_threads_share_a_connection(connection: AdbConnection) -> None:
    data = os.urandom(300_000)
    connection.push(data, "/sdcard/f")

    def work(number: int) -> bool:
        if number % 3 == 0:
            return connection.pull("/sdcard/f") == data
        return connection.shell(f"echo {number}; exit {number}") == (b"%d\n" % number, b"", number)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))


def test_a_long_call_holds_up_nobody(connection: AdbConnection) -> None:
    waiting = connection.open("shell,v2,raw:cat", timeout=30)
    thread = threading.Thread(target=waiting.read_all)
    thread.start()
    assert connection.shell("echo quick", timeout=10).stdout == b"quick\n"
    waiting.close()
    connection.close()
    thread.join(10)
    assert not thread.is_alive()


def test_a_server_that_ends(served_phone: PhoneServer, connection: AdbConnection) -> None:
    assert connection.shell("true").exit_code == 0
    served_phone.close()
    with pytest.raises(ConnectionBroken):
        connection.shell("true")
    connection.close()
    connection.close()


@pytest.mark.parametrize(
    "service", ["reboot:", "reboot:bootloader", "shell:reboot", "shell,v2,raw:svc power reboot"]
)
def test_reboot_drops_the_connection_and_the_port_comes_back(
    served_phone: PhoneServer, connection: AdbConnection, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daemon, "BOOT_SECONDS", 0.2)
    with pytest.raises((ConnectionBroken, ServiceRefused)):
        connection.open(service).read_exactly(1)
    deadline = time.monotonic() + 10
    while True:
        try:
            with AdbConnection.connect("127.0.0.1", served_phone.ports[0], 1) as again:
                assert again.shell("echo up").stdout == b"up\n"
                return
        except Exception:  # noqa: BLE001 - whatever it is, it must end
            assert time.monotonic() < deadline
            time.sleep(0.05)
