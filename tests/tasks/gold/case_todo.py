"""Questions about tasks, among many others that must not be counted."""

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random
from typing import NamedTuple

from device.phone.phone import Phone
from tasks.answer import says_texts
from tasks.suites.world.todo import TASKS as STORED
from tasks.suites.world.todo import milliseconds
from tests.tasks.gold.case import Case
from tests.tasks.gold.table import Record, Table

TASKS = Table(STORED.package, STORED.file, STORED.name, STORED.key, STORED.rest)
NOISE = ("Grocery Shopping", "Read 'The Martian'", "Call Grandma", "Renew Driver's License", "浇花")


class Seeded(NamedTuple):
    """A task of the sheet; days are of October 2023."""

    title: str
    due: int
    importance: int = 2
    done: int = 0
    """Day; 0 = not done."""
    start: int = 10
    hour: int = 0


def _ms(day: int, hour: int = 0) -> int:
    return milliseconds(datetime(2023, 10, day, hour)) if day else 0


def noise(count: int, spare: Callable[[Seeded], bool]) -> tuple[Seeded, ...]:
    """Tasks of all kinds, some twice, that a sheet does not ask for."""
    random = Random(5)
    found: list[Seeded] = []
    while len(found) < count:
        due = random.randint(1, 31)
        one = Seeded(
            random.choice(NOISE),
            due,
            random.randrange(4),
            random.choice((0, random.randint(1, 14))),
            max(1, due - random.randint(3, 8)),
            random.randrange(24),
        )
        if not spare(one):
            found.append(one)
    return tuple(found)


def written(tasks: Sequence[Seeded]) -> list[Record]:
    """The rows of these, in no order."""
    return [
        TASKS.record(
            title=task.title,
            importance=task.importance,
            dueDate=_ms(task.due, task.hour),
            hideUntil=_ms(task.start, 8),
            completed=_ms(task.done, 9),
            notes="This is urgent." if place % 2 else None,
            remoteId=str(place),
        )
        for place, task in enumerate(Random(7).sample(tasks, len(tasks)))
    ]


def seed(tasks: Sequence[Seeded]) -> Callable[[Phone], None]:
    """The app begins with these."""
    return TASKS.fill(written(tasks))


def answers(seeded: Sequence[Seeded], *titles: str) -> Callable[[Phone, str], bool]:
    """Whether these titles were answered, in any order; and nothing was changed on the way."""
    untouched = TASKS.lacks(written(seeded), ())
    return lambda phone, answer: says_texts(answer, titles) and untouched(phone, answer)


def _case(
    task: str, wanted: Sequence[Seeded], spare: Callable[[Seeded], bool], date: str = "", name: str = ""
) -> Case:
    seeded = (*wanted, *noise(24, spare))
    return Case(
        task,
        answers(seeded, *(one.title for one in wanted)),
        {"date": date} if date else {},
        before=seed(seeded),
        name=name or date.replace(" ", "-"),
    )


def _due(day: int) -> tuple[Seeded, ...]:
    return (Seeded("Review code changes", day), Seeded("Don't forget 牛奶", day, 0), Seeded("Plan", day, 3))


def _done(day: int) -> tuple[Seeded, ...]:
    return tuple(one._replace(done=12) for one in _due(day))


_WEEK = tuple(Seeded(f"Part {place}", day) for place, day in enumerate((16, 16, 18, 19, 21, 22)))

CASES = (
    _case("TasksDueOnDate", _due(24), lambda one: one.due == 24, "October 24 2023"),
    _case("TasksDueOnDate", _due(15), lambda one: one.due == 15, "today"),
    _case("TasksDueOnDate", _due(22), lambda one: one.due == 22, "this Sunday"),
    _case("TasksHighPriorityTasks", _due(18)[1:2], lambda one: one.importance == 0, name="one"),
    _case(
        "TasksHighPriorityTasksDueOnDate",
        (Seeded("Submit Budget Report", 26, 0, hour=17, start=0),),
        lambda one: one.due == 26 and one.importance == 0,
        "the Thursday after next",
    ),
    _case("TasksCompletedTasksForDate", _done(12), lambda one: one.due == 12, "Thursday", name="last"),
    _case("TasksCompletedTasksForDate", _done(19), lambda one: one.due == 19, "Thursday", name="next"),
    _case("TasksCompletedTasksForDate", _done(10), lambda one: one.due == 10, "October 10"),
    _case("TasksIncompleteTasksOnDate", _due(19), lambda one: one.due <= 19 and not one.done, "October 19"),
    Case(
        "TasksDueNextWeek",
        lambda _phone, answer: answer == "6",
        before=seed((*_WEEK, *noise(24, lambda one: 16 <= one.due <= 22))),
    ),
)
