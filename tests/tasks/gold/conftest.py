"""A gold hand on a fresh phone in this very process."""

from collections.abc import Iterator

import pytest

from device.client import Device
from device.phone.phone import Phone
from device.transport.inprocess import InProcessTransport
from tasks.gold.hand import Hand


@pytest.fixture
def phone() -> Phone:
    return Phone(seed=1)


@pytest.fixture
def hand(phone: Phone) -> Iterator[Hand]:
    with Device(InProcessTransport(phone)) as device:
        yield Hand(device)
