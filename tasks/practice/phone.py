"""A phone to practise on: brought back to its beginning in no time, and not counted over each time."""

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone


class PracticePhone:
    """An embedded phone and its beginning."""

    def __init__(self, locale: str = "") -> None:
        self._phone = Phone(seed=0, locale=locale)
        self._start = self._phone.snapshot()
        self._device = Device(InProcessTransport(self._phone))

    @property
    def device(self) -> Device:
        """The phone in hand, until the next `anew`."""
        return self._device

    def anew(self) -> Device:
        """The phone as it began."""
        self._device.close()
        self._phone.restore(self._start)
        self._device = Device(InProcessTransport(self._phone))
        return self._device
