"""Questions about tracks, among many others that must not be counted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import NamedTuple

from device.phone.phone import Phone
from tasks.suites.world.track import REST, hundredths, track
from tests.tasks.gold.case import Case
from tests.tasks.gold.table import Record, Table

_KEPT = track("", datetime(2023, 10, 15))
TRACKS = Table("de.dennisguse.opentracks", "database.db", "tracks", "_id", {**REST, **_KEPT})
CATEGORIES = ("running", "trail running", "mountain biking", "biking", "snow boarding", "inline skating")
WEEK = range(9, 16)
"""Days of October 2023 from Monday on."""
Done = Callable[[Phone, str], bool]


class Way(NamedTuple):
    """A track of the sheet."""

    category: str
    start: datetime
    minutes: int = 30
    metres: int = 5005
    """As AndroidWorld has them: whole hundredths of a mile, in metres."""
    name: str = "Slow day"
    description: str = ""


def at(day: int, hour: int = 8, minute: int = 0) -> datetime:
    """A moment of October 2023, or with 0 and below of the days before it."""
    return datetime(2023, 9, 30 + day, hour, minute) if day < 1 else datetime(2023, 10, day, hour, minute)


def row(way: Way) -> Record:
    """As it is kept."""
    return TRACKS.record(**track(way.category, way.start, way.minutes, way.metres, way.name, way.description))


def noise(random: Random, count: int, spare: Callable[[Way], bool]) -> list[Way]:
    """Tracks of all kinds, up to three weeks ago, that `spare` is not true for."""
    found: list[Way] = []
    while len(found) < count:
        way = Way(
            random.choice(CATEGORIES),
            at(random.randint(-6, 15), random.randrange(24), random.randrange(60)),
            random.randrange(1, 300),
            hundredths(random.randint(0, 20_000)),
            random.choice(
                ("Trail Run", "Don't stop", "晨跑", "A very long way round the lake and back again")
            ),
            random.choice(("", "Embraced the rain · got soaked.")),
        )
        if not spare(way):
            found.append(way)
    return found


def asking(
    task: str,
    values: Mapping[str, object],
    ways: Sequence[Way],
    right: Callable[[str], bool],
    name: str = "",
) -> Case:
    """A question whose answer is right, and nothing changed on the way to it."""
    records = [row(way) for way in ways]
    untouched = TRACKS.lacks(records, ())
    return Case(
        task,
        lambda phone, answer: right(answer) and untouched(phone, answer),
        values,
        before=TRACKS.fill(records),
        name=name,
    )


def names(*wanted: str) -> Callable[[str], bool]:
    """Whether these were answered, in any order."""
    return lambda answer: sorted(answer.split(", ")) == sorted(wanted)


def near(metres: int) -> Callable[[str], bool]:
    """Whether a distance is told to ten metres, which is as exact as it shows."""
    return lambda answer: answer.isdecimal() and abs(int(answer) - metres) < 10


def _other(random: Random, spare: Callable[[Way], bool]) -> list[Way]:
    return noise(random, 24, spare)


def _in_week(category: str) -> Callable[[Way], bool]:
    return lambda way: category in way.category and way.start >= at(9, 0)


_OLD = Random(11)
CASES = (
    asking(
        "SportsTrackerActivitiesOnDate",
        {"date": "Thursday"},
        [
            Way("snow boarding", at(12, 23, 59)),
            Way("mountain biking", at(12)),
            *_other(_OLD, lambda way: way.start.day == 12),
        ],
        names("snow boarding", "mountain biking"),
        "last",
    ),
    asking(
        "SportsTrackerActivitiesOnDate",
        {"date": "September 28"},
        [Way("running", at(-2), description="With friends."), *_other(_OLD, lambda way: way.start.day == 28)],
        names("running"),
        "long-ago",
    ),
    asking(
        "SportsTrackerActivitiesOnDate",
        {"date": "Sunday"},
        [Way("running", at(8)), Way("biking", at(15)), *_other(_OLD, lambda way: way.start.day in (8, 15))],
        names("running"),
        "week-ago",
    ),
    asking(
        "SportsTrackerActivitiesCountForWeek",
        {"category": "running"},
        [
            Way("running", at(9, 0)),
            Way("running", at(15, 15)),
            Way("running", at(8, 23, 59)),
            Way("trail running", at(10)),
            *_other(_OLD, _in_week("running")),
        ],
        names("2"),
    ),
    asking(
        "SportsTrackerActivityDuration",
        {"category": "inline skating", "date": "yesterday"},
        [
            Way("inline skating", at(14), 165),
            Way("running", at(14), 20),
            *_other(_OLD, lambda way: way.category == "inline skating" and way.start.day == 14),
        ],
        names("165"),
    ),
    asking(
        "SportsTrackerTotalDurationForCategoryThisWeek",
        {"category": "biking"},
        [Way("biking", at(9), 270), Way("biking", at(15), 15), *_other(_OLD, _in_week("biking"))],
        names("285"),
    ),
    asking(
        "SportsTrackerLongestDistanceActivity",
        {"category": "running"},
        [
            Way("running", at(11), metres=hundredths(300)),
            Way("running", at(13), metres=hundredths(100)),
            Way("running", at(8), metres=hundredths(9000)),
            *_other(_OLD, _in_week("running")),
        ],
        near(hundredths(300)),
        "short",
    ),
    asking(
        "SportsTrackerTotalDistanceForCategoryOverInterval",
        {"category": "running", "start_date": "Sunday", "end_date": "October 12"},
        [
            Way("running", at(8, 0), metres=hundredths(2000)),
            Way("running", at(12, 23), metres=hundredths(4000)),
            Way("running", at(13), metres=hundredths(5000)),
            *_other(_OLD, lambda way: "running" in way.category and at(8, 0) <= way.start < at(13, 0)),
        ],
        near(hundredths(2000) + hundredths(4000)),
        "week-ago",
    ),
    asking(
        "SportsTrackerTotalDistanceForCategoryOverInterval",
        {"category": "mountain biking", "start_date": "October 2 2023", "end_date": "today"},
        [
            Way("mountain biking", at(2, 0), metres=hundredths(12_000)),
            Way("mountain biking", at(15, 15), metres=hundredths(800)),
            Way("mountain biking", at(1, 23), metres=hundredths(5000)),
            *_other(_OLD, lambda way: "biking" in way.category and way.start >= at(2, 0)),
        ],
        near(hundredths(12_000) + hundredths(800)),
    ),
)
