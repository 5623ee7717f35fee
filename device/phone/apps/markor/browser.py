"""The tab Files: folders and files, sorted, searched, selected."""

from functools import partial

from device.phone.apps.markor.create import create_overlay, open_create
from device.phone.apps.markor.folderdialog import folder_overlay
from device.phone.apps.markor.note import (
    MarkorEntry,
    entries,
    found_below,
    name_of,
    parent_of,
    shown_path,
)
from device.phone.apps.markor.picked import picked_overlay, selection
from device.phone.apps.markor.row import LIST, ROW, MarkorRows, show_folder
from device.phone.apps.markor.sorting import sort_overlay
from device.phone.apps.markor.state import NOTEBOOK, SEARCH, MarkorActivity, MarkorMainState
from device.phone.apps.markor.store import NAME as STORE
from device.phone.apps.markor.store import is_on, preference
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Flow, Icon, Text
from device.phone.widget import (
    chip,
    empty,
    fab,
    icon_button,
    long_scroll,
    menu,
    search_field,
    top_bar,
)

Main = MarkorActivity[MarkorMainState]
_CRUMBS = 3
"""Folders that the line above the list names at most."""


def listing(hands: Main) -> list[MarkorEntry]:
    """What the list holds now, in its order."""
    database = hands.context.database(STORE)
    order = (
        preference(database, "order"),
        is_on(database, "reverse"),
        is_on(database, "folders_first"),
        is_on(database, "hidden"),
    )
    return entries(hands.files, hands.state.folder, order)


def browser(hands: Main) -> tuple[View, ...]:
    """Bar, path and list."""
    if hands.state.searching:
        return _search_page(hands)
    found = listing(hands)
    bar = _bar(hands)
    if hands.state.selected:
        bar = selection(hands, tuple(entry.path for entry in found))
    rows = MarkorRows(hands)
    slots: list[MarkorEntry | None] = [None] if parent_of(hands.state.folder) else []
    if found:
        slots += found
        body = long_scroll(
            hands.context,
            LIST,
            len(slots),
            lambda place: rows.of(slots[place]),
            row_height=ROW,
            resource_id=LIST,
            bottom=88.0,
        )
    else:
        body = _nothing("folder_open", hands.tr("This folder is empty"))
        body.children = (*(rows.of(slot) for slot in slots), *body.children)
    wide, high = hands.context.size
    return (bar, _crumbs(hands), body) if high > wide else (bar, body)


def browser_overlay(hands: Main) -> Overlay | None:
    """Whatever is open over the list."""
    if hands.state.dialog == "menu":
        return menu(
            [
                (hands.tr("Go to notebook"), lambda: show_folder(hands, NOTEBOOK)),
                (hands.tr("Favourites"), hands.doing("favourites")),
            ],
            hands.close,
        )
    return create_overlay(hands) or folder_overlay(hands) or picked_overlay(hands) or sort_overlay(hands)


def add_button(hands: Main) -> View | None:
    """The floating button, where something can be made."""
    if hands.state.searching or hands.state.selected:
        return None
    return fab(
        "add",
        hands.tr("Create a new file or folder"),
        lambda: open_create(hands),
        resource_id="fab_add_new_item",
        colours=("primary", "on_primary"),
    )


def close_browser(hands: Main) -> bool:
    """Back: leaves selection, search, the folder; False in the notebook itself."""
    folder = hands.state.folder
    if hands.state.selected:
        hands.set(selected=())
    elif hands.state.searching:
        show_folder(hands, folder)
    elif folder.startswith(f"{NOTEBOOK}/"):
        show_folder(hands, parent_of(folder))
    elif folder != NOTEBOOK:
        show_folder(hands, NOTEBOOK)
    else:
        return False
    return True


# -- bars ----------------------------------------------------------------------------------------------
def _bar(hands: Main) -> View:
    tr, folder = hands.tr, hands.state.folder
    title = tr("Markor") if folder == NOTEBOOK else f"> {name_of(folder)}"
    return top_bar(
        title,
        actions=[
            icon_button(
                "search", tr("Search"), lambda: hands.begin_search(SEARCH), resource_id="action_search"
            ),
            icon_button("sort", tr("Sort by"), hands.doing("sort"), resource_id="action_sort"),
            icon_button("more_vert", tr("More options"), hands.doing("menu")),
        ],
    )


def _crumbs(hands: Main) -> View:
    """The last folders of the path, each of which can be gone to."""
    steps = shown_path(hands.state.folder)[-_CRUMBS:]
    parts: list[View] = []
    for name, path in steps:
        if parts:
            parts.append(fixed(icon=Icon("chevron_right", "outline", size=18.0), important=False))
        last = path == hands.state.folder
        crumb = View(
            "TextView",
            "breadcrumb",
            Text(
                hands.tr("Internal storage") if name == "0" else name,
                style="label_large",
                colour="on_surface" if last else "primary",
                max_lines=1,
            ),
            box=Box(padding=(4.0, 8.0, 4.0, 8.0)),
        )
        if not last:
            crumb.on_tap = partial(show_folder, hands, path)
        parts.append(crumb)
    return View(
        "HorizontalScrollView",
        "breadcrumbs",
        box=Box(width=FILL, padding=(20.0, 0.0, 16.0, 0.0)),
        flow=CENTRED_ROW,
        children=parts,
    )


def _nothing(icon: str, title: str) -> View:
    return View(box=Box(width=FILL, weight=1.0), children=(empty(icon, title),), important=False)


# -- search --------------------------------------------------------------------------------------------
def _search_page(hands: Main) -> tuple[View, ...]:
    """Names (and with the mark set, texts) in this folder and those below it."""
    tr, context, folder = hands.tr, hands.context, hands.state.folder
    words, inside = context.text(SEARCH), hands.state.in_content
    field = search_field(
        context,
        SEARCH,
        tr("Search"),
        on_back=lambda: show_folder(hands, folder),
        labels=(tr("Navigate up"), tr("Clear text")),
    )
    mark = chip(
        tr("Search in content"),
        lambda: hands.set(in_content=not inside),
        selected=inside,
        resource_id="search_in_content",
    )
    options = View(
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 8.0)),
        flow=Flow("row"),
        children=(mark,),
        important=False,
    )
    hidden = is_on(context.database(STORE), "hidden")
    found = found_below(hands.files, folder, words, in_content=inside, hidden=hidden) if words else []
    if words and not found:
        return field, options, _nothing("search", tr("No results"))
    rows = MarkorRows(hands)
    body = long_scroll(
        context,
        "results",
        len(found),
        lambda place: rows.file(found[place], found[place].path[len(folder) + 1 :]),
        row_height=ROW,
        resource_id="search_results_list",
    )
    return field, options, body
