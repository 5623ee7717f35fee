"""The home screen."""

from device.phone.apps.launcher.launcher import Launcher

APPS = (Launcher,)
