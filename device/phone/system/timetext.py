"""Dates and times as the phone writes them: in its zone, with 12 or 24 hours as set."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Protocol

from device.phone.system.clock import PhoneClock
from device.phone.system.setting import SettingStore
from device.phone.system.zone import offset_minutes, wall_clock, zone_of

Translate = Callable[[str], str]

DAYS = tuple(calendar.day_name)
"""English names, Monday first."""
MONTHS = tuple(calendar.month_name)[1:]


class Timed(Protocol):
    """What knows the time and how to write it: a System, or an app's Context."""

    @property
    def clock(self) -> PhoneClock: ...  # noqa: D102
    @property
    def settings(self) -> SettingStore: ...  # noqa: D102
    def translate(self, text: str, package: str = "") -> str: ...  # noqa: D102


def is_24_hour(system: Timed) -> bool:
    """Whether the phone writes 19:30 and not 7:30 PM."""
    return system.settings.text("system", "time_12_24") == "24"


def local_now(system: Timed) -> datetime:
    """The phone's date and time where it is, without a zone attached."""
    return local_time(system, system.clock.timezone)


def local_time(system: Timed, timezone: str) -> datetime:
    """The phone's moment as the clocks of a zone show it."""
    return wall_clock(timezone, system.clock.date_ms)


def to_date_ms(system: Timed, local: datetime) -> int:
    """Milliseconds since 1970 UTC of a local date and time of the phone."""
    zone = zone_of(system.clock.timezone)
    guess = local - timedelta(minutes=zone.minutes)
    exact = local - timedelta(minutes=offset_minutes(zone, guess))
    return int((exact - datetime(1970, 1, 1)) / timedelta(milliseconds=1))


def clock_text(system: Timed, hour: int, minute: int) -> str:
    """As "7:30 AM" or "07:30"."""
    if is_24_hour(system):
        return f"{hour:02d}:{minute:02d}"
    half = system.translate("{time} PM" if hour >= 12 else "{time} AM")
    return half.format(time=f"{hour % 12 or 12}:{minute:02d}")


def span_text(ms: int, *, short: bool = False) -> str:
    """A length of time as "05:30" (`short`: "5:30"), from an hour on as "1:05:30"."""
    seconds = max(0, ms) // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if hours:
        return f"{hours}:{minutes:02d}:{rest:02d}"
    return f"{minutes}:{rest:02d}" if short else f"{minutes:02d}:{rest:02d}"


def weekday_name(tr: Translate, weekday: int, *, short: bool = False) -> str:
    """As "Sunday" or "Sun"; `weekday` counts from Monday = 0."""
    return tr(DAYS[weekday][:3] if short else DAYS[weekday])


def weekday_letter(tr: Translate, weekday: int) -> str:
    """As "S"; in Chinese what tells the days apart is the last character."""
    name = weekday_name(tr, weekday)
    return name[0] if name.isascii() else name[-1]


def month_name(tr: Translate, month: int, *, short: bool = False) -> str:
    """As "October" or "Oct"; `month` counts from January = 1."""
    return tr(MONTHS[month - 1][:3] if short else MONTHS[month - 1])


def day_text(tr: Translate, day: date) -> str:
    """As "Sun, Oct 15"."""
    return _filled(tr, "{weekday}, {month} {day}", day, short=True)


def long_day_text(tr: Translate, day: date) -> str:
    """As "Sunday, October 15"."""
    return _filled(tr, "{weekday}, {month} {day}", day, short=False)


def date_text(tr: Translate, day: date, *, short: bool = False) -> str:
    """As "October 15, 2023" or "Oct 15, 2023"."""
    return _filled(tr, "{month} {day}, {year}", day, short=short)


def month_day_text(tr: Translate, day: date, *, short: bool = False) -> str:
    """As "October 15" or "Oct 15"."""
    return _filled(tr, "{month} {day}", day, short=short)


def month_text(tr: Translate, year: int, month: int) -> str:
    """As "October 2023"."""
    return _filled(tr, "{month} {year}", date(year, month, 1), short=False)


def _filled(tr: Translate, pattern: str, day: date, *, short: bool) -> str:
    """A pattern in the language's own order."""
    return tr(pattern).format(
        weekday=weekday_name(tr, day.weekday(), short=short),
        month=month_name(tr, day.month, short=short),
        day=day.day,
        year=day.year,
    )
