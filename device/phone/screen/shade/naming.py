"""What a notification's app is called and looks like."""

from typing import TYPE_CHECKING

from device.phone.system.notification import Notification

if TYPE_CHECKING:
    from device.phone.phone import Phone

_SYSTEM = ("android", "com.android.systemui")


def label_of(phone: "Phone", package: str) -> str:
    """What a notification's app is called."""
    app = phone.apps.get(package)
    if app is not None:
        return phone.translate(app.manifest.label, package)
    return phone.translate("Android System" if package in _SYSTEM else "Shell")


def icon_of(phone: "Phone", entry: Notification) -> str:
    """The symbol in the status bar and at the start of the row."""
    app = phone.apps.get(entry.package)
    return entry.icon or (app.manifest.icon if app is not None else "android")
