"""Imports the embedded phone and all its apps, for workers with such phones to be forked off with them."""

from device.phone import sample
from device.phone.apps import installed_apps
from device.phone.phone import Phone

installed_apps()

__all__ = ["Phone", "sample"]
