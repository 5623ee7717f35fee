"""The phone of a worker, brought back between two attempts to where it was before the first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol

from pydantic import ConfigDict

from agent.run.step import Record
from device.client import Device
from device.error import ConfigError, DeviceError
from device.link.discovery import open_device
from device.link.identity import identify
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.link.transport.server import ServerAddress
from device.look.acquaintance import Acquaintance
from device.state.census import Census, take
from tasks.door.call import CallLog
from tasks.door.gate import gated

if TYPE_CHECKING:
    from device.phone.server.host import PhoneServer

_HERE = "127.0.0.1"
NO_WEATHER = (
    "a phone behind adb makes no trouble when told to",
    "Leave --device away: embedded phones do, with --weather and in the suite weather",
)
"""What is wrong, and what to do."""
_SHOWN = 3


class PhoneSpec(Record):
    """Which phone a worker has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    serial: str = ""
    """As adb names it; "" = an embedded phone of the worker's own."""
    adb_port: int = 5037
    state: Path | None = None
    """Where leases lie."""
    seed: int = 0
    locale: str = ""
    weather: str = ""
    android: int = 13
    sample: bool = False
    way: Literal["adb", "memory"] = "memory"
    """How an embedded phone is reached: over its ADB daemon, as any phone is, or in the worker's memory."""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.serial or "embedded"


class WorkerPhone(Protocol):
    """One phone to make attempts on, one after the other."""

    repeats: ClassVar[bool]
    """Whether the same touches always lead to the same screens."""

    @property
    def name(self) -> str:
        """Of the phone."""
        ...

    @property
    def census(self) -> Census:
        """What the phone held at first: what is still so need not be fetched again."""
        ...

    def ready(self) -> str:
        """Bring the phone back to where it began; why it is not quite there, "" = proven to be.

        Raises DeviceError when it can't be had at all.
        """
        ...

    def device(self) -> Device:
        """The phone in hand, until the next `ready`."""
        ...

    def behind(self, log: CallLog) -> Device:
        """The phone as whoever tries a task has it: by the rules of a log, which notes each call.

        Closing it puts back what it changed, and leaves the phone here.
        """
        ...

    def visitors(self) -> int:
        """How many came to the phone beside the door since `ready`, and were refused."""
        ...

    def sky(self, weather: str) -> None:
        """Have the phone make this trouble, or what its spec says for "". Raises ConfigError if it can't."""
        ...

    def close(self) -> None:
        """Give it back."""
        ...


class EmbeddedPhone:
    """A phone of this very process, brought back by its snapshot; with the way `adb` a daemon serves it."""

    repeats: ClassVar[bool] = True

    def __init__(self, spec: PhoneSpec) -> None:
        from device.phone.phone import Phone  # noqa: PLC0415 - not wanted where real phones are used
        from device.phone.sample import fill  # noqa: PLC0415

        self._weather = spec.weather
        self._phone = Phone(seed=spec.seed, locale=spec.locale, weather=spec.weather, android=spec.android)
        if spec.sample:
            fill(self._phone)
        self._start = self._phone.snapshot()
        self.name = spec.name
        self._server = self._serve() if spec.way == "adb" else None
        self._known = Acquaintance.with_phone_inside()
        self._device = self._open()
        self.census = take(self._device)

    def ready(self) -> str:
        """Restore the snapshot, and count what is there."""
        self._device.close()
        self._turn(lambda: self._phone.restore(self._start))
        self._device = self._open()
        return _unlike(self.census, self._device)

    def _serve(self) -> "PhoneServer":
        from device.phone.server.host import PhoneServer  # noqa: PLC0415
        from device.phone.server.port import open_quiet_port  # noqa: PLC0415

        number = self._phone.number
        server = PhoneServer([self._phone], doors=[open_quiet_port()])
        server.call(lambda: self._phone.renumber(number))  # equal runs are to have equal phones
        return server

    def _open(self) -> Device:
        if self._server is None:
            return Device(InProcessTransport(self._phone))
        # Nobody comes to the phone beside the door, though any process here may find its port.
        self._server.call(self._server.daemons[0].keep_for_one)
        transport = DirectTransport(_HERE, self._server.ports[0], self.name)
        transport.now = lambda: self._phone.clock.date_ms / 1000  # runs are to repeat exactly
        return Device(transport, known=self._known)

    def _turn(self, function: Callable[[], None]) -> None:
        """Touch the phone beside its transport, in whichever thread it lives."""
        if self._server is None:
            function()
        else:
            self._server.call(function)

    def device(self) -> Device:
        """The phone in hand."""
        return self._device

    def behind(self, log: CallLog) -> Device:
        """The phone behind a gate."""
        return Device(gated(self._device.transport, log), known=self._known)

    @property
    def port(self) -> int:
        """Of its daemon, which is kept for one client; 0 where there is none."""
        return self._server.ports[0] if self._server is not None else 0

    def visitors(self) -> int:
        """Those whom its daemon turned away."""
        return self._server.daemons[0].turned_away if self._server is not None else 0

    def sky(self, weather: str) -> None:
        """Have this trouble."""
        from device.phone.weather.forecast import forecast  # noqa: PLC0415

        self._turn(lambda: self._phone.weather.change(forecast(weather or self._weather)))

    def close(self) -> None:
        """Let it go."""
        self._device.close()
        if self._server is not None:
            self._server.close()


class AdbPhone:
    """A phone behind adb; it is only looked over, as what a task has put there, the task takes away."""

    repeats: ClassVar[bool] = False

    def __init__(self, spec: PhoneSpec) -> None:
        self._spec = spec
        self.name = spec.serial
        self._device = self._open()
        self.census = take(self._device)

    def ready(self) -> str:
        """See that the phone holds what it held when the run began; a lost connection is made anew."""
        try:
            return _unlike(self.census, self._device)
        except DeviceError:
            self._device.close()
            self._device = self._open()
            return _unlike(self.census, self._device)

    def device(self) -> Device:
        """The phone in hand."""
        return self._device

    def behind(self, log: CallLog) -> Device:
        """The phone behind a gate; what it changes is noted where the next run finds it after a kill."""
        transport = self._device.transport
        number = identify(transport) if self._spec.state else ""
        known = self._device.known
        return Device(gated(transport, log), state_folder=self._spec.state, number=number, known=known)

    def visitors(self) -> int:
        """Nobody can tell."""
        return 0

    def sky(self, weather: str) -> None:
        """It is as it is."""
        if weather:
            raise ConfigError(*NO_WEATHER)

    def close(self) -> None:
        """Give it back."""
        self._device.close()

    def _open(self) -> Device:
        server = ServerAddress(port=self._spec.adb_port)
        return open_device(
            self._spec.serial, server=server, state_folder=self._spec.state, purpose="a benchmark"
        )


@contextmanager
def open_phone(spec: PhoneSpec) -> Iterator[WorkerPhone]:
    """The phone of a spec, for as long as the `with` lasts. Raises DeviceError when it can't be had."""
    phone: WorkerPhone = AdbPhone(spec) if spec.serial else EmbeddedPhone(spec)
    try:
        yield phone
    finally:
        phone.close()


def _unlike(start: Census, device: Device) -> str:
    changes = start.changes(take(device, start))
    if not changes:
        return ""
    more = f" and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else ""
    return "; ".join(map(str, changes[:_SHOWN])) + more
