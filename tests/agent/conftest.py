from collections.abc import Iterator

import pytest

from device.client import Device
from device.phone.phone import Phone
from device.transport.inprocess import InProcessTransport


@pytest.fixture
def phone() -> Phone:
    """A fresh embedded phone."""
    return Phone(seed=1)


@pytest.fixture
def device(phone: Phone) -> Iterator[Device]:
    """The embedded phone in hand, with no socket between."""
    with Device(InProcessTransport(phone)) as held:
        yield held
