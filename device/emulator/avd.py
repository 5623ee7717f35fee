"""Virtual devices: made, started on free ports, waited for until they have booted, saved and stopped."""

import re
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from device.emulator.sdk import Sdk, check_acceleration, run_tool
from device.error import ActionRejected, ConfigError, DeviceError, NoDevice
from device.link.discovery import attached
from device.link.transport.adbserver import AdbServerTransport
from device.link.transport.server import ServerAddress, adb_binary
from device.link.wire.error import ConnectionBroken
from device.process import launch

IMAGE = "system-images;android-34;google_apis;x86_64"
PORTS = range(5554, 5682, 2)
"""Console ports that adb looks at; the daemon is on the next one."""
BOOT_TIMEOUT = 300.0
_THOSE = "Those that run: agent devices"
_SERIAL = re.compile(r"emulator-\d{1,5}")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_POLL = 1.0
_BOOTED = "getprop sys.boot_completed; getprop init.svc.bootanim"
_TAIL = 4000


@dataclass(frozen=True, slots=True)
class StartWish:
    """How an emulator is to start."""

    window: bool = False
    """False runs it without one."""
    snapshot: str = ""
    """What it begins from; "" is its own last state."""
    cold: bool = False
    """Whether it boots anew, whatever was saved."""
    software: bool = False
    """Whether it goes without acceleration."""
    shared: bool = False
    """Whether several run of one device: then nothing is written to its disk."""


@dataclass(frozen=True, slots=True)
class Running:
    """An emulator that was started."""

    serial: str
    name: str
    pid: int
    log: Path


def checked_name(name: str) -> str:
    """The name of a device or snapshot. Raises ConfigError for what is none."""
    if not _NAME.fullmatch(name) or name.startswith("-"):
        raise ConfigError(f"{name!r} is no name here", "Use letters, digits, dot, dash, underscore")
    return name


def create(sdk: Sdk, name: str, image: str = IMAGE, model: str = "pixel_6") -> None:
    """Make a virtual device. Raises DeviceError when the image is not installed or the name is taken."""
    command = [str(sdk.avdmanager), "create", "avd", "--name", checked_name(name), "--package", image]
    run_tool([*command, "--device", model], "no\n")


def names(sdk: Sdk) -> tuple[str, ...]:
    """The virtual devices there are."""
    told = run_tool([str(sdk.emulator), "-list-avds"]).splitlines()
    return tuple(line.strip() for line in told if _NAME.fullmatch(line.strip()))


def start(sdk: Sdk, name: str, wish: StartWish, logs: Path, *, taken: Sequence[int] = ()) -> Running:
    """Start one; it outlives this process. Raises ConfigError where there is none of that name, or no KVM."""
    if checked_name(name) not in names(sdk):
        raise ConfigError(f"there is no virtual device {name}", f"Make it: agent emulator create {name}")
    if not wish.software:
        check_acceleration()
    port = free_port(taken)
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / f"emulator-{port}.log"
    command = [str(sdk.emulator), "-avd", name, "-port", str(port), *_arguments(wish)]
    log.unlink(missing_ok=True)  # of one that had the port before
    return Running(f"emulator-{port}", name, launch(command, log), log)


def _arguments(wish: StartWish) -> list[str]:
    words = ["-no-audio", "-no-boot-anim"]
    words += [] if wish.window else ["-no-window", "-gpu", "swiftshader_indirect"]
    words += ["-read-only"] if wish.shared else []
    words += ["-accel", "off"] if wish.software else []
    if wish.cold:
        words.append("-no-snapshot-load")
    elif wish.snapshot:
        words += ["-snapshot", checked_name(wish.snapshot)]
    return words


def free_port(taken: Sequence[int] = ()) -> int:
    """A console port with its neighbour, where nobody listens. Raises ConfigError when all are taken."""
    for port in PORTS:
        if port not in taken and not _listens(port) and not _listens(port + 1):
            return port
    raise ConfigError(
        f"all {len(PORTS)} ports of emulators are taken", "Stop one: agent emulator stop SERIAL"
    )


def _listens(port: int) -> bool:
    with socket.socket() as door:
        door.settimeout(0.2)
        return door.connect_ex(("127.0.0.1", port)) == 0


def await_boot(
    one: Running, server: ServerAddress, alive: Callable[[int], bool], timeout: float = BOOT_TIMEOUT
) -> None:
    """Wait until it says that it has booted. Raises DeviceError with its last words when it ended instead."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if not alive(one.pid):
            raise DeviceError(f"the emulator {one.name} ended: {_last_words(one.log)}", f"See {one.log}")
        with suppress(DeviceError, ConnectionBroken):
            if AdbServerTransport(one.serial, server).shell(_BOOTED, timeout=10.0).text.startswith("1"):
                return
        time.sleep(_POLL)
    raise DeviceError(f"{one.serial} has not booted within {timeout:g} s", f"See {one.log}")


def _last_words(log: Path) -> str:
    lines = [line.strip() for line in log.read_text("utf-8", "replace")[-_TAIL:].splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"error|fatal|panic|kvm|not found", line, re.IGNORECASE)]
    return (telling or lines or ["it said nothing"])[-1][:200]


def running(server: ServerAddress) -> tuple[tuple[str, str], ...]:
    """Serial and name of each emulator that adb sees; "" for a name that is not told."""
    found = []
    for phone in attached(server):
        if phone.kind != "emulator":
            continue
        name = ""
        with suppress(DeviceError, ConnectionBroken):
            told = AdbServerTransport(phone.serial, server).shell(
                "getprop ro.boot.qemu.avd_name; getprop ro.kernel.qemu.avd_name", timeout=10.0
            )
            name = next((line.strip() for line in told.text.splitlines() if line.strip()), "")
        found.append((phone.serial, name))
    return tuple(found)


def console(server: ServerAddress, serial: str, *words: str) -> str:
    """What an emulator's console answers.

    Raises NoDevice where no such emulator runs, ActionRejected with its own words where it refuses.
    """
    if not _SERIAL.fullmatch(serial):
        raise NoDevice(f"{serial} is no emulator", _THOSE)
    binary = adb_binary()
    if not binary:
        raise DeviceError("there is no adb on this computer", "Install Android platform-tools")
    try:
        told = run_tool([binary, "-H", server.host, "-P", str(server.port), "-s", serial, "emu", *words])
    except DeviceError as error:
        if "Connection refused" in str(error):
            raise NoDevice(f"no emulator {serial} runs", _THOSE) from error
        raise
    if "KO:" in told:
        raise ActionRejected(f"{serial}: {told.partition('KO:')[2].strip() or 'refused'}")
    return told.removesuffix("OK\n").strip()
