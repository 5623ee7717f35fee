"""What the Clock keeps: alarms in AOSP's schema; timers, stopwatch, cities and choices beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from device.phone.apps.clock.instance import ALARMS, SNOOZED, instances
from device.phone.apps.provider.reading import whole
from device.phone.file.database import Row, Value
from device.phone.system.context import Context
from device.phone.system.timetext import clock_text, local_now, weekday_name

CLOCK = "clock.db"
SCHEMAS = {
    ALARMS: """
CREATE TABLE alarm_templates (
    _id INTEGER PRIMARY KEY,
    hour INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    daysofweek INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    vibrate INTEGER NOT NULL,
    label TEXT NOT NULL,
    ringtone TEXT,
    delete_after_use INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE alarm_instances (
    _id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL,
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    vibrate INTEGER NOT NULL,
    label TEXT NOT NULL,
    ringtone TEXT,
    alarm_state INTEGER NOT NULL,
    alarm_id INTEGER REFERENCES alarm_templates(_id) ON UPDATE CASCADE ON DELETE CASCADE
);
INSERT INTO alarm_templates VALUES (1, 8, 30, 31, 0, 0, '', NULL, 0);
INSERT INTO alarm_templates VALUES (2, 9, 0, 96, 0, 0, '', NULL, 0);
""",
    CLOCK: """
CREATE TABLE timers (
    _id INTEGER PRIMARY KEY,
    state INTEGER NOT NULL,
    length_ms INTEGER NOT NULL,
    total_ms INTEGER NOT NULL,
    remaining_ms INTEGER NOT NULL,
    started_ms INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT ''
);
CREATE TABLE stopwatch (state INTEGER NOT NULL, started_ms INTEGER NOT NULL, accumulated_ms INTEGER NOT NULL);
INSERT INTO stopwatch VALUES (0, 0, 0);
CREATE TABLE laps (number INTEGER PRIMARY KEY, accumulated_ms INTEGER NOT NULL);
CREATE TABLE cities (_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL);
""",
}
"""alarm_templates.daysofweek: Monday is bit 0, Sunday bit 6. Times of timers and stopwatch are uptime."""
EVERY_DAY = 0b1111111
SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)
"""Days in the order they are shown; 0 = Monday."""
_NEXT_ALARM = "next_alarm_formatted"
_FIELDS = "_id, hour, minutes, daysofweek, enabled, vibrate, label, ringtone"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One row of alarm_templates."""

    id: int
    hour: int
    minutes: int
    days: int
    enabled: bool
    vibrate: bool
    label: str
    ringtone: str | None
    """None = the phone's default."""


def _alarm(row: Row) -> Alarm:
    number, hour, minutes, days, enabled, vibrate, label, ringtone = row
    return Alarm(
        whole(number),
        min(23, max(0, whole(hour))),
        min(59, max(0, whole(minutes))),
        whole(days),
        bool(enabled),
        bool(vibrate),
        str(label),
        None if ringtone is None else str(ringtone),
    )


def alarms(context: Context) -> list[Alarm]:
    """All alarms by time of day."""
    rows = context.database(ALARMS).rows(
        f"SELECT {_FIELDS} FROM alarm_templates ORDER BY hour, minutes, _id"  # noqa: S608
    )
    return [_alarm(row) for row in rows]


def add_alarm(context: Context, hour: int, minutes: int, *, days: int = 0, label: str = "") -> Alarm:
    """A new alarm, switched on."""
    number = context.database(ALARMS).run(
        "INSERT INTO alarm_templates (hour, minutes, daysofweek, enabled, vibrate, label, ringtone) "
        "VALUES (?, ?, ?, 1, 1, ?, NULL)",
        hour,
        minutes,
        days,
        label,
    )
    note_next(context)
    return Alarm(number, hour, minutes, days, True, True, label, None)


def put_back(context: Context, alarm: Alarm) -> None:
    """An alarm that was deleted."""
    context.database(ALARMS).run(
        f"INSERT INTO alarm_templates ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        alarm.id,
        alarm.hour,
        alarm.minutes,
        alarm.days,
        int(alarm.enabled),
        int(alarm.vibrate),
        alarm.label,
        alarm.ringtone,
    )
    note_next(context)


_UPDATES = {
    "time": "UPDATE alarm_templates SET hour = ?, minutes = ?, enabled = 1 WHERE _id = ?",
    "daysofweek": "UPDATE alarm_templates SET daysofweek = ? WHERE _id = ?",
    "enabled": "UPDATE alarm_templates SET enabled = ? WHERE _id = ?",
    "vibrate": "UPDATE alarm_templates SET vibrate = ? WHERE _id = ?",
    "label": "UPDATE alarm_templates SET label = ? WHERE _id = ?",
    "ringtone": "UPDATE alarm_templates SET ringtone = ? WHERE _id = ?",
}


def change_alarm(context: Context, number: int, field: str, *values: Value) -> None:
    """Set a column of an alarm; "time" takes hour and minutes, and switches it on."""
    context.database(ALARMS).run(_UPDATES[field], *values, number)
    note_next(context)


def delete_alarm(context: Context, number: int) -> None:
    """Remove an alarm."""
    context.database(ALARMS).run("DELETE FROM alarm_templates WHERE _id = ?", number)
    note_next(context)


# -- when alarms ring --------------------------------------------------------------------------------
def next_time(alarm: Alarm, now: datetime) -> datetime:
    """When it rings next."""
    today = now.replace(hour=alarm.hour, minute=alarm.minutes, second=0, microsecond=0)
    for ahead in range(8):
        when = today + timedelta(days=ahead)
        if when > now and (not alarm.days or alarm.days >> when.weekday() & 1):
            return when
    return today + timedelta(days=7)


def note_next(context: Context) -> None:
    """Tell the phone when the next alarm is, as Android does: in a system setting.

    One without days that rings has no next time; one that is snoozed will ring when that is over.
    """
    now = local_now(context)
    held = instances(context)
    begun = {each.alarm for each in held}
    times = [
        next_time(alarm, now)
        for alarm in alarms(context)
        if alarm.enabled and (alarm.days or alarm.id not in begun)
    ]
    times += [each.when for each in held if each.state == SNOOZED and each.when > now]
    text = ""
    if times:
        first = min(times)
        day = weekday_name(context.translate, first.weekday(), short=True)
        text = f"{day} {clock_text(context, first.hour, first.minute)}"
    if text or context.settings.text("system", _NEXT_ALARM):
        context.settings.put("system", _NEXT_ALARM, text)


def until_text(context: Context, when: datetime) -> str:
    """As in "Alarm set for 15 hours and 56 minutes from now."."""
    tr = context.tr
    minutes = -(-int((when - local_now(context)).total_seconds()) // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        tr(one if count == 1 else many).format(count)
        for count, one, many in (
            (days, "1 day", "{} days"),
            (hours, "1 hour", "{} hours"),
            (rest, "1 minute", "{} minutes"),
        )
        if count
    ]
    if not parts:
        return tr("Alarm set for less than 1 minute from now.")
    last = parts.pop()
    length = f"{', '.join(parts)}{tr(' and ')}{last}" if parts else last
    return tr("Alarm set for {} from now.").format(length)


def days_text(context: Context, alarm: Alarm) -> str:
    """Under the time: "Mon, Tue", "Every day", "Tomorrow", "Not scheduled"."""
    tr = context.tr
    if alarm.days == EVERY_DAY:
        return tr("Every day")
    chosen = [day for day in SUNDAY_FIRST if alarm.days >> day & 1]
    if len(chosen) == 1:
        return weekday_name(tr, chosen[0])
    if chosen:
        return ", ".join(weekday_name(tr, day, short=True) for day in chosen)
    if not alarm.enabled:
        return tr("Not scheduled")
    now = local_now(context)
    return tr("Today") if next_time(alarm, now).date() == now.date() else tr("Tomorrow")


# -- choices -----------------------------------------------------------------------------------------
def preferences(context: Context) -> Mapping[str, str]:
    """Everything chosen."""
    rows = context.database(CLOCK).rows("SELECT key, value FROM preferences")
    return {str(key): str(value) for key, value in rows}


def prefer(context: Context, key: str, value: str) -> None:
    """Choose."""
    context.database(CLOCK).run("INSERT OR REPLACE INTO preferences VALUES (?, ?)", key, value)
