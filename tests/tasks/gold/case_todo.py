"""Questions about tasks, among many others that must not be counted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from device.phone.phone import Phone
from tests.tasks.gold.case import Case

PACKAGE = "org.tasks"
_COLUMNS = (
    *("title", "importance", "dueDate", "hideUntil", "created", "modified", "completed", "deleted", "notes"),
    *("estimatedSeconds", "elapsedSeconds", "timerStart", "notificationFlags", "lastNotified", "remoteId"),
    *("collapsed", "parent"),
)
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
    return int(datetime(2023, 10, day, hour, tzinfo=UTC).timestamp()) * 1000 if day else 0


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


def seed(tasks: Sequence[Seeded]) -> Callable[[Phone], None]:
    """The rows written from outside in no order, the app stopped."""

    def run(phone: Phone) -> None:
        shuffled = Random(7).sample(tasks, len(tasks))
        marks = ", ".join("?" * len(_COLUMNS))
        for place, task in enumerate(shuffled):
            values: Mapping[str, object] = {
                **dict.fromkeys(_COLUMNS, 0),
                "title": task.title,
                "importance": task.importance,
                "dueDate": _ms(task.due, task.hour),
                "hideUntil": _ms(task.start, 8),
                "completed": _ms(task.done, 9),
                "notes": "This is urgent." if place % 2 else None,
                "remoteId": str(place),
            }
            phone.database(PACKAGE, "database").run(
                f"INSERT INTO tasks ({', '.join(_COLUMNS)}) VALUES ({marks})",
                *values.values(),  # type: ignore[arg-type]
            )
        phone.shell(f"am force-stop {PACKAGE}")

    return run


def answers(*titles: str) -> Callable[[Phone, str], bool]:
    """Whether these titles were answered, in any order; and nothing was changed on the way."""

    def done(phone: Phone, answer: str) -> bool:
        untouched = phone.database(PACKAGE, "database").value("SELECT max(modified) FROM tasks") == 0
        return sorted(answer.split(", ")) == sorted(titles) and untouched

    return done


def _case(
    task: str, wanted: Sequence[Seeded], spare: Callable[[Seeded], bool], date: str = "", name: str = ""
) -> Case:
    return Case(
        task,
        answers(*(one.title for one in wanted)),
        {"date": date} if date else {},
        before=seed((*wanted, *noise(24, spare))),
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
