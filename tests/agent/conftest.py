from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    """A fresh embedded phone."""
    return fresh_phone()


@pytest.fixture
def device(phone: Phone) -> Iterator[Device]:
    """The embedded phone in hand, with no socket between."""
    with Device(InProcessTransport(phone)) as held:
        yield held
