"""Which embedded phones run on this computer: one small file each, in a folder of the user's."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from device.error import DeviceError, DeviceOffline, NoDevice
from device.phone.server.control import ask_who
from device.phone.server.port import FIRST_CONSOLE, SCANNED, emulator_serial
from device.wire.client import AdbConnection

CHECK_TIMEOUT = 3.0


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
        """Enter a phone; whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._path(phone.port).with_suffix(f".{os.getpid()}.part")
        unfinished.write_text(json.dumps(asdict(phone)), "utf-8")
        unfinished.replace(self._path(phone.port))

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
        running = []
        for path in sorted(self.folder.glob("*.json")) if self.folder.is_dir() else ():
            phone = _read(path)
            if phone is None or _state(phone) == "gone":
                path.unlink(missing_ok=True)
            else:
                running.append(phone)
        return tuple(sorted(running, key=lambda phone: phone.port))

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
    if not _alive(phone.pid):
        return "gone"
    try:
        with AdbConnection.connect(phone.address.rpartition(":")[0], phone.port, CHECK_TIMEOUT) as connection:
            return "runs" if ask_who(connection).pid == phone.pid else "gone"
    except NoDevice:
        return "gone"
    except DeviceOffline:
        return "mute"  # restarting, or busy
    except DeviceError:
        return "gone"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


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
    )
