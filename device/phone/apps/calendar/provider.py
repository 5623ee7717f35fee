"""content://com.android.calendar: the events of the phone's calendar as Android's provider words them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.apps.calendar.event import ALL_DAY, NO_REMINDER, REGULAR, Event
from device.phone.apps.calendar.store import all_events, delete_events, event_types, find_event, save_event
from device.phone.apps.provider.reading import whole
from device.phone.apps.provider.rows import ILLEGAL_ARGUMENT
from device.phone.database import Value
from device.phone.shell.command.provider import ProviderFault, Query, Table, select

if TYPE_CHECKING:
    from device.phone.phone import Phone

_UNSUPPORTED = "java.lang.UnsupportedOperationException"
_CALENDARS = ("_id", "account_name", "account_type", "calendar_displayName", "calendar_color", "visible")
_EVENTS = (
    "_id", "calendar_id", "title", "description", "eventLocation", "dtstart", "dtend", "allDay",
    "eventTimezone", "hasAlarm", "deleted",
)  # fmt: skip
_REMINDERS = ("_id", "event_id", "minutes", "method")
_DAY_S = 86_400


class CalendarProvider:
    """Calendars (the app's event types), events and reminders; events can be changed."""

    def query(self, phone: "Phone", query: Query) -> Table:
        """The rows asked for; `instances/when/...` is not worked out."""
        return select(self._table(phone, query.path), query)

    def _table(self, phone: "Phone", path: str) -> Table:
        kind, _, number = path.partition("/")
        if kind not in _TABLES or (number and not number.isdecimal()):
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Unknown URL content://com.android.calendar/{path}")
        columns, rows = _TABLES[kind]
        return Table(columns, [row for row in rows(phone) if not number or str(row[0]) == number])

    def insert(self, phone: "Phone", path: str, values: Mapping[str, Value]) -> None:
        """A new event; it needs a start."""
        self._events_only(path)
        if "dtstart" not in values:
            raise ProviderFault(ILLEGAL_ARGUMENT, "DTSTART field missing from event")
        save_event(phone, _changed(Event(0, 0, 0), values))

    def update(self, phone: "Phone", path: str, values: Mapping[str, Value], where: str) -> int:
        """Change events."""
        self._events_only(path)
        found = self._found(phone, path, where)
        for event in found:
            save_event(phone, _changed(event, values))
        return len(found)

    def delete(self, phone: "Phone", path: str, where: str) -> int:
        """Remove events."""
        self._events_only(path)
        found = self._found(phone, path, where)
        delete_events(phone, [event.id for event in found])
        return len(found)

    def _events_only(self, path: str) -> None:
        if path.partition("/")[0] not in _TABLES:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Unknown URL content://com.android.calendar/{path}")
        if path.partition("/")[0] != "events":
            raise ProviderFault(_UNSUPPORTED, f"Only events can be changed, not {path}")

    def _found(self, phone: "Phone", path: str, where: str) -> list[Event]:
        numbers = select(self._table(phone, path), Query(path, ("_id",), where)).rows
        events = (find_event(phone, whole(number)) for (number,) in numbers)
        return [event for event in events if event is not None]


def _calendars(phone: "Phone") -> list[tuple[Value, ...]]:
    return [(kind.id, "Local calendar", "LOCAL", kind.title, kind.colour, 1) for kind in event_types(phone)]


def _events(phone: "Phone") -> list[tuple[Value, ...]]:
    return [_row(phone, event) for event in all_events(phone) if not event.is_task]


def _row(phone: "Phone", event: Event) -> tuple[Value, ...]:
    """Of an all-day event the provider has the end after its last day, the app the last day itself."""
    end = event.end_ts + (_DAY_S if event.all_day else 0)
    zone = "UTC" if event.all_day else phone.clock.timezone
    alarm = int(any(minutes != NO_REMINDER for minutes in event.reminders))
    return (
        event.id, event.event_type, event.title, event.description, event.location, event.start_ts * 1000,
        end * 1000, int(event.all_day), zone, alarm, 0,
    )  # fmt: skip


def _reminders(phone: "Phone") -> list[tuple[Value, ...]]:
    found = [
        (event.id, minutes)
        for event in all_events(phone)
        for minutes in event.reminders
        if minutes != NO_REMINDER
    ]
    return [(place + 1, number, minutes, 1) for place, (number, minutes) in enumerate(found)]


_TABLES = {
    "calendars": (_CALENDARS, _calendars),
    "events": (_EVENTS, _events),
    "reminders": (_REMINDERS, _reminders),
}


def _changed(event: Event, values: Mapping[str, Value]) -> Event:
    """The event with what is given put in its place. Raises ProviderFault for a column it has not."""
    for name in values:
        if name not in _EVENTS:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Invalid column {name}")
    texts = {
        own: str(values[name] or "")
        for name, own in (("title", "title"), ("description", "description"), ("eventLocation", "location"))
        if name in values
    }
    event = replace(event, **texts)  # type: ignore[arg-type]
    all_day = bool(whole(values["allDay"])) if "allDay" in values else event.all_day
    start = whole(values["dtstart"]) // 1000 if "dtstart" in values else event.start_ts
    length = event.end_ts - event.start_ts
    end = whole(values["dtend"]) // 1000 - (_DAY_S if all_day else 0) if "dtend" in values else start + length
    return replace(
        event,
        start_ts=start,
        end_ts=max(start, end),
        flags=event.flags | ALL_DAY if all_day else event.flags & ~ALL_DAY,
        event_type=int(values.get("calendar_id") or event.event_type or REGULAR),
    )
