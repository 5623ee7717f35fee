"""Questions about the tasks in Tasks, twenty others among them: some done, some hidden, some far away.

Where we differ from AndroidWorld: an answer must be right in what it says (see tasks/answer.py), no task may
be changed on the way to it, and no day is told by a bare weekday that may be the last one or the next.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from agent.evaluation.verdict import Clause
from tasks.answer import counted, says_number, says_texts
from tasks.facts import read_facts
from tasks.material.chance import NOW, TODAY, clock_in_words, day_in_words
from tasks.material.table import Record, Table
from tasks.scene import Scene
from tasks.suites.world.row import Made, fill_mixed, meant, params_of
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_ZEROS = (
    *(
        "importance",
        "dueDate",
        "hideUntil",
        "created",
        "modified",
        "completed",
        "deleted",
        "estimatedSeconds",
    ),
    *("elapsedSeconds", "timerStart", "notificationFlags", "lastNotified", "repeat_from", "collapsed"),
    *("parent", "read_only"),
)
TASKS = Table(
    "org.tasks",
    "database",
    "tasks",
    "_id",
    {
        **dict.fromkeys(("title", "remoteId"), ""),
        **dict.fromkeys(_ZEROS, 0),
        **dict.fromkeys(("notes", "recurrence", "calendarUri", "order"), None),
    },
)
HIGH, LOW = 0, 2
"""Importances."""
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
_MONDAY = TODAY + timedelta(days=1)
_DONE = datetime(2023, 10, 14, 9)
Spared = Callable[[Record], bool]
"""Whether such a task must not be among the others."""


# -- records -------------------------------------------------------------------------------------------
def milliseconds(moment: datetime) -> int:
    """Since 1970, of a moment in the phone's zone."""
    return int(moment.replace(tzinfo=UTC).timestamp()) * 1000


def due(row: Record) -> datetime:
    """When a task is due, in the phone's zone."""
    return datetime.fromtimestamp(int(str(row["dueDate"])) / 1000, UTC).replace(tzinfo=None)


def todo(random: Random, title: str, until: datetime, **more: int) -> Made:
    """A row of the tasks' table; what it says of importance and completion is `more`."""
    shows = datetime.combine(TODAY - timedelta(days=random.randint(4, 6)), time(8))
    return {
        "title": title,
        "dueDate": milliseconds(until),
        "notes": random.choice(_NOTES),
        "remoteId": str(random.getrandbits(100)),
        "importance": LOW,
        "hideUntil": milliseconds(shows),
        **more,
    }


def other_todos(random: Random, spared: Spared) -> list[Made]:
    """Twenty due within a week of now, half of them done, none of which `spared` is true for."""
    found: list[Made] = []
    while len(found) < 20:
        until = NOW + timedelta(minutes=random.randrange(-7 * 1440, 7 * 1440))
        hidden = until - timedelta(minutes=random.randrange(84 * 60, 204 * 60))
        finished = NOW - timedelta(minutes=random.randrange(7 * 1440, 21 * 1440))
        one = todo(
            random,
            random.choice(NOISE),
            until,
            importance=random.randrange(4),
            hideUntil=milliseconds(hidden),
            completed=milliseconds(finished) if random.random() < 0.5 else 0,
        )
        if not spared(one):
            found.append(one)
    return found


# -- drawing -------------------------------------------------------------------------------------------
def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _in_words(random: Random, day: date) -> str:
    """Never by a weekday alone, which might be the last or the next."""
    words = day_in_words(random, day)
    return f"{day:%B} {day.day}" if words == f"{day:%A}" else words


def _of_day(
    spared: Callable[[datetime, Record], bool], days: range, *said: str, **more: int
) -> Callable[[Random], Params]:
    """Three tasks of a day; `spared` is true for what must not be among the others; `said` is told of one."""

    def draw(random: Random) -> Params:
        day = _midnight(TODAY + timedelta(days=random.choice(days)))
        wanted = [todo(random, title, day, **more) for title in random.sample(TITLES, 3)]
        told = {
            "title": str(wanted[-1]["title"]),
            "notes": str(wanted[-1]["notes"] or ""),
            "importance": str(wanted[-1]["importance"]),
            "time": random.choice(_CLOCK),
            "completed_date": f"{_DONE:%B %d %Y}",
        }
        noise = other_todos(random, lambda one: spared(day, one))
        more_said = {name: told[name] for name in said}
        return params_of(wanted, noise, date=_in_words(random, day.date()), **more_said)

    return draw


def _high(random: Random) -> Params:
    until = datetime.combine(TODAY + timedelta(days=random.randint(1, 7)), time(random.randrange(24), 15))
    wanted = todo(random, random.choice(TITLES), until, importance=HIGH)
    return params_of(
        [wanted],
        other_todos(random, lambda one: one["importance"] == HIGH),
        task_title=str(wanted["title"]),
        notes=str(wanted["notes"] or ""),
        due_date=f"{until:%B %d %Y}",
        time=clock_in_words(random, until),
        hide_until_date="October 11 2023",
    )


def _high_of_day(random: Random) -> Params:
    until = datetime.combine(TODAY + timedelta(days=random.randint(0, 14)), time(random.randrange(24), 45))
    wanted = todo(random, random.choice(TITLES), until, importance=HIGH, hideUntil=0)
    return params_of(
        [wanted],
        other_todos(random, lambda one: _same_day(until, one) and one["importance"] == HIGH),
        date=_in_words(random, until.date()),
        time=clock_in_words(random, until),
        title=str(wanted["title"]),
    )


def _next_week(random: Random) -> Params:
    days = [_midnight(_MONDAY + timedelta(days=random.randrange(7))) for _ in range(6)]
    wanted = [todo(random, *one) for one in zip(random.sample(TITLES, 6), days, strict=True)]
    return params_of(
        wanted,
        other_todos(random, lambda one: 0 <= (due(one).date() - _MONDAY).days < 7),
        due_date=f"{days[-1]:%B %d %Y}",
        title=str(wanted[-1]["title"]),
        notes=str(wanted[-1]["notes"] or ""),
    )


def _same_day(day: datetime, one: Record) -> bool:
    return due(one).date() == day.date()


def _still_open(day: datetime, one: Record) -> bool:
    return due(one).date() <= day.date() and not one["completed"]


# -- after ---------------------------------------------------------------------------------------------
def _titles(scene: Scene, wanted: Sequence[Record]) -> Clause:
    titles = [str(one["title"]) for one in wanted]
    return scene.answered(f"the answer is {', '.join(titles)}", says_texts(scene.answer, titles))


def _count(scene: Scene, wanted: Sequence[Record]) -> Clause:
    right = says_number(scene.answer, len(wanted), counted("task", "tasks"))
    return scene.answered(f"the answer is {len(wanted)}", right)


def _asking(
    right: Callable[[Scene, Sequence[Record]], Clause],
) -> Callable[[Scene, Params], Iterable[Clause]]:
    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        yield right(scene, meant(params))
        yield scene.untouched("no task is changed", f"row {TASKS.place}")

    return judge


_AHEAD, _AROUND = range(15), range(-5, 6)
_TOLD = ("importance", "notes", "title")
_DRAWN: Mapping[str, Callable[[Random], Params]] = {
    "TasksDueOnDate": _of_day(_same_day, _AHEAD, *_TOLD),
    "TasksCompletedTasksForDate": _of_day(
        _same_day, _AROUND, "completed_date", "notes", "time", "title", completed=milliseconds(_DONE)
    ),
    "TasksIncompleteTasksOnDate": _of_day(_still_open, _AHEAD, *_TOLD, "time"),
    "TasksHighPriorityTasks": _high,
    "TasksHighPriorityTasksDueOnDate": _high_of_day,
    "TasksDueNextWeek": _next_week,
}
TEMPLATES = tuple(
    Template(FACTS[name], _asking(_count if name == "TasksDueNextWeek" else _titles), draw, fill_mixed(TASKS))
    for name, draw in _DRAWN.items()
)
