"""Calendar sheets: events to make, and to delete among others."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from tasks.chance import TODAY
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_calendar import EVENTS
from tests.tasks.gold.sheet import Draw
from tests.tasks.gold.table import Record, printed

_WITH = ("Meeting with", "Call with", "Lunch with", "Chat with")
_ON = ("Workshop on", "Review of", "Appointment for", "Session about")
_WHO = ("Alice", "Dr. O'Hara", "the Team", "HR", "Zoë & Bob", "Marketing")
_WHAT = ("Budget Planning", "Project X", "the 'Annual Report'", "Q4: goals, risks, 100% of the numbers")
_AIMS = ("discuss", "finalize", "strategize about", "celebrate")
_MATTERS = ("client feedback", "upcoming project milestones", "the product launch", "contract details")
_EXTRAS = ("", " Let's be punctual.", " Please bring the papers with you.", " Snacks will be there!")


def title(random: Random) -> str:
    """What an event may be called."""
    words = (_WITH, _WHO) if random.random() < 0.5 else (_ON, _WHAT)
    return " ".join(random.choice(some) for some in words)


def event(start: datetime, minutes: int, name: str, words: str = "", place: str = "") -> Record:
    """A row of the events' table."""
    since = int(start.replace(tzinfo=UTC).timestamp())
    return EVENTS.record(
        start_ts=since, end_ts=since + minutes * 60, title=name, description=words, location=place
    )


def describe(random: Random) -> str:
    """What an event may say of itself."""
    return f"We will {random.choice(_AIMS)} {random.choice(_MATTERS)}.{random.choice(_EXTRAS)}"


def on_the_hour(random: Random, first: date, last: date) -> Record:
    """An event of these days that begins on the hour."""
    day = first + timedelta(days=random.randint(0, (last - first).days))
    start = datetime(day.year, day.month, day.day, random.randrange(24))
    return event(start, random.choice((15, 30, 45, 60)), title(random), describe(random))


def begins(record: Record) -> datetime:
    """When an event begins, in the phone's zone."""
    return datetime.fromtimestamp(int(str(record["start_ts"])), UTC).replace(tzinfo=None)


def noise(random: Random, count: int, spared: Callable[[Record], bool]) -> list[Record]:
    """So many events of October, none of which `spared` is true for."""
    found: list[Record] = []
    while len(found) < count:
        one = on_the_hour(random, date(2023, 10, 1), date(2023, 10, 31))
        if not spared(one):
            found.append(one)
    return found


def _values(wanted: Sequence[Record], others: Sequence[Record]) -> dict[str, object]:
    """What every sheet says: its day, and the rows."""
    start = begins(wanted[0])
    return {
        "year": start.year,
        "month": start.month,
        "day": start.day,
        "row_objects": [printed("CalendarEvent", one) for one in wanted],
        "noise_row_objects": [printed("CalendarEvent", one) for one in others],
    }


def _one(wanted: Record) -> dict[str, object]:
    """What a sheet about one event says beside its day."""
    return {
        "hour": begins(wanted).hour,
        "duration_mins": (int(str(wanted["end_ts"])) - int(str(wanted["start_ts"]))) // 60,
        "event_title": wanted["title"],
        "event_description": wanted["description"],
    }


def _adding(task: str, first: int, last: int, *more: str) -> Draw:
    """Sheets for an event from `first` to `last` days from today; `more` names what else they say."""

    def draw(random: Random) -> Case:
        wanted = on_the_hour(random, TODAY + timedelta(days=first), TODAY + timedelta(days=last))
        others = noise(random, random.randint(0, 20), lambda one: one["title"] == wanted["title"])
        rule = random.choice(("daily", "weekly")) if "repeat_rule" in more else ""
        repeat = {
            "": (0, 0),
            "daily": (86_400, 0),
            "weekly": (604_800, 1 << begins(wanted).weekday()),
        }[rule]
        new = {
            column: wanted[column] for column in ("start_ts", "end_ts", "title", "description", "location")
        }
        said = {"day_of_week": f"{begins(wanted):%A}", "repeat_rule": rule}
        return Case(
            task,
            EVENTS.has(others, {**new, "repeat_interval": repeat[0], "repeat_rule": repeat[1]}),
            {**_values([wanted], others), **_one(wanted), **{name: said[name] for name in more}},
            before=EVENTS.fill(others),
        )

    return draw


def _deleting(task: str, count: int, last: int, *more: str) -> Draw:
    """Sheets for the `count` events of a day from tomorrow (or today) to `last` days ahead.

    One that began the day before and lasts over it stays.
    """

    def draw(random: Random) -> Case:
        day = TODAY + timedelta(days=random.randint(1 if more else 0, last))
        doomed = [on_the_hour(random, day, day) for _ in range(count)]
        others = noise(random, 19, lambda one: begins(one).date() == day)
        eve = datetime(day.year, day.month, day.day, 22) - timedelta(days=1)
        others.append(event(eve, 2 * 1440, "Trade fair"))
        records = [*others, *doomed]
        random.shuffle(records)
        return Case(
            task,
            EVENTS.lacks(records, doomed),
            {**_values(doomed, others), **dict.fromkeys(more, f"{day:%A}")},
            before=EVENTS.fill(records),
        )

    return draw


def _deleting_one(random: Random) -> Case:
    doomed = on_the_hour(random, TODAY, date(2023, 10, 31))
    others = noise(
        random,
        20,
        lambda one: begins(one) == begins(doomed) or one["title"] == doomed["title"],
    )
    records = [*others, doomed]
    random.shuffle(records)
    return Case(
        "SimpleCalendarDeleteOneEvent",
        EVENTS.lacks(records, [doomed]),
        {**_values([doomed], others), **_one(doomed)},
        before=EVENTS.fill(records),
    )


SHEETS: Mapping[str, Draw] = {
    "SimpleCalendarAddOneEvent": _adding("SimpleCalendarAddOneEvent", 0, 16),
    "SimpleCalendarAddOneEventRelativeDay": _adding(
        "SimpleCalendarAddOneEventRelativeDay", 1, 6, "day_of_week"
    ),
    "SimpleCalendarAddOneEventTomorrow": _adding("SimpleCalendarAddOneEventTomorrow", 1, 1),
    "SimpleCalendarAddOneEventInTwoWeeks": _adding("SimpleCalendarAddOneEventInTwoWeeks", 14, 14),
    "SimpleCalendarAddRepeatingEvent": _adding("SimpleCalendarAddRepeatingEvent", 0, 16, "repeat_rule"),
    "SimpleCalendarDeleteEvents": _deleting("SimpleCalendarDeleteEvents", 3, 16),
    "SimpleCalendarDeleteEventsOnRelativeDay": _deleting(
        "SimpleCalendarDeleteEventsOnRelativeDay", 2, 6, "day_of_week"
    ),
    "SimpleCalendarDeleteOneEvent": _deleting_one,
}
