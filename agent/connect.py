"""A phone for Python programs: the one of this process, or one that is named."""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from agent.settings import EMBEDDED, Settings
from device.client import Device
from device.link.discovery import open_device
from device.mirror.serverfile import find_server
from device.resident.consent import STAYS_OFF, objection
from device.resident.jar import Jar, find_jar


@contextmanager
def hold(phone: str, settings: Settings, state: Path | None) -> Iterator[Device]:
    """The phone in hand, given back as it was; `state` is the folder of leases. Raises DeviceError."""
    if phone == EMBEDDED:
        from agent.embedded import new_phone  # noqa: PLC0415 - a heavy part
        from device.link.transport.inprocess import InProcessTransport  # noqa: PLC0415

        with Device(InProcessTransport(new_phone(settings))) as device:
            yield device
        return
    with open_device(phone, server=settings.adb_server, state_folder=state) as device:
        offer(device, settings)
        yield device


def offer(device: Device, settings: Settings, *, embedded: bool = False) -> None:
    """Have runs use the servers on the phone that the settings name, for as long as each works.

    That of uiautomator2 only where the phone's owner agreed at a terminal (`agent setup --helper`) and
    nothing speaks against it when the run begins; else the run says why not. The embedded phone is nobody's.
    Raises ConfigError where a server's file, or what decodes the stream, is not installed.
    """
    if settings.stream != "off":
        device.offer_stream(find_server())
    if settings.helper == "off":
        return
    jar = find_jar()

    def decide() -> Jar | None:
        why = "" if embedded else objection(device.consent, device.transport)
        if why:
            device.remark(STAYS_OFF.format(why))
        return None if why else jar

    device.offer_server(decide)


T = TypeVar("T")


class Holding(Generic[T]):
    """Something held for as long as a `with` lasts; an `async with` lets its loop go on meanwhile."""

    def __init__(self, held: AbstractContextManager[T], needs: str) -> None:
        """`needs` is a module that takes long to load, and that whoever holds it uses next."""
        self._held = held
        self._needs = needs

    def __enter__(self) -> T:
        """Take it in hand. Raises what taking it raises."""
        return self._held.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self._held.__exit__(kind, error, trace)

    async def __aenter__(self) -> T:
        """Take it in hand, in a thread, which also loads what is needed next: the loop would stand still."""
        return await asyncio.to_thread(self._loaded)

    def _loaded(self) -> T:
        import_module(self._needs)
        return self._held.__enter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back, in a thread."""
        await asyncio.to_thread(self._held.__exit__, kind, error, trace)
