"""Phones served in this process: one event loop in a thread of its own, one port a phone.

    with serve([Phone(1), Phone(2)]) as server:
        ...  # 127.0.0.1:{server.ports[0]}, 127.0.0.1:{server.ports[1]}
        server.call(lambda: server.phones[0].settings.get("global", "wifi_on"))

A served phone belongs to that thread: everything else touches it through `call`.
"""

import asyncio
import secrets
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from device.error import DeviceError
from device.phone.console.console import Console
from device.phone.server.control import Owner, control_services
from device.phone.server.daemon.address import HOST
from device.phone.server.daemon.daemon import Daemon
from device.phone.server.place import ServedPlace
from device.phone.server.port import Doors, open_port
from device.phone.server.shelf import Shelf

if TYPE_CHECKING:
    from device.phone.phone import Phone

T = TypeVar("T")
START_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class ServedPhone:
    """One phone that is served."""

    phone: "Phone"
    daemon: Daemon
    port: int
    console: int = 0
    """Port of its console; 0 = it has none."""

    @property
    def serial(self) -> str:
        """How adb names it once connected."""
        return f"{HOST}:{self.port}"


class PhoneServer:
    """Serves phones until it is closed."""

    def __init__(
        self,
        phones: Sequence["Phone"] = (),
        ports: Sequence[int] = (),
        *,
        doors: Sequence[Doors] = (),
        owner: Callable[["Phone"], Owner | None] = lambda phone: None,
        shelf: Shelf | None = None,
    ) -> None:
        """Listen, one port a phone; those not named (or 0) are any free ones. `doors` are open already.

        `owner` answers, in the phones' thread, what clients ask of the program that serves a phone; without
        one they may neither end nor fork it. `shelf` keeps the snapshots of the consoles.

        Raises ConfigError when a port named is in use or not to be had.
        """
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="tapwright-phones", daemon=True)
        self._closed = False
        self._coming = threading.Lock()
        """Held by another thread's `add` to its end: none comes to a loop that has stopped."""
        self._owner = owner
        self._shelf = shelf or Shelf()
        self._served: tuple[ServedPhone, ...] = ()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread.start()
        wanted = [*ports, *[0] * (len(phones) - len(ports))]
        with ExitStack() as undo:
            undo.callback(self.close)
            opened = iter(doors) if doors else (open_port(port) for port in wanted)
            for phone, door in zip(phones, opened, strict=True):
                self.add(phone, door)
            undo.pop_all()

    # -- who is served -------------------------------------------------------------------------------
    @property
    def served(self) -> tuple[ServedPhone, ...]:
        """The phones, in the order they came."""
        return self._served

    @property
    def phones(self) -> tuple["Phone", ...]:
        """They alone."""
        return tuple(one.phone for one in self._served)

    @property
    def daemons(self) -> tuple[Daemon, ...]:
        """What serves them."""
        return tuple(one.daemon for one in self._served)

    @property
    def ports(self) -> tuple[int, ...]:
        """Where they listen."""
        return tuple(one.port for one in self._served)

    @property
    def serials(self) -> tuple[str, ...]:
        """How adb names the phones once connected."""
        return tuple(one.serial for one in self._served)

    def add(self, phone: "Phone", doors: Doors | None = None) -> ServedPhone:
        """Serve one more phone, on ports that are open already or on any free one.

        Raises DeviceError when the server is closed; the ports are then closed too.
        """
        found = doors or open_port()
        if threading.current_thread() is self._thread:
            return self._added(phone, found)
        with self._coming:
            if self._closed:
                found.close()
                raise _shut_down()
            return self._added(phone, found)

    def _added(self, phone: "Phone", found: Doors) -> ServedPhone:
        phone.renumber(f"TAPWRIGHT{secrets.token_hex(4).upper()}")
        owner = self._owner(phone)
        daemon = Daemon(phone, control_services(phone, owner))
        place = (
            ServedPlace(daemon, self._shelf, owner.end, owner.changed)
            if owner
            else ServedPlace(daemon, self._shelf, None)
        )
        served = ServedPhone(phone, daemon, *found.ports)
        listening = daemon.listen(found.adb, found.console, Console(place))
        if threading.current_thread() is self._thread:
            self._keep(self._loop.create_task(listening))
        else:
            asyncio.run_coroutine_threadsafe(listening, self._loop).result(START_TIMEOUT)
        self._served = (*self._served, served)
        return served

    def remove(self, phone: "Phone", then: Callable[[], None] = lambda: None) -> None:
        """Serve a phone no longer; called in the phones' thread, which calls `then` once it is gone."""
        gone = [one for one in self._served if one.phone is phone]
        self._served = tuple(one for one in self._served if one.phone is not phone)

        async def stop() -> None:
            for one in gone:
                await one.daemon.stop()
            then()

        self._keep(self._loop.create_task(stop()))

    def _keep(self, task: "asyncio.Task[None]") -> None:
        """The loop holds its tasks weakly."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -- their thread --------------------------------------------------------------------------------
    def call(self, function: Callable[[], T], timeout: float = 60.0) -> T:
        """Run something that touches a phone in the phones' thread; its result, or what it raised.

        Raises DeviceError when the server is closed, TimeoutError when its turn does not come in time.
        """
        if threading.current_thread() is self._thread:
            return function()
        if self._closed:
            raise _shut_down()

        async def turn() -> T:
            return function()

        return asyncio.run_coroutine_threadsafe(turn(), self._loop).result(timeout)

    def close(self) -> None:
        """Hang up, stop listening, end the thread. Safe to call twice."""
        with self._coming:
            if self._closed:
                return
            self._closed = True
        asyncio.run_coroutine_threadsafe(self._wind_down(), self._loop).result(START_TIMEOUT)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_TIMEOUT)
        self._loop.close()

    async def _wind_down(self) -> None:
        await asyncio.gather(*(daemon.stop() for daemon in self.daemons), *self._tasks)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _shut_down() -> DeviceError:
    return DeviceError("the phone was shut down", "Start it again")


def serve(phones: Sequence["Phone"], ports: Sequence[int] = ()) -> PhoneServer:
    """Serve phones until the returned server is closed; use it with `with`."""
    return PhoneServer(phones, ports)
