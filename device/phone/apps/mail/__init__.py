"""Fernmail: letters, for several accounts."""

from device.phone.apps.mail.mail import Mail

APPS = (Mail,)
