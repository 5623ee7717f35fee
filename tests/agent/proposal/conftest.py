from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill
from device.state.census import Census, take
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    """A phone in use."""
    phone = fresh_phone()
    fill(phone)
    return phone


@pytest.fixture
def device(phone: Phone) -> Iterator[Device]:
    with Device(InProcessTransport(phone)) as held:
        yield held


@pytest.fixture
def census(device: Device) -> Census:
    return take(device)
