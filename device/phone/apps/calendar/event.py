"""One event or task as its row tells of it."""

import json
from dataclasses import dataclass
from datetime import date

from device.phone.apps.provider.reading import whole
from device.phone.file.database import Row

DAY, WEEK, MONTH, YEAR = 86_400, 604_800, 2_592_001, 31_536_000
"""Repeat intervals in seconds, by which the app tells their unit; months and years follow the calendar."""
SAME_DAY, LAST_WEEKDAY, LAST_DAY, NTH_WEEKDAY = 1, 2, 3, 4
"""Repeat rules of months (and the first of years): in a week the rule is a bit for each day, Monday = 1."""
ALL_DAY, COMPLETED = 1, 8
"""Bits of `flags`."""
EVENT, TASK = 0, 1
NO_REMINDER = -1
REGULAR = 1
"""The event type there always is."""
SOURCE = "simple-calendar"
COLUMNS = (
    *("id", "start_ts", "end_ts", "title", "location", "description"),
    *("reminder_1_minutes", "reminder_2_minutes", "reminder_3_minutes"),
    *("repeat_interval", "repeat_rule", "repeat_limit", "repetition_exceptions"),
    *("flags", "event_type", "parent_id", "color", "type"),
)
"""What is read of a row, in the order of `event_of`."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event; `id` 0 = not saved yet."""

    id: int
    start_ts: int
    """Seconds since 1970 UTC. All-day: midnight UTC of its first day."""
    end_ts: int
    """All-day: midnight UTC of its last day."""
    title: str = ""
    location: str = ""
    description: str = ""
    reminders: tuple[int, int, int] = (NO_REMINDER, NO_REMINDER, NO_REMINDER)
    """Minutes before the start."""
    repeat_interval: int = 0
    repeat_rule: int = 0
    repeat_limit: int = 0
    """0 = for ever; above: the last second; below: so many times."""
    exceptions: tuple[str, ...] = ()
    """Days left out, as "20231016"."""
    flags: int = 0
    event_type: int = REGULAR
    parent_id: int = 0
    colour: int = 0
    """ARGB as a signed number; 0 = its type's."""
    type: int = EVENT

    @property
    def all_day(self) -> bool:
        """Whether it has days and no times."""
        return bool(self.flags & ALL_DAY)

    @property
    def is_task(self) -> bool:
        """Whether it is a task: a start, no end, done or not."""
        return self.type == TASK

    @property
    def completed(self) -> bool:
        """Whether a task is done."""
        return bool(self.flags & COMPLETED)


@dataclass(frozen=True, slots=True)
class EventType:
    """What events are sorted and coloured by."""

    id: int
    title: str
    colour: int


_LONGEST = 1000 * YEAR
"""The rarest that an event repeats, whatever its row says: so every date that it leads to is one."""


def event_of(row: Row) -> CalendarEvent:
    """A row of COLUMNS."""
    number, start, end = (whole(value) for value in row[:3])
    title, location, description = (str(value or "") for value in row[3:6])
    first, second, third, interval, rule, limit = (whole(value) for value in row[6:12])
    flags, kind, parent, colour, sort = (whole(value) for value in row[13:18])
    return CalendarEvent(
        number,
        start,
        end,
        title,
        location,
        description,
        (first, second, third),
        min(_LONGEST, interval),
        rule,
        limit,
        _days(str(row[12] or "")),
        flags,
        kind,
        parent,
        colour,
        sort,
    )


def _days(text: str) -> tuple[str, ...]:
    """The days of a JSON list; none where it is something else."""
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(str(day) for day in found) if isinstance(found, list) else ()


def day_code(day: date) -> str:
    """A day as the app writes it in its rows."""
    return f"{day:%Y%m%d}"


def unit_of(interval: int) -> tuple[int, int]:
    """The unit of a repeat interval (DAY, WEEK, MONTH or YEAR) and how many of it; (0, 0) for none."""
    if interval <= 0:
        return 0, 0
    for unit in (MONTH, YEAR, WEEK, DAY):
        if interval % unit == 0:
            return unit, interval // unit
    return DAY, max(1, interval // DAY)
