"""Events as iCalendar text, as they are shared and exported."""

from collections.abc import Sequence
from datetime import datetime

from device.phone.apps.calendar.event import (
    DAY,
    LAST_DAY,
    LAST_WEEKDAY,
    MONTH,
    NTH_WEEKDAY,
    WEEK,
    YEAR,
    CalendarEvent,
    unit_of,
)
from device.phone.apps.calendar.moment import local_time_of
from device.phone.system.context import Context
from device.phone.system.zone import moment_of

_FREQUENCY = {DAY: "DAILY", WEEK: "WEEKLY", MONTH: "MONTHLY", YEAR: "YEARLY"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_START = datetime(1970, 1, 1)


def calendar_text(context: Context, events: Sequence[CalendarEvent]) -> str:
    """A whole calendar of these."""
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Simple Mobile Tools//NONSGML Event Calendar//EN", "VERSION:2.0"]
    for event in events:
        lines += _lines(context, event)
    lines.append("END:VCALENDAR")
    return "\r\n".join(lines) + "\r\n"


def _lines(context: Context, event: CalendarEvent) -> list[str]:
    kind = "VTODO" if event.is_task else "VEVENT"
    last = event.end_ts + DAY if event.all_day else event.end_ts
    lines = [
        f"BEGIN:{kind}",
        f"SUMMARY:{_escaped(event.title)}",
        f"DTSTART{_stamp(event.start_ts, event.all_day)}",
    ]
    if not event.is_task:
        lines.append(f"DTEND{_stamp(last, event.all_day)}")
    lines += [
        f"{name}:{_escaped(text)}"
        for name, text in (("LOCATION", event.location), ("DESCRIPTION", event.description))
        if text
    ]
    if event.repeat_interval:
        lines.append(f"RRULE:{rule_of(context, event)}")
    lines += [f"EXDATE;VALUE=DATE:{day}" for day in event.exceptions]
    for minutes in event.reminders:
        if minutes >= 0:
            lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{minutes}M", "END:VALARM"]
    if event.is_task:
        lines.append(f"STATUS:{'COMPLETED' if event.completed else 'NEEDS-ACTION'}")
    return [*lines, f"END:{kind}"]


def _stamp(timestamp: int, all_day: bool) -> str:
    moment = moment_of(timestamp * 1000)
    return f";VALUE=DATE:{moment:%Y%m%d}" if all_day else f":{moment:%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Backslash, comma, semicolon and line breaks as the format wants them."""
    for plain, written in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def rule_of(context: Context, event: CalendarEvent) -> str:
    """How it repeats, as an RRULE says it."""
    unit, many = unit_of(event.repeat_interval)
    parts = [f"FREQ={_FREQUENCY[unit]}", f"INTERVAL={many}"]
    if event.repeat_limit > 0:
        parts.append(f"UNTIL{_stamp(event.repeat_limit, False)}".replace(":", "="))
    elif event.repeat_limit < 0:
        parts.append(f"COUNT={-event.repeat_limit}")
    start = local_time_of(context, event.start_ts, all_day=event.all_day)
    weekday = WEEKDAYS[start.weekday()]
    if unit == WEEK and event.repeat_rule:
        days = [name for place, name in enumerate(WEEKDAYS) if event.repeat_rule >> place & 1]
        parts.append(f"BYDAY={','.join(days)}")
    elif unit in (MONTH, YEAR) and event.repeat_rule == LAST_DAY:
        parts.append("BYMONTHDAY=-1")
    elif unit in (MONTH, YEAR) and event.repeat_rule in (LAST_WEEKDAY, NTH_WEEKDAY):
        place = -1 if event.repeat_rule == LAST_WEEKDAY else (start.day - 1) // 7 + 1
        parts.append(f"BYDAY={place}{weekday}")
    return ";".join(parts)
