"""Events made, deleted and asked for, among many others."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from device.phone.phone import Phone
from tasks.suites.world.calendar import EVENTS as STORED
from tests.tasks.gold.case import Case
from tests.tasks.gold.table import Record, Table

EVENTS = Table(STORED.package, STORED.file, STORED.name, STORED.key, STORED.rest)
TITLES = ("Meeting with Alice", "Call with HR", "Workshop on Budget Planning", "Catch up on Project X")
WORDS = "We will review client feedback. Let's be punctual."


class Seeded(NamedTuple):
    """An event of a task."""

    day: int
    """Of October 2023."""
    hour: int
    minutes: int
    title: str
    location: str = ""
    minute: int = 0

    @property
    def start(self) -> int:
        """Seconds since 1970 UTC."""
        return int(datetime(2023, 10, self.day, self.hour, self.minute, tzinfo=UTC).timestamp())


def written(events: Sequence[Seeded]) -> list[Record]:
    """The rows of these."""
    return [
        EVENTS.record(
            start_ts=event.start,
            end_ts=event.start + event.minutes * 60,
            title=event.title,
            location=event.location,
            description=WORDS,
        )
        for event in events
    ]


def seed(events: Sequence[Seeded]) -> Callable[[Phone], None]:
    """The calendar begins with these."""
    return EVENTS.fill(written(events))


def crowd(*events: Seeded, spared: Callable[[Seeded], bool] = lambda event: False) -> tuple[Seeded, ...]:
    """These among 75 others; none of the others is one that `spared` is true for."""
    random = Random(7)
    others: list[Seeded] = []
    while len(others) < 75:
        other = Seeded(
            random.randint(1, 31), random.randrange(24), random.choice((15, 45)), random.choice(TITLES)
        )
        if not spared(other):
            others.append(other)
    mixed = [*others, *events]
    random.shuffle(mixed)
    return tuple(mixed)


def _added(
    seeded: Sequence[Seeded], event: Seeded, repeat: tuple[int, int] = (0, 0)
) -> Callable[[Phone, str], bool]:
    """One new row, and the old ones as they were."""
    interval, rule = repeat
    (new,) = written([event])
    said = {column: new[column] for column in ("start_ts", "end_ts", "title", "location", "description")}
    return EVENTS.has(
        written(seeded), {**said, "repeat_interval": interval, "repeat_rule": rule, "repeat_limit": 0}
    )


def _left(seeded: Sequence[Seeded], gone: Callable[[Seeded], bool]) -> Callable[[Phone, str], bool]:
    """Those gone, the others as they were."""
    records = written(seeded)
    return EVENTS.lacks(
        records, [record for record, event in zip(records, seeded, strict=True) if gone(event)]
    )


def _says(*words: str) -> Callable[[Phone, str], bool]:
    return lambda phone, answer: sorted(answer.split(", ")) == sorted(words)


def _sheet(event: Seeded, **more: str) -> dict[str, object]:
    return {
        "year": 2023,
        "month": 10,
        "day": event.day,
        "hour": event.hour,
        "duration_mins": event.minutes,
        "event_title": event.title,
        "event_description": WORDS,
        **more,
    }


def _add(task: str, event: Seeded, name: str = "", repeat: tuple[int, int] = (0, 0), **more: str) -> Case:
    seeded = crowd()
    return Case(task, _added(seeded, event, repeat), _sheet(event, **more), before=seed(seeded), name=name)


def _ask(task: str, values: dict[str, object], seeded: Sequence[Seeded], *words: str, name: str = "") -> Case:
    return Case(task, _says(*words), values, before=seed(seeded), name=name)


def _on(day: int) -> Callable[[Seeded], bool]:
    return lambda event: event.day == day or (event.day == day - 1 and event.hour == 23)


PARTY = Seeded(24, 9, 90, "Dan's Birthday Party", "McDonald's", 45)
DEMO = Seeded(24, 23, 60, "Product demo", minute=59)
LUNCH = Seeded(24, 13, 30, "Team lunch", minute=30)
SPILLED = Seeded(26, 23, 60, "Call with Bob")
DOOMED = (
    Seeded(27, 7, 15, "Workshop on X"),
    Seeded(27, 23, 60, "Call with Bob"),
    Seeded(27, 0, 45, "Call with Bob"),
)
MONDAY = (Seeded(16, 8, 30, "Call with HR"), Seeded(16, 8, 30, "Call with HR"))
DELETED = crowd(*DOOMED, SPILLED, spared=lambda event: event.day == 27)
RELATIVE = crowd(*MONDAY, spared=lambda event: event.day == 16)
ONE = crowd(Seeded(25, 22, 30, "Appointment for Campaign"))
ON_DATE = crowd(PARTY, DEMO, LUNCH, spared=_on(24))
WEEK = crowd(
    Seeded(16, 0, 30, "Concert"), Seeded(22, 23, 50, "Meet with Ava"), spared=lambda e: 15 <= e.day <= 22
)
SOON = crowd(Seeded(15, 15, 30, "Movie night", minute=53), spared=lambda e: e.day == 15 and e.hour > 15)
LATER = crowd(Seeded(17, 0, 30, "Game night"), spared=lambda e: 15 <= e.day <= 17)
MIDNIGHT = crowd(Seeded(15, 0, 30, "Concert"), spared=lambda e: e.day == 15 and not e.hour)
MEET = crowd(Seeded(27, 15, 30, "Drinks with Mia", minute=15))
PAST = crowd(Seeded(15, 11, 30, "Drinks with Mia"), Seeded(2, 11, 30, "Drinks with Mia"))

CASES = (
    _add("SimpleCalendarAddOneEvent", Seeded(29, 13, 60, "Call with the Team")),
    _add("SimpleCalendarAddOneEvent", Seeded(31, 23, 60, "Dan's night"), "midnight"),
    _add("SimpleCalendarAddOneEventRelativeDay", Seeded(19, 0, 45, "Call with HR")),
    _add("SimpleCalendarAddOneEventTomorrow", Seeded(16, 16, 15, "Call with HR")),
    _add("SimpleCalendarAddOneEventInTwoWeeks", Seeded(29, 17, 30, "Meeting")),
    _add(
        "SimpleCalendarAddRepeatingEvent",
        Seeded(15, 14, 60, "R"),
        "weekly",
        (604_800, 64),
        repeat_rule="weekly",
    ),
    _add(
        "SimpleCalendarAddRepeatingEvent", Seeded(24, 9, 30, "R"), "daily", (86_400, 0), repeat_rule="daily"
    ),
    Case(
        "SimpleCalendarDeleteEvents",
        _left(DELETED, lambda event: event.day == 27),
        _sheet(DOOMED[0]),
        before=seed(DELETED),
    ),
    Case(
        "SimpleCalendarDeleteEventsOnRelativeDay",
        _left(RELATIVE, lambda event: event.day == 16),
        _sheet(MONDAY[0], day_of_week="Monday"),
        before=seed(RELATIVE),
    ),
    Case(
        "SimpleCalendarDeleteOneEvent",
        _left(ONE, lambda event: event.title == "Appointment for Campaign"),
        _sheet(next(event for event in ONE if event.title == "Appointment for Campaign")),
        before=seed(ONE),
    ),
    _ask(
        "SimpleCalendarAnyEventsOnDate",
        {"date": "October 24 2023", "title": "Team lunch", "time": "16:15"},
        ON_DATE,
        *("Dan's Birthday Party", "Product demo", "Team lunch"),
    ),
    _ask(
        "SimpleCalendarEventsOnDate",
        {"date": "the Tuesday after next"},
        ON_DATE,
        *("Dan's Birthday Party", "Product demo", "Team lunch"),
    ),
    _ask(
        "SimpleCalendarEventOnDateAtTime",
        {"date": "October 24", "time": "9:45am"},
        ON_DATE,
        "Dan's Birthday Party",
    ),
    _ask(
        "SimpleCalendarEventsInTimeRange", {"date": "October 24", "start_time": "12pm"}, ON_DATE, "Team lunch"
    ),
    _ask(
        "SimpleCalendarFirstEventAfterStartTime",
        {"date": "October 24 2023", "time": "1:30pm"},
        ON_DATE,
        "Team lunch",
    ),
    _ask("SimpleCalendarEventsInNextWeek", {"date": "tomorrow"}, WEEK, "Concert", "Meet with Ava"),
    _ask("SimpleCalendarNextEvent", {"time": "3:53pm"}, SOON, "Movie night"),
    _ask("SimpleCalendarNextEvent", {"time": "12am"}, LATER, "Game night", name="later"),
    _ask("SimpleCalendarNextEvent", {"time": "12:00am"}, MIDNIGHT, "Concert", name="midnight"),
    _ask("SimpleCalendarLocationOfEvent", {"title": "Dan's Birthday Party"}, ON_DATE, "McDonald's"),
    _ask("SimpleCalendarNextMeetingWithPerson", {"person": "Mia"}, MEET, "October 27 2023 15:15"),
    _ask(
        "SimpleCalendarNextMeetingWithPerson", {"person": "Mia"}, PAST, "October 15 2023 11:00", name="past"
    ),
)
