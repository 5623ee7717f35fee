"""Sheets that ask about tasks, twenty others among them: some done, some hidden, some far away."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random

from device.phone.phone import Phone
from tasks.chance import NOW, TODAY, clock_in_words, day_in_words
from tests.tasks.gold.case import Case
from tests.tasks.gold.sheet import Draw
from tests.tasks.gold.table import Record, Table

_ZEROS = (
    *("hideUntil", "created", "modified", "completed", "deleted", "estimatedSeconds", "elapsedSeconds"),
    *("timerStart", "notificationFlags", "lastNotified", "repeat_from", "collapsed", "parent", "read_only"),
)
TASKS = Table(
    "org.tasks",
    "database",
    "tasks",
    "_id",
    {
        **dict.fromkeys(("title", "importance", "dueDate"), 0),
        **dict.fromkeys(_ZEROS, 0),
        **dict.fromkeys(("notes", "recurrence", "calendarUri", "order"), None),
        "remoteId": "",
    },
)
NOISE = (
    *("Water the plants", "Read 'The Trial'", "Renew driver's license", "Call Grandma", "Back up files"),
    *("Take the dog to the vet", "Clean out fridge", "Plan: budget for next month", "Learn the guitar"),
)
TITLES = (
    *("Review code changes", "Don't forget Ana's present", "Submit expense report", "Plan team outing"),
    *("Book flights for the conference", "Draft e-mail #2", "Prepare agenda for the weekly meeting of all"),
)
_NOTES = ("This is urgent.", "Double-check details.", "Don't wait.", None)
_CLOCK = ("8:00am", "12pm", "21:45")
Spared = Callable[[Record], bool]


def ms(moment: datetime) -> int:
    """Milliseconds since 1970 of a moment in the phone's zone."""
    return int(moment.replace(tzinfo=UTC).timestamp()) * 1000


def due(record: Record) -> datetime:
    """When a task is due, in the phone's zone."""
    return datetime.fromtimestamp(int(str(record["dueDate"])) / 1000, UTC).replace(tzinfo=None)


def task(random: Random, title: str, until: datetime, **more: int) -> Record:
    """A row of the tasks' table; what it says of importance and completion is `more`."""
    return TASKS.record(
        title=title,
        dueDate=ms(until),
        notes=random.choice(_NOTES),
        remoteId=str(random.getrandbits(100)),
        **{
            "importance": 2,
            "hideUntil": ms(datetime.combine(TODAY - timedelta(days=random.randint(4, 6)), time(8))),
            **more,
        },
    )


def noise(random: Random, spared: Spared) -> list[Record]:
    """Twenty due within a week of now, half of them done, none of which `spared` is true for."""
    found: list[Record] = []
    while len(found) < 20:
        until = NOW + timedelta(minutes=random.randrange(-7 * 1440, 7 * 1440))
        hidden = until - timedelta(minutes=random.randrange(84 * 60, 204 * 60))
        finished = NOW - timedelta(minutes=random.randrange(7 * 1440, 21 * 1440))
        one = task(
            random,
            random.choice(NOISE),
            until,
            importance=random.randrange(4),
            hideUntil=ms(hidden),
            completed=ms(finished) if random.random() < 0.5 else 0,
        )
        if not spared(one):
            found.append(one)
    return found


def _asking(
    name: str, values: Mapping[str, object], answer: str, records: list[Record], random: Random
) -> Case:
    random.shuffle(records)
    untouched = TASKS.lacks(records, ())

    def done(phone: Phone, said: str) -> bool:
        return sorted(said.split(", ")) == sorted(answer.split(", ")) and untouched(phone, said)

    return Case(name, done, values, before=TASKS.fill(records))


def _titles(records: Sequence[Record]) -> str:
    return ", ".join(str(one["title"]) for one in records)


def _of_day(
    name: str, spared: Callable[[datetime, Record], bool], days: range, *said: str, **more: int
) -> Draw:
    """Sheets for three tasks of a day; `spared` is true for what must not be among the others."""

    def draw(random: Random) -> Case:
        day = datetime.combine(TODAY + timedelta(days=random.choice(days)), time())
        wanted = [task(random, title, day, **more) for title in random.sample(TITLES, 3)]
        values = {
            "date": day_in_words(random, day.date()),
            "title": wanted[-1]["title"],
            "notes": wanted[-1]["notes"],
            "importance": str(wanted[-1]["importance"]),
            "time": random.choice(_CLOCK),
            "completed_date": "October 14 2023",
        }
        records = [*noise(random, lambda one: spared(day, one)), *wanted]
        return _asking(name, {key: values[key] for key in said}, _titles(wanted), records, random)

    return draw


def _high(random: Random) -> Case:
    until = datetime.combine(TODAY + timedelta(days=random.randint(1, 7)), time(random.randrange(24), 15))
    (title,) = random.sample(TITLES, 1)
    wanted = task(random, title, until, importance=0)
    values = {
        "task_title": title,
        "notes": wanted["notes"],
        "due_date": f"{until:%B %d %Y}",
        "time": clock_in_words(random, until),
        "hide_until_date": "October 11 2023",
    }
    records = [*noise(random, lambda one: one["importance"] == 0), wanted]
    return _asking("TasksHighPriorityTasks", values, title, records, random)


def _high_of_day(random: Random) -> Case:
    until = datetime.combine(TODAY + timedelta(days=random.randint(0, 14)), time(random.randrange(24), 45))
    (title,) = random.sample(TITLES, 1)
    wanted = task(random, title, until, importance=0, hideUntil=0)
    values = {
        "date": day_in_words(random, until.date()),
        "time": clock_in_words(random, until),
        "title": title,
    }
    others = noise(random, lambda one: due(one).date() == until.date() and one["importance"] == 0)
    return _asking("TasksHighPriorityTasksDueOnDate", values, title, [*others, wanted], random)


def _next_week(random: Random) -> Case:
    monday = TODAY + timedelta(days=1)
    days = [datetime.combine(monday + timedelta(days=random.randrange(7)), time()) for _ in range(6)]
    wanted = [task(random, title, day) for title, day in zip(random.sample(TITLES, 6), days, strict=True)]
    values = {
        "due_date": f"{days[-1]:%B %d %Y}",
        "title": wanted[-1]["title"],
        "notes": wanted[-1]["notes"],
    }
    others = noise(random, lambda one: 0 <= (due(one).date() - monday).days < 7)
    return _asking("TasksDueNextWeek", values, "6", [*others, *wanted], random)


def _same_day(day: datetime, one: Record) -> bool:
    return due(one).date() == day.date()


def _same_weekday(day: datetime, one: Record) -> bool:
    """A bare "Thursday" may be the last one or the next."""
    return due(one).weekday() == day.weekday()


def _still_open(day: datetime, one: Record) -> bool:
    return due(one).date() <= day.date() and not one["completed"]


_AHEAD, _AROUND = range(15), range(-5, 6)
SHEETS: Mapping[str, Draw] = {
    "TasksDueOnDate": _of_day("TasksDueOnDate", _same_day, _AHEAD, "date", "importance", "notes", "title"),
    "TasksCompletedTasksForDate": _of_day(
        "TasksCompletedTasksForDate",
        _same_weekday,
        _AROUND,
        *("completed_date", "date", "notes", "time", "title"),
        completed=ms(datetime(2023, 10, 14, 9)),
    ),
    "TasksIncompleteTasksOnDate": _of_day(
        "TasksIncompleteTasksOnDate", _still_open, _AHEAD, "date", "importance", "notes", "time", "title"
    ),
    "TasksHighPriorityTasks": _high,
    "TasksHighPriorityTasksDueOnDate": _high_of_day,
    "TasksDueNextWeek": _next_week,
}
