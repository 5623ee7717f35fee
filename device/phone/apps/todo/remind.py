"""Reminders: notifications of tasks whose moment has come."""

from device.phone.apps.todo.change import complete
from device.phone.apps.todo.state import EDITOR, PACKAGE
from device.phone.apps.todo.task import PLACED, WHEN_DUE, WHEN_STARTED, Reminder, TodoTask, book, has_time
from device.phone.apps.todo.words import moment_words
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.notification import HIGH, Action, Notification

COMPLETE = f"{PACKAGE}.COMPLETE"
_ALL_DAY_MS = 6 * 3_600_000
"""From noon, where a due date without a time stands, to six in the evening, when it is reminded of."""


def remind(context: Context, since_ms: int, now_ms: int) -> None:
    """Post what came due between two moments."""
    if now_ms <= since_ms:
        return
    for task in book(context).reminding:
        if not task.completed and any(
            since_ms < _moment(task, reminder) <= now_ms for reminder in task.reminders
        ):
            context.notify(_notification(context, task))


def _moment(task: TodoTask, reminder: Reminder) -> int:
    """When a reminder comes; 0 = never."""
    if reminder.type == PLACED:
        return reminder.time
    if reminder.type == WHEN_DUE and task.due:
        return task.due + (0 if has_time(task.due) else _ALL_DAY_MS) + reminder.time
    if reminder.type == WHEN_STARTED and task.start:
        return task.start + reminder.time
    return 0


def _notification(context: Context, task: TodoTask) -> Notification:
    tr, component = context.tr, f"{PACKAGE}/{EDITOR}"
    done = Action(tr("Complete"), Intent(COMPLETE, package=PACKAGE, extras={"task": task.id}))
    return Notification(
        PACKAGE,
        task.title or tr("(No title)"),
        moment_words(context, task.due) if task.due else task.notes,
        id=task.id,
        channel="notifications",
        importance=HIGH,
        tap=Intent(component=component, extras={"task": task.id}),
        actions=(done,),
        category="reminder",
        big_text=task.notes,
    )


def completed_from_shade(context: Context, intent: Intent) -> None:
    """The button of a reminder was tapped."""
    number = intent.extras.get("task", 0)
    task = book(context).by_id.get(number if isinstance(number, int) else 0)
    if task is not None and not task.completed:
        complete(context, task)
    if task is not None:
        context.cancel(PACKAGE, task.id)
