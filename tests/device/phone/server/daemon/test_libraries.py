"""The libraries people use, adbutils and adb-shell, on the embedded phone."""

import gc
import io
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import adbutils
import pytest
from adb_shell.adb_device import AdbDeviceTcp
from adb_shell.exceptions import AdbCommandFailureException

from device.phone.server.host import PhoneServer
from tests.device.conftest import AdbServer


@pytest.fixture
def device(adb: object, adb_server: AdbServer, served_phone: PhoneServer) -> adbutils.AdbDevice:
    return adbutils.AdbClient(port=adb_server.port).device(serial=served_phone.serials[0])


# -- adbutils ------------------------------------------------------------------------------------------------
def test_shell(device: adbutils.AdbDevice) -> None:
    assert device.shell("echo hello") == "hello"
    assert device.shell(["echo", "a b", "$HOME"]) == "a b $HOME"
    old = device.shell2("echo out; echo err >&2; false")
    assert (old.returncode, old.output) == (1, "out\nerr\n")
    new = device.shell2("echo out; echo err >&2; exit 3", v2=True)
    assert (new.returncode, new.stdout, new.stderr) == (3, "out\n", "err\n")


def test_pictures(device: adbutils.AdbDevice) -> None:
    picture = device.screenshot(error_ok=False)
    assert picture.size == (1080, 2400)
    with warnings.catch_warnings():  # adbutils leaves this connection to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        raw = device.framebuffer()
        gc.collect()
    assert raw.size == (1080, 2400)
    assert raw.convert("RGB").tobytes() == picture.convert("RGB").tobytes()


def test_what_is_on_the_screen(device: adbutils.AdbDevice) -> None:
    app = device.app_current()
    assert app.package
    assert app.activity
    assert device.window_size() == (1080, 2400)
    assert device.rotation() == 0
    assert "<hierarchy" in device.dump_hierarchy()
    assert device.is_screen_on()


def test_input(device: adbutils.AdbDevice) -> None:
    device.click(540, 1200)
    device.swipe(540, 1800, 540, 600, 0.1)
    device.keyevent("HOME")
    device.send_keys("hello world")


def test_what_is_installed(device: adbutils.AdbDevice) -> None:
    packages = device.list_packages()
    assert "com.android.systemui" in packages
    assert device.getprop("ro.product.model") == "Pixel 6"
    assert device.prop.device == "oriole"
    assert 0 <= (device.battery().level or 0) <= 100


def test_sync(device: adbutils.AdbDevice, tmp_path: Path) -> None:
    data = os.urandom(1_000_000)
    assert device.sync.push(io.BytesIO(data), "/sdcard/made/f.bin") == len(data)
    assert device.sync.read_bytes("/sdcard/made/f.bin") == data
    found = device.sync.stat("/sdcard/made/f.bin")
    assert found.size == len(data)
    assert [entry.path for entry in device.sync.list("/sdcard/made")] == [".", "..", "f.bin"]
    device.sync.pull("/sdcard/made/f.bin", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == data
    assert not device.sync.exists("/sdcard/nothing")
    with pytest.raises(adbutils.AdbError):
        device.sync.read_bytes("/sdcard/nothing")
    for number in range(40):
        device.sync.push(io.BytesIO(b"x"), f"/sdcard/many/{number}")
    assert len(list(device.sync.list("/sdcard/many"))) == 42


def test_connections(device: adbutils.AdbDevice, served_phone: PhoneServer) -> None:
    assert device.root().strip() == "adbd is already running as root"
    assert device.get_state() == "device"
    assert "shell_v2" in device.get_features()
    with pytest.raises(adbutils.AdbError):
        device.create_connection(adbutils.Network.TCP, 22)
    assert list(device.reverse_list()) == []


# -- adb-shell -----------------------------------------------------------------------------------------------
@pytest.fixture
def direct(served_phone: PhoneServer) -> Iterator[AdbDeviceTcp]:
    device = AdbDeviceTcp("127.0.0.1", served_phone.ports[0], default_transport_timeout_s=20)
    device.connect(auth_timeout_s=5)
    yield device
    device.close()


def test_adb_shell(direct: AdbDeviceTcp, tmp_path: Path) -> None:
    assert direct.shell("echo hello") == "hello\n"
    assert direct.exec_out("echo hello; echo err >&2") == "hello\nerr\n"
    data = os.urandom(500_000)
    (tmp_path / "there").write_bytes(data)
    direct.push(str(tmp_path / "there"), "/sdcard/pushed", mtime=1_600_000_000)
    direct.pull("/sdcard/pushed", str(tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == data
    assert direct.stat("/sdcard/pushed")[1:] == (len(data), 1_600_000_000)
    assert b"pushed" in [entry.filename for entry in direct.list("/sdcard")]
    with pytest.raises(AdbCommandFailureException):
        direct.pull("/nothing", str(tmp_path / "x"))
    assert direct.root() is None
