"""Markor: notes as plain text files."""

from device.phone.apps.markor.markor import Markor

APPS = (Markor,)
