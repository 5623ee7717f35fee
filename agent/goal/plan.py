"""Binds clauses about the calendar and the list of tasks."""

from dataclasses import dataclass, replace

from agent.goal.slot import Slots
from agent.language.day import Day
from agent.language.errand import (
    CompleteTask,
    Create,
    CreateEvent,
    Delete,
    MoveEvent,
    Priority,
    Repeat,
    Tell,
)
from agent.language.intention import Intention
from agent.language.value.calendarday import SaidDay, read_day
from agent.language.value.clocktime import SaidTime
from agent.language.value.concept import concept
from agent.language.value.length import read_length
from agent.language.value.repetition import ALL_DAYS, Repetition, read_repetition
from agent.language.value.which import read_which
from agent.language.value.word import Sort
from agent.language.when import TimeOfDay
from agent.reader.intent import Role

_SMALL_HOURS = 6
"""Up to this hour a time without am or pm may be in the afternoon."""
_PRIORITIES: dict[str, Priority] = {"high": "high", "medium": "medium", "low": "low", "none": "none"}
_LONGEST = 24 * 3600


def event_add(slots: Slots) -> tuple[Intention, ...]:
    """Bind `schedule lunch with Ann tomorrow from 12 to 1 in Room 4`."""
    title = slots.one(Role.TITLE)
    if not title:
        slots.missing("what the event is called")
    said, repetition = slots.day(), slots.value(Role.REPEAT, read_repetition)
    day, repeat = _begins(slots, said, repetition)
    start, end = _span(slots, said.part if said else repetition.part if repetition else None)
    place, description = slots.one(Role.PLACE), slots.one(Role.DESCRIPTION)
    return (CreateEvent(title, day, start, end, place, description, repeat),)


def _begins(slots: Slots, said: SaidDay | None, repetition: Repetition | None) -> tuple[Day, Repeat]:
    """On which day it begins, and how it repeats from then on."""
    repeat: Repeat = ""
    if repetition is not None:
        daily = repetition.days == ALL_DAYS
        if len(repetition.days) > 1 and not daily:
            slots.unused(Role.REPEAT)
        repeat = "daily" if daily else "weekly"
        if said is None and len(repetition.days) == 1:
            return Day(weekday=repetition.days[0]), repeat
        if said is not None and len(repetition.days) == 1 and said.day != Day(weekday=repetition.days[0]):
            slots.unused(Role.REPEAT)
    if said is None:
        slots.missing("on which day the event is")
    return said.day, repeat


def _span(slots: Slots, part: Sort | None) -> tuple[TimeOfDay | None, TimeOfDay | None]:
    """When it begins and ends."""
    clock = _Clock(slots)
    if not slots.has(Role.TIME) and [concept("length", said) for said in slots.words(Role.DURATION)] == [
        "day"
    ]:
        slots.all(Role.DURATION)
        return None, None
    starts, ends = slots.times(Role.TIME, part), slots.times(Role.END_TIME)
    lengths = slots.values(Role.DURATION, read_length)
    if not starts:
        slots.all_day()
        return None, None
    if len(starts) > 1:
        slots.unused(Role.TIME)
    start, end = clock.settled(starts[0], ends[0] if ends else None)
    if end is not None and lengths:
        slots.unused(Role.DURATION)
    if not lengths:
        return start, end
    if lengths[0] % 60 or not 60 <= lengths[0] <= _LONGEST or len(lengths) > 1:
        slots.unused(Role.DURATION)
    return start, _later(start, lengths[0] // 60)


def _later(start: TimeOfDay, minutes: int) -> TimeOfDay:
    total = (start.hour * 60 + start.minute + minutes) % (24 * 60)
    return TimeOfDay(total // 60, total % 60)


@dataclass(frozen=True, slots=True)
class _Clock:
    """Settles in which half of the day the times of an event are."""

    slots: Slots

    def settled(self, start: SaidTime, end: SaidTime | None) -> tuple[TimeOfDay, TimeOfDay | None]:
        """The two times; where only the end says its half, the start is the last such time before it."""
        begins = start.time
        if not start.half_said and end is not None and end.half_said:
            begins = _before(begins, end.time)
        elif not start.half_said and 1 <= begins.hour <= _SMALL_HOURS:
            begins = self._chosen(begins)
        if end is None or end.half_said:
            return begins, end.time if end else None
        return begins, _behind(end.time, begins)

    def _chosen(self, time: TimeOfDay) -> TimeOfDay:
        span = self.slots.span(Role.TIME)
        assert span is not None
        late = TimeOfDay(time.hour + 12, time.minute)
        return self.slots.choose(span, (late, time), (str(late), str(time)), likely=True)


def _before(time: TimeOfDay, end: TimeOfDay) -> TimeOfDay:
    for hour in (time.hour % 12 + 12, time.hour % 12):
        if (hour, time.minute) < (end.hour, end.minute):
            return TimeOfDay(hour, time.minute)
    return time


def _behind(time: TimeOfDay, start: TimeOfDay) -> TimeOfDay:
    for hour in (time.hour % 12, time.hour % 12 + 12):
        if (hour, time.minute) > (start.hour, start.minute):
            return TimeOfDay(hour, time.minute)
    return TimeOfDay(time.hour % 12, time.minute)


def event_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the event Dentist on Wednesday at 3 pm`."""
    titles, said = slots.need(Role.TITLE, what="which event"), slots.day()
    times = slots.times(Role.TIME, said.part if said else None)
    which = slots.value(Role.ORDINAL, read_which)
    if len(times) > 1 or (times and not times[0].half_said and 1 <= times[0].time.hour <= _SMALL_HOURS):
        slots.unused(Role.TIME)
    start = times[0].time if times else None
    gone = Delete("event", "", said.day if said else None, start)
    if which is not None:
        gone = replace(gone, every=which.every, place=which.place)
    return tuple(replace(gone, name=title) for title in titles)


def event_move(slots: Slots) -> tuple[Intention, ...]:
    """Bind `move Dentist from Wednesday to Friday at 3 pm`; what it is moved by is not known here."""
    title = slots.one(Role.TITLE)
    if not title:
        slots.missing("which event")
    source = slots.value(Role.SOURCE, read_day)
    said = slots.day()
    times = slots.times(Role.TIME, said.part if said else None)
    if not (said or times):
        slots.missing("when it is to be")
    if len(times) > 1:
        slots.unused(Role.TIME)
    start = _Clock(slots).settled(times[0], None)[0] if times else None
    if source is not None and source.or_else is not None:
        slots.unused(Role.SOURCE)
    return (MoveEvent(title, source.day if source else None, said.day if said else None, start),)


def event_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `when is Dentist?` and `what's on tomorrow?`; the time is what is mostly asked of an event."""
    titles, fields = slots.all(Role.TITLE), slots.all(Role.FIELD)
    if any(concept("field", field) not in (None, "when") for field in fields):
        slots.unused(Role.FIELD)
    if titles:
        return tuple(Tell("when", title) for title in titles)
    said = slots.day()
    if said is None:
        slots.missing("on which day")
    if said.part is not None:
        slots.leave(Role.DATE)
    return (Tell("events", day=said.day),)


def task_add(slots: Slots) -> tuple[Intention, ...]:
    """Bind `add a task buy milk, due tomorrow, high priority`."""
    titles, said = slots.need(Role.TITLE, what="what the task is called"), slots.day()
    if said is not None and said.part is not None:
        slots.leave(Role.DATE)
    priority, notes = slots.named(Role.PRIORITY, "priority"), slots.one(Role.DESCRIPTION)
    more = (("notes", notes),) if notes else ()
    day, choice = said.day if said else None, _PRIORITIES[priority] if priority else ""
    return tuple(Create("task", (("title", title), *more), day, choice) for title in titles)


def task_complete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `mark the task buy milk as done`."""
    return tuple(CompleteTask(title) for title in slots.need(Role.TITLE, what="which task"))


def task_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the task buy milk due tomorrow`."""
    titles, said = slots.need(Role.TITLE, what="which task"), slots.day()
    which = slots.value(Role.ORDINAL, read_which)
    every, place = (which.every, which.place) if which else (False, 0)
    day = said.day if said else None
    return tuple(Delete("task", title, day, every=every, place=place) for title in titles)


def task_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `which tasks are due tomorrow?`."""
    said = slots.day()
    if said is None:
        slots.unable("tell that about tasks")
    return (Tell("due", day=said.day),)
