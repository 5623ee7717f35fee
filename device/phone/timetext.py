"""Dates and times as the phone writes them: in its zone, with 12 or 24 hours as set."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from device.phone.zone import offset_minutes, zone_of

if TYPE_CHECKING:
    from device.phone.phone import Phone

DAYS = tuple(calendar.day_name)
"""English names, Monday first."""
MONTHS = tuple(calendar.month_name)[1:]


def is_24_hour(phone: "Phone") -> bool:
    """Whether the phone writes 19:30 and not 7:30 PM."""
    return phone.settings.text("system", "time_12_24") == "24"


def local_now(phone: "Phone") -> datetime:
    """The phone's date and time where it is, without a zone attached."""
    return local_time(phone, phone.clock.timezone)


def local_time(phone: "Phone", timezone: str) -> datetime:
    """The phone's moment as the clocks of a zone show it."""
    utc = phone.clock.now
    return utc.replace(tzinfo=None) + timedelta(minutes=offset_minutes(zone_of(timezone), utc))


def to_date_ms(phone: "Phone", local: datetime) -> int:
    """Milliseconds since 1970 UTC of a local date and time of the phone."""
    zone = zone_of(phone.clock.timezone)
    guess = local - timedelta(minutes=zone.minutes)
    exact = local - timedelta(minutes=offset_minutes(zone, guess))
    return int((exact - datetime(1970, 1, 1)) / timedelta(milliseconds=1))


def clock_text(phone: "Phone", hour: int, minute: int) -> str:
    """As "7:30 AM" or "07:30"."""
    if is_24_hour(phone):
        return f"{hour:02d}:{minute:02d}"
    return f"{hour % 12 or 12}:{minute:02d} {phone.translate('PM' if hour >= 12 else 'AM')}"


def day_text(tr: Callable[[str], str], day: date) -> str:
    """As "Sun, Oct 15"."""
    return f"{tr(DAYS[day.weekday()])[:3]}, {tr(MONTHS[day.month - 1])[:3]} {day.day}"


def date_text(tr: Callable[[str], str], day: date) -> str:
    """As "October 15, 2023"."""
    return f"{tr(MONTHS[day.month - 1])} {day.day}, {day.year}"
