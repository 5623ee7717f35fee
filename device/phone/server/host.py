"""Phones served in this process: one event loop in a thread of its own, one port a phone.

    with serve([Phone(1), Phone(2)]) as server:
        ...  # 127.0.0.1:{server.ports[0]}, 127.0.0.1:{server.ports[1]}
        server.call(lambda: server.phones[0].settings.get("global", "wifi_on"))

A served phone belongs to that thread: everything else touches it through `call`.
"""

import asyncio
import errno
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from device.error import ConfigError, DeviceError
from device.phone.daemon.daemon import HOST, Daemon
from device.phone.server.control import control_services

if TYPE_CHECKING:
    from device.phone.phone import Phone

T = TypeVar("T")
START_TIMEOUT = 10.0


class PhoneServer:
    """Serves phones until it is closed."""

    def __init__(
        self,
        phones: Sequence["Phone"],
        ports: Sequence[int] = (),
        *,
        stop: Callable[[], None] | None = None,
    ) -> None:
        """Listen, one port a phone; those not named (or 0) are any free ones.

        `stop` is called when a client asks for the end; without it none may.

        Raises ConfigError when a port named is in use or not to be had.
        """
        self.phones = tuple(phones)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="tapwright-phones", daemon=True)
        self._closed = False
        self.daemons: tuple[Daemon, ...] = ()
        wanted = [*ports, *[0] * (len(self.phones) - len(ports))]
        self._thread.start()
        with ExitStack() as undo:
            undo.callback(self.close)
            self.daemons = tuple(Daemon(phone, control_services(phone, stop)) for phone in self.phones)
            self.ports = tuple(self._listen(*pair) for pair in zip(self.daemons, wanted, strict=True))
            undo.pop_all()

    def _listen(self, daemon: Daemon, port: int) -> int:
        try:
            return asyncio.run_coroutine_threadsafe(daemon.start(port), self._loop).result(START_TIMEOUT)
        except OSError as error:
            raise port_refused(port, error) from error
        except OverflowError as error:
            raise ConfigError(f"{port} is no port", "Ports are 1 to 65535") from error

    @property
    def serials(self) -> tuple[str, ...]:
        """How adb names the phones once connected."""
        return tuple(f"{HOST}:{port}" for port in self.ports)

    def call(self, function: Callable[[], T], timeout: float = 60.0) -> T:
        """Run something that touches a phone in the phones' thread; its result, or what it raised.

        Raises DeviceError when the server is closed, TimeoutError when its turn does not come in time.
        """
        if threading.current_thread() is self._thread:
            return function()
        if self._closed:
            raise DeviceError("the phone was shut down", "Start it again")

        async def turn() -> T:
            return function()

        return asyncio.run_coroutine_threadsafe(turn(), self._loop).result(timeout)

    def close(self) -> None:
        """Hang up, stop listening, end the thread. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        asyncio.run_coroutine_threadsafe(self._wind_down(), self._loop).result(START_TIMEOUT)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_TIMEOUT)
        self._loop.close()

    async def _wind_down(self) -> None:
        await asyncio.gather(*(daemon.stop() for daemon in self.daemons))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def port_refused(port: int, error: OSError) -> ConfigError:
    """Why a port cannot be had, for the person who named it."""
    if error.errno == errno.EADDRINUSE:
        return ConfigError(f"port {port} is in use", "Choose another, or leave it out for a free one")
    return ConfigError(f"port {port} cannot be had: {error.strerror}", "Choose one above 1023")


def serve(phones: Sequence["Phone"], ports: Sequence[int] = ()) -> PhoneServer:
    """Serve phones until the returned server is closed; use it with `with`."""
    return PhoneServer(phones, ports)
