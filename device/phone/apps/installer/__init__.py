"""The system's dialog that asks before an app is uninstalled."""

from device.phone.apps.installer.installer import PackageInstaller

APPS = (PackageInstaller,)
