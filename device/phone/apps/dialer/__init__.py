"""Phone: calls."""

from device.phone.apps.dialer.dialer import Dialer

APPS = (Dialer,)
