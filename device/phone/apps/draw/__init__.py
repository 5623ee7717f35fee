"""Simple Draw Pro: a sheet to draw on, saved as a picture."""

from device.phone.apps.draw.draw import SimpleDraw

APPS = (SimpleDraw,)
