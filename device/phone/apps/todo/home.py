"""The list of tasks: its bars, its rows, the search in it."""

from weakref import WeakKeyDictionary

from device.phone.apps.todo.change import put
from device.phone.apps.todo.choice import choices
from device.phone.apps.todo.drawer import filter_name
from device.phone.apps.todo.homemenu import home_overlay
from device.phone.apps.todo.ordering import TodoRow, arranged, filtered, found
from device.phone.apps.todo.row import height_of, more_button, row_view
from device.phone.apps.todo.selection import selected_bar
from device.phone.apps.todo.state import ROWS, SEARCH, HomeHands
from device.phone.apps.todo.task import TodoBook, book
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Surface, Text
from device.phone.widget import empty, fab, icon_button, page, search_field, snackbar, top_bar
from device.phone.widget.longlist import long_list

_kept: "WeakKeyDictionary[TodoBook, tuple[object, list[TodoRow], list[float]]]" = WeakKeyDictionary()
"""By what was read: what it was put in order for, and the order."""


def show_home(hands: HomeHands) -> Screen:
    """The tasks of a filter, or those found, between a bar with its name and the bar of buttons."""
    context, state = hands.context, hands.state
    title = filter_name(context, state.filter)
    tasks = book(context).by_id
    chosen = [tasks[number] for number in state.selected if number in tasks]
    bar = _search_bar(hands) if state.searching else top_bar(title, title_id="toolbar_title")
    if chosen:
        bar = selected_bar(hands, chosen)
    parts: tuple[View, ...] = (bar, _body(hands))
    if not state.searching and not chosen:
        parts = (*parts, _foot(hands))
    return Screen(
        page(*parts), overlay=home_overlay(hands, chosen), snackbar=_snack(hands, not chosen), title=title
    )


def _rows(hands: HomeHands) -> tuple[list[TodoRow], list[float]]:
    """What the list shows, and how high each row is in dp; put in order again only when that may differ."""
    context, state = hands.context, hands.state
    everything = book(context)
    words = context.text(SEARCH) if state.searching else None
    place = (context.clock.date_ms // 1000, context.clock.timezone, context.language)
    chosen = choices(context)
    key = (state.filter, words, state.folded, chosen, place)
    kept = _kept.get(everything)
    if kept is None or kept[0] != key:
        tasks = filtered(context, state.filter) if words is None else found(context, words)
        rows = arranged(context, tasks, state.folded)
        kept = _kept[everything] = (key, rows, [height_of(hands, row, chosen) for row in rows])
    return kept[1], kept[2]


def _body(hands: HomeHands) -> View:
    rows, heights = _rows(hands)
    chosen = choices(hands.context)
    if not rows:
        tr = hands.tr
        searched = hands.state.searching
        nothing = empty("search" if searched else "task_alt", tr("There are no tasks here."))
        if not searched:
            nothing.children = (
                *nothing.children,
                fixed("TextView", "empty_help", Text(tr("Tap the + button to add one"), style="body_medium")),
            )
        return View(box=Box(width=FILL, weight=1.0), children=(nothing,), important=False)
    return long_list(
        hands.context,
        ROWS,
        heights,
        lambda place: row_view(hands, rows[place], chosen),
        resource_id="recycler_view",
        bottom=24.0,
    )


def _foot(hands: HomeHands) -> View:
    """Menu, order, search and more; the button for a new task at its end."""
    tr = hands.tr
    return View(
        "android.view.ViewGroup",
        "bottomAppBar",
        box=Box(width=FILL, height=80.0, padding=(8.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=4.0, align="center"),
        surface=Surface("surface_container"),
        children=(
            icon_button("menu", tr("Menu"), lambda: hands.open("drawer"), resource_id="menu_drawer"),
            icon_button("sort", tr("Sort"), lambda: hands.open("sort"), resource_id="menu_sort"),
            icon_button(
                "search",
                tr("Search"),
                lambda: hands.begin_search(SEARCH, snack=""),
                resource_id="menu_search",
            ),
            more_button(hands, "menu"),
            fixed(box=GROWING, important=False),
            fab("add", tr("Create new task"), lambda: hands.edit(0), resource_id="fab"),
        ),
    )


def _snack(hands: HomeHands, above_bar: bool) -> View | None:
    state = hands.state
    if not state.snack or hands.context.clock.uptime_ms >= state.snack_until_ms:
        return None

    def undo() -> None:
        for task in hands.state.undo:
            put(hands.context, task)
        hands.set(snack="", undo=())

    bar = snackbar(state.snack, hands.tr("Undo") if state.undo else "", undo)
    lift = 80.0 if above_bar and not state.searching else 0.0
    return View(box=Box(width=FILL, padding=(0.0, 0.0, 0.0, lift)), children=(bar,), important=False)


# -- search ----------------------------------------------------------------------------------------------
def _search_bar(hands: HomeHands) -> View:
    tr, context = hands.tr, hands.context
    return search_field(
        context,
        SEARCH,
        tr("Search"),
        on_back=hands.leave_search,
        labels=(tr("Back"), tr("Clear text")),
        resource_id="search_src_text",
    )


def close_home(hands: HomeHands) -> bool:
    """Back: leaves the selection, the search, or a filter other than the first; False on that one."""
    state = hands.state
    if state.selected:
        hands.set(selected=())
    elif state.searching:
        hands.leave_search()
    elif state.filter != "all":
        hands.set(filter="all", folded=())
        hands.context.scroll_to(ROWS)
    else:
        return False
    return True
