"""Joplin: notes and to-dos in notebooks."""

from device.phone.apps.joplin.joplin import Joplin

APPS = (Joplin,)
