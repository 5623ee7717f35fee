"""A phone for Python programs: the one of this process, or one that is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.settings import EMBEDDED, Settings
from device.client import Device
from device.link.discovery import open_device


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
        yield device
