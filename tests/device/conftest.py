import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import adbutils
import pytest

from device.phone.phone import Phone
from device.phone.server.host import PhoneServer, serve
from device.wire.client import AdbConnection


@dataclass(frozen=True)
class AdbServer:
    """The stock adb binary with a server of our own, apart from whatever else runs here."""

    binary: str
    port: int
    environment: dict[str, str]

    def __call__(
        self, *arguments: str, stdin: bytes = b"", check: bool = True, timeout: float = 60
    ) -> subprocess.CompletedProcess[bytes]:
        """Run adb; stdout, stderr and exit code as it left them."""
        return subprocess.run(
            [self.binary, *arguments],
            env=self.environment,
            input=stdin,
            capture_output=True,
            timeout=timeout,
            check=check,
        )


def adb_binary() -> str:
    """Where adb is; the test is skipped where it is not."""
    try:
        return adbutils.adb_path()
    except adbutils.AdbError:
        pytest.skip("needs the adb binary: the adbutils wheel of this machine has none and none is in PATH")


@pytest.fixture(scope="session")
def adb_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AdbServer]:
    binary = adb_binary()
    home = tmp_path_factory.mktemp("adb-home")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = AdbServer(
        binary,
        port,
        {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "ANDROID_ADB_SERVER_PORT": str(port),
            "ANDROID_ADB_LOG_PATH": str(home / "adb.log"),
            "ADB_MDNS": "0",
            "ADB_USB": "0",
            "ADB_EMU": "0",
        },
    )
    server("start-server")
    yield server
    server("kill-server", check=False)


@pytest.fixture
def served_phone() -> Iterator[PhoneServer]:
    """One fresh phone on a port of its own."""
    with serve([Phone(seed=1)]) as server:
        yield server


@pytest.fixture
def connection(served_phone: PhoneServer) -> Iterator[AdbConnection]:
    """Our own client on it."""
    with AdbConnection.connect("127.0.0.1", served_phone.ports[0]) as connection:
        yield connection


@pytest.fixture
def adb(
    adb_server: AdbServer, served_phone: PhoneServer
) -> Iterator[Callable[..., subprocess.CompletedProcess[bytes]]]:
    """`adb -s SERIAL ...` on it."""
    serial = served_phone.serials[0]
    adb_server("disconnect", serial, check=False)
    assert b"connected to" in adb_server("connect", serial).stdout

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        return adb_server("-s", serial, *arguments, **options)  # type: ignore[arg-type]

    yield run
    adb_server("disconnect", serial, check=False)
