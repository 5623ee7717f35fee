"""What opens over the list: its menu, the order of its tasks, questions."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.apps.todo.change import delete
from device.phone.apps.todo.choice import CRITERIA, GROUPS, SORTS, choices, choose
from device.phone.apps.todo.drawer import drawer
from device.phone.apps.todo.due import due_overlay
from device.phone.apps.todo.ordering import LIST, TAG, filtered, in_filter
from device.phone.apps.todo.selection import reschedule, selection_overlay
from device.phone.apps.todo.share import share_tasks
from device.phone.apps.todo.state import LIST_SETTINGS, HomeHands
from device.phone.apps.todo.task import TodoTask, book
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FULL_WIDTH, GROWING, Box, Flow, Handler, Icon, Text
from device.phone.widget import (
    Choice,
    alert,
    checkbox,
    icon_button,
    menu,
    radio_tile,
    sheet,
    switch_tile,
    tile,
)


def home_overlay(hands: HomeHands, chosen: Sequence[TodoTask]) -> Overlay | None:
    """What is open."""
    kind, pick = hands.state.dialog, hands.state.pick
    if pick is not None and chosen:
        return due_overlay(
            hands.context,
            pick,
            lambda new: hands.set(pick=new),
            lambda date_ms: reschedule(hands, chosen, date_ms),
            lambda: hands.set(pick=None),
        )
    if kind == "drawer":
        return drawer(hands)
    if kind == "menu":
        return _menu(hands)
    if kind == "sort":
        return _order(hands)
    if kind in ("group_by", "sort_by"):
        return _criteria(hands, kind.removesuffix("_by"))
    if kind == "clear":
        return _ask_clear(hands)
    return selection_overlay(hands, chosen) if chosen else None


def _menu(hands: HomeHands) -> Overlay:
    tr, context, shown = hands.tr, hands.context, hands.state.filter
    chosen = choices(context)

    def turn(key: str, on: bool) -> Handler:
        return context.then(lambda: choose(context, key, not on), hands.close)

    marked = (
        (tr("Show unstarted"), chosen.show_unstarted, turn("show_unstarted", chosen.show_unstarted)),
        (tr("Show completed"), chosen.show_completed, turn("show_completed", chosen.show_completed)),
    )
    items: list[tuple[str, Handler]] = [
        (tr("Clear completed"), lambda: hands.open("clear")),
        (tr("Share"), context.then(hands.close, lambda: share_tasks(hands, filtered(context, shown)))),
    ]
    if shown.startswith(LIST):
        items.append((tr("List settings"), lambda: _settings(hands, "list", shown.removeprefix(LIST))))
    if shown.startswith(TAG):
        uid = next((tag.uid for tag in book(context).tags if TAG + tag.name == shown), "")
        items.append((tr("Tag settings"), lambda: _settings(hands, "tag", uid)))
    over = menu(items, hands.close, anchor=(0.36, 0.92))
    over.view.children = (*(_marked(*each) for each in marked), *over.view.children)
    return over


def _marked(label: str, on: bool, on_tap: Handler) -> View:
    """An item that is on or off."""
    words = fixed("TextView", "title", Text(label, style="body_large", max_lines=1), box=GROWING)
    mark = checkbox(on, resource_id="checkbox")
    return View(
        "LinearLayout",
        "content",
        box=Box(min_height=48.0, padding=(16.0, 0.0, 20.0, 0.0)),
        flow=Flow("row", gap=24.0, align="center"),
        on_tap=on_tap,
        children=(words, mark),
    )


def _settings(hands: HomeHands, kind: str, uid: str) -> None:
    hands.close()
    hands.context.start(LIST_SETTINGS, kind=kind, uid=uid)


# -- order -----------------------------------------------------------------------------------------------
def _order(hands: HomeHands) -> Overlay:
    tr, context = hands.tr, hands.context
    chosen = choices(context)
    rows = [
        _criterion(hands, "group", tr("Group"), chosen.group, chosen.group_up),
        _criterion(hands, "sort", tr("Sort"), chosen.sort, chosen.sort_up),
        switch_tile(
            tr("Move completed tasks to bottom"),
            chosen.completed_last,
            lambda on: choose(context, "completed_last", on),
        ),
    ]
    return sheet("", rows, hands.close)


def _criterion(hands: HomeHands, key: str, title: str, criterion: str, up: bool) -> View:
    tr = hands.tr
    direction = icon_button(
        Icon("arrow_upward" if up else "arrow_downward", "primary"),
        tr("Ascending") if up else tr("Descending"),
        lambda: choose(hands.context, f"{key}_up", not up),
        resource_id=f"{key}_direction",
    )
    return tile(
        title,
        tr(CRITERIA[criterion]),
        trailing=() if criterion == "none" else (direction,),
        on_tap=lambda: hands.open(f"{key}_by"),
        resource_id=f"{key}_row",
    )


def _criteria(hands: HomeHands, key: str) -> Overlay:
    tr, context = hands.tr, hands.context
    chosen = choices(context)
    now = chosen.group if key == "group" else chosen.sort

    def take(criterion: str) -> Handler:
        return context.then(
            lambda: choose(context, key, criterion), lambda: hands.set(dialog="sort", folded=())
        )

    rows = [
        radio_tile(tr(CRITERIA[criterion]), criterion == now, take(criterion))
        for criterion in (GROUPS if key == "group" else SORTS)
    ]
    body = View("ListView", "criteria", box=FULL_WIDTH, children=rows)
    high = hands.context.size[1] / hands.context.density - 200.0
    if len(rows) * 60.0 > high:
        body.box = replace(body.box, height=high)
        body.scroll = "criteria"
    return sheet(tr("Group") if key == "group" else tr("Sort"), (body,), lambda: hands.open("sort"))


def _ask_clear(hands: HomeHands) -> Overlay:
    tr, context = hands.tr, hands.context
    done = [task for task in in_filter(context, hands.state.filter) if task.completed]

    def clear() -> None:
        delete(context, done)
        hands.say(tr("{} tasks deleted").format(len(done)), tuple(done))

    return alert(
        "",
        tr("Clear completed tasks?"),
        accept=Choice(tr("OK"), clear),
        cancel=Choice(tr("Cancel"), hands.close),
    )
