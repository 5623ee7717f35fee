"""Which tasks a list shows, in which order, under which headings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from device.phone.apps.provider.moment import local_of
from device.phone.apps.todo.choice import TodoChoices, choices
from device.phone.apps.todo.task import PRIORITY_NAMES, TodoBook, TodoTask, book
from device.phone.apps.todo.words import day_of, due_order, heading_words, is_overdue, list_name, today_of
from device.phone.system.context import Context

ALL, TODAY, RECENT = "all", "today", "recent"
LIST, TAG, PLACE = "list:", "tag:", "place:"
"""Filters: these three by name, or a list, tag or place by what follows."""
_FAR = datetime(9999, 1, 1)
_RECENT = timedelta(days=1)
Group = tuple[int, float, str]
"""A rank that stays in either direction, the place within it, the heading."""
_DATED, _UNDATED, _DONE = range(3)
"""Ranks."""


@dataclass(frozen=True, slots=True)
class TodoRow:
    """A task in a list, or a heading where there is no task."""

    task: TodoTask | None
    heading: str = ""
    """What it is called, and how it is known while it is folded."""
    depth: int = 0
    """How many tasks it is below."""
    below: int = 0
    """How many tasks are below it."""
    overdue: bool = False
    """A heading of what is late."""


def filtered(context: Context, wanted: str) -> list[TodoTask]:
    """The tasks of a filter, as far as they show."""
    chosen, now = choices(context), context.clock.date_ms
    found = in_filter(context, wanted)
    if wanted == RECENT:
        return found
    return [
        task
        for task in found
        if (chosen.show_completed or not task.completed) and (chosen.show_unstarted or task.start <= now)
    ]


def in_filter(context: Context, wanted: str) -> list[TodoTask]:
    """All tasks of a filter, also those that do not show now."""
    return [task for task in book(context).tasks if _matches(context, task, wanted)]


def _matches(context: Context, task: TodoTask, wanted: str) -> bool:
    if wanted == TODAY:
        return bool(task.due) and day_of(context, task.due) <= today_of(context)
    if wanted == RECENT:
        return task.modified > context.clock.date_ms - _RECENT / timedelta(milliseconds=1)
    if wanted.startswith(LIST):
        return task.list == wanted.removeprefix(LIST)
    if wanted.startswith(TAG):
        return wanted.removeprefix(TAG) in task.tags
    if wanted.startswith(PLACE):
        return task.place == wanted.removeprefix(PLACE)
    return True


def found(context: Context, words: str) -> list[TodoTask]:
    """Tasks in which all words typed occur: in title, notes or tags."""
    wanted = words.lower().split()
    return [
        task
        for task in book(context).tasks
        if wanted
        and all(
            word in text
            for word in wanted
            for text in ["\n".join((task.title, task.notes, *task.tags)).lower()]
        )
    ]


def arranged(context: Context, tasks: Iterable[TodoTask], folded: Iterable[str] = ()) -> list[TodoRow]:
    """Tasks in the order chosen, each followed by those below it, under their headings."""
    chosen = choices(context)
    ordered = sorted(tasks, key=_sorter(context, chosen), reverse=not chosen.sort_up)
    if chosen.sort in ("due", "start") and not chosen.sort_up:
        ordered.sort(key=lambda task: not (task.due if chosen.sort == "due" else task.start))
    if chosen.completed_last:
        ordered.sort(key=lambda task: bool(task.completed))
    shown = {task.id for task in ordered}
    children: dict[int, list[TodoTask]] = {}
    for task in ordered:
        children.setdefault(task.parent if task.parent in shown else 0, []).append(task)
    roots = children.get(0, [])
    if chosen.group == "none":
        return [row for task in roots for row in _with_children(task, children, 0)]
    return _grouped(context, chosen, roots, children, set(folded))


def _with_children(task: TodoTask, children: dict[int, list[TodoTask]], depth: int) -> list[TodoRow]:
    below = children.get(task.id, []) if depth < 12 else []
    rows = [TodoRow(task, depth=depth, below=len(below))]
    if not task.collapsed:
        for child in below:
            rows += _with_children(child, children, depth + 1)
    return rows


def _grouped(
    context: Context,
    chosen: TodoChoices,
    roots: list[TodoTask],
    children: dict[int, list[TodoTask]],
    folded: set[str],
) -> list[TodoRow]:
    grouping = _GROUPINGS[chosen.group]
    groups: dict[Group, list[TodoTask]] = {}
    for task in roots:
        last, place, name = grouping(context, task)
        if chosen.completed_last and task.completed:
            last, place, name = _DONE, 0, context.tr("Completed")
        groups.setdefault((last, place if chosen.group_up else -place, name), []).append(task)
    rows: list[TodoRow] = []
    late = context.tr("Overdue")
    for last, place, name in sorted(groups):
        rows.append(TodoRow(None, name, overdue=chosen.group == "due" and name == late))
        if name not in folded:
            for task in groups[last, place, name]:
                rows += _with_children(task, children, 0)
    return rows


# -- sorting ---------------------------------------------------------------------------------------------
def _sorter(context: Context, chosen: TodoChoices) -> Callable[[TodoTask], tuple[object, ...]]:
    everything = book(context)

    def due(task: TodoTask) -> datetime:
        return due_order(context, task.due) if task.due else _FAR

    keys: dict[str, Callable[[TodoTask], object]] = {
        "due": due,
        "start": lambda task: local_of(context, task.start) if task.start else _FAR,
        "priority": lambda task: task.priority,
        "title": lambda task: task.title.lower(),
        "modified": lambda task: task.modified,
        "created": lambda task: task.created,
        "list": lambda task: _list_name(context, everything, task).lower(),
    }
    first = keys[chosen.sort]
    return lambda task: (first(task), due(task), task.priority, task.title.lower(), task.id)


def _list_name(context: Context, everything: TodoBook, task: TodoTask) -> str:
    return list_name(context, everything.list_of(task.list))


# -- groups ----------------------------------------------------------------------------------------------
def _by_day(context: Context, day: date | None, none: str) -> Group:
    if day is None:
        return _UNDATED, 0, context.tr(none)
    return _DATED, day.toordinal(), heading_words(context, day)


def _day(context: Context, date_ms: int) -> date | None:
    return day_of(context, date_ms) if date_ms else None


def _by_due(context: Context, task: TodoTask) -> Group:
    day = _day(context, task.due)
    if day is not None and day < today_of(context) and is_overdue(context, task.due):
        return _DATED, 0, context.tr("Overdue")
    return _by_day(context, day, "No due date")


_GROUPINGS: dict[str, Callable[[Context, TodoTask], Group]] = {
    "due": _by_due,
    "start": lambda context, task: _by_day(context, _day(context, task.start), "No start date"),
    "priority": lambda context, task: (_DATED, task.priority, context.tr(PRIORITY_NAMES[task.priority])),
    "modified": lambda context, task: _by_day(context, _day(context, task.modified), "No date"),
    "created": lambda context, task: _by_day(context, _day(context, task.created), "No date"),
    "list": lambda context, task: (_DATED, 0, _list_name(context, book(context), task)),
}
