"""Chrome: pages with their own scripts, in tabs."""

from device.phone.apps.browser.browser import Browser
from device.phone.apps.browser.provider import DownloadProvider
from device.phone.system.provider import PROVIDERS

PROVIDERS["downloads"] = DownloadProvider()

APPS = (Browser,)
