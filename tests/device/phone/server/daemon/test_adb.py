"""The stock adb binary on the embedded phone."""

import io
import os
import pty
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from device.phone.phone import Phone
from device.phone.server.host import PhoneServer, serve
from tests.device.conftest import AdbServer, adb_binary, own_adb_server

Adb = Callable[..., subprocess.CompletedProcess[bytes]]


def test_devices_names_the_phone(adb: Adb, adb_server: AdbServer, served_phone: PhoneServer) -> None:
    listed = adb_server("devices", "-l").stdout.decode()
    line = next(line for line in listed.splitlines() if line.startswith(served_phone.serials[0]))
    assert "device product:oriole model:Pixel_6 device:oriole" in line
    assert adb("get-state").stdout == b"device\n"


def test_shell_keeps_streams_and_exit_codes(adb: Adb) -> None:
    done = adb("shell", "echo out; echo err >&2; exit 3", check=False)
    assert (done.stdout, done.stderr, done.returncode) == (b"out\n", b"err\n", 3)
    assert adb("shell", "false", check=False).returncode == 1
    assert adb("shell", "nonsense", check=False).returncode == 127
    assert adb("shell", "echo", "a", "'b  c'", "$((1+1))").stdout == b"a b  c 2\n"


def test_old_shell_merges_in_order_of_time(adb: Adb) -> None:
    assert adb("shell", "-x", "echo 1; echo 2 >&2; echo 3; echo X4EXIT:$?").stdout == b"1\n2\n3\nX4EXIT:0\n"


def test_input_of_a_command(adb: Adb) -> None:
    data = os.urandom(200_000)
    assert adb("shell", "cat", stdin=data).stdout == data
    adb("exec-in", "cat > /sdcard/typed", stdin=b"from here")
    assert adb("exec-out", "cat /sdcard/typed").stdout == b"from here"


def test_loops_and_compound_commands_read_what_comes_from_outside(adb: Adb) -> None:
    loop = "while read l; do echo L $l; done"
    assert adb("shell", loop, stdin=b"a\nb\n").stdout == b"L a\nL b\n"
    assert adb("shell", "{ read a; read b; }; cat; echo $b$a", stdin=b"1\n2\n3\n").stdout == b"3\n21\n"
    assert adb("shell", 'if read x; then echo "$(cat)"; fi', stdin=b"1\n2\n").stdout == b"2\n"


@pytest.mark.parametrize("how", [[], ["-T"]])
def test_a_script_piped_into_a_shell_without_a_command(adb: Adb, how: list[str]) -> None:
    done = adb("shell", *how, stdin=b"touch /sdcard/zzz\necho hi\nexit 7\necho no\n", check=False)
    assert (done.stdout, done.stderr, done.returncode) == (b"hi\n", b"", 7)
    assert adb("shell", "ls", "/sdcard/zzz").stdout == b"/sdcard/zzz\n"
    whole = b"for i in 1 2\ndo\n  echo $i\ndone\nread x\nthe next line\necho $x; cat <<E\n$x\nE\nfalse"
    done = adb("shell", *how, stdin=whole, check=False)
    assert (done.stdout, done.returncode) == (b"1\n2\nthe next line\nthe next line\n", 1)
    assert adb("shell", "sh", "-s", "a", "b", stdin=b"echo $1$2$#").stdout == b"ab2\n"


def test_a_shell_without_a_terminal_answers_line_by_line(adb: Adb, adb_server: AdbServer) -> None:
    command = [adb_server.binary, "-s", adb("get-serialno").stdout.decode().strip(), "shell"]
    with subprocess.Popen(
        command, env=adb_server.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as shell:
        assert shell.stdin is not None
        assert shell.stdout is not None
        for line, answer in ((b"cd /sdcard; x=1\n", b""), (b"echo $x $PWD\n", b"1 /sdcard\n")):
            shell.stdin.write(line)
            shell.stdin.flush()
            assert not answer or shell.stdout.readline() == answer
        shell.stdin.close()
        assert shell.wait(20) == 0


def test_screencap(adb: Adb) -> None:
    png = adb("exec-out", "screencap -p").stdout
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        assert picture.size == (1080, 2400)


def test_uiautomator(adb: Adb) -> None:
    assert b"<hierarchy" in adb("exec-out", "uiautomator dump /dev/tty").stdout
    adb("shell", "uiautomator", "dump", "/sdcard/window_dump.xml")
    assert adb("shell", "cat", "/sdcard/window_dump.xml").stdout.startswith(b"<?xml")


@pytest.fixture(scope="module", params=["wheel", "system"])
def adb_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AdbServer]:
    """Both adb builds: the one in the adbutils wheel and the system's."""
    with own_adb_server(adb_binary(request.param), tmp_path_factory.mktemp("adb-home")) as server:
        yield server


def said(done: subprocess.CompletedProcess[bytes]) -> bytes:
    """What adb told the person: releases differ in which of the two streams they use for it."""
    return done.stdout + done.stderr


def test_settings(adb: Adb, served_phone: PhoneServer) -> None:
    adb("shell", "settings", "put", "system", "screen_brightness", "77")
    assert adb("shell", "settings", "get", "system", "screen_brightness").stdout == b"77\n"
    phone = served_phone.phones[0]
    assert served_phone.call(lambda: phone.settings.get("system", "screen_brightness")) == "77"


def test_sixty_megabytes_there_and_back(adb: Adb, tmp_path: Path) -> None:
    data = os.urandom(60 * 1024 * 1024)
    (tmp_path / "there").write_bytes(data)
    os.utime(tmp_path / "there", (1_600_000_000, 1_600_000_000))
    adb("push", str(tmp_path / "there"), "/sdcard/Download/big")
    adb("pull", "-a", "/sdcard/Download/big", str(tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == data
    assert (tmp_path / "back").stat().st_mtime == 1_600_000_000


def test_folders_there_and_back(adb: Adb, tmp_path: Path) -> None:
    for name in ("a.txt", "deep/er/b.txt", "deep/ü 你好.txt"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    adb("push", str(tmp_path / "tree"), "/sdcard/")
    assert b"0 files pushed, 3 skipped" in said(adb("push", "--sync", str(tmp_path / "tree"), "/sdcard/"))
    adb("pull", "/sdcard/tree", str(tmp_path / "back"))
    for path in (tmp_path / "tree").rglob("*.txt"):
        assert (tmp_path / "back" / path.relative_to(tmp_path / "tree")).read_text() == path.read_text()
    assert b"a.txt" in adb("ls", "/sdcard/tree").stdout


def test_files_that_are_refused(adb: Adb, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    for arguments, reason in (
        (("pull", "/nothing", str(tmp_path)), b"No such file or directory"),
        (("push", str(tmp_path / "x"), "/system/x"), b"Read-only file system"),
    ):
        done = adb(*arguments, check=False)
        assert done.returncode == 1
        assert reason in said(done)


@pytest.mark.parametrize(
    ("cap", "size"), [(20_000_000, 200_000_000), pytest.param(512 << 20, 1 << 30, marks=pytest.mark.full)]
)
def test_a_push_beyond_the_storage(adb_server: AdbServer, tmp_path: Path, cap: int, size: int) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(size)
    with serve([Phone(storage_cap=cap)]) as server:
        serial = server.serials[0]
        adb_server("connect", serial)
        done = adb_server("-s", serial, "push", str(tmp_path / "huge"), "/sdcard/huge", check=False)
        assert done.returncode == 1
        assert b"No space left on device" in said(done)
        assert adb_server("-s", serial, "shell", "[ -e /sdcard/huge ]", check=False).returncode == 1
        adb_server("disconnect", serial)


def test_root_and_the_like(adb: Adb) -> None:
    assert adb("root").stdout == b"adbd is already running as root\n"
    assert b"remount succeeded" in adb("remount").stdout
    assert adb("tcpip", "5555").stdout == b"restarting in TCP mode port: 5555\n"
    assert adb("shell", "whoami").stdout == b"root\n"


def test_nothing_leads_to_the_host(adb: Adb) -> None:
    port = int(adb("forward", "tcp:0", "tcp:22").stdout)
    assert f"tcp:{port}".encode() in adb("forward", "--list").stdout
    adb("forward", "--remove", f"tcp:{port}")
    done = adb("reverse", "tcp:1234", "tcp:1234", check=False)
    assert done.returncode == 1
    assert b"cannot bind listener" in done.stderr
    assert adb("reverse", "--list").stdout.strip() == b""
    assert adb("jdwp", check=False).returncode == 1


def test_logcat_as_adb_asks_for_it(adb: Adb) -> None:
    assert adb("logcat", "-d").returncode == 0


def test_reboot(adb: Adb, served_phone: PhoneServer) -> None:
    adb("shell", "echo kept > /sdcard/kept")
    adb("reboot")
    adb("wait-for-device")
    assert adb("shell", "cat /sdcard/kept").stdout == b"kept\n"
    assert served_phone.call(lambda: served_phone.phones[0].clock.uptime_ms) < 60_000


def test_an_interactive_shell(adb: Adb, adb_server: AdbServer, served_phone: PhoneServer) -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [adb_server.binary, "-s", served_phone.serials[0], "shell"],
        env={**adb_server.environment, "TERM": "xterm"}, stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = ""

    def until(text: str) -> None:
        nonlocal shown
        deadline = time.monotonic() + 20
        while text not in shown:
            assert time.monotonic() < deadline, shown
            if select.select([ours], [], [], 0.1)[0]:
                shown += os.read(ours, 4096).decode()
        shown = shown.partition(text)[2]

    try:
        until("oriole:/ # ")
        os.write(ours, b"cd /sdcard && echo h\x7fhi\r")
        until("\r\nhi\r\n")
        until("oriole:/sdcard # ")
        os.write(ours, b"junk\x03")
        until("^C")
        until("oriole:/sdcard # ")
        os.write(ours, b"exit 5\r")
        assert child.wait(20) == 5
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def test_several_phones_at_once(adb_server: AdbServer) -> None:
    with serve([Phone(seed) for seed in range(3)]) as server:
        for serial in server.serials:
            assert b"connected" in adb_server("connect", serial).stdout
        for number, serial in enumerate(server.serials):
            adb_server("-s", serial, "shell", f"echo {number} > /sdcard/number")
        for number, serial in enumerate(server.serials):
            assert adb_server("-s", serial, "shell", "cat /sdcard/number").stdout == b"%d\n" % number
            adb_server("disconnect", serial)
