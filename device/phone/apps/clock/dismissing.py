"""Intents by which others stop what rings: DISMISS_ALARM, SNOOZE_ALARM, DISMISS_TIMER. None has a screen."""

from collections.abc import Callable, Mapping

from device.phone.apps.clock import timerstore
from device.phone.apps.clock.instance import FIRED, instances
from device.phone.apps.clock.ringing import snooze, stop
from device.phone.apps.clock.store import Alarm, alarms, change_alarm, next_time
from device.phone.system.context import Context
from device.phone.system.intent import Extra, Intent
from device.phone.system.timetext import local_now

_EXTRA = "android.intent.extra.alarm."
_MODE = "android."
"""Before the name of a search mode."""


def number_of(value: object) -> int:
    """An extra as a whole number; 0 for one that is none."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        return 0


def dismiss_alarm(context: Context, intent: Intent) -> bool:
    """Stop what rings or is snoozed, or switch off what was to ring once; False when it isn't clear which."""
    mode = str(intent.extras.get(_EXTRA + "SEARCH_MODE", "")).removeprefix(_MODE)
    held = {each.alarm for each in instances(context)}
    on = [alarm for alarm in alarms(context) if alarm.enabled]
    if mode in _SEARCHES:
        found = _SEARCHES[mode](context, on, intent.extras)
    else:
        found = [alarm for alarm in on if alarm.id in held] or on
        if len(found) != 1:
            return False
    for alarm in found:
        for each in instances(context):
            if each.alarm == alarm.id:
                stop(context, each)
        if not alarm.days:  # one that repeats rings again another day: a single time is not left out
            change_alarm(context, alarm.id, "enabled", 0)
    return bool(found)


def _next(context: Context, on: list[Alarm], extras: Mapping[str, Extra]) -> list[Alarm]:
    """What rings or is snoozed now, else what rings first."""
    held = {each.alarm for each in instances(context)}
    now = local_now(context)
    first = min((next_time(alarm, now) for alarm in on), default=None)
    return [alarm for alarm in on if alarm.id in held] or [
        alarm for alarm in on if next_time(alarm, now) == first
    ]


def _labelled(context: Context, on: list[Alarm], extras: Mapping[str, Extra]) -> list[Alarm]:
    label = str(extras.get(_EXTRA + "MESSAGE", ""))
    return [alarm for alarm in on if label and label in alarm.label]


def _timed(context: Context, on: list[Alarm], extras: Mapping[str, Extra]) -> list[Alarm]:
    hour, minute = (number_of(extras.get(_EXTRA + name)) for name in ("HOUR", "MINUTES"))
    if _EXTRA + "IS_PM" in extras and hour <= 12:
        hour = hour % 12 + (12 if extras[_EXTRA + "IS_PM"] else 0)
    return [alarm for alarm in on if (alarm.hour, alarm.minutes) == (hour, minute)]


_SEARCHES: Mapping[str, Callable[[Context, list[Alarm], Mapping[str, Extra]], list[Alarm]]] = {
    "next": _next,
    "all": lambda context, on, extras: on,
    "label": _labelled,
    "time": _timed,
}


def snooze_alarm(context: Context, intent: Intent) -> None:
    """Everything that rings, for as many minutes as the intent says or the settings have."""
    minutes = number_of(intent.extras.get(_EXTRA + "SNOOZE_DURATION"))
    for each in instances(context):
        if each.state == FIRED:
            snooze(context, each, minutes)


def dismiss_timer(context: Context, intent: Intent) -> None:
    """The timers that are over; with an address that names one, that one."""
    number = number_of(intent.data.rpartition("/")[2]) if intent.data else 0
    now = context.clock.uptime_ms
    for timer in timerstore.timers(context):
        over = timer.state == timerstore.RUNNING and timer.left(now) <= 0
        if over and number in (0, timer.id):
            timerstore.reset(context, timer)
