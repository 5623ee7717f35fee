"""Who may interrupt Do Not Disturb: the choices of Settings, by the number that calls or writes."""

from typing import Literal

from device.phone.apps.provider.contact import book
from device.phone.system.context import Context

ANYONE, CONTACTS, STARRED, NOBODY = range(4)
_SILENT = (2, 3)
"""zen_mode: total silence, and alarms only."""
_USUAL = {"zen_calls": STARRED, "zen_messages": NOBODY}


def may_interrupt(context: Context, kind: Literal["zen_calls", "zen_messages"], number: str) -> bool:
    """Whether a call or message from a number alerts although Do Not Disturb is on."""
    if context.settings.number("global", "zen_mode") in _SILENT:
        return False
    allowed = context.settings.number("global", kind, _USUAL[kind])
    if allowed in (ANYONE, NOBODY):
        return allowed == ANYONE
    contact = book(context).whose(number)
    return contact is not None and (contact.starred or allowed == CONTACTS)
