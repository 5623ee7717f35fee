"""Questions about what was done, how long and how far, to be answered from OpenTracks.

Where we differ from AndroidWorld: answers are judged as tasks/answer.py says, and no track may come, go or
change on the way to them. No track lies in the future. Goals say that the days at both ends of an interval
count.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from agent.evaluation.verdict import Clause
from tasks.answer import METRES, MINUTES, counted, says_number, says_texts
from tasks.facts import read_facts
from tasks.material.chance import NOW, TODAY, day_in_words
from tasks.material.table import Record, Table
from tasks.scene import Scene
from tasks.suites.world.row import Made, fill_mixed, meant, params_of
from tasks.task import Params, Template

FACTS = read_facts(__file__)
REST: Record = {
    **dict.fromkeys(
        ("numpoints", "avgspeed", "avgmovingspeed", "maxspeed", "minelevation", "maxelevation"), 0
    ),
    **dict.fromkeys(("elevationgain", "elevationloss", "starttime_offset"), 0),
    **dict.fromkeys(("icon", "uuid")),
}
"""Columns that no question is about."""
TRACKS = Table("de.dennisguse.opentracks", "database.db", "tracks", "_id", REST)
_KINDS = (
    *("running", "cycling", "swimming", "hiking", "mountain biking", "kayaking", "skiing", "snow boarding"),
    *("skate boarding", "climbing", "inline skating", "sailing"),
)
_OTHER_KINDS = ("running", "trail running", "mountain biking", "biking", "snow boarding", "inline skating")
_NAMES = ("Slow day", "Lunch break", "Trying to keep up with John", "Quick outing", "Don't ask", "Recovery")
_OTHER_NAMES = ("Trail Run", "Don't stop", "晨跑", "A very long way round the lake and back again")
_TEXTS = ("Found joy in the downpour.", "Had a blast - with friends!", "Off the beaten path.")
_OTHER_TEXTS = ("", "Embraced the rain · got soaked.")
_MINUTES = (15, 20, 30, 45, 75, 90, 105, 120, 210, 270)
_METRES = (100, 300, 500, 800, 1000, 1500, 2500, 4500, 8000, 12_000)
_CLOCK = {"8:00am": 8.0, "6:30am": 6.5, "5:45pm": 17.75, "12:00pm": 12.0}
_BEFORE_NOW = 2
"""So many of these are over by now."""
_MILE = 1609.34
_NOISE = 20
_EXACT = 10
"""Metres by which a distance may be off: no more can be seen."""
Spared = Callable[[Made, date], bool]
"""Whether a track of a day would be part of the answer."""


# -- drawing -------------------------------------------------------------------------------------------
def hundredths(metres: float) -> int:
    """The nearest whole hundredth of a mile, in metres: as it shows, whatever the units."""
    return round(round(metres / _MILE, 2) * _MILE)


def track(
    category: str, start: datetime, minutes: int = 30, metres: int = 5005, name: str = "", text: str = ""
) -> Made:
    """One as OpenTracks keeps it."""
    begun, took = int(start.replace(tzinfo=UTC).timestamp() * 1000), minutes * 60_000
    return {
        "name": name,
        "description": text,
        "category": category,
        "activity_type": category,
        "starttime": begun,
        "stoptime": begun + took,
        "totaltime": took,
        "movingtime": took,
        "totaldistance": metres,
    }


def _meant(random: Random, category: str, day: date) -> tuple[Made, dict[str, str]]:
    """A track of a day, and what AndroidWorld's parameters say of it."""
    clock, hours = random.choice(tuple(_CLOCK.items())[: _BEFORE_NOW if day == TODAY else None])
    minutes, metres = random.choice(_MINUTES), random.choice(_METRES)
    name, text = random.choice(_NAMES), random.choice(_TEXTS)
    start = datetime(day.year, day.month, day.day) + timedelta(hours=hours)
    said = {
        "activity_name": name,
        "activity_description": text,
        "category": category,
        "start_time": clock,
        "duration": str(minutes),
        "distance": str(metres),
        "elevation": str(random.choice((50, 100, 550, 1200))),
    }
    return track(category, start, minutes, hundredths(metres), name, text), said


def _noise(random: Random, spared: Spared) -> list[Made]:
    """Tracks of all kinds, up to three weeks ago, that the question is not about."""
    found: list[Made] = []
    while len(found) < _NOISE:
        ago = timedelta(days=random.randint(0, 21), minutes=random.randrange(24 * 60))
        minutes = random.randrange(1, 300)
        start = NOW - timedelta(minutes=minutes) - ago
        metres = hundredths(random.randint(0, 20_000))
        kind, name = random.choice(_OTHER_KINDS), random.choice(_OTHER_NAMES)
        one = track(kind, start, minutes, metres, name, random.choice(_OTHER_TEXTS))
        if not spared(one, start.date()):
            found.append(one)
    return found


def _of_kind(kind: str, first: date, last: date) -> Spared:
    return lambda one, day: kind in str(one["category"]) and first <= day <= last


def _on_date(random: Random) -> Params:
    """Two kinds of one day."""
    day = TODAY - timedelta(days=random.randint(2, 21))
    made = [_meant(random, kind, day) for kind in random.sample(_KINDS, 2)]
    noise = _noise(random, _of_kind("", day, day))
    return params_of([one for one, _ in made], noise, **{**made[0][1], "date": day_in_words(random, day)})


def _one_on_date(random: Random) -> Params:
    day = TODAY - timedelta(days=random.randint(0, 10))
    kind = random.choice(_KINDS)
    made, said = _meant(random, kind, day)
    noise = _noise(random, _of_kind(kind, day, day))
    return params_of([made], noise, **{**said, "date": day_in_words(random, day)})


def _this_week(count: int) -> Callable[[Random], Params]:
    """A kind done so often since Monday."""

    def draw(random: Random) -> Params:
        kind = random.choice(_KINDS)
        days = [TODAY - timedelta(days=random.randrange(7)) for _ in range(count)]
        made = [_meant(random, kind, day) for day in days]
        noise = _noise(random, _of_kind(kind, TODAY - timedelta(days=6), TODAY))
        said = {**made[0][1], "start_date": day_in_words(random, days[0])}
        return params_of([one for one, _ in made], noise, **said)

    return draw


def _between(random: Random) -> Params:
    """A kind done on two days."""
    kind = random.choice(_KINDS)
    first = TODAY - timedelta(days=random.randint(6, 14))
    last = TODAY - timedelta(days=random.randint(0, 5))
    made = [_meant(random, kind, day) for day in (first, last)]
    noise = _noise(random, _of_kind(kind, first, last))
    dates = {"start_date": day_in_words(random, first), "end_date": day_in_words(random, last)}
    return params_of([one for one, _ in made], noise, **{**made[0][1], **dates})


# -- after ---------------------------------------------------------------------------------------------
Right = Callable[[str, Sequence[Record]], tuple[str, bool]]
"""From an answer and the tracks that are meant to the right answer, and whether it was given."""


def _kinds(answer: str, tracks: Sequence[Record]) -> tuple[str, bool]:
    kinds = [str(one["category"]) for one in tracks]
    return ", ".join(kinds), says_texts(answer, kinds)


def _count(answer: str, tracks: Sequence[Record]) -> tuple[str, bool]:
    return str(len(tracks)), says_number(answer, len(tracks), counted("activity", "activities", "times"))


def _minutes(answer: str, tracks: Sequence[Record]) -> tuple[str, bool]:
    whole = sum(int(str(one["totaltime"])) for one in tracks) // 60_000
    return f"{whole} minutes", says_number(answer, whole, MINUTES)


def _metres(answer: str, tracks: Sequence[Record]) -> tuple[str, bool]:
    whole = sum(int(str(one["totaldistance"])) for one in tracks)
    return f"{whole} m", says_number(answer, whole, METRES, within=_EXACT)


def _asking(right: Right) -> Callable[[Scene, Params], Iterable[Clause]]:
    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        wanted, ok = right(scene.answer, meant(params))
        yield scene.answered(f"the answer is {wanted}", ok)
        yield scene.untouched("no track is changed", "row de.dennisguse.opentracks/database.db/*")

    return judge


_ASKED: Mapping[str, tuple[Callable[[Random], Params], Right]] = {
    "SportsTrackerActivitiesOnDate": (_on_date, _kinds),
    "SportsTrackerActivitiesCountForWeek": (_this_week(2), _count),
    "SportsTrackerActivityDuration": (_one_on_date, _minutes),
    "SportsTrackerTotalDurationForCategoryThisWeek": (_this_week(2), _minutes),
    "SportsTrackerLongestDistanceActivity": (_this_week(1), _metres),
    "SportsTrackerTotalDistanceForCategoryOverInterval": (_between, _metres),
}
TEMPLATES = tuple(
    Template(FACTS[name], _asking(right), draw, fill_mixed(TRACKS)) for name, (draw, right) in _ASKED.items()
)
