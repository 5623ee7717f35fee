"""What is in a folder: a grid of pictures and videos."""

from device.phone.apps.activity import toggled
from device.phone.apps.gallery import flow, store
from device.phone.apps.gallery.filedialog import begin_rename, file_overlay
from device.phone.apps.gallery.main import fits_pick
from device.phone.apps.gallery.medium import Medium
from device.phone.apps.gallery.state import (
    ALL,
    EDIT,
    FAVOURITES,
    PAGER,
    SEARCH,
    SETTINGS,
    GalleryActivity,
    MediaState,
)
from device.phone.apps.gallery.store import BIN
from device.phone.apps.gallery.tile import grid, picture, square
from device.phone.apps.gallery.transfer import transfer_overlay
from device.phone.file.document import document_uri
from device.phone.file.entry import SHARED
from device.phone.file.mediatype import media_type
from device.phone.system.intent import STREAM, VIEW, Intent
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, Box, Flow, Handler, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    alert,
    button,
    empty,
    icon_button,
    menu,
    page,
    search_field,
    selection_bar,
    top_bar,
)

Within = GalleryActivity[MediaState]


def show_media(hands: Within) -> Screen:
    """Squares, three beside each other."""
    shown = _shown(hands)
    body = View(box=Box(width=FILL, weight=1.0), important=False)
    if shown:
        names = hands.is_on("names")
        build = lambda place: _square(hands, shown[place], names)  # noqa: E731
        body = grid(hands.context, "media", len(shown), 6 if hands.wide else 3, build)
    else:
        words = "No items found." if hands.state.searching else "No media files have been found."
        body.children = (empty("photo_library", hands.tr(words)),)
    overlay = _menus(hands) or transfer_overlay(hands) or file_overlay(hands)
    return Screen(page(_bar(hands), body), overlay=overlay, title=title_of(hands))


def leave_media(hands: Within) -> bool:
    """Back: out of a selection, a search."""
    if hands.state.selected:
        hands.set(selected=())
    elif hands.state.searching:
        hands.search("media", on=False)
    else:
        return False
    return True


def title_of(hands: Within) -> str:
    """The folder's name as it is shown."""
    own = {FAVOURITES: "Favorites", ALL: "All folders", BIN: "Recycle Bin", SHARED: "Internal"}
    folder = hands.state.folder
    return hands.tr(own[folder]) if folder in own else folder.rpartition("/")[2]


def _shown(hands: Within) -> list[Medium]:
    state, found = hands.state, hands.media(hands.state.folder)
    if state.picking:
        found = [one for one in found if fits_pick(state.picking, one)]
    words = hands.context.text(SEARCH).strip().casefold() if state.searching else ""
    return [one for one in found if words in one.name.casefold()] if words else found


def _square(hands: Within, medium: Medium, names: bool) -> View:
    """One file; with its name on it if that is wanted, or it is more than a picture."""
    state = hands.state

    def turn() -> None:
        hands.set(selected=toggled(state.selected, medium.path))

    def go() -> None:
        if state.picking:
            give(hands, (medium.path,))
        else:
            hands.context.start(PAGER, path=medium.path, folder=state.folder)

    parts = [picture(hands, medium)]
    if names or medium.kind in ("video", "gif"):
        name = View(
            "TextView",
            "medium_name",
            Text(medium.name, style="label_small", colour="#FFFFFF", max_lines=2),
            box=Box(width=FILL, padding=(6.0, 2.0, 6.0, 2.0)),
            surface=Surface("#80000000"),
        )
        parts = [View(box=FULL_SIZE, flow=Flow("stack", justify="end"), children=(*parts, name))]
        parts[0].important = False
    return square(
        parts,
        description=medium.name,
        resource_id="media_item_holder",
        chosen=medium.path in state.selected,
        on_tap=turn if state.selected else go,
        on_long_press=turn if not state.picking or state.several else go,
    )


def give(hands: Within, paths: tuple[str, ...]) -> None:
    """Hand files to the app that asked for them."""
    uris = [document_uri(path) for path in paths]
    extras = {STREAM: "\n".join(uris)} if len(uris) > 1 else {}
    hands.context.finish(Intent(data=uris[0], type=media_type(paths[0]), extras=dict(extras)))


# -- the bar ---------------------------------------------------------------------------------------------
def _bar(hands: Within) -> View:
    tr, state, context = hands.tr, hands.state, hands.context
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"), class_name="ImageView")
    if state.selected:
        return _selection(hands, more)
    if state.searching:
        return search_field(
            context,
            SEARCH,
            tr("Search in {}").format(title_of(hands)),
            above="media",
            on_back=lambda: hands.search("media", on=False),
            on_clear=lambda: hands.search("media"),
            labels=(tr("Back"), tr("Clear text")),
            resource_id="top_toolbar_search",
        )
    find = icon_button("search", tr("Search"), lambda: hands.search("media"), resource_id="search")
    actions = [find, more]
    if state.folder == BIN and hands.media(BIN):
        clear = icon_button(
            "delete_sweep",
            tr("Empty the Recycle Bin"),
            lambda: hands.open("empty"),
            resource_id="empty_recycle_bin",
        )
        actions.insert(1, clear)
    return top_bar(title_of(hands), back=Back(context.finish, tr("Back")), actions=actions)


def _selection(hands: Within, more: View) -> View:
    tr, state = hands.tr, hands.state
    close = lambda: hands.set(selected=())  # noqa: E731
    if state.picking:
        act = button(
            tr("OK"), lambda: give(hands, state.selected), kind="text", resource_id="cab_confirm_selection"
        )
        return selection_bar(len(state.selected), close, (act,), tr("Done"))
    if state.folder == BIN:
        back = icon_button(
            "restore_from_trash",
            tr("Restore selected files"),
            lambda: flow.restore(hands, state.selected),
            resource_id="cab_restore_recycle_bin_files",
        )
        first: tuple[View, ...] = (back,)
    else:
        first = (
            icon_button(
                "share",
                tr("Share"),
                lambda: hands.context.share_files(state.selected),
                resource_id="cab_share",
            ),
        )
    actions = (
        *first,
        icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="cab_delete"),
        icon_button("info", tr("Properties"), lambda: hands.open("properties"), resource_id="cab_properties"),
        more,
    )
    return selection_bar(len(state.selected), close, actions, tr("Done"))


# -- menus -----------------------------------------------------------------------------------------------
def _menus(hands: Within) -> Overlay | None:
    tr = hands.tr
    if hands.state.dialog == "menu":
        items = _selected_items(hands) if hands.state.selected else _items(hands)
        return menu(items, hands.close, anchor=(1.0, 0.0))
    if hands.state.dialog == "empty":

        def accept() -> None:
            store.empty_bin(hands.context)
            hands.close()

        return alert(
            "",
            tr("Are you sure you want to empty the Recycle Bin? The files will be permanently lost."),
            accept=Choice(tr("Yes"), accept),
            cancel=Choice(tr("No"), hands.close),
        )
    return None


def _items(hands: Within) -> list[tuple[str, Handler]]:
    tr, state, context = hands.tr, hands.state, hands.context
    shown = _shown(hands)

    def slides() -> None:
        hands.close()
        context.start(PAGER, path=shown[0].path, folder=state.folder, slides=True)

    def turn_names() -> None:
        hands.choose("names", not hands.is_on("names"))
        hands.close()

    names = "Hide file names" if hands.is_on("names") else "Show file names"
    items: list[tuple[str, Handler]] = [
        (tr("Sort by"), lambda: hands.open("sort")),
        (tr("Filter media"), lambda: hands.open("filter")),
        (tr(names), turn_names),
    ]
    if shown and not state.picking:
        items.append((tr("Slideshow"), slides))
    if not state.picking:
        items.append((tr("Settings"), context.then(hands.close, lambda: context.start(SETTINGS))))
    return items


def _selected_items(hands: Within) -> list[tuple[str, Handler]]:
    tr, state, context = hands.tr, hands.state, hands.context
    paths = state.selected
    everything = (
        tr("Select all"),
        lambda: hands.set(dialog="", selected=tuple(one.path for one in _shown(hands))),
    )
    if state.folder == BIN:
        return [everything]
    liked = all(path in store.favourites(hands.context) for path in paths)

    def like() -> None:
        for path in paths:
            store.set_favourite(hands.context, path, on=not liked)
        flow.done(hands)

    items: list[tuple[str, Handler]] = []
    if len(paths) == 1:
        items.append((tr("Rename"), lambda: begin_rename(hands)))
        if not media_type(paths[0]).startswith(("video/", "image/svg")):
            items.append((tr("Edit"), context.then(hands.close, lambda: context.start(EDIT, path=paths[0]))))
        items.append((tr("Open with"), lambda: open_with(hands, paths[0])))
    return [
        *items,
        (tr("Remove from favorites") if liked else tr("Add to favorites"), like),
        (tr("Copy to"), lambda: flow.begin_transfer(hands, keep=True)),
        (tr("Move to"), lambda: flow.begin_transfer(hands, keep=False)),
        everything,
    ]


def open_with(hands: Within, path: str) -> None:
    """Ask which app shall show it."""
    hands.close()
    hands.send(Intent(VIEW, document_uri(path), type=media_type(path)))
