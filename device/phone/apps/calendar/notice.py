"""Reminders: the notifications of events and tasks that are about to begin."""

from datetime import date, timedelta

from device.phone.apps.calendar.event import NO_REMINDER, CalendarEvent
from device.phone.apps.calendar.moment import local_time_of, span_text
from device.phone.apps.calendar.preference import PACKAGE
from device.phone.apps.calendar.state import EVENT_ACTIVITY, TASK_ACTIVITY
from device.phone.apps.calendar.store import (
    all_events,
    events_between,
    find_event,
    mark_done,
    worked_out,
)
from device.phone.system.context import Context
from device.phone.system.intent import Extra, Intent
from device.phone.system.notification import HIGH, Action, Notification
from device.phone.system.timetext import local_now

COMPLETED_ACTION = "ACTION_MARK_COMPLETED"
_DAY_MS = 86_400_000
"""A reminder missed by more than this (the date was set forward) is not given."""


def remind(context: Context, since_ms: int, now_ms: int) -> None:
    """Give the reminders whose time came between two moments."""
    since_ms = max(since_ms, now_ms - _DAY_MS)
    if since_ms >= now_ms or not _longest(context):
        return
    due: dict[tuple[int, int], CalendarEvent] = {}
    for at_ms, event in _reminders(context, local_now(context).date()):
        if since_ms < at_ms <= now_ms:
            due[event.id, event.start_ts] = event
    for event in due.values():
        if not event.completed:
            context.notify(_notification(context, event))


def _longest(context: Context) -> int:
    """Minutes before its start that the earliest reminder of any event comes, and one; 0 without any."""

    def longest() -> int:
        return max((max(event.reminders) for event in all_events(context)), default=NO_REMINDER) + 1

    return worked_out(context, ("longest reminder",), longest)


def _reminders(context: Context, today: date) -> list[tuple[int, CalendarEvent]]:
    """When to remind of what, in milliseconds since 1970, as far as it can be now."""

    def find() -> list[tuple[int, CalendarEvent]]:
        days = _longest(context) // 1440 + 2
        return [
            ((event.start_ts - minutes * 60) * 1000, event)
            for event in events_between(context, today - timedelta(days=1), today + timedelta(days=days))
            for minutes in event.reminders
            if minutes != NO_REMINDER
        ]

    return worked_out(context, ("reminders", today), find)


def _notification(context: Context, event: CalendarEvent) -> Notification:
    tr = context.tr
    day = local_time_of(context, event.start_ts, all_day=event.all_day).date()
    extras: dict[str, Extra] = {"event_id": event.id, "event_occurrence_ts": event.start_ts}
    name = TASK_ACTIVITY if event.is_task else EVENT_ACTIVITY
    done = Action(tr("Mark completed"), Intent(COMPLETED_ACTION, package=PACKAGE, extras=extras))
    return Notification(
        PACKAGE,
        event.title,
        " ".join(part for part in (span_text(context, event, day), event.location) if part),
        id=event.id,
        channel="simple_calendar",
        importance=HIGH,
        category="event",
        tap=Intent(component=f"{PACKAGE}/{name}", extras=extras),
        actions=(done,) if event.is_task else (),
        big_text=event.description,
        icon="event",
    )


def pressed(context: Context, intent: Intent) -> None:
    """The button of a task's reminder."""
    number, start = (intent.extras.get(key) for key in ("event_id", "event_occurrence_ts"))
    event = find_event(context, int(number)) if isinstance(number, int) else None
    if event is None or not isinstance(start, int):
        return
    day = local_time_of(context, start, all_day=event.all_day).date()
    for found in events_between(context, day, day):
        if (found.id, found.start_ts) == (number, start):
            mark_done(context, found, True)
    context.cancel(PACKAGE, event.id)
