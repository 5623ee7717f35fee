"""Settings, one table of pages."""

from device.phone.apps.settings.settings import Settings

__all__ = ["Settings"]
