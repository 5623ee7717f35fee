"""Alarms of to-dos: notifications when their moment has come."""

from device.phone.apps.joplin.schema import PACKAGE
from device.phone.apps.joplin.state import MAIN
from device.phone.apps.joplin.store import library
from device.phone.system.context import Context
from device.phone.system.intent import VIEW, Intent
from device.phone.system.notification import HIGH, Notification

NOTE = "joplin_note"
"""The extra that names a note to be opened."""


def remind(context: Context, since_ms: int, now_ms: int) -> None:
    """Post what came due between two moments."""
    if now_ms <= since_ms:
        return
    for note in library(context).alarms:
        if since_ms < note.due <= now_ms:
            wanted = Notification(
                PACKAGE,
                note.title or context.tr("Untitled"),
                note.body[:200],
                tag=note.id,
                channel="alarms",
                importance=HIGH,
                category="reminder",
                tap=Intent(VIEW, component=f"{PACKAGE}/{MAIN}", extras={NOTE: note.id}),
            )
            context.notify(wanted)
