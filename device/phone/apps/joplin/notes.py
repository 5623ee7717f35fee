"""Lists of notes: of a notebook, of a tag, all, the trash, and what a search finds."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.apps.activity import toggled
from device.phone.apps.joplin.change import add_note, turn
from device.phone.apps.joplin.folder import edit_folder
from device.phone.apps.joplin.ordering import found, listed
from device.phone.apps.joplin.state import ALL, FOLDER, LIST, SEARCH, TAG, TRASH, JoplinActivity, JoplinPlace
from device.phone.apps.joplin.store import JoplinNote
from device.phone.system.permission import COARSE, FINE
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, GROWING, Box, Flow, Icon, Surface, Text
from device.phone.widget import (
    Back,
    empty,
    fab,
    icon_button,
    long_scroll,
    page,
    search_field,
    selection_bar,
    top_bar,
)

ROW = 56.0
LOCATION = (FINE, COARSE)


def title_of(hands: JoplinActivity, which: str) -> str:
    """What a list is called."""
    library, tr = hands.library, hands.tr
    if which.startswith(FOLDER):
        folder = library.folders.get(which.removeprefix(FOLDER))
        return folder.title if folder is not None else tr("All notes")
    if which.startswith(TAG):
        return library.tags.get(which.removeprefix(TAG), tr("Tags"))
    return tr("Trash") if which == TRASH else tr("All notes")


def show_notes(hands: JoplinActivity) -> Screen:
    """A list under a bar with its name."""
    which = hands.place.id
    rows = listed(hands)
    title = title_of(hands, which)
    chosen = [one.id for one in rows if one.id in hands.state.selected]
    bar = selected_bar(hands, chosen) if chosen else _bar(hands, title)
    add = None
    if not chosen and which != TRASH and hands.library.folders:
        add = fab("add", hands.tr("Add new"), lambda: hands.open("add"), resource_id="fab")
    return Screen(page(bar, _body(hands, rows), fab=add), title=title)


def show_search(hands: JoplinActivity) -> Screen:
    """The search with what it finds."""
    context, tr = hands.context, hands.tr
    rows = found(hands.library, context.text(SEARCH))
    chosen = [one.id for one in rows if one.id in hands.state.selected]
    bar = search_field(
        context,
        SEARCH,
        tr("Search"),
        above=LIST,
        on_back=hands.leave,
        labels=(tr("Back"), tr("Clear")),
    )
    if chosen:
        bar = selected_bar(hands, chosen)
    body = _body(hands, rows) if rows or context.text(SEARCH).strip() else fixed(box=GROWING, important=False)
    return Screen(page(bar, body), title=tr("Search"))


# -- bars ------------------------------------------------------------------------------------------------
def _bar(hands: JoplinActivity, title: str) -> View:
    tr, which = hands.tr, hands.place.id

    def search() -> None:
        hands.go(JoplinPlace("search", ""))
        hands.context.set_text(SEARCH, "")
        hands.context.focus(SEARCH)

    actions = [
        icon_button("search", tr("Search"), search, resource_id="search"),
        icon_button("sort", tr("Sort notes by"), lambda: hands.open("sort"), resource_id="sort"),
    ]
    if which.startswith(FOLDER) or which == TRASH:
        actions.append(icon_button("more_vert", tr("More options"), lambda: hands.open("list")))
    return top_bar(
        title,
        back=Back(lambda: hands.set(drawer=True), tr("Sidebar"), "menu"),
        actions=actions,
        title_id="screen_title",
    )


def selected_bar(hands: JoplinActivity, chosen: Sequence[str]) -> View:
    """The bar while notes are selected."""
    tr, trashed = hands.tr, hands.place.id == TRASH
    actions = [
        icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="delete"),
        icon_button("more_vert", tr("More options"), lambda: hands.open("selected")),
    ]
    if trashed:
        back = icon_button(
            "restore_from_trash", tr("Restore"), lambda: hands.open("restore"), resource_id="restore"
        )
        actions.insert(0, back)
    return selection_bar(len(chosen), lambda: hands.set(selected=()), actions, tr("Done"))


# -- rows ------------------------------------------------------------------------------------------------
def _body(hands: JoplinActivity, rows: Sequence[JoplinNote]) -> View:
    if not rows:
        return View(box=Box(width=FILL, weight=1.0), important=False, children=(_nothing(hands),))
    return long_scroll(
        hands.context,
        LIST,
        len(rows),
        lambda place: _row(hands, rows[place]),
        row_height=ROW,
        resource_id="note_list",
        bottom=88.0,
    )


def _nothing(hands: JoplinActivity) -> View:
    tr, kind, which = hands.tr, hands.place.kind, hands.place.id
    if kind == "search":
        return empty("search", tr("No notes found."))
    if which == TRASH:
        return empty("delete", tr("There are no notes in the trash folder."))
    if hands.library.folders:
        return empty("note", tr("There are currently no notes. Create one by clicking on the (+) button."))
    words = empty("folder", tr("There is currently no notebook."))
    make = icon_button("create_new_folder", tr("New notebook"), lambda: edit_folder(hands, ""))
    words.children = (*words.children, make)
    return words


def _row(hands: JoplinActivity, note: JoplinNote) -> View:
    """A title, with a box in front of it for a to-do."""
    selected = note.id in hands.state.selected

    def mark() -> None:
        hands.set(selected=toggled(hands.state.selected, note.id))

    def open_it() -> None:
        hands.open_note(note)

    title = View(
        "TextView",
        "note_title",
        Text(note.title or hands.tr("Untitled"), style="body_large", max_lines=1),
        box=GROWING,
    )
    parts = [title]
    if note.todo:
        title.text = replace(title.text, colour="outline" if note.completed else "on_surface")
        parts = [todo_box(hands, note), title]
        if note.due and not note.completed:
            parts.append(View("ImageView", "alarm_icon", icon=Icon("alarm", "outline", size=18.0)))
            parts[-1].content_description = hands.tr("Alarm")
    return View(
        "android.view.ViewGroup",
        "note_item",
        box=Box(width=FILL, height=ROW, padding=(4.0 if note.todo else 16.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=4.0 if note.todo else 0.0, align="center"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=mark if hands.state.selected else open_it,
        on_long_press=mark,
        children=parts,
    )


def todo_box(hands: JoplinActivity, note: JoplinNote) -> View:
    """The box that a to-do is ticked off with."""
    done = bool(note.completed)
    return View(
        "CheckBox",
        "todo_checkbox",
        content_description=hands.tr("to-do: {}").format(note.title),
        icon=Icon(
            "check_box" if done else "check_box_outline_blank", "primary" if done else "on_surface_variant"
        ),
        box=Box(width=48.0, height=48.0),
        flow=CENTRED,
        checked=done,
        on_tap=None if note.deleted else lambda: turn(hands.context, note),
    )


# -- new ones --------------------------------------------------------------------------------------------
def new_note(hands: JoplinActivity, *, todo: bool, title: str = "", body: str = "") -> None:
    """Make one where new ones go, and open it to be written."""
    located = hands.is_on("track_location")
    able = hands.context.granted(*LOCATION)
    number = add_note(
        hands.context, hands.folder, todo=todo, located=located and able, title=title, body=body
    )
    note = hands.library.notes[number]
    if hands.place.kind == "notes" and hands.place.id == ALL:
        hands.choose("folder", note.folder)
    hands.open_note(note, editing=True)
    if title or body:
        hands.set(fresh=False)
    if located and not able:
        hands.context.request(*LOCATION, request="location")
