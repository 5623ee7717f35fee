"""A phone for Python programs: the one of this process, or one that is named."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent.settings import EMBEDDED, Settings
from device.client import Device
from device.link.discovery import open_device
from device.phone.system.language import checked_locale

if TYPE_CHECKING:
    from device.phone.phone import Phone


@contextmanager
def hold(phone: str, settings: Settings, state: Path | None) -> Iterator[Device]:
    """The phone in hand, given back as it was; `state` is the folder of leases. Raises DeviceError."""
    if phone == EMBEDDED:
        from device.link.transport.inprocess import InProcessTransport  # noqa: PLC0415 - see new_phone

        with Device(InProcessTransport(new_phone(settings))) as device:
            yield device
        return
    with open_device(phone, server=settings.adb_server, state_folder=state) as device:
        yield device


def new_phone(settings: Settings) -> "Phone":
    """An embedded phone as the settings want it. Raises ConfigError for a language it does not have."""
    from device.phone.phone import Phone  # noqa: PLC0415 - heavy, and not wanted where real phones are used
    from device.phone.sample import fill  # noqa: PLC0415

    phone = Phone(
        settings.seed,
        monotonic=time.monotonic if settings.live else None,
        locale=checked_locale(settings.locale),
        weather=settings.weather,
    )
    if settings.sample:
        fill(phone)
    return phone
