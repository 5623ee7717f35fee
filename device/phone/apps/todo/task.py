"""What a task is, and reading all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from device.phone.apps.provider.reading import read_once, whole
from device.phone.apps.todo.schema import DEFAULT_LIST, MAIN
from device.phone.file.database import Database, Row
from device.phone.system.context import Context

HIGH, MEDIUM, LOW, NO_PRIORITY = range(4)
PRIORITIES = ("High", "Medium", "Low", "None")
PRIORITY_NAMES = ("High priority", "Medium priority", "Low priority", "No priority")
"""By importance."""
PRIORITY_COLOURS = ("app_red", "app_yellow", "app_blue", "app_grey")
PLACED, WHEN_STARTED, WHEN_DUE = 0, 1, 2
"""alarms.type: at a moment, or counted from start or due date."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One row of alarms."""

    time: int
    """Milliseconds: a moment for PLACED, else from the date it counts from."""
    type: int


@dataclass(frozen=True, slots=True)
class TodoPlace:
    """Where something is to be done."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of tasks."""

    uuid: str
    name: str
    """"" = the phone's default list."""
    colour: int = 0
    """As 0xAARRGGBB; 0 = none."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that tasks can have."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class TodoTask:
    """One task. Times are milliseconds since 1970 UTC, 0 = none."""

    id: int = 0
    """0 = not kept yet."""
    title: str = ""
    priority: int = LOW
    due: int = 0
    start: int = 0
    """Not to be done, and hidden, before then."""
    created: int = 0
    modified: int = 0
    completed: int = 0
    deleted: int = 0
    notes: str = ""
    recurrence: str = ""
    """As RRULE of iCalendar, without its name; "" = happens once."""
    repeat_from: int = 0
    """1 = the next due date counts from completion, not from the last due date."""
    parent: int = 0
    collapsed: bool = False
    list: str = ""
    """uuid; "" = in none."""
    tags: tuple[str, ...] = ()
    """Names, in alphabetical order."""
    reminders: tuple[Reminder, ...] = ()
    place: str = ""
    """Name."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class TodoBook:
    """Everything there is, as it was read once: the same object while nothing changes."""

    tasks: tuple[TodoTask, ...]
    lists: tuple[Listing, ...]
    tags: tuple[Tag, ...]
    places: tuple[TodoPlace, ...]
    by_id: Mapping[int, TodoTask]
    reminding: tuple[TodoTask, ...]
    """Those with reminders."""

    def list_of(self, uuid: str) -> Listing:
        """A list; the default one where none has that uuid."""
        known = next((found for found in self.lists if found.uuid == uuid), None)
        return known or (self.lists[0] if self.lists else Listing(DEFAULT_LIST, ""))


def has_time(date_ms: int) -> bool:
    """Whether a due or start date has a time of day; the seconds of its minute tell."""
    return date_ms % 60_000 > 0


def book(context: Context) -> TodoBook:
    """All tasks, lists, tags and places as they are now."""
    return read_once(context.database(MAIN), _read)


_COLUMNS = (
    "_id, title, importance, dueDate, hideUntil, created, modified, completed, deleted, notes, recurrence, "
    "repeat_from, parent, collapsed"
)


def _read(database: Database) -> TodoBook:
    tags: dict[int, set[str]] = {}
    for number, name in database.rows("SELECT task, name FROM tags"):
        tags.setdefault(whole(number), set()).add(_str(name))
    reminders: dict[int, tuple[Reminder, ...]] = {}
    for number, time, kind in database.rows("SELECT task, time, type FROM alarms ORDER BY _id"):
        held = reminders.get(whole(number), ())
        reminders[whole(number)] = (*held, Reminder(whole(time), whole(kind)))
    lists = _pairs(database, "SELECT cd_task, cd_calendar FROM caldav_tasks WHERE cd_deleted = 0")
    places = _pairs(database, "SELECT task, name FROM geofences JOIN places ON geofences.place = places.uid")
    tasks = []
    for row in database.rows(f"SELECT {_COLUMNS} FROM tasks WHERE deleted = 0 ORDER BY _id"):  # noqa: S608
        number = whole(row[0])
        names = tuple(sorted(tags.get(number, ()), key=str.lower))
        where = lists.get(number, ""), names, reminders.get(number, ()), places.get(number, "")
        tasks.append(_task(row, *where))
    return TodoBook(
        tuple(tasks),
        tuple(
            Listing(_str(uuid), _str(name), whole(colour) & 0xFFFFFFFF)
            for uuid, name, colour in database.rows(
                "SELECT cdl_uuid, cdl_name, cdl_color FROM caldav_lists ORDER BY cdl_order, cdl_id"
            )
        ),
        tuple(
            Tag(_str(uid), _str(name))
            for uid, name in database.rows("SELECT remoteId, name FROM tagdata ORDER BY lower(name)")
        ),
        tuple(
            TodoPlace(_str(uid), _str(name))
            for uid, name in database.rows("SELECT uid, name FROM places ORDER BY lower(name)")
        ),
        {task.id: task for task in tasks},
        tuple(task for task in tasks if task.reminders),
    )


def _pairs(database: Database, sql: str) -> dict[int, str]:
    return {whole(number): _str(text) for number, text in database.rows(sql)}


def _task(
    row: Row, where: str, tags: tuple[str, ...], reminders: tuple[Reminder, ...], place: str
) -> TodoTask:
    number, title, priority, due, start, created, modified, completed, deleted, notes, rule, origin, *rest = (
        row
    )
    return TodoTask(
        whole(number),
        _str(title),
        min(NO_PRIORITY, max(HIGH, whole(priority))),
        whole(due),
        whole(start),
        whole(created),
        whole(modified),
        whole(completed),
        whole(deleted),
        _str(notes),
        _str(rule),
        whole(origin),
        whole(rest[0]),
        bool(rest[1]),
        where,
        tags,
        reminders,
        place,
    )


def _str(value: object) -> str:
    return "" if value is None else str(value)
