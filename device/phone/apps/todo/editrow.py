"""The rows of the editor below the title."""

from functools import partial

from device.phone.apps.todo.change import change
from device.phone.apps.todo.due import pick_of
from device.phone.apps.todo.repeat import rule_name
from device.phone.apps.todo.state import EDITOR, NOTES, EditHands
from device.phone.apps.todo.task import (
    PLACED,
    PRIORITIES,
    PRIORITY_COLOURS,
    WHEN_DUE,
    WHEN_STARTED,
    Reminder,
    TodoTask,
    book,
)
from device.phone.apps.todo.words import is_overdue, list_name, moment_words
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Handler, Icon, Input, Shape, Text
from device.phone.widget import TileLook, checkbox, icon_button, plain_field, tile


def edit_rows(hands: EditHands) -> tuple[View, ...]:
    """All of them."""
    tr, context, task = hands.tr, hands.context, hands.state.task
    start = moment_words(context, task.start) if task.start else ""
    listing = book(context).list_of(task.list)
    due_row = _row(
        "schedule",
        "due_date",
        *_due(hands),
        lambda: _open_date(hands, "due"),
        _due_colour(hands),
        label=tr("Due date"),
    )
    start_row = _row(
        "event_upcoming",
        "start_date",
        start,
        tr("No start date"),
        lambda: _open_date(hands, "start"),
        label=tr("Start date"),
    )
    return (
        due_row,
        start_row,
        _priority(hands),
        _notes(hands),
        _row("list", "list_row", list_name(context, listing), "", lambda: hands.open("list")),
        _row("label", "tags_row", ", ".join(task.tags), tr("Add tags"), lambda: hands.open("tags")),
        _row("location_on", "place_row", task.place, tr("Add location"), lambda: hands.open("place")),
        *_reminders(hands),
        _row(
            "repeat",
            "repeat_row",
            tr(rule_name(task.recurrence)) if task.recurrence else "",
            tr("Does not repeat"),
            lambda: hands.open("repeat"),
        ),
        *_parts(hands),
        *_times(hands, task),
    )


def _row(
    icon: str,
    name: str,
    value: str,
    nothing: str,
    on_tap: Handler | None,
    colour: str = "on_surface",
    label: str = "",
    trailing: tuple[View, ...] = (),
) -> View:
    """A value behind its sign, which may have a label; greyed words where there is none."""
    sign = fixed(
        "ImageView",
        "android:id/icon",
        content_description=label,
        icon=Icon(icon, "on_surface_variant"),
        important=bool(label),
    )
    return tile(
        value or nothing,
        leading=sign,
        trailing=trailing,
        on_tap=on_tap,
        resource_id=f"{name}_container",
        look=TileLook(
            title_id=name,
            title_colour=colour if value else "outline",
            gap=20.0,
            padding=(20.0, 8.0, 20.0, 8.0),
        ),
    )


def _due(hands: EditHands) -> tuple[str, str]:
    task = hands.state.task
    return moment_words(hands.context, task.due) if task.due else "", hands.tr("No due date")


def _due_colour(hands: EditHands) -> str:
    task = hands.state.task
    return (
        "error" if task.due and not task.completed and is_overdue(hands.context, task.due) else "on_surface"
    )


def _open_date(hands: EditHands, kind: str) -> None:
    task = hands.state.task
    hands.context.show_keyboard(False)
    hands.set(pick=pick_of(hands.context, kind, task.due if kind == "due" else task.start))


# -- priority --------------------------------------------------------------------------------------------
def _priority(hands: EditHands) -> View:
    """Four round marks in their colours, the highest first."""
    tr, now = hands.tr, hands.state.task.priority
    marks = [_mark(hands, place, place == now) for place in range(len(PRIORITIES))]
    words = fixed("TextView", "priority_label", Text(tr("Priority")), box=GROWING)
    sign = fixed("ImageView", icon=Icon("flag", "on_surface_variant"), important=False)
    return View(
        "LinearLayout",
        "priority_row",
        box=Box(width=FILL, min_height=56.0, padding=(20.0, 4.0, 12.0, 4.0)),
        flow=Flow("row", gap=20.0, align="center"),
        children=(sign, words, View("RadioGroup", "priority_group", flow=Flow("row"), children=marks)),
    )


_IDS = ("priority_high", "priority_medium", "priority_low", "priority_none")


def _mark(hands: EditHands, place: int, chosen: bool) -> View:
    colour = PRIORITY_COLOURS[place]
    ring = Shape("circle", colour, 2.0, points=((0.5, 0.5), (0.2, 0.0)))
    dot = Shape("circle", colour, 0.0, points=((0.5, 0.5), (0.12, 0.0)))
    return View(
        "RadioButton",
        _IDS[place],
        content_description=hands.tr(PRIORITIES[place]),
        box=Box(width=44.0, height=48.0),
        shapes=(ring, dot) if chosen else (ring,),
        checked=chosen,
        on_tap=lambda: hands.put(priority=place),
    )


def _notes(hands: EditHands) -> View:
    field = plain_field(
        Input(NOTES, hands.tr("Description"), kind="multiline"),
        resource_id="notes",
        padding=(0.0, 12.0, 16.0, 12.0),
        weight=1.0,
    )
    sign = View(
        "ImageView",
        icon=Icon("description", "on_surface_variant"),
        box=Box(margin=(0.0, 12.0, 0.0, 0.0)),
        important=False,
    )
    return View(
        box=Box(width=FILL, padding=(20.0, 0.0, 0.0, 0.0)),
        flow=Flow("row", gap=20.0),
        children=(sign, field),
        important=False,
    )


# -- reminders -------------------------------------------------------------------------------------------
def reminder_words(hands: EditHands, reminder: Reminder) -> str:
    """When a reminder comes."""
    tr = hands.tr
    if reminder.type == PLACED:
        return moment_words(hands.context, reminder.time)
    if reminder.type not in (WHEN_DUE, WHEN_STARTED):
        return tr("Randomly")
    due = reminder.type == WHEN_DUE
    before = -reminder.time // 60_000
    if not before:
        return tr("When due") if due else tr("When started")
    for size, one, many in (
        (1440, "{} day before", "{} days before"),
        (60, "{} hour before", "{} hours before"),
    ):
        if before % size == 0:
            return tr(one if before == size else many).format(before // size)
    return tr("{} minutes before").format(before)


def _reminders(hands: EditHands) -> tuple[View, ...]:
    tr, held = hands.tr, hands.state.task.reminders
    rows = []
    for place, reminder in enumerate(held):
        drop = partial(hands.put, reminders=(*held[:place], *held[place + 1 :]))
        close = icon_button("close", tr("Remove reminder"), drop)
        words = reminder_words(hands, reminder)
        rows.append(_row("notifications", "reminder", words, "", None, trailing=(close,)))
    add = _row("notification_add", "reminder_add", "", tr("Add reminder"), lambda: hands.open("reminder"))
    return (*rows, add)


# -- subtasks --------------------------------------------------------------------------------------------
def _parts(hands: EditHands) -> tuple[View, ...]:
    """Tasks below this one, kept already or with it."""
    tr, state, context = hands.tr, hands.state, hands.context
    rows = []
    for part in book(context).tasks if state.task.id else ():
        if part.parent != state.task.id:
            continue
        edit = partial(_edit, hands, part)
        tick = lambda part=part: change(  # noqa: E731
            context, (part,), completed=0 if part.completed else hands.context.clock.date_ms
        )
        mark = checkbox(bool(part.completed), resource_id="completeBox", description=part.title, on_tap=tick)
        rows.append(_row("account_tree", "subtask", part.title, "", edit, trailing=(mark,)))
    for place, title in enumerate(state.parts):
        kept = (*state.parts[:place], *state.parts[place + 1 :])
        drop = partial(hands.set, parts=kept)
        close = icon_button("close", tr("Delete"), drop)
        rows.append(_row("account_tree", "subtask", title, "", None, trailing=(close,)))
    return (*rows, _row("add_task", "subtask_add", "", tr("Add subtask"), lambda: hands.open("part")))


def _edit(hands: EditHands, part: TodoTask) -> None:
    hands.context.start(EDITOR, task=part.id)


# -- times -----------------------------------------------------------------------------------------------
def _times(hands: EditHands, task: TodoTask) -> tuple[View, ...]:
    """When it was made, changed, done."""
    tr, context = hands.tr, hands.context
    known = (
        (task.created, "Created {}", "created"),
        (task.modified, "Modified {}", "modified"),
        (task.completed, "Completed {}", "completed"),
    )
    rows = []
    for date_ms, words, name in known:
        if date_ms > 0:
            when = moment_words(context, date_ms - date_ms % 60_000 + 1)
            rows.append(_row("info", name, tr(words).format(when), "", None, "on_surface_variant"))
    return tuple(rows)
