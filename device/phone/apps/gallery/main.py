"""The grid of folders: the first page."""

from device.phone.apps.activity import toggled
from device.phone.apps.gallery import flow
from device.phone.apps.gallery.filedialog import begin_rename, file_overlay
from device.phone.apps.gallery.medium import GalleryFolder, Medium
from device.phone.apps.gallery.state import (
    ALL,
    FAVOURITES,
    MEDIA,
    SEARCH,
    SETTINGS,
    FoldersState,
    GalleryActivity,
    GalleryTransfer,
)
from device.phone.apps.gallery.store import BIN
from device.phone.apps.gallery.tile import grid, picture, square
from device.phone.apps.gallery.transfer import transfer_overlay
from device.phone.file.entry import SHARED
from device.phone.system.intent import Extra, Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, FULL_WIDTH, GROWING, Box, Flow, Handler, Icon, Text
from device.phone.widget import (
    Back,
    empty,
    icon_button,
    menu,
    page,
    search_field,
    search_pill,
    selection_bar,
    top_bar,
)

Main = GalleryActivity[FoldersState]
_WORDS = 52.0
"""dp below a folder's picture."""
Entry = tuple[str, str, list[Medium]]
"""Path, name, and what is in it."""


def show_folders(hands: Main) -> Screen:
    """Folders, the newest first, then favourites and the bin."""
    shown = _entries(hands)
    body = View(box=Box(width=FILL, weight=1.0), important=False)
    if shown:
        build = lambda place: _square(hands, *shown[place])  # noqa: E731
        columns = 4 if hands.wide else 2
        body = grid(hands.context, "directories", len(shown), columns, build, below=_WORDS)
    else:
        words = "No items found." if hands.state.searching else "No media files have been found."
        body.children = (empty("photo_library", hands.tr(words)),)
    overlay = _menus(hands) or transfer_overlay(hands) or file_overlay(hands)
    return Screen(page(_bar(hands), body), overlay=overlay, title="Simple Gallery")


def leave_folders(hands: Main) -> bool:
    """Back: out of a selection, a search."""
    if hands.state.selected:
        hands.set(selected=())
    elif hands.state.searching:
        hands.search("directories", on=False)
    else:
        return False
    return True


def name_of(hands: Main, folder: GalleryFolder) -> str:
    """A folder's name as it is shown."""
    return hands.tr("Internal") if folder.path == SHARED else folder.name


def _entries(hands: Main) -> list[Entry]:
    tr, state = hands.tr, hands.state
    found: list[Entry] = [(one.path, name_of(hands, one), list(one.media)) for one in hands.folders()]
    liked = hands.media(FAVOURITES)
    if liked:
        found.insert(0, (FAVOURITES, tr("Favorites"), liked))
    binned = hands.media(BIN) if not state.picking else []
    if binned:
        found.append((BIN, tr("Recycle Bin"), binned))
    if state.picking:
        wanted = [
            (path, name, [one for one in media if fits_pick(state.picking, one)])
            for path, name, media in found
        ]
        found = [entry for entry in wanted if entry[2]]
    words = hands.context.text(SEARCH).strip().casefold() if state.searching else ""
    return [entry for entry in found if words in entry[1].casefold()] if words else found


def fits_pick(wanted: str, medium: Medium) -> bool:
    """Whether another app can do with it."""
    return not wanted.startswith("video/") if medium.kind != "video" else not wanted.startswith("image/")


def _square(hands: Main, path: str, name: str, media: list[Medium]) -> View:
    state = hands.state
    virtual = path in (FAVOURITES, BIN)

    def turn() -> None:
        hands.set(selected=toggled(state.selected, path))

    def go() -> None:
        extras: dict[str, Extra] = {"folder": path, "picking": state.picking, "several": state.several}
        if not state.picking:
            hands.context.start(MEDIA, **extras)
            return
        component = f"{hands.context.package}/{MEDIA}"
        hands.context.ask(Intent("android.intent.action.PICK", component=component, extras=extras), "picked")

    hidden = not virtual and flow.is_hidden(hands, path)
    title = fixed("TextView", "dir_name", Text(name, style="title_small", max_lines=1), box=GROWING)
    marks = []
    if path in hands.listed("pinned"):
        marks.append(fixed("ImageView", "dir_pin", icon=Icon("push_pin", size=16.0), important=False))
    if hidden:
        marks.append(
            fixed("ImageView", "dir_hidden", icon=Icon("visibility_off", size=16.0), important=False)
        )
    count = fixed(
        "TextView", "photo_cnt", Text(str(len(media)), style="body_small", colour="on_surface_variant")
    )
    head = View(
        box=FULL_WIDTH, flow=Flow("row", gap=4.0, align="center"), children=(title, *marks), important=False
    )
    below = View(box=Box(width=FILL, padding=(8.0, 4.0, 8.0, 4.0)), children=(head, count), important=False)
    whole = View(box=FULL_SIZE, children=(picture(hands, media[0]), below), important=False)
    tap: Handler = turn if state.selected and not virtual else go
    return square(
        (whole,),
        description="",
        resource_id="dir_holder",
        chosen=path in state.selected,
        on_tap=tap,
        on_long_press=go if virtual or state.picking else turn,
    )


# -- the bar ---------------------------------------------------------------------------------------------
def _bar(hands: Main) -> View:
    tr, state = hands.tr, hands.state
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"), class_name="ImageView")
    if state.selected:
        actions = (
            icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="cab_delete"),
            icon_button(
                "info", tr("Properties"), lambda: hands.open("properties"), resource_id="cab_properties"
            ),
            more,
        )
        return selection_bar(len(state.selected), lambda: hands.set(selected=()), actions, tr("Done"))
    if state.searching:
        return search_field(
            hands.context,
            SEARCH,
            tr("Search folders"),
            above="directories",
            on_back=lambda: hands.search("directories", on=False),
            on_clear=lambda: hands.search("directories"),
            labels=(tr("Back"), tr("Clear text")),
            resource_id="top_toolbar_search",
        )
    if state.picking:
        return top_bar(tr("Select a file"), back=Back(hands.context.finish, tr("Back")), actions=(more,))
    whole = icon_button(
        "photo_library",
        tr("Show all folders content"),
        lambda: hands.context.start(MEDIA, folder=ALL),
        resource_id="show_all",
    )
    return search_pill(tr("Search folders"), lambda: hands.search("directories"), trailing=(whole, more))


def _menus(hands: Main) -> Overlay | None:
    if hands.state.dialog != "menu":
        return None
    items = _selected_items(hands) if hands.state.selected else _items(hands)
    return menu(items, hands.close, anchor=(1.0, 0.0))


def _items(hands: Main) -> list[tuple[str, Handler]]:
    tr, context = hands.tr, hands.context

    def camera() -> None:
        hands.close()
        hands.send(Intent("android.media.action.STILL_IMAGE_CAMERA"))

    def turn_hidden() -> None:
        hands.choose("show_hidden", not hands.is_on("show_hidden"))
        hands.close()

    def new() -> None:
        hands.set(transfer=GalleryTransfer(folder=SHARED))
        context.set_text("name", "")
        hands.open("new_folder")
        context.focus("name")

    hidden = "Stop showing hidden media" if hands.is_on("show_hidden") else "Temporarily show hidden"
    items: list[tuple[str, Handler]] = [
        (tr("Sort by"), lambda: hands.open("sort")),
        (tr("Filter media"), lambda: hands.open("filter")),
    ]
    if hands.state.picking:
        return items
    return [
        *items,
        (tr("Open camera"), camera),
        (tr("Show all folders content"), context.then(hands.close, lambda: context.start(MEDIA, folder=ALL))),
        (tr(hidden), turn_hidden),
        (tr("Create new folder"), new),
        (tr("Settings"), context.then(hands.close, lambda: context.start(SETTINGS))),
    ]


def _selected_items(hands: Main) -> list[tuple[str, Handler]]:
    tr, selected = hands.tr, hands.state.selected
    pinned = all(path in hands.listed("pinned") for path in selected)
    hidden = all(flow.is_hidden(hands, path) for path in selected)

    def listed(key: str, on: bool) -> None:
        hands.turn_listed(key, selected, on=on)
        flow.done(hands)

    items: list[tuple[str, Handler]] = []
    if len(selected) == 1:
        items.append((tr("Rename"), lambda: begin_rename(hands)))
    return [
        *items,
        (tr("Unpin") if pinned else tr("Pin to the top"), lambda: listed("pinned", not pinned)),
        (
            tr("Unhide") if hidden else tr("Hide"),
            lambda: flow.set_hidden(hands, selected, hidden=not hidden),
        ),
        (tr("Exclude"), lambda: listed("excluded", True)),
        (tr("Copy to"), lambda: flow.begin_transfer(hands, keep=True)),
        (tr("Move to"), lambda: flow.begin_transfer(hands, keep=False)),
        (tr("Select all"), lambda: hands.set(dialog="", selected=tuple(one.path for one in hands.folders()))),
    ]
