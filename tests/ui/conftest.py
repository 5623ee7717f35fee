import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.port import own_port
from device.link.transport import server
from device.phone.server import detached
from tests.program import launch_phones


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of this computer's settings, no adb to start, and an adb port where nothing listens.

    Detached phones are forked where all that they are made of is loaded.
    """
    monkeypatch.setattr(detached, "launch", launch_phones)
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("TAPWRIGHT_", "OPENAI_", "ANDROID_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("ADB_USB", "ADB_EMU", "ADB_MDNS"):  # an emulator of this computer is nobody's here
        monkeypatch.setenv(name, "0")
    monkeypatch.setattr(server, "adb_binary", lambda: "")
    with own_port() as port:
        monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(port))
        yield
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)), "a test started an adb server"
