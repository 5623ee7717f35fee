import logging
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import adbutils
import pytest

from benchmarks.port import own_port
from device.link.wire.client import AdbConnection
from device.phone.server.host import PhoneServer, serve
from tests.boot import fresh_phone


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


def adb_binary(origin: str = "") -> str:
    """The stock adb of one origin, "wheel" or "system" (either by default); skips the test without it."""
    wheel = Path(adbutils.__file__).parent / "binaries/adb"
    if origin != "system" and wheel.exists():
        return str(wheel)
    found = shutil.which("adb") if origin != "wheel" else None
    if not found:
        pytest.skip("needs the adb binary: apt-get install adb")
    return found


@contextmanager
def own_adb_server(binary: str, home: Path) -> Iterator[AdbServer]:
    """A server on a free port, with a home of its own, for as long as the block lasts."""
    with own_port() as port:
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


@pytest.fixture(scope="session")
def adb_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AdbServer]:
    with own_adb_server(adb_binary(), tmp_path_factory.mktemp("adb-home")) as server:
        yield server


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What is logged of a server's bugs."""
    heard = StringIO()
    handler = logging.StreamHandler(heard)
    logger = logging.getLogger("asyncio")
    logger.addHandler(handler)
    yield heard
    logger.removeHandler(handler)


@pytest.fixture
def free_port() -> Iterator[int]:
    """A port of this computer where nothing listens."""
    with own_port() as port:
        yield port


@pytest.fixture
def served_phone() -> Iterator[PhoneServer]:
    """One fresh phone on a port of its own."""
    with serve([fresh_phone()]) as server:
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
