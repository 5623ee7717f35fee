from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from tests.boot import fresh_phone


@pytest.fixture
def device() -> Iterator[Device]:
    """The embedded phone in hand, with no socket between."""
    with Device(InProcessTransport(fresh_phone())) as held:
        yield held
