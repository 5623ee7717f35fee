"""Sheets that ask about tracks, twenty others among them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from random import Random

from tasks.chance import TODAY, day_in_words
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_tracker import Way, asking, hundredths, names, near, noise
from tests.tasks.gold.sheet import Draw

CATEGORIES = (
    *("running", "cycling", "swimming", "hiking", "mountain biking", "kayaking", "skiing", "snow boarding"),
    *("skate boarding", "climbing", "inline skating", "sailing"),
)
_NAMES = ("Slow day", "Lunch break", "Trying to keep up with John", "Quick outing", "Don't ask", "Recovery")
_TEXTS = ("Found joy in the downpour.", "Had a blast - with friends!", "Off the beaten path.")
_MINUTES = (15, 20, 30, 45, 75, 90, 105, 120, 210, 270)
_METRES = (100, 300, 500, 800, 1000, 1500, 2500, 4500, 8000, 12_000)
_CLOCK = {"8:00am": 8.0, "5:45pm": 17.75, "12:00pm": 12.0, "6:30am": 6.5}
Spared = Callable[[Way], bool]


def way(random: Random, category: str, day: date) -> tuple[Way, Mapping[str, str]]:
    """A track of a day, and what a sheet says of it."""
    clock, hours = random.choice(tuple(_CLOCK.items()))
    minutes, metres = random.choice(_MINUTES), random.choice(_METRES)
    made = Way(
        category,
        datetime(day.year, day.month, day.day) + timedelta(hours=hours),
        minutes,
        hundredths(metres),
        random.choice(_NAMES),
        random.choice(_TEXTS),
    )
    said = {
        "activity_name": made.name,
        "activity_description": made.description,
        "start_time": clock,
        "duration": str(minutes),
        "distance": str(metres),
        "elevation": str(random.choice((50, 100, 550, 1200))),
    }
    return made, said


def _of_day(task: str, count: int) -> Draw:
    """What was done on a day, or how long it took."""

    def draw(random: Random) -> Case:
        day = TODAY - timedelta(days=random.randint(0, 10) if count == 1 else random.randint(2, 21))
        kinds = random.sample(CATEGORIES, count)
        made = [way(random, kind, day) for kind in kinds]

        def spared(one: Way) -> bool:
            return one.start.date() == day and (count > 1 or kinds[0] in one.category)

        values = {**made[0][1], "category": kinds[0], "date": day_in_words(random, day)}
        ways = _mixed(random, [one for one, _ in made], spared)
        right = names(*kinds) if count > 1 else names(str(made[0][0].minutes))
        return asking(task, values, ways, right)

    return draw


def _of_week(task: str, count: int, answer: Callable[[list[Way]], Callable[[str], bool]]) -> Draw:
    """Something done since Monday, so often."""

    def draw(random: Random) -> Case:
        kind = random.choice(CATEGORIES)
        days = [TODAY - timedelta(days=random.randrange(7)) for _ in range(count)]
        made = [way(random, kind, day) for day in days]
        ways = [one for one, _ in made]

        def spared(one: Way) -> bool:
            within = one.start.date() >= TODAY - timedelta(days=6)
            return within and kind in one.category

        values = {**made[0][1], "category": kind, "start_date": day_in_words(random, days[0])}
        return asking(task, values, _mixed(random, ways, spared), answer(ways))

    return draw


def _between(random: Random) -> Case:
    """How far it was from one day to another."""
    kind = random.choice(CATEGORIES)
    first = TODAY - timedelta(days=random.randint(6, 14))
    last = TODAY - timedelta(days=random.randint(0, 5))
    made = [way(random, kind, day) for day in (first, last)]
    ways = [one for one, _ in made]

    def spared(one: Way) -> bool:
        return kind in one.category and first <= one.start.date() <= last

    values = {
        **made[0][1],
        "category": kind,
        "start_date": day_in_words(random, first),
        "end_date": day_in_words(random, last),
    }
    return asking(
        "SportsTrackerTotalDistanceForCategoryOverInterval",
        values,
        _mixed(random, ways, spared),
        near(sum(one.metres for one in ways)),
    )


def _mixed(random: Random, ways: list[Way], spared: Spared) -> list[Way]:
    mixed = [*ways, *noise(random, 20, spared)]
    random.shuffle(mixed)
    return mixed


_LONGEST = "SportsTrackerLongestDistanceActivity"
_TOTAL = "SportsTrackerTotalDurationForCategoryThisWeek"
_COUNT = "SportsTrackerActivitiesCountForWeek"
SHEETS: Mapping[str, Draw] = {
    "SportsTrackerActivitiesOnDate": _of_day("SportsTrackerActivitiesOnDate", 2),
    "SportsTrackerActivityDuration": _of_day("SportsTrackerActivityDuration", 1),
    _COUNT: _of_week(_COUNT, 2, lambda ways: names(str(len(ways)))),
    _TOTAL: _of_week(_TOTAL, 2, lambda ways: names(str(sum(one.minutes for one in ways)))),
    _LONGEST: _of_week(_LONGEST, 1, lambda ways: near(max(one.metres for one in ways))),
    "SportsTrackerTotalDistanceForCategoryOverInterval": _between,
}
