"""Fernmail: letters, for several accounts."""

from device.phone.apps.mail.mail import Mail

__all__ = ["Mail"]
