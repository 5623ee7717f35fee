"""One task: what it is, how much it matters, when it is due, and all that belongs to it."""

from dataclasses import replace

from device.phone.apps.todo.change import complete, delete, put
from device.phone.apps.todo.choice import choices
from device.phone.apps.todo.editmenu import edit_overlay
from device.phone.apps.todo.editrow import edit_rows
from device.phone.apps.todo.ordering import ALL, LIST, PLACE, TAG, TODAY
from device.phone.apps.todo.row import check_mark
from device.phone.apps.todo.schema import DEFAULT_LIST
from device.phone.apps.todo.state import EDIT, NOTES, TITLE, EditHands, TodoEditState
from device.phone.apps.todo.task import PRIORITY_NAMES, TodoTask, book
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.timetext import local_now, to_date_ms
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Input
from device.phone.widget import Back, icon_button, page, plain_field, scroll, top_bar


def opened(context: Context, intent: Intent) -> TodoEditState:
    """The editor as an intent opens it: on a task, or on a new one."""
    number = intent.extras.get("task", 0)
    task = book(context).by_id.get(number if isinstance(number, int) else 0) or _new(context, intent)
    context.set_text(TITLE, task.title)
    context.set_text(NOTES, task.notes)
    if not task.id and not task.title:
        context.focus(TITLE)
    return TodoEditState(task, task)


def _new(context: Context, intent: Intent) -> TodoTask:
    """What a new task starts with: the list, tag or day of the filter it is made in."""
    extras, shown = intent.extras, str(intent.extras.get("filter", ALL))
    task = TodoTask(priority=choices(context).priority, list=DEFAULT_LIST)
    task = replace(
        task,
        title=str(extras.get("android.intent.extra.SUBJECT", "") or extras.get("title", "")),
        notes=str(extras.get("android.intent.extra.TEXT", "")),
    )
    if not task.title and task.notes and "\n" not in task.notes:
        task = replace(task, title=task.notes, notes="")
    if shown.startswith(LIST):
        return replace(task, list=shown.removeprefix(LIST))
    if shown.startswith(TAG):
        return replace(task, tags=(shown.removeprefix(TAG),))
    if shown.startswith(PLACE):
        return replace(task, place=shown.removeprefix(PLACE))
    if shown == TODAY:
        noon = local_now(context).replace(hour=12, minute=0, second=0, microsecond=0)
        return replace(task, due=to_date_ms(context, noon))
    return task


def show_editor(hands: EditHands) -> Screen:
    """The title over rows for everything else."""
    tr = hands.tr
    bar = top_bar(
        "",
        back=Back(lambda: leave(hands), tr("Save"), "save"),
        actions=(
            icon_button("delete", tr("Delete task"), lambda: hands.open("delete"), resource_id="menu_delete"),
            icon_button("more_vert", tr("More options"), lambda: hands.open("menu")),
        ),
    )
    body = scroll(EDIT, (_head(hands), *edit_rows(hands)), resource_id="edit_scroll", class_name="ScrollView")
    overlay = edit_overlay(hands, lambda: remove(hands), lambda: leave(hands))
    return Screen(page(bar, body), overlay=overlay, title=tr("Edit task"))


def _head(hands: EditHands) -> View:
    """The box to tick and the title."""
    tr, task = hands.tr, hands.state.task
    box = check_mark(task, tr(PRIORITY_NAMES[task.priority]))

    def turn() -> None:
        hands.put(completed=0 if task.completed else hands.context.clock.date_ms)
        if hands.state.task.completed:
            leave(hands)

    box.on_tap = turn
    field = plain_field(
        Input(TITLE, tr("Task name"), on_submit=lambda: hands.context.show_keyboard(False)),
        resource_id="title",
        style="title_large",
        padding=(8.0, 10.0, 16.0, 10.0),
        weight=1.0,
    )
    return View(
        box=Box(width=FILL, padding=(8.0, 0.0, 0.0, 8.0)),
        flow=CENTRED_ROW,
        children=(box, field),
        important=False,
    )


# -- leaving ---------------------------------------------------------------------------------------------
def edited(hands: EditHands) -> TodoTask:
    """The task with what its fields hold."""
    context = hands.context
    title = " ".join(context.text(TITLE).split())
    notes = context.text(NOTES)
    kept = hands.state.kept
    if title == " ".join(kept.title.split()):
        title = kept.title
    return replace(hands.state.task, title=title, notes=notes if notes.strip() or notes == kept.notes else "")


def is_changed(hands: EditHands) -> bool:
    """Whether there is anything to keep."""
    return edited(hands) != hands.state.kept or bool(hands.state.parts)


def keep(hands: EditHands) -> None:
    """Keep what changed; a new task without any word is not kept."""
    context, state = hands.context, hands.state
    task = edited(hands)
    nothing = not task.id and not (task.title or task.notes or state.parts)
    if is_changed(hands) and not nothing:
        now = hands.context.clock.date_ms
        done, task = task.completed, replace(task, completed=state.kept.completed)
        task = put(context, replace(task, modified=now, created=task.created or (0 if task.id else now)))
        if bool(done) != bool(state.kept.completed):
            complete(context, task, done=bool(done))
        for title in state.parts:
            part = TodoTask(title=title, priority=choices(context).priority, created=now, modified=now)
            put(context, replace(part, parent=task.id, list=task.list))


def leave(hands: EditHands) -> None:
    """Keep what changed and close."""
    keep(hands)
    context = hands.context
    context.focus("")
    context.finish()


def remove(hands: EditHands) -> None:
    """Delete the task and close."""
    if hands.state.task.id:
        delete(hands.context, (hands.state.kept,))
        hands.context.toast(hands.tr("Task deleted"))
    hands.context.focus("")
    hands.context.finish()
