"""What a served phone does for its owner beyond ADB, on services of its own daemon.

`tapwright:info` who serves it · `tapwright:snapshot`, `tapwright:restore` the whole phone as a file ·
`tapwright:events` what it went through · `tapwright:weather` the trouble it makes · `tapwright:fork` another
phone at the same moment · `tapwright:stop` end of service. They are as open as the daemon itself: to every
process of this computer, and to no other computer.
"""

import json
import os
import struct
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from device.error import ConfigError, DeviceError, ToldToPerson
from device.link.wire.client import AdbConnection
from device.phone.server.archive import MAX_BYTES, from_bytes, to_bytes
from device.phone.server.daemon.stream import Service, Stream
from device.phone.system.event import Event
from device.phone.system.fault import FAULTS
from device.phone.weather.forecast import forecast

if TYPE_CHECKING:
    from device.phone.phone import Phone

_LENGTH = struct.Struct("<Q")
_ANSWER = struct.Struct("<4sI")
_MOST_WEATHER = 4096
TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Owner:
    """What the program that serves a phone does for clients, called in the loop's thread."""

    end: Callable[[], None]
    """End the service of the phone."""
    fork: Callable[[], str]
    """Serve another phone that is now as this one is; its serial. Raises ToldToPerson when it cannot."""
    changed: Callable[[], None] = lambda: None
    """Hear that its weather may have changed."""


def control_services(phone: "Phone", owner: Owner | None = None) -> dict[str, Service]:
    """The services for a daemon. Without an owner only the program itself may end or fork the phone."""
    changed = owner.changed if owner else lambda: None

    async def info(stream: Stream) -> None:
        served = {"pid": os.getpid(), "seed": phone.seed, "live": phone.clock.live}
        await stream.write(json.dumps(served).encode())

    async def snapshot(stream: Stream) -> None:
        data = to_bytes(phone.snapshot())
        await stream.write(_LENGTH.pack(len(data)))
        await stream.write(data)

    async def restore(stream: Stream) -> None:
        (length,) = _LENGTH.unpack(await stream.read_exactly(_LENGTH.size))
        if length > MAX_BYTES:
            await stream.write(_answer("the snapshot is too large"))
            return
        data = await stream.read_exactly(length)
        problem = put_back(phone, data)
        changed()
        await stream.write(_answer(problem))

    async def events(stream: Stream) -> None:
        (number,) = _LENGTH.unpack(await stream.read_exactly(_LENGTH.size))
        data = json.dumps([asdict(event) for event in phone.events.since(number)]).encode()
        await stream.write(_LENGTH.pack(len(data)))
        await stream.write(data)

    async def end(stream: Stream) -> None:
        await stream.write(_answer("" if owner else "this phone is stopped by the program that serves it"))
        if owner:
            owner.end()

    async def fork(stream: Stream) -> None:
        try:
            serial = owner.fork() if owner else ""
        except ToldToPerson as error:
            await stream.write(_answer(str(error)))
            return
        if not serial:
            await stream.write(_answer("this phone is forked by the program that serves it"))
            return
        await stream.write(_answer("") + serial.encode())

    return {
        "tapwright:info": info,
        "tapwright:snapshot": snapshot,
        "tapwright:restore": restore,
        "tapwright:events": events,
        "tapwright:stop": end,
        "tapwright:fork": fork,
        "tapwright:weather": _weather(phone, changed),
    }


def _weather(phone: "Phone", changed: Callable[[], None]) -> Service:
    """Have other weather; it answers with what it is then."""

    async def serve(stream: Stream) -> None:
        (length,) = _LENGTH.unpack(await stream.read_exactly(_LENGTH.size))
        if length > _MOST_WEATHER:
            await stream.write(_answer("so much weather there is not"))
            return
        text = (await stream.read_exactly(length)).decode("utf-8", "replace")
        try:
            phone.weather.change(forecast(text))
        except ConfigError as error:
            await stream.write(_answer(str(error)))
            return
        changed()
        await stream.write(_answer("") + str(phone.weather).encode())

    return serve


def put_back(phone: "Phone", data: bytes) -> str:
    """Restore a phone from a snapshot file; why not, if it cannot be, with the phone left as it was."""
    before, strict = phone.snapshot(), phone.strict
    phone.strict = True  # an app that stumbles over it says that it is no snapshot of such a phone
    try:
        phone.restore(from_bytes(data))
        phone.frame()
    except ConfigError as error:
        return str(error)
    except FAULTS as error:
        phone.restore(before)
        return f"the snapshot is of another kind of phone ({error})"
    finally:
        phone.strict = strict
    return ""


def _answer(problem: str) -> bytes:
    text = problem.encode()
    return _ANSWER.pack(b"FAIL" if problem else b"OKAY", len(text)) + text


# -- the other end ---------------------------------------------------------------------------------------
def fetch_snapshot(connection: AdbConnection) -> bytes:
    """The whole phone, as the content of a snapshot file."""
    with connection.open("tapwright:snapshot", TIMEOUT) as stream:
        (length,) = _LENGTH.unpack(stream.read_exactly(_LENGTH.size))
        return stream.read_exactly(length)


def fetch_events(connection: AdbConnection, after: int = 0) -> tuple[Event, ...]:
    """What the phone went through after the event of a number, as far as it is still kept."""
    with connection.open("tapwright:events", TIMEOUT) as stream:
        stream.write(_LENGTH.pack(after))
        (length,) = _LENGTH.unpack(stream.read_exactly(_LENGTH.size))
        return tuple(Event(**told) for told in json.loads(stream.read_exactly(length)))


def send_snapshot(connection: AdbConnection, data: bytes) -> None:
    """Put a phone back to a snapshot. Raises ConfigError when the phone cannot take it."""
    with connection.open("tapwright:restore", TIMEOUT) as stream:
        stream.write(_LENGTH.pack(len(data)) + data)
        word, length = _ANSWER.unpack(stream.read_exactly(_ANSWER.size))
        if word != b"OKAY":
            raise ConfigError(stream.read_exactly(length).decode("utf-8", "replace"))


def ask_to_stop(connection: AdbConnection, timeout: float = TIMEOUT) -> None:
    """End the service of a phone. Raises DeviceError when only its own program may."""
    with connection.open("tapwright:stop", timeout) as stream:
        word, length = _ANSWER.unpack(stream.read_exactly(_ANSWER.size))
        if word != b"OKAY":
            raise DeviceError(stream.read_exactly(length).decode("utf-8", "replace"))


def ask_to_fork(connection: AdbConnection) -> str:
    """Have another phone served that is now as this one is; its serial. Raises DeviceError when it is not."""
    with connection.open("tapwright:fork", TIMEOUT) as stream:
        word, length = _ANSWER.unpack(stream.read_exactly(_ANSWER.size))
        if word != b"OKAY":
            raise DeviceError(stream.read_exactly(length).decode("utf-8", "replace"))
        return stream.read_all().decode()


def send_weather(connection: AdbConnection, text: str) -> str:
    """Have other weather; as it is then. Raises ConfigError for what is none."""
    data = text.encode()
    with connection.open("tapwright:weather", TIMEOUT) as stream:
        stream.write(_LENGTH.pack(len(data)) + data)
        word, length = _ANSWER.unpack(stream.read_exactly(_ANSWER.size))
        if word != b"OKAY":
            raise ConfigError(stream.read_exactly(length).decode("utf-8", "replace"))
        return stream.read_all().decode()
