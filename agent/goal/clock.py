"""Binds clauses about alarms, timers and the stopwatch."""

from dataclasses import replace
from typing import Literal

from agent.goal.slot import Slots
from agent.language.day import Day
from agent.language.intention import (
    ControlClock,
    DeleteAlarm,
    DeleteTimer,
    Intention,
    ReadScreen,
    SetAlarm,
    SetTimer,
    ShowClock,
    SwitchAlarm,
)
from agent.language.value.calendarday import SaidDay
from agent.language.value.length import read_length
from agent.language.value.repetition import read_repetition
from agent.language.value.which import read_which, says_last
from agent.language.value.word import Sort
from agent.language.when import TimeOfDay
from agent.reader.intent import Polarity, Role

_LONGEST_TIMER = 99 * 3600 + 59 * 60 + 59
_EARLY = 5
"""Hours of the night before this one are those of the next date."""
Act = Literal["start", "pause", "reset", "lap", "delete"]
_ACTS: dict[Polarity, Act] = {
    Polarity.ON: "start",
    Polarity.OFF: "pause",
    Polarity.RESET: "reset",
    Polarity.LAP: "lap",
    Polarity.DELETE: "delete",
}
Page = Literal["alarm", "clock", "timer", "stopwatch"]
_PAGES: dict[str, Page] = {"alarm": "alarm", "clock": "clock", "timer": "timer", "stopwatch": "stopwatch"}


def alarm_set(slots: Slots) -> tuple[Intention, ...]:
    """Bind `wake me at 7 on weekdays`."""
    said, repeats = slots.day(), slots.values(Role.REPEAT, read_repetition)
    parts = {each.part for each in (said, *repeats) if each and each.part}
    times = slots.times(Role.TIME, next(iter(parts)) if len(parts) == 1 else None)
    days = tuple(sorted({day for each in repeats for day in each.days}))
    if not times and slots.has(Role.DURATION):
        slots.unused(Role.DURATION)  # nobody counts from now
    if not times:
        slots.missing("at what time")
    if repeats and not days:
        slots.missing("on which days of the week")
    if said is not None and days:
        slots.unused(Role.DATE)
    label = slots.one(Role.LABEL)
    if label and len(times) > 1:
        slots.unused(Role.LABEL)
    alarms = (SetAlarm(each.time, label, days, _day_of(said, each.time)) for each in times)
    found = tuple(alarms)
    if any(alarm.day and alarm.day.ahead not in (None, 0, 1) for alarm in found):
        slots.unable("set an alarm for a day that is not the next on which it can ring")
    return found


def _day_of(said: SaidDay | None, time: TimeOfDay) -> Day | None:
    """`Tonight at 1` is a time of tomorrow."""
    if said is None:
        return None
    late = said.part is Sort.NIGHT and time.hour < _EARLY and said.day.ahead is not None
    return replace(said.day, ahead=(said.day.ahead or 0) + 1) if late else said.day


def alarm_switch(slots: Slots) -> tuple[Intention, ...]:
    """Bind `turn off the 7:30 alarm` and `turn off all alarms`."""
    if slots.polarity not in (Polarity.ON, Polarity.OFF):
        slots.missing("on or off")
    on = slots.polarity is Polarity.ON
    times, which = slots.times(Role.TIME), slots.value(Role.ORDINAL, read_which)
    if times and which is None:
        return tuple(SwitchAlarm(each.time, on) for each in times)
    if which is None:
        slots.missing("which alarm")
    if times or not which.every or which.count:
        slots.unused(Role.ORDINAL)
    return (SwitchAlarm(None, on),)


def alarm_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the 7:30 alarm` and `delete all alarms`."""
    times, which = slots.times(Role.TIME), slots.value(Role.ORDINAL, read_which)
    repeat = slots.value(Role.REPEAT, read_repetition)
    if which is not None and not which.every:
        slots.unused(Role.ORDINAL)
    if not times:
        if which is None:
            slots.missing("which alarm")
        if which.count or repeat:
            slots.unused(Role.ORDINAL)
        return (DeleteAlarm(None),)
    days = repeat.days if repeat else None
    return tuple(DeleteAlarm(each.time, days, every=which is not None) for each in times)


def alarm_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `which alarms do I have?`; the whole list is told whichever of them is meant."""
    slots.all(Role.ORDINAL)
    times = slots.times(Role.TIME)
    return tuple(ReadScreen("alarms", time=each.time) for each in times) or (ReadScreen("alarms"),)


def timer_set(slots: Slots) -> tuple[Intention, ...]:
    """Bind `set a timer for 5 minutes`."""
    lengths = slots.values(Role.DURATION, read_length)
    if not lengths:
        slots.missing("for how long")
    if any(seconds > _LONGEST_TIMER for seconds in lengths):
        slots.unused(Role.DURATION)
    return tuple(SetTimer(seconds, start=slots.polarity is not Polarity.OFF) for seconds in lengths)


def timer_control(slots: Slots) -> tuple[Intention, ...]:
    """Bind `pause the timer` and `delete the last 5-minute timer`."""
    act = _ACTS.get(slots.polarity)
    if act is None or act == "lap":
        slots.missing("what to do with the timer")
    lengths = slots.values(Role.DURATION, read_length)
    if lengths and act == "delete":
        last = slots.value(Role.ORDINAL, says_last)
        return tuple(DeleteTimer(seconds, last=bool(last)) for seconds in lengths)
    if lengths:
        slots.unused(Role.DURATION)
    return (ControlClock("timer", act),)


def stopwatch_control(slots: Slots) -> tuple[Intention, ...]:
    """Bind `start the stopwatch`."""
    act = _ACTS.get(slots.polarity)
    if act is None or act == "delete":
        slots.missing("what to do with the stopwatch")
    return (ControlClock("stopwatch", act),)


def clock_show(slots: Slots) -> tuple[Intention, ...]:
    """Bind `show my timers`."""
    page = slots.named(Role.KIND, "page")
    if page is None:
        slots.missing("which page of the clock")
    return (ShowClock(_PAGES[page]),)
