"""An iCalendar file that was opened: one event is shown to be saved, several are taken in if wanted."""

from dataclasses import replace

from device.phone.apps.calendar.event import CalendarEvent
from device.phone.apps.calendar.icsreading import read
from device.phone.apps.calendar.state import EVENT_ACTIVITY, TASK_ACTIVITY, CalendarMainState, Main
from device.phone.apps.calendar.store import save_event
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import media_type
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay
from device.phone.widget import Choice, alert

TYPE = "text/calendar"
FILE = "ics"
"""The extra that names the file whose first event a form is filled with."""


def is_calendar(intent: Intent) -> bool:
    """Whether an intent wants to see such a file."""
    return bool(intent.data) and TYPE in (intent.type, media_type(intent.data.rpartition("/")[2]))


def events_of(context: Context, uri: str) -> tuple[CalendarEvent, ...]:
    """All in the file at an address."""
    path = path_of(uri)
    try:
        return read(context, context.files.read(path)) if path else ()
    except FileFault:
        return ()


def take(context: Context, state: CalendarMainState, uri: str) -> CalendarMainState:
    """Open the form with the one event; the state with a question where there are several."""
    events = events_of(context, uri)
    if len(events) > 1:
        return replace(state, dialog="import", file=uri)
    if events:
        context.start(TASK_ACTIVITY if events[0].is_task else EVENT_ACTIVITY, **{FILE: uri})
    else:
        context.toast(context.tr("No new events have been found"))
    return state


def import_dialog(hands: Main) -> Overlay:
    """Whether they are to be taken in."""
    tr = hands.tr
    events = events_of(hands.context, hands.state.file)

    def accept() -> None:
        for event in events:
            save_event(hands.context, event)
        hands.close()
        hands.context.toast(tr("Events imported successfully"))

    return alert(
        tr("Import events"),
        tr("{} events will be imported.").format(len(events)),
        accept=Choice(tr("OK"), accept),
        cancel=Choice(tr("Cancel"), hands.close),
    )
