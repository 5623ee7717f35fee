"""What can go wrong between us and a daemon, beyond the errors of every device."""

from device.error import DeviceError, DeviceLost


class ConnectionBroken(DeviceLost):
    """The connection to the phone's daemon ended in mid-call."""

    def __init__(self, message: str, *, sent: bool) -> None:
        super().__init__(message, "Check the network and that the phone still runs")
        self.sent = sent
        """Whether the phone may have begun to carry out what was asked."""


class ServiceRefused(DeviceError):
    """The phone has no such service, or will not open it."""
