"""Clipper: the clipboard, seen and set."""

from device.phone.apps.clipper.clipper import Clipper

APPS = (Clipper,)
