"""Phones on the network: dialled, hung up on, paired with, and made wireless, by way of the adb server."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from device.error import ConfigError, DeviceError, DeviceOffline, DeviceUnauthorized, NoDevice
from device.link.transport.server import ServerAddress, ServerStream, ask, ensure_server, refusal
from device.link.wire.error import ConnectionBroken

PORT = 5555
"""Where a phone listens after `adb tcpip`, and an emulator of Docker."""
DIAL_TIMEOUT = 20.0
PAIR_TIMEOUT = 30.0
_POLL = 0.5
_ADDRESS = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<host>[A-Za-z0-9._-]+))(?::(?P<port>\d{1,5}))?")
_CODE = re.compile(r"\d{6}")
_GUID = re.compile(r"\[guid=([^\]]+)\]")
_INET = re.compile(r"\binet (\d+\.\d+\.\d+\.\d+)/")
_WIRELESS = "Settings > Developer options > Wireless debugging"
CONNECT_SERVICE = "_adb-tls-connect._tcp"
PAIRING_SERVICE = "_adb-tls-pairing._tcp"


@dataclass(frozen=True, slots=True)
class Announced:
    """A phone that announces itself on the network (mDNS)."""

    name: str
    service: str
    """CONNECT_SERVICE or PAIRING_SERVICE."""
    address: str


def checked_address(text: str, default_port: int | None = PORT) -> str:
    """HOST:PORT as adb takes it. Raises ConfigError for what is no address, or lacks a port that is due."""
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        raise ConfigError(f"{text!r} is no address", "Write it as 192.168.1.20 or 192.168.1.20:5555")
    port = found["port"] or default_port
    if port is None or not 0 < int(port) < 65536:
        raise ConfigError(f"{text!r} names no port", f"It stands beside the address, in {_WIRELESS}")
    host = f"[{found['six']}]" if found["six"] else found["host"]
    return f"{host}:{int(port)}"


def connect(
    server: ServerAddress,
    address: str,
    *,
    patience: float = 0.0,
    tell: Callable[[str], None] = lambda _: None,
) -> str:
    """Dial a phone and see that it takes commands; its serial.

    `patience` is how many seconds its owner has to allow this computer; `tell` hears when that is asked for.
    Raises a DeviceError that says what to look at when nothing answers there or the phone will not talk. One
    that still asks its owner by then stays connected: it takes commands once it is allowed.
    """
    ensure_server(server)
    serial = checked_address(address)
    _dial(server, serial)
    deadline = time.monotonic() + patience
    told = False
    while True:
        try:
            question = f"host-serial:{serial}:get-state"
            state = ask(server, question).strip()
            if state == "device":
                return serial
            if "authoriz" in state:  # some servers tell that as a state, others as a refusal
                raise refusal(state, question)
            problem: DeviceError = DeviceOffline(
                f"{serial} is not ready", f"Look at it; then: agent devices connect {serial}"
            )
        except (DeviceUnauthorized, DeviceOffline, NoDevice) as error:
            problem = error
        if time.monotonic() >= deadline:
            if isinstance(problem, DeviceUnauthorized):
                raise DeviceUnauthorized(*_still_asking(serial))
            with suppress(DeviceError):
                disconnect(server, serial)
            raise problem
        if isinstance(problem, DeviceUnauthorized) and not told:
            tell(str(problem))
            told = True
        time.sleep(_POLL)


def _dial(server: ServerAddress, serial: str) -> None:
    """`adb connect`; one that the server has and cannot talk to is hung up on first, as it would stay so.

    Raises NoDevice where no phone answers; one that asks its owner first has answered.
    """
    with suppress(DeviceError):
        state = ask(server, f"host-serial:{serial}:get-state").strip()
        if state == "device":
            return
    with suppress(DeviceError):
        disconnect(server, serial)
    said = ask(server, f"host:connect:{serial}", DIAL_TIMEOUT).strip()
    if said.startswith(("connected to", "already connected to", "failed to authenticate")):
        return
    with suppress(DeviceError):  # else it stays as one that is offline, and is taken for the phone meant
        disconnect(server, serial)
    raise NoDevice(*_undialled(serial, said))


def _undialled(serial: str, said: str) -> tuple[str, str]:
    """What is wrong, and what to do, by what the adb server said."""
    low = said.lower()
    if "refused" in low:
        return (
            f"nothing listens at {serial}",
            f"Take address and port from {_WIRELESS} (the port changes); before Android 11 plug the phone in "
            "and run: agent devices wireless",
        )
    if "resolve" in low or "not known" in low:
        return (f"{serial} cannot be resolved", "Give the phone's IP address")
    if "no route" in low or "unreachable" in low or "timed out" in low or "timeout" in low:
        return (
            f"{serial} cannot be reached",
            "Phone and computer must be in one network that lets them see each other (no guest network)",
        )
    return (
        f"adb did not connect to {serial} ({said or 'no reason given'})",
        f"Take the port for connecting, not the one for pairing, from {_WIRELESS}; phone and computer must "
        "be in one network. See: agent doctor",
    )


def _still_asking(serial: str) -> tuple[str, str]:
    return (
        f"{serial} has not allowed this computer",
        "Unlock it and accept the USB debugging question: it is connected then. Where none comes (Android 11 "
        f"and later), pair first: {_WIRELESS} > Pair device, then: agent devices pair",
    )


def disconnect(server: ServerAddress, serial: str = "") -> str:
    """Hang up on a phone of the network, "" on all of them; what the server says. Raises DeviceError."""
    with ServerStream(server, DIAL_TIMEOUT) as stream:
        stream.request(f"host:disconnect:{serial}")
        return stream.read_block().decode("utf-8", "replace").strip()


def pair(server: ServerAddress, address: str, code: str) -> str:
    """Have phone and computer know each other by the six digits that the phone shows; its name, if told.

    Raises ConfigError for what is no address with a port or no code, DeviceError with what to do when the
    phone refuses.
    """
    where = checked_address(address, None)
    if not _CODE.fullmatch(code.strip()):
        raise ConfigError(
            f"{code!r} is no pairing code", "It has six digits; the phone shows it beside the address"
        )
    return pair_by(server, where, code.strip())


def pair_by(server: ServerAddress, address: str, password: str) -> str:
    """The same with any password: the one of a QR code, say."""
    ensure_server(server)
    with ServerStream(server, PAIR_TIMEOUT) as stream:
        stream.request(f"host:pair:{password}:{address}")
        # A failure comes as a second status behind the first one.
        head = stream.read_exactly(4)
        size = stream.read_exactly(4) if head == b"FAIL" else head
        said = stream.read_exactly(int(size, 16)).decode("utf-8", "replace").strip()
    if said.startswith("Successfully paired"):
        guid = _GUID.search(said)
        return guid[1] if guid else ""
    raise DeviceError(
        f"{address} did not pair ({said.removeprefix('Failed: ') or 'no reason given'})",
        f"Open {_WIRELESS} > Pair device with pairing code anew: code and port are good once, while shown",
    )


def announced(server: ServerAddress) -> tuple[Announced, ...]:
    """Phones that announce themselves on the network. Raises DeviceError where the server cannot hear any."""
    ensure_server(server)
    checked = ask(server, "host:mdns:check").strip()
    if "ERROR" in checked or not checked:
        raise DeviceError(
            "this adb server does not hear phones of the network (mDNS)",
            "Give the address instead, or restart it: adb kill-server",
        )
    found = []
    for line in ask(server, "host:mdns:services").splitlines():
        parts = line.split()
        if len(parts) == 3 and ":" in parts[2]:
            found.append(Announced(parts[0], parts[1].rstrip("."), parts[2]))
    return tuple(found)


def await_announced(
    server: ServerAddress, name: str, patience: float, service: str = PAIRING_SERVICE
) -> Announced:
    """The phone that comes to announce itself under a name, within so many seconds. Raises NoDevice."""
    deadline = time.monotonic() + patience
    while True:
        for one in announced(server):
            if one.service == service and one.name == name:
                return one
        if time.monotonic() >= deadline:
            raise NoDevice(
                "no phone scanned the code",
                f"Scan it with {_WIRELESS} > Pair device with QR code, in the same network as this computer",
            )
        time.sleep(_POLL)


def make_wireless(server: ServerAddress, serial: str, port: int = PORT, patience: float = 15.0) -> str:
    """Have a phone on USB listen on the network too, and dial it there; its new serial.

    Raises DeviceError where it is in no network or does not come back.
    """
    found = _INET.search(_shell(server, serial, "ip -f inet addr show wlan0"))
    if found is None:
        raise DeviceError(
            f"{serial} is in no Wi-Fi network", "Join the network of this computer on the phone"
        )
    with ServerStream(server, DIAL_TIMEOUT) as stream:
        stream.request(f"host:transport:{serial}")
        stream.request(f"tcpip:{port}")
        stream.read()
    deadline = time.monotonic() + patience
    while True:
        try:
            return connect(server, f"{found[1]}:{port}")
        except (DeviceError, ConnectionBroken):
            if time.monotonic() >= deadline:
                raise
            time.sleep(_POLL)


def _shell(server: ServerAddress, serial: str, command: str) -> str:
    with ServerStream(server, DIAL_TIMEOUT) as stream:
        stream.request(f"host:transport:{serial}")
        stream.begin(f"shell:{command}")
        return b"".join(iter(stream.read, b"")).decode("utf-8", "replace")
