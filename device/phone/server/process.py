"""Serving phones in this process, until they are stopped."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from device.error import ConfigError
from device.link.running import Registry, RunningPhone
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.server.announce import announce
from device.phone.server.control import Owner
from device.phone.server.detached import AUTO, StartOptions
from device.phone.server.host import PhoneServer, ServedPhone
from device.phone.server.memory import give_back_large_blocks
from device.phone.server.port import (
    LAST_PORT_OF_ALL,
    Doors,
    check_emulators,
    open_emulator,
    open_free_emulators,
    open_port,
    open_quiet_port,
)
from device.phone.server.shelf import Shelf
from device.phone.server.vendor import play
from device.phone.system.language import checked_locale
from device.phone.weather.forecast import forecast
from device.process import ENDS

MAX_COUNT = 64


def check_options(options: StartOptions) -> None:
    """Raises ConfigError for what cannot be."""
    if not 1 <= options.count <= MAX_COUNT:
        raise ConfigError(f"{options.count} phones cannot be started", f"Choose 1 to {MAX_COUNT}")
    if options.emulator is not None and options.port:
        raise ConfigError("--port and --as-emulator exclude each other", "An emulator's number is its port")
    last_port = options.port + 2 * (options.count - 1)
    if options.port and last_port > LAST_PORT_OF_ALL:
        raise ConfigError(
            f"{options.count} phones do not fit from port {options.port} on, as each takes the next but one",
            f"Choose {LAST_PORT_OF_ALL - 2 * (options.count - 1)} or lower",
        )
    if options.emulator is not None and options.emulator != AUTO:
        check_emulators(options.emulator, options.count)
    checked_locale(options.locale)
    forecast(options.weather)
    if options.vendor:
        play(Phone(), options.vendor)  # which of them go together shows on a phone alone


def open_doors(options: StartOptions) -> list[Doors]:
    """The ports the phones are to have, open already. Raises ConfigError or DeviceError."""
    check_options(options)
    if options.emulator == AUTO:
        return open_free_emulators(options.count)
    opened: list[Doors] = []
    with ExitStack() as undo:
        for number in range(options.count):
            if options.emulator is not None:
                doors = open_emulator(options.emulator + number)
            elif options.port:
                doors = open_port(options.port + 2 * number)
            else:
                doors = open_quiet_port()
            undo.callback(doors.close)
            opened.append(doors)
        undo.pop_all()
    return opened


def run_phones(
    options: StartOptions,
    registry: Registry,
    ready: Callable[[tuple[RunningPhone, ...]], None],
    *,
    detached: bool = False,
    log: str = "",
) -> None:
    """Serve phones until Ctrl-C, SIGTERM or until all were stopped; `ready` is told once they answer.

    Raises ConfigError when a port named is in use.
    """
    give_back_large_blocks()
    doors = open_doors(options)
    with _House(options, registry, detached=detached, log=log) as house:
        running = house.open(doors)
        with _ended_by_signals(house.over):
            ready(running)
            house.over.wait()


class _House:
    """The phones of this process, entered in the registry for as long as they are served."""

    def __init__(self, options: StartOptions, registry: Registry, *, detached: bool, log: str) -> None:
        self._options = options
        self._registry = registry
        self._detached, self._log = detached, log
        self.over = threading.Event()
        self._entries: dict[Phone, RunningPhone] = {}
        shelf = Shelf(Path(options.snapshots) if options.snapshots else None)
        self._server = PhoneServer(owner=self._owner, shelf=shelf)

    def __enter__(self) -> "_House":
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.close()
        self._put_log_away()
        # Struck out last of all: who waits for that may then count on a free port, and on nothing left over.
        for entry in self._entries.values():
            self._registry.remove(entry)

    def _put_log_away(self) -> None:
        """A log with nothing in it is of no use to anybody."""
        log = Path(self._log)
        if self._log and log.exists() and not log.stat().st_size:
            log.unlink()

    def open(self, doors: Sequence[Doors]) -> tuple[RunningPhone, ...]:
        """Serve as many phones as there are doors."""
        monotonic = time.monotonic if self._options.live else None
        phones = [
            Phone(
                self._options.seed + number,
                monotonic=monotonic,
                locale=self._options.locale,
                weather=self._options.weather,
                android=self._options.android,
            )
            for number in range(len(doors))
        ]
        for phone in phones:
            if self._options.sample:
                fill(phone)
            play(phone, self._options.vendor)
        return tuple(
            self._enter(self._server.add(phone, door)) for phone, door in zip(phones, doors, strict=True)
        )

    def _enter(self, served: ServedPhone) -> RunningPhone:
        entry = RunningPhone(
            address=served.serial,
            port=served.port,
            pid=os.getpid(),
            seed=served.phone.seed,
            live=self._options.live,
            detached=self._detached,
            started_at=time.time(),
            log=self._log,
            console=served.console,
            weather=str(served.phone.weather),
            vendor=self._options.vendor,
        )
        self._registry.add(entry)
        self._entries[served.phone] = entry
        if served.console and self._options.adb_server:
            announce(served.port, self._options.adb_server)
        return entry

    def _owner(self, phone: Phone) -> Owner:
        return Owner(lambda: self._end(phone), lambda: self._fork(phone), lambda: self._changed(phone))

    def _changed(self, phone: Phone) -> None:
        """Its weather may be another one now."""
        entry = self._entries[phone] = replace(self._entries[phone], weather=str(phone.weather))
        self._registry.add(entry)

    def _end(self, phone: Phone) -> None:
        """The last one ends the process."""
        if len(self._server.phones) <= 1:
            self.over.set()
            return
        entry = self._entries.pop(phone)
        self._server.remove(phone, lambda: self._registry.remove(entry))

    def _fork(self, phone: Phone) -> str:
        """On a port of its own that no adb server looks at unasked, also where this phone is an emulator."""
        doors = open_quiet_port()
        fork = phone.fork()
        play(fork, self._options.vendor)
        return self._enter(self._server.add(fork, doors)).serial


@contextmanager
def _ended_by_signals(over: threading.Event) -> Iterator[None]:
    """Ctrl-C, SIGTERM and the terminal's end set the event instead of breaking off wherever we are."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: over.set()) for number in ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
