"""Share sheet and "Open with"."""

from device.phone.apps.chooser.chooser import Chooser

APPS = (Chooser,)
