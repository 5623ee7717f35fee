"""Retro Music: a player of the songs among the phone's files."""

from device.phone.apps.music.music import RetroMusic

APPS = (RetroMusic,)
