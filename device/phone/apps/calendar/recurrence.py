"""When repeating events happen."""

import calendar
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from device.phone.apps.calendar.event import (
    LAST_DAY,
    LAST_WEEKDAY,
    MONTH,
    NTH_WEEKDAY,
    WEEK,
    YEAR,
    CalendarEvent,
    day_code,
    unit_of,
)
from device.phone.apps.calendar.moment import add_months, local_time_of, timestamp_of
from device.phone.system.context import Context

_MOST = 4_000
"""Occurrences looked at, at most, from the first on."""
_LAST = date(2037, 12, 31)


def occurrences(context: Context, event: CalendarEvent, since: date, until: date) -> Iterator[CalendarEvent]:
    """The event as it happens from one local day to another, both included, in order of time."""
    for found, first, last in _happening(context, event):
        if first > until:
            return
        if last >= since:
            yield found


def _happening(context: Context, event: CalendarEvent) -> Iterator[tuple[CalendarEvent, date, date]]:
    """Every occurrence with its first and last day."""
    start = local_time_of(context, event.start_ts, all_day=event.all_day)
    length = event.end_ts - event.start_ts
    if not event.repeat_interval:
        yield event, start.date(), last_day(context, event)
        return
    left_out = frozenset(event.exceptions)
    most = -event.repeat_limit if event.repeat_limit < 0 else _MOST
    for count, day in enumerate(_days(event, start.date())):
        if count >= most or day > _LAST:
            return
        begin = timestamp_of(context, datetime.combine(day, start.time()), all_day=event.all_day)
        if 0 < event.repeat_limit < begin:
            return
        if day_code(day) in left_out:
            continue
        found = replace(event, start_ts=begin, end_ts=begin + length)
        yield found, day, last_day(context, found)


def last_day(context: Context, event: CalendarEvent) -> date:
    """The day it ends on; one that ends at midnight does not reach into the next day."""
    end = local_time_of(context, event.end_ts, all_day=event.all_day)
    if not event.all_day and event.end_ts > event.start_ts and end.time() == datetime.min.time():
        end -= timedelta(seconds=1)
    return end.date()


def _days(event: CalendarEvent, first: date) -> Iterator[date]:
    """The days a repeating event starts on, without end."""
    unit, many = unit_of(event.repeat_interval)
    if unit == WEEK:
        yield from _week_days(first, many, event.repeat_rule or 1 << first.weekday())
    elif unit in (MONTH, YEAR):
        step = many * (12 if unit == YEAR else 1)
        yield from _month_days(first, step, event.repeat_rule)
    else:
        day = first
        while day <= _LAST:
            yield day
            day += timedelta(days=many)


def _week_days(first: date, weeks: int, rule: int) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    while monday <= _LAST:
        for weekday in range(7):
            day = monday + timedelta(days=weekday)
            if rule >> weekday & 1 and day >= first:
                yield day
        monday += timedelta(weeks=weeks)


def _month_days(first: date, months: int, rule: int) -> Iterator[date]:
    """By the rule; months that have no such day are left out."""
    base = first.replace(day=1)
    while base <= _LAST:
        day = _in_month(base, first, rule)
        if day is not None and day >= first:
            yield day
        base = add_months(base, months)


def _in_month(base: date, first: date, rule: int) -> date | None:
    last = calendar.monthrange(base.year, base.month)[1]
    if rule == LAST_DAY:
        return base.replace(day=last)
    if rule in (NTH_WEEKDAY, LAST_WEEKDAY):
        ahead = (first.weekday() - base.weekday()) % 7
        days = list(range(1 + ahead, last + 1, 7))
        if rule == LAST_WEEKDAY:
            return base.replace(day=days[-1])
        place = (first.day - 1) // 7
        return base.replace(day=days[place]) if place < len(days) else None
    return base.replace(day=first.day) if first.day <= last else None
