"""Ports: a free one, the pair an emulator would have, and what to say when one cannot be had."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from random import SystemRandom

from device.error import ConfigError, DeviceError
from device.link.running import FIRST_CONSOLE, emulator_serial
from device.phone.server.daemon.address import HOST

FIRST_PORT, LAST_PORT = 5684, 9998
"""Where a port is looked for: above the emulators' (5554 to 5683), so that no adb server of this computer
takes a phone for an emulator and no phone stands where an emulator would start. Only even ones are taken."""
LAST_PORT_OF_ALL = 65535
LAST_EMULATOR = 64
"""The highest K: emulators have their consoles on 5554 to 5682."""
_BACKLOG = 128
_TRIES = 40


@dataclass(frozen=True, slots=True)
class Doors:
    """The listening sockets of one phone."""

    adb: socket.socket
    console: socket.socket | None = None

    @property
    def ports(self) -> tuple[int, int]:
        """Of adb and of the console, 0 where there is none."""
        console = self.console.getsockname()[1] if self.console else 0
        return self.adb.getsockname()[1], console

    def close(self) -> None:
        """Give them up."""
        self.adb.close()
        if self.console:
            self.console.close()


def emulator_ports(number: int) -> tuple[int, int]:
    """Where the emulator of a number listens for adb, and where its console is."""
    return FIRST_CONSOLE + 1 + 2 * number, FIRST_CONSOLE + 2 * number


# -- opening ---------------------------------------------------------------------------------------------
def open_port(port: int = 0) -> Doors:
    """A port for adb alone; 0 takes any free one. Raises ConfigError when it cannot be had."""
    if not 0 <= port <= LAST_PORT_OF_ALL:
        raise ConfigError(f"{port} is no port", "Ports are 1 to 65535")
    try:
        return Doors(_listening(port))
    except OSError as error:
        raise port_refused(port, error) from error


def _listening(port: int) -> socket.socket:
    return socket.create_server((HOST, port), backlog=_BACKLOG)


def open_quiet_port() -> Doors:
    """A port that no adb server looks at unasked. Raises DeviceError when none is free."""
    for port in SystemRandom().sample(range(FIRST_PORT, LAST_PORT + 1, 2), _TRIES):
        try:
            return open_port(port)
        except ConfigError:
            continue
    raise DeviceError(
        "no free port was found", f"Name one with --port; tried some of {FIRST_PORT}-{LAST_PORT}"
    )


def open_emulator(number: int) -> Doors:
    """The two ports of an emulator. Raises ConfigError naming a free one when either is in use."""
    check_emulators(number)
    adb, console = emulator_ports(number)
    opened: list[socket.socket] = []
    try:
        opened.append(_listening(console))
        opened.append(_listening(adb))
    except OSError as error:
        for each in opened:
            each.close()
        port = adb if opened else console
        raise _emulator_refused(number, port, error) from error
    return Doors(opened[1], opened[0])


def check_emulators(first: int, count: int = 1) -> None:
    """Raises ConfigError for numbers no emulator has."""
    if not 0 <= first <= LAST_EMULATOR:
        raise ConfigError(f"there is no emulator {first}", f"Choose 0 to {LAST_EMULATOR}, or auto")
    if first + count - 1 > LAST_EMULATOR:
        raise ConfigError(
            f"{count} emulators do not fit from {first} on",
            f"Choose {LAST_EMULATOR - count + 1} or lower, or auto",
        )


def open_free_emulators(count: int) -> list[Doors]:
    """The ports of the first free emulators. Raises DeviceError when there are not as many."""
    found: list[Doors] = []
    for number in range(LAST_EMULATOR + 1):
        if len(found) == count:
            return found
        try:
            found.append(open_emulator(number))
        except ConfigError:
            continue
    if len(found) == count:
        return found
    for doors in found:
        doors.close()
    raise DeviceError(
        f"only {len(found)} emulator numbers are free", "Stop a phone, or leave --as-emulator out"
    )


def free_emulators() -> Iterator[int]:
    """Numbers whose two ports are free at this moment, lowest first."""
    for number in range(LAST_EMULATOR + 1):
        if all(map(_is_free, emulator_ports(number))):
            yield number


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        if os.name == "posix":  # elsewhere it would let two have the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


# -- when it cannot be had -------------------------------------------------------------------------------
def port_refused(port: int, error: OSError) -> ConfigError:
    """Why a port cannot be had, for the person who named it."""
    if error.errno == errno.EADDRINUSE:
        return ConfigError(f"port {port} is in use", "Choose another, or leave it out for a free one")
    return ConfigError(f"port {port} cannot be had: {error.strerror}", "Choose one above 1023")


def _emulator_refused(number: int, port: int, error: OSError) -> ConfigError:
    free = next(free_emulators(), None)
    hint = "No other number is free either" if free is None else f"Free: --as-emulator {free}, or auto"
    serial = emulator_serial(emulator_ports(number)[1])
    if error.errno == errno.EADDRINUSE:
        return ConfigError(f"{serial} cannot be had: port {port} is in use", hint)
    return ConfigError(f"{serial} cannot be had: port {port}: {error.strerror}", hint)
