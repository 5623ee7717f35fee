"""Phone: calls."""

from device.phone.apps.dialer.dialer import Dialer

__all__ = ["Dialer"]
