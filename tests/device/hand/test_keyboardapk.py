"""The keyboard that is put on a phone: only the known file, and the owner's stays in use."""

import hashlib
from pathlib import Path

import pytest

from device.error import ConfigError, DeviceError
from device.hand import keyboardapk as keyboard
from device.link.transport.inprocess import InProcessTransport
from tests.boot import fresh_phone
from tests.device.scripted import Scripted


class Taking(Scripted):
    """It takes files."""

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        self.seen.append(f"push {remote}")


def test_another_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "other.apk"
    path.write_bytes(b"not it")
    with pytest.raises(ConfigError, match="checksum differs"):
        keyboard.keyboard_file(path)
    monkeypatch.setattr(keyboard, "SHA256", hashlib.sha256(b"not it").hexdigest())
    assert keyboard.keyboard_file(path) == b"not it"


def test_no_way_out_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyboard, "ADDRESS", "file:///nowhere/at/all")
    with pytest.raises(ConfigError, match="--apk FILE"):
        keyboard.keyboard_file()


def test_a_phone_that_refuses_to_install_names_its_switch() -> None:
    phone = Taking().on("pm install", "Failure [INSTALL_FAILED_USER_RESTRICTED: Install canceled by user]")
    phone.on("getprop", "Xiaomi\n").on("rm -f", "")
    with pytest.raises(DeviceError, match=r"USER_RESTRICTED.*Install via USB"):
        keyboard.install_keyboard(phone, b"apk")
    assert phone.seen[-2].startswith("rm -f"), "the file is taken away all the same"


def test_whether_it_is_there() -> None:
    phone = InProcessTransport(fresh_phone())
    assert keyboard.has_keyboard(phone)
    phone.shell("pm uninstall com.android.adbkeyboard")
    assert not keyboard.has_keyboard(phone)
