"""Settings, one table of pages."""

from device.phone.apps.settings.settings import Settings

APPS = (Settings,)
