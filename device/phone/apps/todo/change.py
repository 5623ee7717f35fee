"""Changing tasks, lists, tags and places."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from device.phone.apps.todo.repeat import next_dates
from device.phone.apps.todo.schema import DEFAULT_LIST, MAIN
from device.phone.apps.todo.task import TodoTask, book
from device.phone.file.database import Database
from device.phone.system.context import Context

_FIELDS = (
    "title", "importance", "dueDate", "hideUntil", "created", "modified", "completed", "deleted", "notes",
    "recurrence", "repeat_from", "parent", "collapsed",
)  # fmt: skip


def _values(task: TodoTask) -> tuple[str | int | None, ...]:
    return (
        task.title,
        task.priority,
        task.due,
        task.start,
        task.created,
        task.modified,
        task.completed,
        task.deleted,
        task.notes or None,
        task.recurrence or None,
        task.repeat_from,
        task.parent,
        int(task.collapsed),
    )


def fresh_uid(context: Context) -> str:
    """A new identifier, of 19 digits as Tasks makes them."""
    count = context.database(MAIN).value(
        "SELECT (SELECT total(seq) FROM sqlite_sequence) + (SELECT count(*) FROM tagdata)"
    )
    return str(Random(f"{context.seed}/{context.clock.uptime_ms}/{count!r}").randrange(10**18, 9 * 10**18))


def put(context: Context, task: TodoTask) -> TodoTask:
    """Keep a task as it is given: a new one where its id is 0. Returns it with its id."""
    database = context.database(MAIN)
    if task.id:
        marks = ", ".join(f"{name} = ?" for name in _FIELDS)
        database.run(f"UPDATE tasks SET {marks} WHERE _id = ?", *_values(task), task.id)  # noqa: S608
    else:
        rest = "estimatedSeconds, elapsedSeconds, timerStart, notificationFlags, lastNotified, remoteId"
        marks = ", ".join("?" * len(_FIELDS))
        number = database.run(
            f"INSERT INTO tasks ({', '.join(_FIELDS)}, {rest}) VALUES ({marks}, 0, 0, 0, 0, 0, ?)",  # noqa: S608
            *_values(task),
            fresh_uid(context),
        )
        task = replace(task, id=number)
    _relate(database, context, task)
    return task


def _relate(database: Database, context: Context, task: TodoTask) -> None:
    """Bring the tables around a task in line with it."""
    old = book(context).by_id.get(task.id)
    if old is None or old.list != task.list:
        database.run("DELETE FROM caldav_tasks WHERE cd_task = ?", task.id)
        if task.list:
            database.run(
                "INSERT INTO caldav_tasks (cd_task, cd_calendar, cd_remote_id) VALUES (?, ?, ?)",
                task.id,
                task.list,
                fresh_uid(context),
            )
    if old is None or old.tags != task.tags:
        uids = {tag.name: tag.uid for tag in book(context).tags}
        database.run("DELETE FROM tags WHERE task = ?", task.id)
        for name in task.tags:
            database.run(
                "INSERT INTO tags (task, name, tag_uid, task_uid) "
                "SELECT _id, ?, ?, remoteId FROM tasks WHERE _id = ?",
                name,
                uids.get(name) or add_tag(context, name),
                task.id,
            )
    if old is None or old.reminders != task.reminders:
        database.run("DELETE FROM alarms WHERE task = ?", task.id)
        for reminder in task.reminders:
            database.run(
                "INSERT INTO alarms (task, time, type) VALUES (?, ?, ?)",
                task.id,
                reminder.time,
                reminder.type,
            )
    if old is None or old.place != task.place:
        database.run("DELETE FROM geofences WHERE task = ?", task.id)
        if task.place:
            database.run(
                "INSERT INTO geofences (task, place, arrival, departure) "
                "SELECT ?, uid, 1, 0 FROM places WHERE name = ? LIMIT 1",
                task.id,
                task.place,
            )


def change(context: Context, tasks: Iterable[TodoTask], **changes: object) -> None:
    """Change fields of tasks, and when they were modified."""
    now = context.clock.date_ms
    for task in tasks:
        put(context, replace(task, modified=now, **changes))  # type: ignore[arg-type]


def complete(context: Context, task: TodoTask, *, done: bool = True) -> bool:
    """Tick a task and all below it off, or on again; True when it repeats and so only moves on."""
    if done and task.recurrence:
        now = context.clock.date_ms
        due, start = next_dates(context, task, now)
        if due:
            change(context, (task,), due=due, start=start)
            return True
    below = [other for other in descendants(context, task) if bool(other.completed) != done] if done else []
    change(context, (task, *below), completed=context.clock.date_ms if done else 0)
    return False


def descendants(context: Context, task: TodoTask) -> list[TodoTask]:
    """All tasks below a task, each once."""
    found: list[TodoTask] = []
    wanted, seen = {task.id}, {task.id}
    while wanted:
        below = [other for other in book(context).tasks if other.parent in wanted and other.id not in seen]
        found += below
        wanted = {other.id for other in below}
        seen |= wanted
    return found


def delete(context: Context, tasks: Iterable[TodoTask]) -> tuple[int, ...]:
    """Mark tasks, and those below them, as deleted; the ids of all that went."""
    gone = {other.id: other for task in tasks for other in (task, *descendants(context, task))}
    change(context, gone.values(), deleted=context.clock.date_ms)
    return tuple(gone)


def undelete(context: Context, ids: Iterable[int]) -> None:
    """Bring deleted tasks back."""
    for number in ids:
        context.database(MAIN).run("UPDATE tasks SET deleted = 0 WHERE _id = ?", number)


def copy(context: Context, task: TodoTask) -> TodoTask:
    """A second task like this one, not completed."""
    now = context.clock.date_ms
    return put(context, replace(task, id=0, created=now, modified=now, completed=0))


# -- lists, tags, places ---------------------------------------------------------------------------------
def add_list(context: Context, name: str) -> str:
    """A new list on this phone; its uuid."""
    uuid = fresh_uid(context)
    context.database(MAIN).run(
        "INSERT INTO caldav_lists (cdl_account, cdl_uuid, cdl_name, cdl_color, cdl_order) "
        "VALUES ('local', ?, ?, 0, 0)",
        uuid,
        name,
    )
    return uuid


def rename_list(context: Context, uuid: str, name: str) -> None:
    """Another name for a list."""
    context.database(MAIN).run("UPDATE caldav_lists SET cdl_name = ? WHERE cdl_uuid = ?", name, uuid)


def delete_list(context: Context, uuid: str) -> None:
    """A list goes with all its tasks; the default one stays."""
    if uuid == DEFAULT_LIST:
        return
    delete(context, [task for task in book(context).tasks if task.list == uuid])
    context.database(MAIN).run("DELETE FROM caldav_lists WHERE cdl_uuid = ?", uuid)


def add_tag(context: Context, name: str) -> str:
    """A new tag; its uid."""
    uid = fresh_uid(context)
    context.database(MAIN).run("INSERT INTO tagdata (remoteId, name, color) VALUES (?, ?, 0)", uid, name)
    return uid


def rename_tag(context: Context, uid: str, name: str) -> None:
    """Another name for a tag, on all its tasks."""
    database = context.database(MAIN)
    database.run("UPDATE tagdata SET name = ? WHERE remoteId = ?", name, uid)
    database.run("UPDATE tags SET name = ? WHERE tag_uid = ?", name, uid)


def delete_tag(context: Context, uid: str) -> None:
    """A tag goes; its tasks stay."""
    database = context.database(MAIN)
    database.run("DELETE FROM tags WHERE tag_uid = ?", uid)
    database.run("DELETE FROM tagdata WHERE remoteId = ?", uid)


def add_place(context: Context, name: str) -> None:
    """A place by its name."""
    context.database(MAIN).run(
        "INSERT INTO places (uid, name, address, latitude, longitude) VALUES (?, ?, ?, 0, 0)",
        fresh_uid(context),
        name,
        name,
    )
