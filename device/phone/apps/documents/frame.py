"""What surrounds the files: the bar on top, the drawer of roots, menus and questions."""

from collections.abc import Sequence
from functools import partial

from device.phone.apps.documents.change import in_archive
from device.phone.apps.documents.listing import SORTS
from device.phone.apps.documents.root import STORAGE, Root, Task, roots_for
from device.phone.apps.documents.state import FOLDER_NAME, QUERY, Desk
from device.phone.file.entry import FileFault
from device.phone.system.sizetext import file_size_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, STACKED, VEIL, Box, Handler, Input, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    choice_dialog,
    dialog,
    icon_button,
    menu,
    page,
    search_field,
    text_field,
    tile,
    top_bar,
)

_DRAWER = 304.0
TITLES: dict[Task, str] = {
    "open": "Open from",
    "create": "Save to",
    "tree": "Open from",
    "browse": "Files",
    "copy": "Copy to…",
    "move": "Move to…",
    "compress": "Compress to…",
    "extract": "Extract to…",
}
_BAD = '/\\:*?"<>|'
"""Characters that no file name may have."""


def framed(desk: Desk, parts: Sequence[View]) -> View:
    """Bar and parts below each other, the drawer over them when it is open."""
    whole = page(*parts)
    if not desk.state.drawer:
        return whole
    whole.left_out = True
    scrim = View(box=FULL_SIZE, surface=Surface(VEIL), on_tap=lambda: desk.set(drawer=False), important=False)
    return View(
        "androidx.drawerlayout.widget.DrawerLayout",
        "drawer_layout",
        box=FULL_SIZE,
        flow=STACKED,
        children=(whole, scrim, _drawer(desk)),
    )


def _drawer(desk: Desk) -> View:
    tr = desk.tr
    head = fixed(
        "TextView",
        "drawer_title",
        Text(tr(TITLES[desk.state.task]), style="title_large"),
        box=Box(width=FILL, padding=(28.0, 24.0, 24.0, 16.0)),
    )
    rows = [_root(desk, root) for root in roots_for(desk.state.task)]
    listed = View(
        "ListView",
        "roots_list",
        box=Box(width=FILL, weight=1.0, padding=(12.0, 0.0, 12.0, 12.0)),
        scroll="roots_list",
        children=rows,
    )
    return View(
        "LinearLayout",
        "drawer_roots",
        box=Box(width=_DRAWER, height=FILL),
        surface=Surface("surface_container_low", elevation=4.0),
        children=(head, listed),
    )


def _root(desk: Desk, root: Root) -> View:
    chosen = root.key == desk.state.root
    free = desk.context.files.cap_bytes - desk.context.files.used if root is STORAGE else 0
    return tile(
        desk.tr(root.label),
        desk.tr("{} free").format(file_size_text(free)) if free else "",
        icon=root.icon,
        on_tap=lambda: desk.go(root),
        resource_id="item_root",
        look=TileLook(
            gap=16.0,
            padding=(16.0, 12.0, 16.0, 12.0),
            selected=chosen,
            surface=Surface("secondary_container" if chosen else "", radius=28.0),
        ),
    )


# -- the bar -----------------------------------------------------------------------------------------------
def may_be_named(name: str) -> bool:
    """Whether a file may be called so."""
    return bool(name) and not set(name) & set(_BAD) and name not in (".", "..")


def bar(desk: Desk, chosen: Sequence[View] = ()) -> View:
    """The bar: of a selection (with its actions), of a search, or of the place."""
    tr, state, root = desk.tr, desk.state, desk.root
    if state.selected:
        return top_bar(
            tr("{} selected").format(len(state.selected)),
            back=Back(lambda: desk.set(selected=()), tr("Done"), "close"),
            actions=chosen,
            background="surface_container_high",
        )
    if state.searching:
        return search_field(
            desk.context,
            QUERY,
            tr("Search {}").format(tr(root.label)),
            on_back=lambda: desk.search(False),
            on_clear=lambda: desk.search(True),
            labels=(tr("Back"), tr("Clear query")),
        )
    top = not state.path or state.path == root.path
    title = tr(root.label) if top else state.path.rpartition("/")[2]
    actions = [
        icon_button("search", tr("Search"), lambda: desk.search(True), resource_id="option_menu_search"),
        icon_button("more_vert", tr("More options"), lambda: desk.open("menu")),
    ]
    view = top_bar(title, back=Back(lambda: desk.set(drawer=True), tr("Show roots"), "menu"), actions=actions)
    view.resource_id = "toolbar"
    return view


# -- menus and questions -----------------------------------------------------------------------------------
def overlay(desk: Desk, more: Sequence[tuple[str, Handler]] = ()) -> Overlay | None:
    """Menu, order or new folder; `more` are further entries of the menu, in the phone's language."""
    kind = desk.state.dialog
    if kind == "menu":
        items = []
        if desk.state.path and desk.state.task != "open" and not in_archive(desk.context, desk.state.path):
            items.append((desk.tr("New folder"), lambda: _ask_folder(desk)))
        items += [(desk.tr("Sort by…"), lambda: desk.open("sort")), *more]
        return menu(items, desk.close, anchor=(1.0, 0.0))
    if kind == "sort":
        return _sort(desk)
    if kind == "folder":
        return _new_folder(desk)
    return None


def _sort(desk: Desk) -> Overlay:
    def by(sort: str, down: bool) -> None:
        desk.set(sort=sort, down=down, dialog="")
        desk.context.scroll_to("dir_list")

    chosen = next(
        place for place, entry in enumerate(SORTS) if entry[:2] == (desk.state.sort, desk.state.down)
    )
    return choice_dialog(
        desk.tr("Sort by"),
        [desk.tr(label) for _, _, label in SORTS],
        chosen,
        [partial(by, sort, down) for sort, down, _ in SORTS],
        Choice(desk.tr("Cancel"), desk.close),
    )


def _ask_folder(desk: Desk) -> None:
    desk.open("folder")
    desk.context.focus(FOLDER_NAME)


def _new_folder(desk: Desk) -> Overlay:
    tr, context = desk.tr, desk.context
    name = context.text(FOLDER_NAME).strip()

    def leave() -> None:
        desk.close()
        context.set_text(FOLDER_NAME, "")
        context.focus("")

    def make() -> None:
        leave()
        path = f"{desk.state.path}/{name}"
        try:
            desk.context.files.make_directory(path)
        except FileFault:
            context.toast(tr("Failed to create folder"))
            return
        desk.go(desk.root, path)

    field = text_field(
        Input(FOLDER_NAME, tr("Folder name"), on_submit=make),
        context.text(FOLDER_NAME),
        resource_id="android:id/text1",
    )
    return dialog(
        tr("New folder"),
        (field,),
        accept=Choice(tr("OK"), make, enabled=may_be_named(name)),
        cancel=Choice(tr("Cancel"), leave),
    )
