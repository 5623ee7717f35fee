"""Dates of tasks as they are written."""

from datetime import date, datetime

from device.phone.apps.provider.moment import local_of, time_of
from device.phone.apps.todo.task import Listing, has_time
from device.phone.system.context import Context
from device.phone.system.timetext import date_text, day_text, month_day_text
from device.phone.system.zone import wall_clock

_NEAR = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}


def day_of(context: Context, date_ms: int) -> date:
    """The phone's day of a moment: asked for every row of every frame."""
    return wall_clock(context.clock.timezone, date_ms).date()


def today_of(context: Context) -> date:
    """The phone's day now."""
    return wall_clock(context.clock.timezone, context.clock.date_ms // 60_000 * 60_000).date()


def day_words(context: Context, day: date) -> str:
    """As "Today", "Oct 24"; with the year where it is not this one."""
    today = today_of(context)
    near = _NEAR.get((day - today).days)
    if near is not None:
        return context.tr(near)
    written = month_day_text if day.year == today.year else date_text
    return written(context.tr, day, short=True)


def moment_words(context: Context, date_ms: int) -> str:
    """A due or start date: the day, and the time of day where it has one."""
    words = day_words(context, day_of(context, date_ms))
    return f"{words} {time_of(context, date_ms)}" if has_time(date_ms) else words


def heading_words(context: Context, day: date) -> str:
    """A day over the tasks of that day: as "Tomorrow", "Tue, Oct 24"."""
    today = today_of(context)
    near = _NEAR.get((day - today).days)
    if near is not None:
        return context.tr(near)
    return (day_text if day.year == today.year else date_text)(context.tr, day)


def is_overdue(context: Context, due_ms: int) -> bool:
    """Whether a due date has passed: with a time of day that moment, else its whole day."""
    if has_time(due_ms):
        return due_ms < context.clock.date_ms
    return day_of(context, due_ms) < today_of(context)


def due_order(context: Context, due_ms: int) -> datetime:
    """Where a due date stands among others: one without a time of day at the end of its day."""
    local = local_of(context, due_ms)
    return local if has_time(due_ms) else local.replace(hour=23, minute=59, second=59, microsecond=0)


def list_name(context: Context, listing: Listing) -> str:
    """A list's name; the first one's is the phone's language."""
    return listing.name or context.tr("Default list")
