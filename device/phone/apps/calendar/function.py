"""What Simple Calendar Pro does for other programs."""

from datetime import date, datetime, timedelta

from device.phone.apps.calendar.event import NO_REMINDER, CalendarEvent
from device.phone.apps.calendar.moment import local_time_of, timestamp_of
from device.phone.apps.calendar.preference import number
from device.phone.apps.calendar.store import events_between, save_event
from device.phone.system.appfunction import AppFunction, FunctionFault, Given, Parameter, string
from device.phone.system.context import Context


def _create(context: Context, given: Given) -> None:
    try:
        begin = datetime.fromisoformat(string(given, "begin")).replace(tzinfo=None)
        minutes = int(given.get("minutes", 60))  # type: ignore[arg-type]
    except ValueError as error:
        raise FunctionFault(str(error)) from None
    start = timestamp_of(context, begin)
    end = timestamp_of(context, begin + timedelta(minutes=minutes))
    reminders = (number(context, "default_reminder"), NO_REMINDER, NO_REMINDER)
    title, place, about = (string(given, name) for name in ("title", "place", "description"))
    save_event(context, CalendarEvent(0, start, end, title, place, about, reminders))


def _list(context: Context, given: Given) -> list[str]:
    try:
        day = date.fromisoformat(string(given, "day"))
    except ValueError as error:
        raise FunctionFault(str(error)) from None
    return [
        f"{local_time_of(context, one.start_ts, all_day=one.all_day):%Y-%m-%d %H:%M} {one.title}"
        f"{f' ({one.location})' if one.location else ''}"
        for one in events_between(context, day, day)
    ]


FUNCTIONS = (
    AppFunction(
        "createEvent",
        "Creates an event in the calendar.",
        (
            Parameter("title", "string", "What it is called"),
            Parameter("begin", "string", "The phone's time, as 2026-03-05T17:00"),
            Parameter("minutes", "int", "How long it takes; an hour where it is left out", required=False),
            Parameter("place", "string", "Where", required=False),
            Parameter("description", "string", "Anything else", required=False),
        ),
        _create,
    ),
    AppFunction(
        "listEvents",
        "Lists the events of a day.",
        (Parameter("day", "string", "As 2026-03-05"),),
        _list,
    ),
)
