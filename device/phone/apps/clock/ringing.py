"""Alarms that come due: they ring, are snoozed, stopped or missed. Kept in AOSP's alarm_instances.

An alarm rings when the phone's date moves past its time. A date set further ahead than the alarm would have
rung for finds it missed; one set more than half a day ahead finds nothing, as on Android: the clock was
changed, not waited for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from device.phone.apps.clock.instance import ALARMS, FIRED, SNOOZED, Instance, instances
from device.phone.apps.clock.store import (
    Alarm,
    alarms,
    change_alarm,
    next_time,
    note_next,
    preferences,
)
from device.phone.apps.provider.moment import local_of
from device.phone.system.context import Context
from device.phone.system.timetext import local_now

_MISSED_FOR = timedelta(hours=12)
_NEVER = timedelta(days=1)
_LONGEST_SNOOZE = 1440
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Due:
    """What came of the time that passed."""

    rings: bool
    """Something began to ring."""
    missed: tuple[tuple[datetime, str], ...]
    """Time and label of alarms nobody heard."""


def come_due(context: Context, since_ms: int, now_ms: int) -> Due:
    """The date moved: begin to ring, or note as missed, what lay in between."""
    before, now = local_of(context, since_ms), local_of(context, now_ms)
    limit = _ring_length(context)
    rings, missed = False, []
    for instance in instances(context):
        late = now - instance.when
        if instance.state == SNOOZED and timedelta() <= late < limit:
            _set(context, instance.id, FIRED, instance.when)
            rings = True
        elif late >= limit:
            stop(context, instance)
            missed.append((instance.when, instance.label))
    ringing = {instance.alarm for instance in instances(context)}
    for alarm in alarms(context):
        when = _last_between(alarm, before, now) if alarm.enabled else None
        if when is None or alarm.id in ringing:
            continue
        if now - when < limit:
            _fire(context, alarm, when)
            rings = True
        else:
            _done(context, alarm)
            missed.append((when, alarm.label))
    note_next(context)
    return Due(rings, tuple(missed))


def _ring_length(context: Context) -> timedelta:
    """How long an alarm rings before it gives up."""
    text = preferences(context).get("silence_after", "10")
    minutes = int(text) if text.isdigit() else 0
    return timedelta(minutes=minutes) if minutes else _NEVER


def _last_between(alarm: Alarm, before: datetime, now: datetime) -> datetime | None:
    """When it was last to ring, after one moment and not after another nor long ago."""
    found = None
    when = next_time(alarm, before if not alarm.days else max(before, now - _MISSED_FOR))
    while when <= now:
        found = when
        if not alarm.days:
            break
        when = next_time(alarm, when)
    return found if found is not None and now - found <= _MISSED_FOR else None


def _fire(context: Context, alarm: Alarm, when: datetime) -> None:
    context.database(ALARMS).run(
        "INSERT INTO alarm_instances (year, month, day, hour, minutes, vibrate, label, ringtone, "
        "alarm_state, alarm_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        when.year,
        when.month - 1,
        when.day,
        when.hour,
        when.minute,
        int(alarm.vibrate),
        alarm.label,
        alarm.ringtone,
        FIRED,
        alarm.id,
    )


def _set(context: Context, number: int, state: int, when: datetime) -> None:
    context.database(ALARMS).run(
        "UPDATE alarm_instances SET alarm_state = ?, year = ?, month = ?, day = ?, hour = ?, minutes = ? "
        "WHERE _id = ?",
        state,
        when.year,
        when.month - 1,
        when.day,
        when.hour,
        when.minute,
        number,
    )


def _done(context: Context, alarm: Alarm) -> None:
    """An alarm without days rings once."""
    if not alarm.days:
        change_alarm(context, alarm.id, "enabled", 0)


def snooze(context: Context, instance: Instance, minutes: int = 0) -> None:
    """Ring again in so many minutes, or (0) in as many as the settings say."""
    if minutes <= 0:
        chosen = preferences(context).get("snooze", "10")
        minutes = int(chosen) if chosen.isdigit() else 10
    later = local_now(context).replace(second=0, microsecond=0)
    _set(context, instance.id, SNOOZED, later + timedelta(minutes=min(minutes, _LONGEST_SNOOZE)))
    note_next(context)


def stop(context: Context, instance: Instance) -> None:
    """It has rung enough."""
    context.database(ALARMS).run("DELETE FROM alarm_instances WHERE _id = ?", instance.id)
    for alarm in alarms(context):
        if alarm.id == instance.alarm:
            _done(context, alarm)
    note_next(context)
