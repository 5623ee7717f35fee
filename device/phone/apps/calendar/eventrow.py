"""Events as rows of Android's calendar provider: the series, each time it happens, what belongs to it."""

import json
from datetime import datetime, timedelta

from device.phone.apps.calendar.event import NO_REMINDER, CalendarEvent
from device.phone.apps.calendar.ics import rule_of
from device.phone.apps.calendar.moment import local_time_of, timestamp_of
from device.phone.apps.calendar.recurrence import last_day, occurrences
from device.phone.apps.calendar.store import all_events, event_types, events_database
from device.phone.file.database import Row, Value
from device.phone.system.context import Context
from device.phone.system.provider import Table
from device.phone.system.zone import moment_of

_ACCOUNT, _KIND = "Local calendar", "LOCAL"
CALENDARS = (
    "_id", "account_name", "account_type", "calendar_displayName", "calendar_color", "visible", "name",
    "calendar_access_level", "ownerAccount", "sync_events", "calendar_timezone", "isPrimary", "deleted",
)  # fmt: skip
EVENTS = (
    "_id", "calendar_id", "title", "description", "eventLocation", "dtstart", "dtend", "allDay",
    "eventTimezone", "hasAlarm", "deleted", "duration", "rrule", "rdate", "exrule", "exdate", "original_id",
    "eventColor", "displayColor", "eventStatus", "availability", "accessLevel", "hasAttendeeData",
    "organizer", "calendar_displayName", "account_name", "account_type",
)  # fmt: skip
INSTANCES = (
    "_id", "event_id", "begin", "end", "startDay", "endDay", "startMinute", "endMinute", *EVENTS[1:],
)  # fmt: skip
REMINDERS = ("_id", "event_id", "minutes", "method")
ATTENDEES = (
    "_id", "event_id", "attendeeName", "attendeeEmail", "attendeeRelationship", "attendeeType",
    "attendeeStatus",
)  # fmt: skip
DAY_S = 86_400
_OWNER = 700
"""calendar_access_level: whoever asks may do everything."""
_JULIAN = 1_721_425
"""Added to the days since the year 1: Julian days, by which instances are counted."""
_LAST_MS = 2**31 * 1000
"""Nothing happens later."""


def calendar_rows(context: Context) -> list[Row]:
    """The app's event types."""
    zone = context.clock.timezone
    return [
        (
            kind.id, _ACCOUNT, _KIND, kind.title, kind.colour, 1, kind.title, _OWNER, _ACCOUNT, 1, zone,
            int(not place), 0,
        )
        for place, kind in enumerate(event_types(context))
    ]  # fmt: skip


def events_of(context: Context) -> list[CalendarEvent]:
    """All of them; tasks are none for the provider."""
    return [event for event in all_events(context) if not event.is_task]


def event_rows(context: Context) -> list[Row]:
    """Each event once, however often it happens."""
    return [_row(context, event) for event in events_of(context)]


def _row(context: Context, event: CalendarEvent) -> Row:
    """Of an all-day event the provider has the end after its last day, the app the last day itself.

    What repeats has a duration in place of an end, as on Android.
    """
    length = event.end_ts - event.start_ts + (DAY_S if event.all_day else 0)
    end: Value = (event.start_ts + length) * 1000
    duration = rule = None
    if event.repeat_interval:
        end, rule = None, rule_of(context, event)
        duration = f"P{length // DAY_S}D" if event.all_day else f"P{length}S"
    zone = "UTC" if event.all_day else context.clock.timezone
    alarm = int(any(minutes != NO_REMINDER for minutes in event.reminders))
    kinds = event_types(context)
    kind = next((kind for kind in kinds if kind.id == event.event_type), kinds[0])
    return (
        event.id, event.event_type, event.title, event.description, event.location, event.start_ts * 1000,
        end, int(event.all_day), zone, alarm, 0, duration, rule, None, None, _left_out(context, event),
        event.parent_id or None, event.colour or None, event.colour or kind.colour, 1, 0, 0, 0, _ACCOUNT,
        kind.title, _ACCOUNT, _KIND,
    )  # fmt: skip


def _left_out(context: Context, event: CalendarEvent) -> str | None:
    """The starts that do not take place, in UTC."""
    start = local_time_of(context, event.start_ts, all_day=event.all_day).time()
    found = []
    for code in event.exceptions:
        try:
            day = datetime.strptime(code, "%Y%m%d")
        except ValueError:  # put there from outside
            continue
        moment = timestamp_of(context, datetime.combine(day, start), all_day=event.all_day)
        found.append(f"{moment_of(moment * 1000):%Y%m%dT%H%M%SZ}")
    return ",".join(found) or None


def instance_table(context: Context, begin_ms: int, end_ms: int) -> Table:
    """Every time that something happens between two moments, by its begin."""
    begin_ms, end_ms = (min(max(0, moment), _LAST_MS) for moment in (begin_ms, end_ms))
    day = timedelta(days=1)  # all-day events may begin before or end after where the phone is
    since = local_time_of(context, begin_ms // 1000).date() - day
    until = local_time_of(context, end_ms // 1000).date() + day
    found: list[Row] = []
    for event in events_of(context):
        row = _row(context, event)
        for one in occurrences(context, event, since, until):
            times = _times(context, one)
            if times[0] <= end_ms and times[1] >= begin_ms:
                found.append((event.id, *times, *row[1:]))
    found.sort(key=lambda row: (row[1], row[0]))
    return Table(INSTANCES, [(place + 1, *row) for place, row in enumerate(found)])


def _times(context: Context, event: CalendarEvent) -> tuple[int, int, int, int, int, int]:
    """begin, end, startDay, endDay, startMinute and endMinute."""
    start = local_time_of(context, event.start_ts, all_day=event.all_day)
    end = local_time_of(context, event.end_ts, all_day=event.all_day)
    last = last_day(context, event)
    minute = DAY_S // 60 if event.all_day or last < end.date() else end.hour * 60 + end.minute
    return (
        event.start_ts * 1000,
        (event.end_ts + (DAY_S if event.all_day else 0)) * 1000,
        start.date().toordinal() + _JULIAN,
        last.toordinal() + _JULIAN,
        start.hour * 60 + start.minute,
        minute,
    )


def moment_of_day(context: Context, julian: int) -> int:
    """The local midnight (in milliseconds) a Julian day begins with."""
    first = datetime(1970, 1, 1).toordinal()
    day = datetime.fromordinal(min(max(first, julian - _JULIAN), first + _LAST_MS // DAY_S // 1000))
    return timestamp_of(context, day) * 1000


def reminder_rows(context: Context) -> list[Row]:
    """Each reminder of each event."""
    found = [
        (event.id, minutes)
        for event in events_of(context)
        for minutes in event.reminders
        if minutes != NO_REMINDER
    ]
    return [(place + 1, number, minutes, 1) for place, (number, minutes) in enumerate(found)]


def attendee_rows(context: Context) -> list[Row]:
    """Whom the events' rows name."""
    found: list[Row] = []
    for number, text in events_database(context).rows(
        "SELECT id, attendees FROM events WHERE attendees NOT IN ('', '[]') ORDER BY id"
    ):
        try:
            people = json.loads(str(text))
        except ValueError:  # put there from outside
            continue
        for person in people if isinstance(people, list) else ():
            if isinstance(person, dict):
                name, mail = (str(person.get(key, "")) for key in ("name", "email"))
                found.append((len(found) + 1, number, name, mail, 1, 1, 0))
    return found
