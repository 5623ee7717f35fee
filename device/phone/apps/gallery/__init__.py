"""Simple Gallery Pro: the pictures and videos among the phone's files."""

from device.phone.apps.gallery.gallery import Gallery

APPS = (Gallery,)
