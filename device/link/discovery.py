"""Which phones there are, which one is meant, and how to take it in hand."""

import re
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from device.client import Device
from device.error import (
    AdbMissing,
    DeviceError,
    DeviceUnauthorized,
    NoDevice,
    SeveralDevices,
)
from device.link.asking import asking
from device.link.identity import introduced
from device.link.lease import Lease
from device.link.running import Registry, RunningPhone
from device.link.transport.adbserver import AdbServerTransport
from device.link.transport.direct import DirectTransport
from device.link.transport.protocol import Transport
from device.link.transport.server import ServerAddress, answers, ask, ensure_server, offline, trouble
from device.link.transport.stop import stop_server
from device.look.acquaintance import Acquaintance
from device.state.restoration import Record

Kind = Literal["usb", "network", "emulator", "embedded"]
_PLUG = "Plug a phone in and allow USB debugging, or start the built-in one: agent phone start"
_DETAIL = re.compile(r"\b(product|model|device|transport_id|usb):(\S+)")
_EMULATOR = re.compile(r"emulator-(\d{1,5})")
_HERE = re.compile(r"(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]):(\d{1,5})", re.IGNORECASE)
_NAMED = 4
"""Phones that a message names."""
_KNOCK_TIMEOUT = 0.5
_COMING = {"offline", "connecting", "authorizing"}
"""What a phone is while a server that was just started still finds it."""
_FINDING = 3.0
"""Seconds in which it does."""
_POLL = 0.1
_NETWORK = re.compile(r"[\w.-]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5}")


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """One phone that is attached, usable or not."""

    serial: str
    state: str
    """adb's word: device (usable), offline, unauthorized, no permissions, ..."""
    model: str = ""
    kind: Kind = "usb"

    @property
    def usable(self) -> bool:
        """Whether it takes commands."""
        return self.state == "device"


def attached(server: ServerAddress | None = None) -> tuple[FoundPhone, ...]:
    """The phones of the adb server, usable or not; a server started just to ask ends again if it has none.

    It stays where another of this person's programs asks it at that moment. Phones that it is only just
    finding are waited for a little. Raises AdbMissing when no server is to be had.
    """
    address = server or ServerAddress()
    with asking(address) as alone:
        started = ensure_server(address)
        phones = read_devices(ask(address, "host:devices-l"))
        deadline = time.monotonic() + _FINDING
        while started and any(one.state in _COMING for one in phones) and time.monotonic() < deadline:
            time.sleep(_POLL)
            phones = read_devices(ask(address, "host:devices-l"))
        if started and not phones and alone():
            stop_server(address)
    return phones


def everywhere(servers: Sequence[ServerAddress]) -> tuple[tuple[FoundPhone, ...], tuple[DeviceError, ...]]:
    """The phones of several adb servers, those of all but the first named SERIAL@HOST:PORT, and what failed.

    Raises AdbMissing when the first is of this computer and none is to be had.
    """
    first, *others = servers
    found = list(attached(first))
    failed = []
    for server in others:
        try:
            found += [replace(phone, serial=f"{phone.serial}@{server}") for phone in _further(server)]
        except DeviceError as error:
            failed.append(error)
    return tuple(found), tuple(failed)


def _further(server: ServerAddress) -> tuple[FoundPhone, ...]:
    """The phones of a server that is not the usual one: it has to run."""
    if not answers(server):
        raise trouble(server) or DeviceError(
            f"no adb server on {server}", "Start it there, open to others: adb -a nodaemon server"
        )
    return attached(server)


def parted(serial: str) -> tuple[str, ServerAddress | None]:
    """The serial and the adb server that are named in one word; None where no server is.

    Raises ConfigError for a server that is none.
    """
    bare, sign, server = serial.rpartition("@")
    return (bare, ServerAddress.parse(server)) if sign and bare else (serial, None)


def lease_name(serial: str) -> str:
    """What a phone's name comes to: the same, whichever way this computer's own ports are written.

    A phone on USB is known by its own number, whichever adb server names it.
    """
    bare, _, server = serial.partition("@")
    is_local = _HERE.fullmatch(server) is not None  # what it lists is where this computer finds it too
    if server and (is_local or not (_EMULATOR.fullmatch(bare) or _NETWORK.fullmatch(bare))):
        serial = bare
    emulator = _EMULATOR.fullmatch(serial)
    if emulator:
        return f"127.0.0.1:{int(emulator[1]) + 1}"
    here = _HERE.fullmatch(serial)
    return f"127.0.0.1:{int(here[1])}" if here else serial


def reachable(phones: Sequence[FoundPhone]) -> tuple[tuple[FoundPhone, ...], tuple[FoundPhone, ...]]:
    """Parted in two: phones that may be there, and those that are surely gone.

    Gone is what adb still lists as offline on a port of this computer where nobody listens any more: an
    emulator or embedded phone that was stopped after `adb connect`.
    """
    gone = tuple(phone for phone in phones if phone.state == "offline" and _is_gone(phone.serial))
    return tuple(phone for phone in phones if phone not in gone), gone


def _is_gone(serial: str) -> bool:
    host, _, port = lease_name(serial).rpartition(":")
    if host != "127.0.0.1":
        return False
    with socket.socket() as door:
        door.settimeout(_KNOCK_TIMEOUT)
        return door.connect_ex((host, int(port))) != 0


def available(
    server: ServerAddress | None = None, registry: Registry | None = None
) -> tuple[FoundPhone, ...]:
    """The phones of the adb server and the embedded ones that run on this computer, each once.

    Raises AdbMissing when no server is to be had and no embedded phone runs.
    """
    try:
        others = attached(server)
    except AdbMissing:
        if not (registry and registry.all()):
            raise
        others = ()
    return with_embedded(others, registry)


def with_embedded(others: Sequence[FoundPhone], registry: Registry | None) -> tuple[FoundPhone, ...]:
    """These phones of the adb server and the embedded ones that run on this computer, each once.

    The server may know an embedded phone too, as an emulator or by its address: it stays embedded.
    """
    embedded = tuple(_embedded(phone) for phone in (registry.all() if registry else ()))
    names = {lease_name(phone.serial) for phone in embedded}
    return (*(phone for phone in others if lease_name(phone.serial) not in names), *embedded)


def _embedded(phone: RunningPhone) -> FoundPhone:
    return FoundPhone(phone.serial, "device", "Pixel 6", "embedded")


def read_devices(text: str) -> tuple[FoundPhone, ...]:
    """The server's list, one line a phone."""
    phones = []
    for line in text.splitlines():
        serial, _, rest = line.strip().partition(" ")
        if not serial or serial == "*":
            continue
        details = dict(_DETAIL.findall(rest))
        words = _DETAIL.split(rest, maxsplit=1)[0].split()
        state = "no permissions" if words[:2] == ["no", "permissions"] else (words[0] if words else "")
        model = details.get("model", "").replace("_", " ")
        phones.append(FoundPhone(serial, state, model, _kind(serial)))
    return tuple(phones)


def choose(serial: str | None, phones: Sequence[FoundPhone]) -> FoundPhone:
    """The phone that is meant: the one named, or the only usable one.

    Raises NoDevice, SeveralDevices, DeviceOffline or DeviceUnauthorized, each saying what to do.
    """
    if serial is not None:
        named = [phone for phone in phones if phone.serial == serial]
        named = named or [phone for phone in phones if lease_name(phone.serial) == lease_name(serial)]
        if not named:
            listed = _listed([phone.serial for phone in phones])
            raise NoDevice(f"no phone {serial} is attached", f"At hand: {listed}" if listed else _PLUG)
        return _usable(named[0])
    usable = [phone for phone in phones if phone.usable]
    if len(usable) == 1:
        return usable[0]
    if usable:
        listed = _listed([f"{phone.serial} ({phone.model or phone.kind})" for phone in usable])
        raise SeveralDevices(f"{len(usable)} phones are attached: {listed}", "Name one with --device SERIAL")
    if phones:
        return _usable(phones[0])
    raise NoDevice("no phone is attached", _PLUG)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more (agent devices)" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def open_device(
    serial: str | None = None,
    *,
    server: ServerAddress | None = None,
    registry: Registry | None = None,
    state_folder: Path | None = None,
    secrets: Callable[[str], str] | None = None,
    purpose: str = "a run",
) -> Device:
    """Find a phone, lease it and take it in hand.

    A serial `HOST:PORT` that nothing lists is dialled directly (an emulator's daemon, a phone in a
    container); `SERIAL@HOST:PORT` is a phone of that adb server. `registry` lists the embedded phones that
    run, each by its serial, its address or a port alone; `state_folder` holds leases and what must be put
    back after a kill, without it nothing is leased. Raises a DeviceError saying what to do when
    there is no phone to be had.
    """
    transport = open_transport(serial, server or ServerAddress(), registry)
    with ExitStack() as undo:
        undo.callback(transport.close)
        lease, number, build = None, "", ""
        if state_folder:
            lease = Lease.acquire(lease_name(transport.serial), state_folder / "lease", purpose)
            undo.callback(lease.release)
            number, build = introduced(transport)
            if number and number != lease.serial:
                lease.extend(number)
        known = Acquaintance(Record(state_folder, "known", number or transport.serial), build)
        device = Device(
            transport,
            state_folder=state_folder,
            secrets=secrets,
            lease=lease,
            number=number,
            known=known,
        )
        undo.pop_all()
        return device


def open_transport(serial: str | None, server: ServerAddress, registry: Registry | None) -> Transport:
    """Find a phone as `open_device` does, and no more: nothing is leased, and nothing put back on it."""
    bare, other = parted(serial) if serial else ("", None)
    if other is not None:
        chosen = choose(bare, _further(other))
        return AdbServerTransport(chosen.serial, other, name=f"{chosen.serial}@{other}")
    own = (
        next((one for one in registry.all() if one.is_called(serial)), None) if registry and serial else None
    )
    if own is not None:
        return DirectTransport.dial(own.serial)
    dialled = serial if serial is not None and _NETWORK.fullmatch(serial) else None
    if dialled is not None and not answers(server):
        # Only a server that runs can know a phone by its address, so none is started for that.
        return DirectTransport.dial(dialled)
    phones = available(server, registry)
    if dialled is not None and all(phone.serial != dialled for phone in phones):
        return DirectTransport.dial(dialled)
    chosen = choose(serial, phones)
    if chosen.kind == "embedded":
        return DirectTransport.dial(chosen.serial)
    return AdbServerTransport(chosen.serial, server)


def _kind(serial: str) -> Kind:
    if serial.startswith("emulator-"):
        return "emulator"
    return "network" if _NETWORK.fullmatch(serial) or "._tcp" in serial else "usb"


def _usable(phone: FoundPhone) -> FoundPhone:
    if phone.usable:
        return phone
    if phone.state == "unauthorized" or phone.state == "authorizing":
        raise DeviceUnauthorized(
            f"{phone.serial} has not allowed this computer", "Unlock it and accept the USB debugging question"
        )
    if phone.state == "no permissions":
        raise DeviceUnauthorized(
            f"no permission for {phone.serial} on USB", "Add its udev rule, or start adb as the right user"
        )
    raise offline(phone.serial, phone.state or "not ready")
