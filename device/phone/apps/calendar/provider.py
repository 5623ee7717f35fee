"""content://com.android.calendar: the events of the phone's calendar as Android's provider words them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from device.phone.apps.calendar.event import ALL_DAY, NO_REMINDER, REGULAR, CalendarEvent
from device.phone.apps.calendar.eventrow import (
    ATTENDEES,
    CALENDARS,
    DAY_S,
    EVENTS,
    REMINDERS,
    attendee_rows,
    calendar_rows,
    event_rows,
    instance_table,
    moment_of_day,
    reminder_rows,
)
from device.phone.apps.calendar.icsreading import left_out, repeated, seconds_of
from device.phone.apps.calendar.store import delete_events, find_event, save_event
from device.phone.apps.provider.reading import whole
from device.phone.apps.provider.rows import ILLEGAL_ARGUMENT
from device.phone.file.database import Row, Value
from device.phone.system.context import Context
from device.phone.system.provider import ProviderFault, Query, Table, select

_UNSUPPORTED = "java.lang.UnsupportedOperationException"
_DEFAULT_MINUTES = 10
"""Of a reminder that says -1: as the calendar has it."""
_TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Context], list[Row]]]] = {
    "calendars": (CALENDARS, calendar_rows),
    "events": (EVENTS, event_rows),
    "reminders": (REMINDERS, reminder_rows),
    "attendees": (ATTENDEES, attendee_rows),
}


class CalendarProvider:
    """Calendars (the app's event types), events, their instances, reminders and attendees.

    Events can be changed; reminders come and go, three of an event at most, as the app has them.
    """

    def query(self, context: Context, query: Query) -> Table:
        """The rows asked for."""
        return select(self._table(context, query.path), query)

    def _table(self, context: Context, path: str) -> Table:
        path = path.partition("?")[0]
        kind, _, number = path.partition("/")
        if kind == "instances":
            return _instances(context, path)
        if kind not in _TABLES or (number and not number.isdecimal()):
            raise _unknown(path)
        columns, rows = _TABLES[kind]
        return Table(columns, [row for row in rows(context) if not number or str(row[0]) == number])

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """A new event, which needs a start, or a reminder of one."""
        if self._changeable(path) == "reminders":
            _remind(context, values)
            return
        if "dtstart" not in values:
            raise ProviderFault(ILLEGAL_ARGUMENT, "DTSTART field missing from event")
        save_event(context, _changed(context, CalendarEvent(0, 0, 0), values))

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """Change events."""
        if self._changeable(path) != "events":
            raise ProviderFault(_UNSUPPORTED, f"Only events can be changed, not {path}")
        found = self._found(context, path, where)
        for event in found:
            save_event(context, _changed(context, event, values))
        return len(found)

    def delete(self, context: Context, path: str, where: str) -> int:
        """Remove events or reminders."""
        if self._changeable(path) == "events":
            found = self._found(context, path, where)
            delete_events(context, [event.id for event in found])
            return len(found)
        rows = select(self._table(context, path), Query(path, ("event_id", "minutes"), where)).rows
        for number, minutes in rows:
            event = find_event(context, whole(number))
            if event is not None:
                save_event(context, _reminded(event, [held for held in event.reminders if held != minutes]))
        return len(rows)

    def _changeable(self, path: str) -> str:
        """Which of the two tables it is that can be written. Raises ProviderFault for any other."""
        kind = path.partition("?")[0].partition("/")[0]
        if kind not in _TABLES and kind != "instances":
            raise _unknown(path)
        if kind not in ("events", "reminders"):
            raise ProviderFault(_UNSUPPORTED, f"Only events and reminders can be changed, not {path}")
        return kind

    def _found(self, context: Context, path: str, where: str) -> list[CalendarEvent]:
        numbers = select(self._table(context, path), Query(path, ("_id",), where)).rows
        events = (find_event(context, whole(number)) for (number,) in numbers)
        return [event for event in events if event is not None]


def _unknown(path: str) -> ProviderFault:
    return ProviderFault(ILLEGAL_ARGUMENT, f"Unknown URL content://com.android.calendar/{path}")


def _instances(context: Context, path: str) -> Table:
    """`instances/when/BEGIN/END` in milliseconds, `whenbyday` in Julian days, `search` with words behind."""
    parts = path.split("/")
    kind, span, words = parts[1] if len(parts) > 1 else "", parts[2:4], "/".join(parts[4:])
    searches = kind in ("search", "searchbyday")
    if kind not in ("when", "whenbyday", "search", "searchbyday") or len(span) < 2 or bool(words) != searches:
        raise _unknown(path)
    for name, given in zip(("begin", "end"), span, strict=True):
        if not given.removeprefix("-").isdecimal() or len(given) > 18:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Cannot parse {name} {given}")
    begin, end = (int(given) for given in span)
    if kind.endswith("byday"):
        begin, end = moment_of_day(context, begin), moment_of_day(context, end + 1) - 1
    table = instance_table(context, begin, end)
    if not searches:
        return table
    places = [table.columns.index(name) for name in ("title", "description", "eventLocation")]
    wanted = words.lower().split()
    return Table(table.columns, [row for row in table.rows if _has(row, places, wanted)])


def _has(row: Row, places: list[int], wanted: list[str]) -> bool:
    text = "\n".join(str(row[place] or "") for place in places).lower()
    return all(word in text for word in wanted)


# -- changes ---------------------------------------------------------------------------------------------
def _changed(context: Context, event: CalendarEvent, values: Mapping[str, Value]) -> CalendarEvent:
    """The event with what is given put in its place. Raises ProviderFault for what it cannot be."""
    for name in values:
        if name not in EVENTS:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Invalid column {name}")
    texts = {
        own: str(values[name] or "")
        for name, own in (("title", "title"), ("description", "description"), ("eventLocation", "location"))
        if name in values
    }
    event = replace(event, **texts)  # type: ignore[arg-type]
    all_day = bool(whole(values["allDay"])) if "allDay" in values else event.all_day
    start = whole(values["dtstart"]) // 1000 if "dtstart" in values else event.start_ts
    event = replace(
        event,
        start_ts=start,
        end_ts=max(start, _end(event, values, start, DAY_S if all_day else 0)),
        flags=event.flags | ALL_DAY if all_day else event.flags & ~ALL_DAY,
        event_type=int(values.get("calendar_id") or event.event_type or REGULAR),
        colour=whole(values["eventColor"] or 0) if "eventColor" in values else event.colour,
    )
    return _repeats(context, event, values)


def _end(event: CalendarEvent, values: Mapping[str, Value], start: int, whole_day: int) -> int:
    """The end that the row keeps: by its own moment or a duration, else as long after the start as before."""
    if values.get("duration"):
        given = str(values["duration"])
        length = seconds_of(given)
        if length is None:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Invalid duration {given}")
        return start + length - whole_day
    if values.get("dtend"):
        return whole(values["dtend"]) // 1000 - whole_day
    return start + event.end_ts - event.start_ts


def _repeats(context: Context, event: CalendarEvent, values: Mapping[str, Value]) -> CalendarEvent:
    """With the rule and the days left out that are given; an empty rule ends the repetition."""
    if "rrule" in values:
        rule = str(values["rrule"] or "")
        event = replace(event, repeat_interval=0, repeat_rule=0, repeat_limit=0)
        event = repeated(context, event, rule)
        if rule and not event.repeat_interval:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Invalid recurrence rule: {rule}")
    if "exdate" in values:
        given = [("EXDATE", "", str(values["exdate"] or ""))]
        event = replace(event, exceptions=left_out(context, given))
    return event


def _remind(context: Context, values: Mapping[str, Value]) -> None:
    event = find_event(context, whole(values.get("event_id") or 0))
    if event is None:
        raise ProviderFault(ILLEGAL_ARGUMENT, "event_id of a reminder names no event")
    for name in values:
        if name not in REMINDERS:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Invalid column {name}")
    minutes = whole(values.get("minutes", NO_REMINDER))
    held = [one for one in event.reminders if one != NO_REMINDER]
    if len(held) == len(event.reminders):
        raise ProviderFault(ILLEGAL_ARGUMENT, f"Event {event.id} has as many reminders as it can")
    save_event(context, _reminded(event, [*held, _DEFAULT_MINUTES if minutes < 0 else minutes]))


def _reminded(event: CalendarEvent, minutes: list[int]) -> CalendarEvent:
    """With these reminders, the places left over empty."""
    first, second, third = [*minutes, NO_REMINDER, NO_REMINDER, NO_REMINDER][:3]
    return replace(event, reminders=(first, second, third))
