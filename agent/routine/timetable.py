"""Goals with a time of their own: when each is due, and where they are kept."""

import re
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, JsonValue, ValidationError

from agent.routine.localzone import local_zone
from agent.run.step import Record
from device.atomicfile import write_whole
from device.error import ConfigError

if TYPE_CHECKING:
    from apscheduler.triggers.base import BaseTrigger

INSTALL = "pip install 'tapwright[schedule]'"
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""By cron's numbers, in which Sunday is 0 and 7; the library counts from Monday."""
_LAST = datetime(2199, 12, 31)
"""Nothing is looked for beyond it: what has not come by then never does."""
_MACROS = {
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
}  # fmt: skip
_SPAN = re.compile(r"(?:\*|(?P<first>\d+|[a-z]{3})(?:-(?P<last>\d+|[a-z]{3}))?)(?:/(?P<step>\d+))?", re.ASCII)


class ScheduledGoal(Record):
    """One goal and its times."""

    id: str
    """A number, as text."""
    cron: str
    """As given."""
    goal: str
    """Or the words that call a routine."""
    routine: bool = False
    flags: dict[str, JsonValue] = Field(default_factory=dict)
    """What `agent run` is told besides, by flag without its dashes."""
    added_at: float = 0.0
    """Seconds since the epoch; 0 where that was not kept."""

    def next_after(self, moment: datetime) -> datetime | None:
        """When it is due next, in the time of this computer; None for never. Raises ConfigError."""
        found: datetime | None = trigger_of(self.cron).get_next_fire_time(None, moment.astimezone())
        return found


def trigger_of(cron: str) -> "BaseTrigger":
    """The library's trigger for a line of cron. Raises ConfigError for a line that is none.

    Where both day fields are given, either is enough; where one begins with a star, both have to fit, as in
    cron.
    """
    try:
        from apscheduler.triggers.combining import OrTrigger  # noqa: PLC0415  (heavy)
        from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415  (heavy)
    except ImportError as error:
        raise ConfigError("routines by the clock need an extra", INSTALL) from error
    fields = _MACROS.get(cron.strip().lower(), cron).split()
    if len(fields) != 5:
        raise ConfigError(f"{cron!r} is no time", 'Write minute, hour, day, month, weekday, as "0 22 * * *"')
    minute, hour, day, month, weekday = fields
    either = not day.startswith("*") and not weekday.startswith("*")
    zone = local_zone()
    try:
        days = _weekdays(weekday)
        made = [
            CronTrigger(
                minute=minute,
                hour=hour,
                day=one,
                month=month,
                day_of_week=other,
                end_date=_LAST,
                timezone=zone,
            )
            for one, other in ([(day, "*"), ("*", days)] if either else [(day, days)])
        ]
    except ValueError as error:
        raise ConfigError(
            f"{cron!r} is no time: {error}", 'As "30 7 * * mon-fri", "*/15 9-17 * * *"'
        ) from error
    return OrTrigger(made) if either else made[0]


def _weekdays(field: str) -> str:
    """Cron's weekdays, each by its name. Raises ValueError for what is none."""
    if field == "*":
        return field
    found: list[str] = []
    for part in field.lower().split(","):
        span = _SPAN.fullmatch(part)
        if span is None:
            raise ValueError(f"{part!r} is no weekday")
        step = int(span["step"] or 1)
        first = _weekday(span["first"]) if span["first"] else 0
        last = _weekday(span["last"], first) if span["last"] else first
        if not span["first"] or (span["step"] and not span["last"]):
            last = 6
        if not step or last < first:
            raise ValueError(f"{part!r} holds no weekday")
        found += (_DAYS[number] for number in range(first, last + 1, step))
    return ",".join(dict.fromkeys(found))


def _weekday(named: str, since: int = 0) -> int:
    """Its number; a Sunday that ends a week which began before it is 7."""
    if named.isdecimal():
        if int(named) >= len(_DAYS):
            raise ValueError(f"weekday {named} is none, they go from 0 to 7 (Sunday is both)")
        return int(named)
    if named not in _DAYS:
        raise ValueError(f"{named!r} is no weekday")
    number = _DAYS.index(named)
    return number or (7 if since else 0)


class Timetable:
    """The entries of one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[ScheduledGoal, ...]:
        """In the order they were added. Raises ConfigError for a file that is none."""
        if not self._path.exists():
            return ()
        try:
            return _Kept.model_validate_json(self._path.read_bytes()).entries
        except (OSError, ValidationError) as error:
            raise ConfigError(
                f"{self._path} cannot be read", "Remove it, and add the routines anew"
            ) from error

    def add(self, cron: str, goal: str, *, routine: bool, flags: dict[str, JsonValue]) -> ScheduledGoal:
        """Keep one more. Raises ConfigError for a time that is none, or never comes."""
        if trigger_of(cron).get_next_fire_time(None, datetime.now().astimezone()) is None:
            raise ConfigError(f"{cron!r} never comes", "No month that it names has such a day")
        if not goal.strip():
            raise ConfigError("the goal is empty", 'Say what is to be done, e.g. "Turn on Bluetooth"')
        entries = self.all()
        number = max((int(one.id) for one in entries if one.id.isdecimal()), default=0) + 1
        made = ScheduledGoal(
            id=str(number), cron=cron, goal=goal.strip(), routine=routine, flags=flags, added_at=time.time()
        )
        self._write((*entries, made))
        return made

    def remove(self, number: str) -> ScheduledGoal:
        """Forget one. Raises ConfigError where there is none of that number."""
        entries = self.all()
        gone = next((one for one in entries if one.id == number), None)
        if gone is None:
            raise ConfigError(f"nothing is scheduled as {number}", "See: agent schedule list")
        self._write(tuple(one for one in entries if one is not gone))
        return gone

    def _write(self, entries: tuple[ScheduledGoal, ...]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, _Kept(entries=entries).model_dump_json(indent=1).encode())
        except OSError as error:
            raise ConfigError(f"cannot keep the timetable in {self._path}: {error.strerror}") from error


class _Kept(Record):
    entries: tuple[ScheduledGoal, ...] = ()
