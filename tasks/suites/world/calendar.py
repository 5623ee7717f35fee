"""Events of Simple Calendar Pro made and deleted.

Where we differ from AndroidWorld: titles and descriptions must be as told, letter by letter (nine of ten are
enough there), and goals say what happens to an event that only lasts into the day that is cleared: it stays.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import TODAY
from tasks.material.table import Record, Table
from tasks.scene import Scene
from tasks.suites.world.row import Made, added, fill_mixed, fill_others, gone, params_of
from tasks.task import Params, Template

FACTS = read_facts(__file__)
EVENTS = Table(
    "com.simplemobiletools.calendar.pro",
    "events.db",
    "events",
    "id",
    {
        **dict.fromkeys(("title", "location", "description", "attendees", "import_id"), ""),
        **{f"reminder_{place}_minutes": -1 for place in (1, 2, 3)},
        **{f"reminder_{place}_type": 0 for place in (1, 2, 3)},
        **dict.fromkeys(("start_ts", "end_ts", "repeat_interval", "repeat_rule", "repeat_limit"), 0),
        **dict.fromkeys(("flags", "parent_id", "last_updated", "availability", "color", "type"), 0),
        "repetition_exceptions": "[]",
        "time_zone": "UTC",
        "event_type": 1,
        "source": "imported-ics",
    },
)
MONTH = (date(2023, 10, 1), date(2023, 10, 31))
"""That most events are of."""
_WITH = ("Meeting with", "Call with", "Lunch with", "Chat with")
_ON = ("Workshop on", "Review of", "Appointment for", "Session about")
_WHO = ("Alice", "Dr. O'Hara", "the Team", "HR", "Zoë & Bob", "Marketing")
_WHAT = ("Budget Planning", "Project X", "the 'Annual Report'", "Q4: goals, risks, 100% of the numbers")
_AIMS = ("discuss", "finalize", "strategize about", "celebrate")
_MATTERS = ("client feedback", "upcoming project milestones", "the product launch", "contract details")
_EXTRAS = ("", " Let's be punctual.", " Please bring the papers with you.", " Snacks will be there!")
_SAID = (
    "title",
    "description",
    "location",
    "start_ts",
    "end_ts",
    "repeat_interval",
    "repeat_rule",
    "repeat_limit",
)
_NEVER: Made = {"repeat_interval": 0, "repeat_rule": 0, "repeat_limit": 0}
"""That an event does not repeat; in seconds, by weekdays as bits, and until when."""


# -- records -------------------------------------------------------------------------------------------
def event(start: datetime, minutes: int, title: str, description: str = "", location: str = "") -> Made:
    """A row of the events' table."""
    since = int(start.replace(tzinfo=UTC).timestamp())
    return {
        "start_ts": since,
        "end_ts": since + minutes * 60,
        "title": title,
        "description": description,
        "location": location,
        **_NEVER,
    }


def begins(row: Record) -> datetime:
    """When an event begins, in the phone's zone."""
    return datetime.fromtimestamp(cast(int, row["start_ts"]), UTC).replace(tzinfo=None)


def minutes_of(row: Record) -> int:
    """How long it lasts."""
    return (cast(int, row["end_ts"]) - cast(int, row["start_ts"])) // 60


def some_title(random: Random) -> str:
    """What an event may be called."""
    words = (_WITH, _WHO) if random.random() < 0.5 else (_ON, _WHAT)
    return " ".join(random.choice(some) for some in words)


def some_description(random: Random) -> str:
    """What an event may say of itself."""
    return f"We will {random.choice(_AIMS)} {random.choice(_MATTERS)}.{random.choice(_EXTRAS)}"


def some_event(random: Random, first: date, last: date) -> Made:
    """An event of these days that begins on the hour."""
    day = first + timedelta(days=random.randint(0, (last - first).days))
    start = datetime(day.year, day.month, day.day, random.randrange(24))
    return event(start, random.choice((15, 30, 45, 60)), some_title(random), some_description(random))


def other_events(random: Random, count: int, spared: Callable[[Record], bool]) -> list[Made]:
    """So many events of the month, none of which `spared` is true for."""
    found: list[Made] = []
    while len(found) < count:
        one = some_event(random, *MONTH)
        if not spared(one):
            found.append(one)
    return found


# -- drawing -------------------------------------------------------------------------------------------
def _params(wanted: Sequence[Made], noise: Sequence[Made], **more: str) -> Params:
    day = begins(wanted[0])
    return {**params_of(wanted, noise, **more), "year": day.year, "month": day.month, "day": day.day}


def _one(params: Params, row: Record) -> Params:
    """What is said of one event beside its day."""
    return {
        **params,
        "hour": begins(row).hour,
        "duration_mins": minutes_of(row),
        "event_title": str(row["title"]),
        "event_description": str(row["description"]),
    }


def _to_add(first: int, last: int, *rules: str) -> Callable[[Random], Params]:
    """An event from `first` to `last` days from today; with rules it repeats by one of them."""

    def draw(random: Random) -> Params:
        once = some_event(random, TODAY + timedelta(days=first), TODAY + timedelta(days=last))
        noise = other_events(random, random.randint(0, 20), lambda one: one["title"] == once["title"])
        more = {"day_of_week": f"{begins(once):%A}"}
        if rules:
            more["repeat_rule"] = random.choice(rules)
        wanted = {**once, **_repeating(more.get("repeat_rule", ""), begins(once))}
        return _one(_params([wanted], noise, **more), wanted)

    return draw


def _repeating(rule: str, start: datetime) -> Made:
    if rule == "daily":
        return {"repeat_interval": 86_400}
    return {"repeat_interval": 604_800, "repeat_rule": 1 << start.weekday()} if rule == "weekly" else {}


def _to_clear(count: int, first: int, last: int) -> Callable[[Random], Params]:
    """A day with so many events, and one that began the day before and lasts over it."""

    def draw(random: Random) -> Params:
        day = TODAY + timedelta(days=random.randint(first, last))
        doomed = [some_event(random, day, day) for _ in range(count)]
        noise = other_events(random, 19, lambda one: begins(one).date() == day)
        eve = datetime(day.year, day.month, day.day, 22) - timedelta(days=1)
        noise.append(event(eve, 2 * 1440, "Trade fair"))
        return _params(doomed, noise, day_of_week=f"{day:%A}")

    return draw


def _to_delete(random: Random) -> Params:
    doomed = some_event(random, TODAY, MONTH[1])
    noise = other_events(
        random, 20, lambda one: begins(one) == begins(doomed) or one["title"] == doomed["title"]
    )
    return _one(_params([doomed], noise), doomed)


# -- after ---------------------------------------------------------------------------------------------
def _added(scene: Scene, params: Params) -> Iterable[Clause]:
    yield added(scene, EVENTS, params, _SAID)


def _gone(scene: Scene, params: Params) -> Iterable[Clause]:
    yield gone(scene, EVENTS, params)


_ADDED = {
    "SimpleCalendarAddOneEvent": _to_add(0, 16),
    "SimpleCalendarAddOneEventTomorrow": _to_add(1, 1),
    "SimpleCalendarAddOneEventRelativeDay": _to_add(1, 6),
    "SimpleCalendarAddOneEventInTwoWeeks": _to_add(14, 14),
    "SimpleCalendarAddRepeatingEvent": _to_add(0, 16, "daily", "weekly"),
}
_DELETED = {
    "SimpleCalendarDeleteEvents": _to_clear(3, 0, 16),
    "SimpleCalendarDeleteEventsOnRelativeDay": _to_clear(2, 1, 6),
    "SimpleCalendarDeleteOneEvent": _to_delete,
}
TEMPLATES = (
    *(Template(FACTS[name], _added, draw, fill_others(EVENTS)) for name, draw in _ADDED.items()),
    *(Template(FACTS[name], _gone, draw, fill_mixed(EVENTS)) for name, draw in _DELETED.items()),
)
