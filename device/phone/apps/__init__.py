"""The apps of the embedded phone."""

from device.phone.app import App
from device.phone.apps.clock import Clock
from device.phone.apps.contacts import Contacts
from device.phone.apps.dialer import Dialer
from device.phone.apps.launcher import Launcher
from device.phone.apps.messages import Messages
from device.phone.apps.provider import BlockedNumberStorage, ContactsStorage, TelephonyStorage
from device.phone.apps.settings import Settings


def installed_apps() -> tuple[App, ...]:
    """A fresh phone's apps."""
    return (
        Launcher(),
        Settings(),
        Clock(),
        Contacts(),
        Dialer(),
        Messages(),
        ContactsStorage(),
        TelephonyStorage(),
        BlockedNumberStorage(),
    )
