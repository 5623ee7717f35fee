"""What is done from outside to embedded phones that run: stop, save, put back, photograph."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from device.atomicfile import save_file
from device.error import CommandTimeout, ConfigError, DeviceError, DeviceOffline
from device.link.running import Registry, RunningPhone
from device.link.wire.client import AdbConnection
from device.phone.server.archive import from_bytes
from device.phone.server.control import (
    ask_to_fork,
    ask_to_stop,
    fetch_events,
    fetch_snapshot,
    send_snapshot,
    send_weather,
)
from device.phone.server.daemon.address import HOST
from device.phone.system.event import Event
from device.phone.system.snapshot import Snapshot
from device.process import alive, end, kill

ANSWER_TIMEOUT = 5.0
"""Seconds after which a phone that is to stop counts as one that hangs."""
STOP_TIMEOUT = 10.0
SIGNAL_TIMEOUT = 2.0
"""Seconds a process has to end after a signal."""
FOLLOW_SECONDS = 0.2


@contextmanager
def connected(phone: RunningPhone) -> Iterator[AdbConnection]:
    """A connection to a running phone."""
    with AdbConnection.connect(HOST, phone.port) as connection:
        yield connection


def stop_phone(phone: RunningPhone, registry: Registry) -> None:
    """End a running phone and wait until it is gone. Raises DeviceError when it may not be ended.

    One that does not answer is ended with its process, and so with all phones of that.
    """
    try:
        with AdbConnection.connect(HOST, phone.port, ANSWER_TIMEOUT) as connection:
            ask_to_stop(connection, STOP_TIMEOUT)
    except (DeviceOffline, CommandTimeout):
        pass  # it hangs
    except DeviceError:
        if alive(phone.pid):
            raise
    else:
        if _comes(lambda: not registry.holds(phone), STOP_TIMEOUT):
            return
    if phone.pid == os.getpid():
        raise DeviceError(f"the phone {phone.serial} is served by this very program", "End that instead")
    _end_process(phone, registry)


def _end_process(phone: RunningPhone, registry: Registry) -> None:
    """First asked to, then without asking."""
    for ending in (end, kill):
        try:
            ending(phone.pid)
        except PermissionError as error:
            raise DeviceError(
                f"the phone {phone.serial} does not answer, and its process is not yours to end",
                f"End it: kill {phone.pid}",
            ) from error
        if _comes(lambda: not (registry.holds(phone) and alive(phone.pid)), SIGNAL_TIMEOUT):
            break
    registry.remove(phone)


def _comes(true: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so; whether it came in time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def stop_phones(phones: Iterable[RunningPhone], registry: Registry) -> tuple[RunningPhone, ...]:
    """End these running phones; those ended. Raises DeviceError if one does not go, after the rest."""
    stopped: list[RunningPhone] = []
    problem: DeviceError | None = None
    for phone in phones:
        try:
            stop_phone(phone, registry)
            stopped.append(phone)
        except DeviceError as error:
            problem = error
    if problem is not None:
        raise problem
    return tuple(stopped)


def fork_phone(phone: RunningPhone, registry: Registry) -> RunningPhone:
    """Another phone, served by the same process, that is now as this one is. Raises DeviceError."""
    with connected(phone) as connection:
        serial = ask_to_fork(connection)
    return registry.find(serial)


def change_weather(phone: RunningPhone, text: str) -> str:
    """Have other weather on a running phone; as it is then. Raises ConfigError for what is none."""
    with connected(phone) as connection:
        return send_weather(connection, text)


def save_snapshot(phone: RunningPhone, path: Path, *, parents: bool = False) -> int:
    """Write the whole phone to a file, making its folder if need be; its size.

    Raises ConfigError when it cannot be written.
    """
    with connected(phone) as connection:
        data = fetch_snapshot(connection)
    save_file(path, data, parents=parents)
    return len(data)


def restore_snapshot(phone: RunningPhone, path: Path) -> None:
    """Put a phone back to a file. Raises ConfigError when there is none or it is no snapshot."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", "Make one: agent phone snapshot") from error
    with connected(phone) as connection:
        send_snapshot(connection, data)


def events_of(phone: RunningPhone, *, follow: bool = False) -> Iterator[Event]:
    """What a phone went through, oldest first; with `follow` on and on, until it is gone."""
    number = 0
    with connected(phone) as connection:
        while True:
            try:
                found = fetch_events(connection, number)
            except DeviceError:
                if number and follow:
                    return
                raise
            yield from found
            number = max([number, *(event.number for event in found)])
            if not follow:
                return
            time.sleep(FOLLOW_SECONDS)


def take_snapshot(phone: RunningPhone) -> Snapshot:
    """The whole phone as it is now."""
    with connected(phone) as connection:
        return from_bytes(fetch_snapshot(connection))


def read_snapshot(path: Path) -> Snapshot:
    """A snapshot's file. Raises ConfigError when there is none or it is no snapshot."""
    try:
        return from_bytes(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", "Make one: agent phone snapshot") from error


def save_screenshot(phone: RunningPhone, path: Path) -> tuple[int, int]:
    """Write the phone's screen as a PNG file; width and height."""
    with connected(phone) as connection:
        picture = connection.framebuffer()
    save_file(path, picture.png)
    return picture.size
