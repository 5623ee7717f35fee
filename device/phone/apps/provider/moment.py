"""Moments in rows as people read them."""

from datetime import datetime

from device.phone.system.context import Context
from device.phone.system.timetext import (
    clock_text,
    date_text,
    local_now,
    long_day_text,
    month_day_text,
    weekday_name,
)
from device.phone.system.zone import wall_clock


def local_of(context: Context, date_ms: int) -> datetime:
    """A moment in milliseconds since 1970 UTC, as the phone's wall clock showed it."""
    return wall_clock(context.clock.timezone, date_ms)


def time_of(context: Context, date_ms: int) -> str:
    """As "3:34 PM" or "15:34"."""
    local = local_of(context, date_ms)
    return clock_text(context, local.hour, local.minute)


def short_moment(context: Context, date_ms: int) -> str:
    """Today the time, this year the day ("Oct 14"), else the year as well."""
    local, now = local_of(context, date_ms), local_now(context)
    if local.date() == now.date():
        return time_of(context, date_ms)
    written = month_day_text if local.year == now.year else date_text
    return written(context.translate, local.date(), short=True)


def day_of(context: Context, date_ms: int) -> str:
    """As "Today", "Yesterday", "Thursday, October 12"."""
    local, today = local_of(context, date_ms), local_now(context).date()
    ago = (today - local.date()).days
    if ago in (0, 1):
        return context.translate("Yesterday" if ago else "Today")
    written = long_day_text if local.year == today.year else date_text
    return written(context.translate, local.date())


def calendar_day(context: Context, date_ms: int, *, year: bool = False) -> str:
    """As "October 12", with the year where it is another one or is asked for: within a sentence or a letter.

    "Placed on Today" is no sentence, and a letter is read on other days than it is written.
    """
    day = local_of(context, date_ms).date()
    written = date_text if year or day.year != local_now(context).year else month_day_text
    return written(context.translate, day)


def age_of(context: Context, date_ms: int) -> str:
    """As the call list has it: "Just now", "5 min ago", "2 hr ago", "Yesterday", "Thu", "Oct 3"."""
    minutes = max(0, context.clock.date_ms - date_ms) // 60_000
    local, today = local_of(context, date_ms), local_now(context).date()
    ago = (today - local.date()).days
    tr = context.translate
    if minutes < 1:
        return tr("Just now")
    if minutes < 60:
        return tr("{} min ago").format(minutes)
    if not ago:
        return tr("{} hr ago").format(minutes // 60)
    if ago == 1:
        return tr("Yesterday")
    return weekday_name(tr, local.weekday(), short=True) if 0 < ago < 7 else short_moment(context, date_ms)


def length_text(context: Context, seconds: int) -> str:
    """How long a call took: "4s", "1m 12s", "1h 4m 3s"."""
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = ((hours, "{}h"), (minutes, "{}m"), (rest, "{}s"))
    shown = [context.translate(unit).format(count) for count, unit in parts if count]
    return " ".join(shown) or context.translate("{}s").format(0)
