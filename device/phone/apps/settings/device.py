"""Battery, storage, location, notifications, security and privacy, accounts."""

from dataclasses import replace

from device.phone.apps.settings.page import Page
from device.phone.apps.settings.row import Confirm, Heading, Info, Link, Note, Options, Row, Toggle
from device.phone.apps.settings.ui import Key, Ui

SAVER = Key("global", "low_power")
LOCATION = Key("secure", "location_mode", "3")
MUTED = Key("secure", "muted_packages", "")
"""Packages that may not send notifications, one a line."""
_GIGABYTE = 1_000_000_000
_TOTAL = 128
"""GB of the whole storage."""
_SYSTEM = 19.2
"""GB that Android itself takes."""
_FOLDERS = (
    ("Images", "image", ("/storage/emulated/0/DCIM", "/storage/emulated/0/Pictures")),
    ("Videos", "movie", ("/storage/emulated/0/Movies", "/storage/emulated/0/VLCVideos")),
    ("Audio", "music_note", ("/storage/emulated/0/Music", "/storage/emulated/0/Recordings")),
    ("Documents & other", "description", ("/storage/emulated/0/Documents", "/storage/emulated/0/Download")),
)
