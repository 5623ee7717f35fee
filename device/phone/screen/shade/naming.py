"""What a notification's app is called and looks like."""

from typing import TYPE_CHECKING

from device.phone.system.notification import Notification

if TYPE_CHECKING:
    from device.phone.system.system import System

_SYSTEM = ("android", "com.android.systemui")


def label_of(system: "System", package: str) -> str:
    """What a notification's app is called."""
    app = system.apps.get(package)
    if app is not None:
        return system.translate(app.manifest.label, package)
    return system.translate("Android System" if package in _SYSTEM else "Shell")


def icon_of(system: "System", entry: Notification) -> str:
    """The symbol in the status bar and at the start of the row."""
    app = system.apps.get(entry.package)
    return entry.icon or (app.manifest.icon if app is not None else "android")
