"""Which embedded phones run on this computer: one small file each, in a folder of the user's."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from device.atomicfile import save_file
from device.error import CommandTimeout, ConfigError, DeviceError, DeviceOffline, NoDevice
from device.link.wire.client import AdbConnection
from device.process import alive

CHECK_TIMEOUT = 2.0
"""Seconds after which a phone counts as one that does not answer."""
FIRST_CONSOLE = 5554
SCANNED = 16
"""adb finds the emulators below this number by itself; the others it must be told of."""


def emulator_serial(console: int) -> str:
    """What adb calls the phone whose console is there; "" without a console."""
    return f"emulator-{console}" if console else ""


@dataclass(frozen=True, slots=True)
class RunningPhone:
    """One phone in a process of its own."""

    address: str
    """HOST:PORT, where it listens for adb."""
    port: int
    pid: int
    seed: int
    live: bool
    detached: bool
    started_at: float
    """Seconds since 1970."""
    log: str = ""
    """Where a detached phone writes what goes wrong."""
    console: int = 0
    """Port of its emulator console; 0 = it has none."""
    weather: str = ""
    """The trouble it makes, as `--weather` takes it."""
    vendor: str = ""
    """Whose quirks it has, as `--vendor` takes them."""

    @property
    def serial(self) -> str:
        """Its one name, as `adb devices` shows it: an emulator's, or its address once connected."""
        return emulator_serial(self.console) or self.address

    @property
    def connect_line(self) -> str:
        """What a person types to use it with the stock adb."""
        if self.console and (self.console - FIRST_CONSOLE) // 2 < SCANNED:
            return f"adb -s {self.serial} shell"
        return f"adb connect {self.address}"

    def is_called(self, name: str) -> bool:
        """Whether it is meant by its serial, its address, or a port alone (adb's or the console's)."""
        return name in (self.serial, self.address, str(self.port), str(self.console or self.port))


class Registry:
    """The folder and what it says."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when something is first written to it."""
        self.folder = folder

    def add(self, phone: RunningPhone) -> None:
        """Enter a phone; whole or not at all. Raises ConfigError."""
        self.make_folder()
        save_file(self._path(phone.port), json.dumps(asdict(phone)).encode())

    def make_folder(self) -> None:
        """Make the folder if need be. Raises ConfigError when that cannot be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"{self.folder}: {error.strerror}", "Name another folder with TAPWRIGHT_STATE"
            ) from error

    def remove(self, phone: RunningPhone) -> None:
        """Strike a phone out, unless another has taken its port since."""
        noted = _read(self._path(phone.port))
        if noted is None or noted.pid == phone.pid:
            self._path(phone.port).unlink(missing_ok=True)

    def holds(self, phone: RunningPhone) -> bool:
        """Whether this very phone is still entered."""
        return _read(self._path(phone.port)) == phone

    def all(self) -> tuple[RunningPhone, ...]:
        """The phones that run, by port. Entries of phones that are gone are struck out."""
        return tuple(self.answering())

    def answering(self) -> dict[RunningPhone, bool]:
        """The phones that run, by port, and whether each answers: one that is busy or hangs does not."""
        noted = {path: _read(path) for path in self.folder.glob("*.json")} if self.folder.is_dir() else {}
        asked = [phone for phone in noted.values() if phone is not None]
        with ThreadPoolExecutor(max(1, len(asked))) as pool:
            states = dict(zip(asked, pool.map(_state, asked), strict=True))
        for path, phone in noted.items():
            if phone is None or states[phone] == "gone":
                path.unlink(missing_ok=True)
        running = sorted((phone for phone in asked if states[phone] != "gone"), key=lambda phone: phone.port)
        return {phone: states[phone] == "runs" for phone in running}

    def find(self, serial: str) -> RunningPhone:
        """The phone that is called so, see `RunningPhone.is_called`.

        Raises NoDevice, naming those that run.
        """
        running = self.all()
        for phone in running:
            if phone.is_called(serial):
                return phone
        listed = ", ".join(phone.serial for phone in running)
        raise NoDevice(
            f"no embedded phone {serial} runs",
            f"Running: {listed}" if listed else "Start one: agent phone start",
        )

    def _path(self, port: int) -> Path:
        return self.folder / f"{port}.json"


def _state(phone: RunningPhone) -> Literal["runs", "mute", "gone"]:
    """Whether the phone is still there: its process lives and answers for itself on its port."""
    if not alive(phone.pid):
        return "gone"
    try:
        with AdbConnection.connect(phone.address.rpartition(":")[0], phone.port, CHECK_TIMEOUT) as connection:
            return "runs" if ask_who(connection, CHECK_TIMEOUT).pid == phone.pid else "gone"
    except NoDevice:
        return "gone"
    except (DeviceOffline, CommandTimeout):
        return "mute"  # restarting, busy, or it hangs
    except DeviceError:
        return "gone"


@dataclass(frozen=True, slots=True)
class PhoneServerInfo:
    """Who serves a phone."""

    pid: int
    seed: int
    live: bool


def ask_who(connection: AdbConnection, timeout: float = CHECK_TIMEOUT) -> PhoneServerInfo:
    """Who serves this phone, within `timeout` seconds. Raises DeviceError when it is no embedded phone."""
    with connection.open("tapwright:info", timeout) as stream:
        try:
            told = json.loads(stream.read_all())
            return PhoneServerInfo(int(told["pid"]), int(told["seed"]), bool(told["live"]))
        except (ValueError, KeyError, TypeError) as error:
            raise DeviceError("this is no embedded phone", "See: agent phone list") from error


def _read(path: Path) -> RunningPhone | None:
    """An entry; None when there is none or it makes no sense."""
    try:
        noted = json.loads(path.read_text("utf-8"))
        return _entry(noted)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _entry(noted: Mapping[str, object]) -> RunningPhone:
    return RunningPhone(
        address=str(noted["address"]),
        port=int(str(noted["port"])),
        pid=int(str(noted["pid"])),
        seed=int(str(noted["seed"])),
        live=bool(noted["live"]),
        detached=bool(noted["detached"]),
        started_at=float(str(noted["started_at"])),
        log=str(noted["log"]),
        console=int(str(noted.get("console", 0))),
        weather=str(noted.get("weather", "")),
        vendor=str(noted.get("vendor", "")),
    )
