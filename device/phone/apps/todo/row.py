"""Rows of a list: tasks, and the headings over them."""

from dataclasses import replace

from device.phone.apps.activity import toggled
from device.phone.apps.todo.change import complete, put
from device.phone.apps.todo.choice import TodoChoices
from device.phone.apps.todo.ordering import LIST, TAG, TodoRow
from device.phone.apps.todo.state import HomeHands
from device.phone.apps.todo.task import PRIORITY_COLOURS, PRIORITY_NAMES, TodoTask, book
from device.phone.apps.todo.words import is_overdue, list_name, moment_words
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import icon_button

HEADING_HEIGHT = 44.0
_LINE, _NOTES, _CHIPS, _TITLE = 56.0, 20.0, 32.0, 24.0
_INDENT = 24.0
_LONG = 34
"""Characters of a title that fit into one line, about."""


def height_of(hands: HomeHands, row: TodoRow, chosen: TodoChoices) -> float:
    """How high a row is, in dp."""
    task = row.task
    if task is None:
        return HEADING_HEIGHT
    lines = min(3, 1 + len(task.title) // _LONG) if chosen.full_title else 1
    height = _LINE + _TITLE * (lines - 1)
    if task.notes and chosen.show_description:
        height += _NOTES
    return height + (_CHIPS if _chip_texts(hands, row, task) else 0.0)


def row_view(hands: HomeHands, row: TodoRow, chosen: TodoChoices) -> View:
    """A task or a heading."""
    return _heading(hands, row) if row.task is None else _task(hands, row, row.task, chosen)


# -- headings --------------------------------------------------------------------------------------------
def _heading(hands: HomeHands, row: TodoRow) -> View:
    folded = row.heading in hands.state.folded

    def turn() -> None:
        hands.set(folded=toggled(hands.state.folded, row.heading))

    colour = "error" if row.overdue else "on_surface_variant"
    words = fixed(
        "TextView", "header", Text(row.heading, style="title_small", colour=colour, max_lines=1), box=GROWING
    )
    sign = "expand_more" if folded else "expand_less"
    mark = fixed("ImageView", "chevron", icon=Icon(sign, "on_surface_variant"), important=False)
    return View(
        "LinearLayout",
        "header_row",
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 0.0)),
        flow=CENTRED_ROW,
        on_tap=turn,
        children=(words, mark),
    )


# -- tasks -----------------------------------------------------------------------------------------------
def check_mark(task: TodoTask, description: str) -> View:
    """The box that a task is ticked off with, in its priority's colour."""
    done = bool(task.completed)
    sign = "check_box" if done else "repeat" if task.recurrence else "check_box_outline_blank"
    return View(
        "CheckBox",
        "completeBox",
        content_description=description,
        icon=Icon(sign, PRIORITY_COLOURS[task.priority]),
        box=Box(width=48.0, height=48.0),
        flow=CENTRED,
        checked=done,
    )


def _task(hands: HomeHands, row: TodoRow, task: TodoTask, chosen: TodoChoices) -> View:
    tr, state = hands.tr, hands.state
    selected = task.id in state.selected

    def select() -> None:
        hands.set(selected=toggled(hands.state.selected, task.id), snack="")

    def open_it() -> None:
        if hands.state.selected:
            select()
        else:
            hands.edit(task.id)

    box = check_mark(task, tr(PRIORITY_NAMES[task.priority]))
    box.on_tap = lambda: tick(hands, task)
    title = View(
        "TextView",
        "title",
        Text(
            task.title or tr("(No title)"),
            colour="outline" if task.completed else "on_surface",
            max_lines=3 if chosen.full_title else 1,
        ),
        box=GROWING,
    )
    first = View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=8.0, align="center"),
        important=False,
        children=(title, *_sign(hands, task), *_due(hands, task)),
    )
    lines = [first]
    if task.notes and chosen.show_description:
        words = " ".join(task.notes.split())
        lines.append(View("TextView", "description", Text(words, style="body_small", max_lines=1)))
        lines[-1].text = replace(lines[-1].text, colour="on_surface_variant")
    chips = _chip_texts(hands, row, task)
    if chips:
        lines.append(_chips(hands, row, task, chips))
    return View(
        "LinearLayout",
        "rowBody",
        box=Box(width=FILL, padding=(4.0 + _INDENT * min(row.depth, 4), 4.0, 16.0, 4.0)),
        flow=Flow("row", align="start"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=open_it,
        on_long_press=select,
        children=(
            box,
            View(box=Box(weight=1.0, padding=(0.0, 12.0, 0.0, 0.0)), children=lines, important=False),
        ),
    )


def _due(hands: HomeHands, task: TodoTask) -> tuple[View, ...]:
    if not task.due:
        return ()
    late = not task.completed and is_overdue(hands.context, task.due)
    view = View(
        "TextView",
        "due_date",
        Text(
            moment_words(hands.context, task.due),
            style="body_small",
            colour="error" if late else "on_surface_variant",
            max_lines=1,
        ),
    )
    return (view,)


def _sign(hands: HomeHands, task: TodoTask) -> tuple[View, ...]:
    """An eye struck out on a task that has not started."""
    if task.start <= hands.context.clock.date_ms:
        return ()
    label = hands.tr("Not started yet")
    return (
        View(
            "ImageView",
            "hidden_icon",
            content_description=label,
            icon=Icon("visibility_off", "outline", size=16.0),
        ),
    )


def _chip_texts(hands: HomeHands, row: TodoRow, task: TodoTask) -> list[tuple[str, str]]:
    """Icon and words of each small sign below a task."""
    context, tr, shown = hands.context, hands.tr, hands.state.filter
    found = []
    if row.below:
        sign = "expand_more" if task.collapsed else "expand_less"
        found.append((sign, tr("{} subtasks").format(row.below) if row.below > 1 else tr("1 subtask")))
    if task.start > hands.context.clock.date_ms:
        found.append(("schedule", moment_words(context, task.start)))
    if task.place:
        found.append(("location_on", task.place))
    if task.list and not shown.startswith(LIST):
        found.append(("list", list_name(context, book(context).list_of(task.list))))
    found += [("label", name) for name in task.tags if shown != TAG + name]
    return found


def _chips(hands: HomeHands, row: TodoRow, task: TodoTask, texts: list[tuple[str, str]]) -> View:
    def fold() -> None:
        put(hands.context, replace(task, collapsed=not task.collapsed))

    views = []
    for place, (sign, words) in enumerate(texts[:4]):
        view = View(
            "com.google.android.material.chip.Chip",
            "chip",
            Text(words, style="label_small", colour="on_surface_variant", max_lines=1),
            icon=Icon(sign, "on_surface_variant", size=14.0),
            box=Box(height=24.0, padding=(8.0, 0.0, 8.0, 0.0)),
            flow=Flow("row", gap=4.0, align="center"),
            surface=Surface("surface_container_high", radius=12.0),
        )
        if row.below and not place:
            view.on_tap = fold
        views.append(view)
    return View(
        "com.google.android.material.chip.ChipGroup",
        "chip_group",
        box=Box(width=FILL, padding=(0.0, 4.0, 0.0, 0.0)),
        flow=Flow("row", gap=6.0),
        children=views,
    )


def tick(hands: HomeHands, task: TodoTask) -> None:
    """Tick a task off, or on again; the snackbar brings it back."""
    tr = hands.tr
    if task.completed:
        complete(hands.context, task, done=False)
        hands.set(snack="")
        return
    before = (task, *(other for other in book(hands.context).tasks if other.parent == task.id))
    if complete(hands.context, task):
        moved = book(hands.context).by_id[task.id]
        words = tr("{} rescheduled for {}").format(task.title, moment_words(hands.context, moved.due))
        hands.say(words, (task,))
        return
    hands.say(tr("Task completed"), before)


def more_button(hands: HomeHands, dialog: str) -> View:
    """The three dots."""
    return icon_button("more_vert", hands.tr("More options"), lambda: hands.open(dialog))
