"""What day and time it is by the clock app, and whether an alarm rings on the day that was said.

It rings the next time that the clock shows its time: so a day is right where that is the day on which the
time comes next, and no alarm can be set for any other.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from agent.language.clockface import shown_time
from agent.language.day import date_on, shown_day
from agent.language.intention import SetAlarm
from agent.language.when import TimeOfDay, find_days


@dataclass(frozen=True, slots=True)
class Now:
    """Date and time as the clock app shows them."""

    days: tuple[date, ...]
    """Today, in each year in which this date falls on this weekday: the year is not shown."""
    time: TimeOfDay


def read_now(day: str, time: str) -> Now | None:
    """From the labels of the clock app; None when they are none."""
    found, weekday, at = shown_day(day), find_days(day)[0], shown_time(time)
    if found is None or found.month is None or found.day is None or len(weekday) != 1 or at is None:
        return None
    years = (date_on(year, found.month, found.day) for year in range(2008, 2064))
    days = tuple(one for one in years if one is not None and one.weekday() == weekday[0])
    return Now(days, at) if days else None


def rings(alarm: SetAlarm, now: Now) -> int:
    """In how many days an alarm set now rings first: 0 or 1."""
    return int((alarm.time.hour, alarm.time.minute) <= (now.time.hour, now.time.minute))


def is_for_its_day(alarm: SetAlarm, now: Now) -> bool:
    """Whether it rings on the day that is wanted, as it is."""
    ahead = timedelta(days=rings(alarm, now))
    return alarm.day is None or all(alarm.day.settled(today) == today + ahead for today in now.days)
