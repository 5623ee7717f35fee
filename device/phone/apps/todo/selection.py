"""What can be done with tasks that are selected in the list."""

from collections.abc import Callable, Sequence
from functools import partial

from device.phone.apps.todo.change import change, complete, copy, delete
from device.phone.apps.todo.choice import choices
from device.phone.apps.todo.ordering import arranged, filtered
from device.phone.apps.todo.share import share_tasks
from device.phone.apps.todo.state import DuePick, HomeHands
from device.phone.apps.todo.task import PRIORITIES, TodoTask, book
from device.phone.apps.todo.words import list_name
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import Handler
from device.phone.widget import Choice, alert, choice_dialog, icon_button, menu, selection_bar


def selected_bar(hands: HomeHands, chosen: Sequence[TodoTask]) -> View:
    """The bar while tasks are selected."""
    tr = hands.tr
    actions = (
        icon_button("check", tr("Complete"), lambda: _complete(hands, chosen), resource_id="action_complete"),
        icon_button(
            "schedule", tr("Reschedule"), lambda: hands.set(pick=DuePick()), resource_id="edit_due_date"
        ),
        icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="delete"),
        icon_button("more_vert", tr("More options"), lambda: hands.open("selected")),
    )
    return selection_bar(len(chosen), lambda: hands.set(selected=()), actions, tr("Done"))


def reschedule(hands: HomeHands, chosen: Sequence[TodoTask], due_ms: int) -> None:
    """Another due date for all of them."""
    change(hands.context, chosen, due=due_ms)
    hands.set(pick=None, selected=())


def selection_overlay(hands: HomeHands, chosen: Sequence[TodoTask]) -> Overlay | None:
    """What is open about the selected tasks."""
    tr, context = hands.tr, hands.context
    kind = hands.state.dialog
    if kind == "selected":
        return _menu(hands, chosen)
    if kind == "delete":
        return _ask_delete(hands, chosen)
    if kind == "priority":
        same = {task.priority for task in chosen}
        return _choice(
            hands,
            tr("Set priority"),
            [tr(name) for name in PRIORITIES],
            same.pop() if len(same) == 1 else -1,
            lambda place: change(context, chosen, priority=place),
        )
    if kind == "move":
        lists = book(context).lists
        uuids = [found.uuid for found in lists]
        same_list = {task.list for task in chosen}
        at = uuids.index(found) if len(same_list) == 1 and (found := same_list.pop()) in uuids else -1
        return _choice(
            hands,
            tr("Move to list"),
            [list_name(context, found) for found in lists],
            at,
            lambda place: change(context, chosen, list=uuids[place]),
        )
    return None


def _choice(
    hands: HomeHands, title: str, labels: Sequence[str], at: int, take: Callable[[int], None]
) -> Overlay:
    done = lambda: hands.set(dialog="", selected=())  # noqa: E731
    handlers = [hands.context.then(partial(take, place), done) for place in range(len(labels))]
    return choice_dialog(title, labels, at, handlers, Choice(hands.tr("Cancel"), hands.close))


def _complete(hands: HomeHands, chosen: Sequence[TodoTask]) -> None:
    if choices(hands.context).show_completed and all(task.completed for task in chosen):
        for task in chosen:
            complete(hands.context, task, done=False)
        hands.set(selected=())
        return
    undone = [task for task in chosen if not task.completed]
    for task in undone:
        complete(hands.context, task)
    tr = hands.tr
    words = tr("Task completed") if len(undone) == 1 else tr("{} tasks completed").format(len(undone))
    hands.say(words, tuple(undone))


def _menu(hands: HomeHands, chosen: Sequence[TodoTask]) -> Overlay:
    tr, context = hands.tr, hands.context
    shown = arranged(context, filtered(context, hands.state.filter))
    everything = tuple(row.task.id for row in shown if row.task is not None)

    def duplicate() -> None:
        for task in chosen:
            copy(context, task)
        hands.say(tr("{} tasks copied").format(len(chosen)) if len(chosen) > 1 else tr("Task copied"))

    def share() -> None:
        hands.set(dialog="", selected=())
        share_tasks(hands, chosen)

    items: list[tuple[str, Handler]] = [
        (tr("Set priority"), lambda: hands.open("priority")),
        (tr("Move to list"), lambda: hands.open("move")),
        (tr("Select all"), lambda: hands.set(dialog="", selected=everything)),
        (tr("Share"), share),
        (tr("Copy"), duplicate),
    ]
    return menu(items, hands.close, anchor=(1.0, 0.03))


def _ask_delete(hands: HomeHands, chosen: Sequence[TodoTask]) -> Overlay:
    tr = hands.tr

    def remove() -> None:
        gone = delete(hands.context, chosen)
        words = tr("Task deleted") if len(gone) == 1 else tr("{} tasks deleted").format(len(gone))
        hands.say(words, before)

    before = tuple(chosen)
    question = (
        tr("Delete selected tasks?") if len(chosen) > 1 else tr("Are you sure you want to delete this task?")
    )
    return alert("", question, accept=Choice(tr("OK"), remove), cancel=Choice(tr("Cancel"), hands.close))
