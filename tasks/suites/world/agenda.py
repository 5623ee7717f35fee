"""Questions about the events of Simple Calendar Pro: what is on, where, when, with whom.

75 other events are in the days around today, none of which is a right answer. Where we differ from
AndroidWorld: an answer must be right in what it says (see tasks/answer.py), nothing may be changed on the way
to it, "Sunday" is not said of a Sunday a week from today, and what is asked to come next is always still to
come (there it may have been at midnight).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from agent.evaluation.verdict import Clause
from tasks.answer import says_text, says_texts
from tasks.facts import read_facts
from tasks.material.chance import NOW, TODAY, clock_in_words, day_in_words
from tasks.material.moment import says_moment
from tasks.material.table import Record
from tasks.scene import Scene
from tasks.suites.world.calendar import EVENTS, begins, event, minutes_of, some_description, some_title
from tasks.suites.world.row import Made, fill_mixed, meant, params_of
from tasks.task import Params, Template

FACTS = read_facts(__file__)
TITLES = (
    *("Doctor's appointment", "Team lunch", "Coffee with the CEO", "1-on-1 with my manager", "Scrum meeting"),
    *("Dan's 30th birthday", "Family reunion", "Sports game", "Night of the proms (second evening of three)"),
    *("Board meeting", "Haircut", "Grocery run", "Movie night", "Kick-off: phase #2"),
)
PEOPLE = ("Mia", "Ava", "Muhammad", "Isabella", "O'Brien", "Zoé", "Mateo")
PLACES = ("Conference Room A", "John's backyard", "100 Main St Chicago", "Café de l'Ouest", "Online", "Mall")
_CLOCK = (
    *(time(0), time(2, 45), time(6, 30), time(9, 45), time(11), time(12), time(13, 30), time(16, 15)),
    *(time(17, 20), time(20), time(23, 59)),
)
_LENGTHS = (5, 10, 15, 25, 30, 45, 60, 75, 90, 120, 150, 180)
_AHEAD = (19, 56, 116, 281, 505)
"""Minutes until the next event."""
_HALF_AN_HOUR = 30


@dataclass(frozen=True, slots=True)
class Span:
    """When another event is, and what it is called."""

    start: datetime
    end: datetime
    title: str


Spared = Callable[[Span], bool]
"""Whether such an event must not be among the others."""


# -- drawing -------------------------------------------------------------------------------------------
def _noise(random: Random, spared: Spared) -> list[Made]:
    """75 events within fifteen days of now, some past midnight, and one of several days far from all."""
    found: list[Made] = []
    while len(found) < 75:
        start = NOW + timedelta(minutes=random.randrange(-15 * 1440, 15 * 1440))
        minutes = random.choice((15, 30, 45, 60))
        title = some_title(random)
        if not spared(Span(start, start + timedelta(minutes=minutes), title)):
            found.append(event(start, minutes, title, some_description(random)))
    return [*found, event(datetime(2023, 9, 20, 22), 3 * 1440, "Trade fair")]


def _moment(
    random: Random, day: date | None = None, latest: time = time.max, since: time = time.min
) -> datetime:
    """A time on a day, drawn where none is given."""
    chosen = day or TODAY + timedelta(days=random.randint(0, 14))
    return datetime.combine(chosen, random.choice([one for one in _CLOCK if since <= one <= latest]))


def _params(
    random: Random, wanted: Sequence[Made], spared: Spared, besides: Sequence[Made] = (), **more: str
) -> Params:
    """What a question about events is drawn with; the last of them is told of as AndroidWorld does."""
    told = wanted[-1]
    minutes = minutes_of(told)
    said = {
        "time": clock_in_words(random, begins(told)),
        "date": day_in_words(random, begins(told).date()),
        "duration": f"{minutes / 60:g} hours" if minutes > 60 else f"{minutes} min",
        "title": str(told["title"]),
    }
    return params_of(wanted, [*_noise(random, spared), *besides], **{**said, **more})


def _some_event(random: Random, start: datetime) -> Made:
    return event(start, random.choice(_LENGTHS), random.choice(TITLES))


def _on_days(first: date, last: date) -> Spared:
    return lambda one: one.start.date() <= last and first <= one.end.date()


def _of_a_day_from(since: datetime, until: datetime) -> Spared:
    """Those of the day that last until `since` or later and begin by `until`."""
    return lambda one: (
        one.start.date() <= since.date() <= one.end.date() and one.end >= since and one.start <= until
    )


def _of_day(random: Random) -> Params:
    at = _moment(random)
    return _params(random, [_some_event(random, at)], _on_days(at.date(), at.date()))


def _any_of_day(random: Random) -> Params:
    day = TODAY + timedelta(days=random.randint(0, 14))
    wanted = [event(_moment(random, day), 60, title) for title in random.sample(TITLES, 3)]
    return _params(random, wanted, _on_days(day, day))


def _at_time(random: Random) -> Params:
    at = _moment(random)
    return _params(random, [_some_event(random, at)], lambda one: one.start <= at <= one.end)


def _in_range(random: Random) -> Params:
    at = _moment(random, latest=time(19))
    spared = _of_a_day_from(at, datetime.combine(at.date(), time(20)))
    return _params(random, [_some_event(random, at)], spared, start_time=clock_in_words(random, at))


def _first_after(random: Random) -> Params:
    at = _moment(random, latest=time(21))
    spared = _of_a_day_from(at, datetime.combine(at.date(), time.max))
    return _params(random, [_some_event(random, at)], spared)


def _next_week(random: Random) -> Params:
    person = random.choice(PEOPLE)
    titles = random.sample((*TITLES, f"Meet with {person}"), 2)
    starts = [_moment(random, TODAY + timedelta(days=day)) for day in random.sample(range(1, 8), 2)]
    lengths = (random.choice(_LENGTHS), _HALF_AN_HOUR)
    wanted = [event(*one) for one in zip(starts, lengths, titles, strict=True)]
    return _params(random, wanted, _on_days(TODAY, TODAY + timedelta(days=7)), person=person)


def _next(random: Random) -> Params:
    at = NOW + timedelta(minutes=random.choice(_AHEAD))
    return _params(random, [_some_event(random, at)], _of_a_day_from(NOW.replace(minute=30), at))


def _where(random: Random) -> Params:
    title, place = random.choice(TITLES), random.choice(PLACES)
    wanted = event(_moment(random), _HALF_AN_HOUR, title, "", place)
    return _params(random, [wanted], lambda one: title.lower() in one.title.lower(), location=place)


def _meeting(random: Random) -> Params:
    """Among meetings with others, and what only sounds like one with this person."""
    person, other = random.sample(PEOPLE, 2)
    day = TODAY + timedelta(days=random.randint(0, 14))
    at = _moment(random, day, since=time(16) if day == TODAY else time.min)
    near = (
        event(at - timedelta(hours=3), 60, f"Drinks with {other}"),
        event(NOW + timedelta(hours=1), 60, f"All about {person}s"),
    )
    wanted = event(at, _HALF_AN_HOUR, f"Drinks with {person}")
    return _params(random, [wanted], lambda one: person.lower() in one.title.lower(), near, person=person)


# -- after ---------------------------------------------------------------------------------------------
Right = Callable[[str, Sequence[Record]], tuple[str, bool]]
"""From an answer and the events that are meant to the right answer, and whether it was given."""


def _titles(answer: str, events: Sequence[Record]) -> tuple[str, bool]:
    titles = [str(one["title"]) for one in events]
    return ", ".join(titles), says_texts(answer, titles)


def _place(answer: str, events: Sequence[Record]) -> tuple[str, bool]:
    place = str(events[0]["location"])
    return place, says_text(answer, place)


def _start(answer: str, events: Sequence[Record]) -> tuple[str, bool]:
    start = begins(events[0])
    return f"{start:%B} {start.day} {start:%Y %H:%M}", says_moment(answer, start)


def _asking(right: Right) -> Callable[[Scene, Params], Iterable[Clause]]:
    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        wanted, ok = right(scene.answer, meant(params))
        yield scene.answered(f"the answer is {wanted}", ok)
        yield scene.untouched("no event is changed", f"row {EVENTS.place}")

    return judge


_ASKED: Mapping[str, tuple[Callable[[Random], Params], Right]] = {
    "SimpleCalendarEventsOnDate": (_of_day, _titles),
    "SimpleCalendarAnyEventsOnDate": (_any_of_day, _titles),
    "SimpleCalendarEventOnDateAtTime": (_at_time, _titles),
    "SimpleCalendarEventsInTimeRange": (_in_range, _titles),
    "SimpleCalendarFirstEventAfterStartTime": (_first_after, _titles),
    "SimpleCalendarEventsInNextWeek": (_next_week, _titles),
    "SimpleCalendarNextEvent": (_next, _titles),
    "SimpleCalendarLocationOfEvent": (_where, _place),
    "SimpleCalendarNextMeetingWithPerson": (_meeting, _start),
}
TEMPLATES = tuple(
    Template(FACTS[name], _asking(right), draw, fill_mixed(EVENTS)) for name, (draw, right) in _ASKED.items()
)
