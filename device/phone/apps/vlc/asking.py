"""What opens over the tabs: the menu of a row, its information, questions, playlists to add to."""

from collections.abc import Callable
from functools import partial

from device.phone.apps.provider.film import film_of, is_installed
from device.phone.apps.provider.media import content
from device.phone.apps.provider.moment import short_moment
from device.phone.apps.vlc.library import SORTS, item_at, length_of
from device.phone.apps.vlc.row import Main, counted, list_names, play, size_text
from device.phone.apps.vlc.state import NAME, VlcActivity, VlcListState
from device.phone.apps.vlc.store import (
    add_to,
    delete_list,
    make_list,
    playlist,
    rename_list,
    shelf,
)
from device.phone.file.filesystem import FileFault
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Box, Input, Text
from device.phone.widget import (
    Choice,
    TileLook,
    alert,
    choice_dialog,
    dialog,
    listed,
    menu,
    sheet,
    sheet_item,
    text_field,
    tile,
)


def overlay(hands: Main) -> Overlay | None:
    """What lies over the tab now."""
    make = _DIALOGS.get(hands.state.dialog)
    return make(hands) if make is not None else None


def ask_list(hands: Main, paths: tuple[str, ...]) -> None:
    """Open the question to which playlist files are added."""
    hands.context.set_text(NAME, "")
    hands.set(dialog="add", chosen=paths)


# -- media -----------------------------------------------------------------------------------------------
def _row_menu(hands: Main) -> Overlay | None:
    tr, paths = hands.tr, hands.state.chosen
    item = item_at(hands.context, paths[0]) if paths else None
    if item is None:
        return None

    def start(fresh: bool) -> None:
        hands.close()
        play(hands, paths, fresh=fresh)

    def share() -> None:
        hands.close()
        hands.context.share_files(paths)

    items = (
        sheet_item("play_arrow", tr("Play"), lambda: start(False)),
        sheet_item("replay", tr("Play from start"), lambda: start(True)),
        sheet_item("playlist_add", tr("Add to playlist"), lambda: ask_list(hands, paths)),
        sheet_item("info", tr("Information"), lambda: hands.open("info")),
        sheet_item("share", tr("Share"), share),
        sheet_item("delete", tr("Delete"), lambda: hands.open("delete")),
    )
    return sheet(item.name, (listed("ctx_list", items),), hands.close)


def _info(hands: Main) -> Overlay | None:
    tr, context = hands.tr, hands.context
    item = item_at(context, hands.state.chosen[0]) if hands.state.chosen else None
    if item is None:
        return None
    length = length_of(context, item)
    rows = [
        (tr("File"), item.path),
        (tr("Length"), span_text(length, short=True) if length else tr("Unknown")),
        (tr("File size"), size_text(item.size)),
        (tr("Date added"), short_moment(context, item.modified_ms)),
    ]
    found = film_of(content(context, item.path)) if is_installed() else None
    if found is not None and found.rate:
        rows.append((tr("Video"), f"{found.size[0]}x{found.size[1]}, {found.rate:g} fps"))
    tiles = [tile(label, value, look=TileLook(padding=(24.0, 8.0, 24.0, 8.0))) for label, value in rows]
    return dialog(item.name, (listed("info", tiles),), accept=Choice(tr("OK"), hands.close))


def _delete(hands: Main) -> Overlay:
    tr, paths = hands.tr, hands.state.chosen

    def remove() -> None:
        for path in paths:
            try:
                hands.context.files.remove(path)
            except FileFault:
                hands.context.toast(tr("Could not delete the file"))
        hands.set(dialog="", selected=())

    text = tr("Delete “{}” from this device?") if len(paths) == 1 else tr("Delete {} files from this device?")
    return alert(
        tr("Delete"),
        text.format(list_names(hands, paths)),
        accept=Choice(tr("DELETE"), remove),
        cancel=Choice(tr("CANCEL"), hands.close),
    )


def _sorts(hands: Main) -> Overlay:
    tr, now = hands.tr, hands.setting("sort")

    def choose(name: str) -> None:
        """The same once more turns the order round."""
        hands.choose("backwards", name == now and not hands.on("backwards"))
        hands.choose("sort", name)
        hands.close()

    marks = [f"{tr(name)}{_arrow(hands) if name == now else ''}" for name in SORTS]
    return choice_dialog(
        tr("Sort by…"),
        marks,
        SORTS.index(now) if now in SORTS else 0,
        [partial(choose, name) for name in SORTS],
        Choice(tr("CANCEL"), hands.close),
    )


def _arrow(hands: Main) -> str:
    return " ↓" if hands.on("backwards") else " ↑"


# -- playlists -------------------------------------------------------------------------------------------
def _add(hands: Main) -> Overlay:
    """The lists there are, and a field for the name of a new one."""
    tr, paths = hands.tr, hands.state.chosen
    name = hands.context.text(NAME).strip()

    def done() -> None:
        hands.context.focus("")
        hands.set(dialog="", selected=(), chosen=())
        hands.context.toast(tr("Added to playlist"))

    def extend(number: int) -> None:
        add_to(hands.context, number, paths)
        done()

    def save() -> None:
        if hands.context.text(NAME).strip():
            make_list(hands.context, hands.context.text(NAME).strip(), paths)
            done()

    rows = [
        tile(
            one.name,
            counted(hands, len(one.entries), "{} track", "{} tracks"),
            icon="queue_music",
            on_tap=partial(extend, one.id),
            resource_id="playlist_row",
            look=TileLook(title_id="title", padding=(24.0, 4.0, 24.0, 4.0)),
        )
        for one in shelf(hands.context).playlists
    ]
    about = fixed(
        "TextView",
        "dialog_playlist_count",
        Text(
            counted(hands, len(paths), "{} track", "{} tracks"),
            style="body_medium",
            colour="on_surface_variant",
        ),
        box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
    )
    field = text_field(Input(NAME, tr("New playlist name"), on_submit=save), name, resource_id=NAME)
    body = (about, field, listed("dialog_list", rows)) if rows else (about, field)
    return dialog(
        tr("Add to playlist"),
        body,
        accept=Choice(tr("SAVE"), save, enabled=bool(name)),
        cancel=Choice(tr("CANCEL"), hands.leave_field),
    )


def _list_menu(hands: Main) -> Overlay | None:
    tr, held = hands.tr, playlist(hands.context, int(hands.state.chosen[0]))
    if held is None:
        return None

    def start() -> None:
        hands.close()
        play(hands, [entry.path for entry in held.entries])

    def rename() -> None:
        hands.context.set_text(NAME, held.name)
        hands.open("rename_list")
        hands.context.focus(NAME)

    items = (
        sheet_item("play_arrow", tr("Play"), start),
        sheet_item("edit", tr("Rename"), rename),
        sheet_item("delete", tr("Delete"), lambda: hands.open("delete_list")),
    )
    return sheet(held.name, items, hands.close)


def _rename_list(hands: Main) -> Overlay:
    def rename(name: str) -> None:
        rename_list(hands.context, int(hands.state.chosen[0]), name)
        hands.context.focus("")
        hands.close()

    return rename_dialog(hands, rename)


def rename_dialog(hands: Main | VlcActivity[VlcListState], rename: Callable[[str], None]) -> Overlay:
    """A field with the name there is."""
    tr, name = hands.tr, hands.context.text(NAME).strip()

    def save() -> None:
        if hands.context.text(NAME).strip():
            rename(hands.context.text(NAME).strip())

    field = text_field(
        Input(NAME, tr("Playlist name"), on_submit=save), name, resource_id="new_playlist_name"
    )
    return dialog(
        tr("Rename"),
        (field,),
        accept=Choice(tr("OK"), save, enabled=bool(name)),
        cancel=Choice(tr("CANCEL"), hands.leave_field),
    )


def _delete_list(hands: Main) -> Overlay:
    tr, chosen = hands.tr, hands.state.chosen

    def remove() -> None:
        for number in chosen:
            delete_list(hands.context, int(number))
        hands.set(dialog="", selected=())

    text = tr("Delete the playlist “{}”?") if len(chosen) == 1 else tr("Delete {} playlists?")
    return alert(
        tr("Delete"),
        text.format(list_names(hands, chosen)),
        accept=Choice(tr("DELETE"), remove),
        cancel=Choice(tr("CANCEL"), hands.close),
    )


def _overflow(hands: Main) -> Overlay:
    tr = hands.tr
    everything = hands.on("everything")

    def turn() -> None:
        hands.choose("everything", not everything)
        hands.close()

    items = [(tr("Sort by…"), lambda: hands.open("sorts")), (tr("Refresh"), hands.close)]
    if hands.state.tab == "directories":
        items = [(tr("Show only media") if everything else tr("Show all files"), turn), items[1]]
    return menu(items, hands.close)


_DIALOGS: dict[str, Callable[[Main], Overlay | None]] = {
    "menu": _row_menu,
    "info": _info,
    "delete": _delete,
    "sorts": _sorts,
    "add": _add,
    "list_menu": _list_menu,
    "rename_list": _rename_list,
    "delete_list": _delete_list,
    "overflow": _overflow,
}
