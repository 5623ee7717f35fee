"""Calendar sheets that ask: what is on, where, when, with whom, among 75 other events of a month."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from device.phone.phone import Phone
from tasks.chance import NOW, TODAY, clock_in_words, day_in_words
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_calendar import EVENTS
from tests.tasks.gold.sheet import Draw
from tests.tasks.gold.sheet_calendar import describe, event, title
from tests.tasks.gold.table import Record

_TITLES = (
    *("Doctor's appointment", "Team lunch", "Coffee with the CEO", "1-on-1 with my manager", "Scrum meeting"),
    *("Dan's 30th birthday", "Family reunion", "Sports game", "Night of the proms (second evening of three)"),
    *("Board meeting", "Haircut", "Grocery run", "Movie night", "Kick-off: phase #2"),
)
_PEOPLE = ("Mia", "Ava", "Muhammad", "Isabella", "O'Brien", "Zoé", "Mateo")
_PLACES = ("Conference Room A", "John's backyard", "100 Main St Chicago", "Café de l'Ouest", "Online", "Mall")
_CLOCK = (
    (0, 0),
    (2, 45),
    (6, 30),
    (9, 45),
    (11, 0),
    (12, 0),
    (13, 30),
    (16, 15),
    (17, 20),
    (20, 0),
    (23, 59),
)
_LENGTHS = (5, 10, 15, 25, 30, 45, 60, 75, 90, 120, 150, 180)
_HALF_AN_HOUR = 30
"""Minutes of an event when the sheet says no more."""
Spared = Callable[[datetime, datetime], bool]
"""Whether an event that begins and ends so must not be among the others."""


def _noise(random: Random, spared: Spared, named: Callable[[str], bool] = lambda _: False) -> list[Record]:
    """75 events within fifteen days of now, some past midnight, some of several days far from everything."""
    found: list[Record] = []
    while len(found) < 75:
        start = NOW + timedelta(minutes=random.randrange(-15 * 1440, 15 * 1440))
        minutes = random.choice((15, 30, 45, 60))
        name = title(random)
        if not spared(start, start + timedelta(minutes=minutes)) and not named(name):
            found.append(event(start, minutes, name, describe(random)))
    return [*found, event(datetime(2023, 9, 20, 22), 3 * 1440, "Trade fair")]


def _asking(
    task: str, values: Mapping[str, object], answer: Sequence[str], records: list[Record], random: Random
) -> Case:
    random.shuffle(records)
    untouched = EVENTS.lacks(records, ())

    def done(phone: Phone, said: str) -> bool:
        return sorted(said.split(", ")) == sorted(answer) and untouched(phone, said)

    return Case(task, done, values, before=EVENTS.fill(records))


def _moment(random: Random, day: date | None = None, latest: time = time(23, 59)) -> datetime:
    """A time of the sheets on a day, drawn where none is given."""
    chosen = day or TODAY + timedelta(days=random.randint(0, 14))
    clocks = [time(*one) for one in _CLOCK if time(*one) <= latest]
    return datetime.combine(chosen, random.choice(clocks))


def _on(day: date) -> Spared:
    return lambda start, end: start.date() <= day <= end.date()


def _same_day_from(since: datetime, until: datetime) -> Spared:
    """Those of the day that last until `since` or later and begin by `until`."""
    return lambda start, end: start.date() <= since.date() <= end.date() and end >= since and start <= until


def _words(minutes: int) -> str:
    return f"{minutes / 60:g} hours" if minutes > 60 else f"{minutes} min"


def _of_day(random: Random) -> Case:
    at, minutes, name = _moment(random), random.choice(_LENGTHS), random.choice(_TITLES)
    values = {
        "date": day_in_words(random, at.date()),
        "time": clock_in_words(random, at),
        "duration": _words(minutes),
        "title": name,
    }
    records = [*_noise(random, _on(at.date())), event(at, minutes, name)]
    return _asking("SimpleCalendarEventsOnDate", values, [name], records, random)


def _any_of_day(random: Random) -> Case:
    day = TODAY + timedelta(days=random.randint(0, 14))
    names = random.sample(_TITLES, 3)
    wanted = [event(_moment(random, day), 60, name) for name in names]
    values = {"date": day_in_words(random, day), "title": names[-1], "time": "9:45am"}
    return _asking(
        "SimpleCalendarAnyEventsOnDate", values, names, [*_noise(random, _on(day)), *wanted], random
    )


def _at_time(random: Random) -> Case:
    at, minutes, name = _moment(random), random.choice(_LENGTHS), random.choice(_TITLES)
    values = {
        "date": day_in_words(random, at.date()),
        "time": clock_in_words(random, at),
        "duration": _words(minutes),
        "title": name,
    }
    records = [*_noise(random, lambda start, end: start <= at <= end), event(at, minutes, name)]
    return _asking("SimpleCalendarEventOnDateAtTime", values, [name], records, random)


def _in_range(random: Random) -> Case:
    at = _moment(random, latest=time(19))
    minutes, name = random.choice(_LENGTHS), random.choice(_TITLES)
    values = {
        "date": day_in_words(random, at.date()),
        "start_time": clock_in_words(random, at),
        "duration": _words(minutes),
        "title": name,
    }
    spared = _same_day_from(at, datetime.combine(at.date(), time(20)))
    records = [*_noise(random, spared), event(at, minutes, name)]
    return _asking("SimpleCalendarEventsInTimeRange", values, [name], records, random)


def _first_after(random: Random) -> Case:
    at, minutes, name = _moment(random, latest=time(21)), random.choice(_LENGTHS), random.choice(_TITLES)
    values = {
        "date": day_in_words(random, at.date()),
        "time": clock_in_words(random, at),
        "duration": _words(minutes),
        "title": name,
    }
    spared = _same_day_from(at, datetime.combine(at.date(), time.max))
    records = [*_noise(random, spared), event(at, minutes, name)]
    return _asking("SimpleCalendarFirstEventAfterStartTime", values, [name], records, random)


def _next_week(random: Random) -> Case:
    days = random.sample(range(1, 8), 2)
    person = random.choice(_PEOPLE)
    names = random.sample((*_TITLES, f"Meet with {person}"), 2)
    minutes = random.choice(_LENGTHS)
    moments = [_moment(random, TODAY + timedelta(days=day)) for day in days]
    lengths = (minutes, _HALF_AN_HOUR)
    wanted = [event(*one) for one in zip(moments, lengths, names, strict=True)]
    values = {
        "date": f"October {days[-1] + 15} 2023",
        "time": clock_in_words(random, moments[-1]),
        "duration": _words(minutes),
        "title": names[-1],
        "person": person,
    }
    last = TODAY + timedelta(days=7)
    records = [*_noise(random, lambda start, end: end.date() >= TODAY and start.date() <= last), *wanted]
    return _asking("SimpleCalendarEventsInNextWeek", values, names, records, random)


def _next(random: Random) -> Case:
    at = random.choice([NOW + timedelta(minutes=minutes) for minutes in (19, 56, 116, 281, 505)])
    minutes, name = random.choice(_LENGTHS), random.choice(_TITLES)
    values = {"time": clock_in_words(random, at), "duration": _words(minutes), "title": name}
    spared = _same_day_from(NOW.replace(minute=30), at)
    records = [*_noise(random, spared), event(at, minutes, name)]
    return _asking("SimpleCalendarNextEvent", values, [name], records, random)


def _where(random: Random) -> Case:
    at, name, place = _moment(random), random.choice(_TITLES), random.choice(_PLACES)
    values = {
        "date": f"{at:%B %d %Y}",
        "time": clock_in_words(random, at),
        "title": name,
        "location": place,
    }
    records = [
        *_noise(random, lambda _start, _end: False, lambda other: name.lower() in other.lower()),
        event(at, _HALF_AN_HOUR, name, "", place),
    ]
    return _asking("SimpleCalendarLocationOfEvent", values, [place], records, random)


def _meeting(random: Random) -> Case:
    at, person = _moment(random), random.choice(_PEOPLE)
    values = {"date": f"{at:%B %d %Y}", "time": clock_in_words(random, at), "person": person}
    other = next(one for one in _PEOPLE if one != person)
    records = [
        *_noise(random, lambda _start, _end: False, lambda name: person.lower() in name.lower()),
        event(at, _HALF_AN_HOUR, f"Drinks with {person}"),
        event(at + timedelta(hours=-3), 60, f"Drinks with {other}"),
        event(NOW + timedelta(hours=1), 60, f"All about {person}s"),
    ]
    said = f"{at:%B} {at.day} {at:%Y %H:%M}"
    return _asking("SimpleCalendarNextMeetingWithPerson", values, [said], records, random)


SHEETS: Mapping[str, Draw] = {
    "SimpleCalendarEventsOnDate": _of_day,
    "SimpleCalendarAnyEventsOnDate": _any_of_day,
    "SimpleCalendarEventOnDateAtTime": _at_time,
    "SimpleCalendarEventsInTimeRange": _in_range,
    "SimpleCalendarFirstEventAfterStartTime": _first_after,
    "SimpleCalendarEventsInNextWeek": _next_week,
    "SimpleCalendarNextEvent": _next,
    "SimpleCalendarLocationOfEvent": _where,
    "SimpleCalendarNextMeetingWithPerson": _meeting,
}
