"""Installing, filming and radios, by the stock adb binary."""

import io
import os
import pty
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from device.phone.file.container import length_ms_of
from device.phone.server.host import PhoneServer
from tests.device.conftest import AdbServer
from tests.device.phone.shell.apkfile import apk, manifest

Adb = Callable[..., subprocess.CompletedProcess[bytes]]
TIDE = "com.example.tide"


def test_adb_install_and_uninstall(adb: Adb, tmp_path: Path) -> None:
    package = tmp_path / "tide.apk"
    package.write_bytes(apk())
    assert b"Success" in adb("install", str(package)).stdout
    assert f"package:{TIDE}\n" in adb("shell", "pm list packages -3").stdout.decode()
    path = adb("shell", "pm", "path", TIDE).stdout.decode().strip().removeprefix("package:")
    adb("pull", path, str(tmp_path / "back.apk"))
    assert (tmp_path / "back.apk").read_bytes() == package.read_bytes()
    assert b"Success" in adb("install", "--no-streaming", str(package)).stdout
    assert b"Success" in adb("uninstall", TIDE).stdout
    refused = adb("uninstall", TIDE, check=False)
    assert refused.returncode == 1
    assert b"DELETE_FAILED_INTERNAL_ERROR" in refused.stdout + refused.stderr


def test_adb_install_multiple(adb: Adb, tmp_path: Path) -> None:
    base, part = tmp_path / "base.apk", tmp_path / "config.apk"
    base.write_bytes(apk())
    part.write_bytes(apk(manifest(split="config.en")))
    assert b"Success" in adb("install-multiple", str(base), str(part)).stdout
    assert adb("shell", "pm", "path", TIDE).returncode == 0


def test_what_is_no_apk_is_refused_by_name_of_the_fault(adb: Adb, tmp_path: Path) -> None:
    (tmp_path / "app.apk").write_bytes(b"\x00" * 2_000_000)
    done = adb("install", str(tmp_path / "app.apk"), check=False)
    assert done.returncode == 1
    assert b"INSTALL_PARSE_FAILED_NOT_APK" in done.stderr
    assert adb("shell", "true").returncode == 0


def test_screenrecord_films_what_others_do_until_ctrl_c(
    adb: Adb, adb_server: AdbServer, served_phone: PhoneServer
) -> None:
    command = [adb_server.binary, "-s", served_phone.serials[0], "shell", "screenrecord", "/sdcard/film.mp4"]
    child = subprocess.Popen(command, env=adb_server.environment)
    try:
        while adb("shell", "ls /sdcard/film.mp4", check=False).returncode:
            time.sleep(0.05)
        for action in ("android.settings.SETTINGS", "android.settings.WIFI_SETTINGS"):
            adb("shell", "am", "start", "-a", action)
            adb("shell", "input", "keyevent", "KEYCODE_UNKNOWN")
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(10)
    for _ in range(100):
        film = adb("exec-out", "cat", "/sdcard/film.mp4").stdout
        if film:
            break
        time.sleep(0.05)
    assert film[4:8] == b"ftyp"
    assert length_ms_of(film) >= 500
    first, *rest = _pictures(film)
    assert len(rest) >= 2
    assert first.size == (1080, 2400)
    assert len({picture.resize((8, 16)).tobytes() for picture in (first, *rest)}) == len(rest) + 1


def test_screenrecord_ends_with_its_time(adb: Adb) -> None:
    adb("shell", "screenrecord", "--time-limit", "1", "--size", "270x600", "/sdcard/short.mp4")
    film = adb("exec-out", "cat", "/sdcard/short.mp4").stdout
    assert length_ms_of(film) >= 1000
    assert [picture.size for picture in _pictures(film)] == [(270, 600)]


def _pictures(film: bytes) -> list[Image.Image]:
    parts = film.partition(b"mdat")[2].split(b"\xff\xd8\xff")[1:]
    return [Image.open(io.BytesIO(b"\xff\xd8\xff" + part)) for part in parts]


def test_a_film_is_ended_by_a_signal(adb: Adb, adb_server: AdbServer, served_phone: PhoneServer) -> None:
    command = [adb_server.binary, "-s", served_phone.serials[0], "shell", "screenrecord", "/sdcard/film.mp4"]
    child = subprocess.Popen(command, env=adb_server.environment)
    while adb("shell", "pidof screenrecord", check=False).returncode:
        time.sleep(0.05)
    adb("shell", "pkill", "-2", "screenrecord")
    assert adb("exec-out", "cat", "/sdcard/film.mp4").stdout[4:8] == b"ftyp"
    assert child.wait(10) == 0
    assert adb("shell", "pidof screenrecord", check=False).returncode == 1


def test_a_film_is_ended_by_ctrl_c_typed_and_by_no_other_key(
    adb: Adb, adb_server: AdbServer, served_phone: PhoneServer
) -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [adb_server.binary, "-s", served_phone.serials[0], "shell", "-t", "screenrecord", "/sdcard/film.mp4"],
        env={**adb_server.environment, "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    while adb("shell", "pidof screenrecord", check=False).returncode:
        time.sleep(0.05)
    os.write(ours, b"\x1b[A")
    time.sleep(0.3)
    assert child.poll() is None
    os.write(ours, b"\x03")
    assert child.wait(10) == 0
    assert adb("exec-out", "cat", "/sdcard/film.mp4").stdout[4:8] == b"ftyp"
    os.close(ours)
    os.close(theirs)
