"""Moments of the calendar: seconds in rows, local times on the screen."""

import calendar
from datetime import date, datetime, timedelta
from functools import partial

from device.phone.apps.calendar.event import CalendarEvent
from device.phone.apps.calendar.preference import PACKAGE
from device.phone.apps.provider.moment import local_of
from device.phone.system.context import Context
from device.phone.system.timetext import (
    clock_text,
    date_text,
    month_name,
    month_text,
    to_date_ms,
    weekday_name,
)
from device.phone.system.zone import moment_of

_START = datetime(1970, 1, 1)


def local_time_of(context: Context, timestamp: int, *, all_day: bool = False) -> datetime:
    """Seconds since 1970 UTC on the phone's wall clock; days of all-day events are the same everywhere."""
    if all_day:
        return moment_of(timestamp * 1000)
    return local_of(context, timestamp * 1000)


def timestamp_of(context: Context, local: datetime, *, all_day: bool = False) -> int:
    """The reverse."""
    if all_day:
        return int((datetime(local.year, local.month, local.day) - _START).total_seconds())
    return to_date_ms(context, local) // 1000


def day_title(context: Context, day: date) -> str:
    """As "October 15, 2023 (Sun)"."""
    tr = partial(context.translate, package=PACKAGE)
    return tr("{} ({})").format(date_text(tr, day), weekday_name(tr, day.weekday(), short=True))


def month_title(context: Context, year: int, month: int, today: date) -> str:
    """The month alone this year, else with the year."""
    tr = partial(context.translate, package=PACKAGE)
    return month_name(tr, month) if year == today.year else month_text(tr, year, month)


def time_text(context: Context, local: datetime) -> str:
    """As "15:34" or "3:34 PM"."""
    return clock_text(context, local.hour, local.minute)


def span_text(context: Context, event: CalendarEvent, day: date) -> str:
    """When an event is, for a list of `day`: "13:00 - 13:30"; other days are named in brackets."""
    start = local_time_of(context, event.start_ts, all_day=event.all_day)
    end = local_time_of(context, event.end_ts, all_day=event.all_day)
    tr = partial(context.translate, package=PACKAGE)
    if event.all_day:
        first, last = date_text(tr, start.date()), date_text(tr, end.date())
        whole = tr("All-day")
        return whole if start.date() == end.date() else tr("{} ({})").format(whole, f"{first} - {last}")
    begin = time_text(context, start)
    if start.date() != day:
        begin = tr("{} ({})").format(begin, date_text(tr, start.date()))
    if event.is_task or event.start_ts == event.end_ts:
        return begin
    finish = time_text(context, end)
    if end.date() != day:
        finish = tr("{} ({})").format(finish, date_text(tr, end.date()))
    return f"{begin} - {finish}"


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def week_start(day: date, first_weekday: int) -> date:
    """The first day of a day's week; `first_weekday` counts from Monday = 0."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)
