"""A playlist: played, put in another order, shortened, renamed, deleted."""

from dataclasses import replace

from device.phone.apps.activity import toggled
from device.phone.apps.vlc.asking import rename_dialog
from device.phone.apps.vlc.library import VlcItem, item_at, length_of, lengths
from device.phone.apps.vlc.row import ROW, counted, sign_of
from device.phone.apps.vlc.state import NAME, PLAYER, VlcActivity, VlcListState
from device.phone.apps.vlc.store import VlcEntry, VlcPlaylist, delete_list, playlist, rearrange, rename_list
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    alert,
    empty,
    fab,
    icon_button,
    long_scroll,
    menu,
    page,
    selection_bar,
    sheet,
    sheet_item,
    top_bar,
)

List = VlcActivity[VlcListState]


def show_list(hands: List) -> Screen:
    """The files of the list, in their order."""
    tr, held = hands.tr, playlist(hands.context, hands.state.id)
    if held is None:
        bar = top_bar("", back=Back(hands.context.finish, tr("Navigate up")))
        return Screen(page(bar, empty("queue_music", tr("No playlists found"))))
    whole = lengths(hands.context, tuple(one.path for one in held.entries))
    about = counted(hands, len(held.entries), "{} track", "{} tracks")
    if whole:
        about += f" • {span_text(whole, short=True)}"
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("overflow"))
    bar = top_bar(
        held.name, back=Back(hands.context.finish, tr("Navigate up")), actions=(more,), subtitle=about
    )
    bar.box = replace(bar.box, height=None, min_height=64.0)
    if hands.state.selected:
        bar = _picked(hands, held)
    body = empty("queue_music", tr("This playlist is empty."))
    start = None
    if held.entries:
        body = long_scroll(
            hands.context,
            "songs",
            len(held.entries),
            lambda place: _row(hands, held, place),
            row_height=ROW,
            resource_id="songs",
            bottom=88.0,
        )
        if not hands.state.selected:
            start = fab("play_arrow", tr("Play"), lambda: _play(hands, held), resource_id="play_btn")
            start.surface = replace(start.surface, background="app_orange")
            start.icon = replace(start.icon, colour="#FFFFFF")
    return Screen(page(bar, body, fab=start), overlay=_overlay(hands, held), title=held.name)


def _item(hands: List, entry: VlcEntry) -> VlcItem | None:
    return item_at(hands.context, entry.path) if entry.path else None


def _play(hands: List, held: VlcPlaylist, at: int = -1) -> None:
    """From one file on, -1 = the first; those that are gone are passed over."""
    there = [place for place, entry in enumerate(held.entries) if _item(hands, entry) is not None]
    if there and at in (-1, *there):
        queue = "\n".join(held.entries[place].path for place in there)
        hands.context.start(PLAYER, queue=queue, at=max(0, there.index(at) if at in there else 0))
    else:
        hands.context.toast(hands.tr("This file is no longer there"))


def _row(hands: List, held: VlcPlaylist, place: int) -> View:
    """A file; its handle is dragged to another place."""
    tr, entry, key = hands.tr, held.entries[place], str(place)
    item = _item(hands, entry)
    selected = hands.state.selected
    length = length_of(hands.context, item) if item is not None else 0

    def turn() -> None:
        hands.set(selected=toggled(selected, key))

    def drag(_x1: float, y1: float, _x2: float, y2: float) -> None:
        _move(hands, held, place, place + round(y2 - y1))

    name = fixed("TextView", "title", Text(entry.filename, max_lines=2))
    about = tr("Unknown") if item is not None else tr("File not found")
    if length:
        about = span_text(length, short=True)
    foot = fixed("TextView", "subtitle", Text(about, style="body_small", colour="on_surface_variant"))
    words = View(box=GROWING, flow=Flow(gap=2.0), children=(name, foot), important=False)
    handle = icon_button("drag_handle", tr("Move"), None, resource_id="item_move", size=ROW - 8.0)
    handle.box = replace(handle.box, width=40.0)
    handle.gestures = replace(handle.gestures, on_drag=drag)
    more = icon_button(
        "more_vert",
        tr("More actions"),
        lambda: hands.set(dialog="menu", chosen=(key,)),
        resource_id="item_more",
    )
    return View(
        "android.view.ViewGroup",
        "container",
        box=Box(width=FILL, height=ROW, padding=(16.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface("secondary_container" if key in selected else ""),
        selected=key in selected,
        on_tap=turn if selected else lambda: _play(hands, held, place),
        on_long_press=turn,
        children=(sign_of("movie" if item is None or item.is_film else "music_note", "app_orange"), words)
        + (() if selected else (handle, more)),
    )


def _move(hands: List, held: VlcPlaylist, place: int, to: int) -> None:
    entries = list(held.entries)
    entry = entries.pop(place)
    entries.insert(max(0, min(len(entries), to)), entry)
    rearrange(hands.context, held, entries)
    hands.set(dialog="", selected=())


def _remove(hands: List, held: VlcPlaylist, places: tuple[str, ...]) -> None:
    kept = [entry for place, entry in enumerate(held.entries) if str(place) not in places]
    rearrange(hands.context, held, kept)
    hands.set(dialog="", selected=())


def _picked(hands: List, held: VlcPlaylist) -> View:
    tr, chosen = hands.tr, hands.state.selected
    remove = icon_button(
        "delete",
        tr("Remove from playlist"),
        lambda: _remove(hands, held, chosen),
        resource_id="action_mode_audio_playlist_remove",
    )
    return selection_bar(len(chosen), lambda: hands.set(selected=()), (remove,), tr("Done"))


def _overlay(hands: List, held: VlcPlaylist) -> Overlay | None:
    dialog = hands.state.dialog
    if dialog == "overflow":
        return _overflow(hands, held)
    if dialog == "menu":
        return _row_menu(hands, held)
    if dialog == "rename":
        return _rename(hands, held)
    return _delete(hands, held) if dialog == "delete" else None


def _overflow(hands: List, held: VlcPlaylist) -> Overlay:
    def rename() -> None:
        hands.context.set_text(NAME, held.name)
        hands.open("rename")
        hands.context.focus(NAME)

    tr = hands.tr
    items = ((tr("Rename"), rename), (tr("Delete"), lambda: hands.open("delete")))
    return menu(items, hands.close)


def _row_menu(hands: List, held: VlcPlaylist) -> Overlay | None:
    tr, place = hands.tr, int(hands.state.chosen[0])
    if place >= len(held.entries):
        return None

    def start() -> None:
        hands.close()
        _play(hands, held, place)

    items = [sheet_item("play_arrow", tr("Play"), start)]
    if place:
        items.append(sheet_item("arrow_upward", tr("Move up"), lambda: _move(hands, held, place, place - 1)))
    if place + 1 < len(held.entries):
        items.append(
            sheet_item("arrow_downward", tr("Move down"), lambda: _move(hands, held, place, place + 1))
        )
    remove = (str(place),)
    items.append(sheet_item("remove", tr("Remove from playlist"), lambda: _remove(hands, held, remove)))
    return sheet(held.entries[place].filename, items, hands.close)


def _rename(hands: List, held: VlcPlaylist) -> Overlay:
    def rename(name: str) -> None:
        rename_list(hands.context, held.id, name)
        hands.context.focus("")
        hands.close()

    return rename_dialog(hands, rename)


def _delete(hands: List, held: VlcPlaylist) -> Overlay:
    tr = hands.tr

    def remove() -> None:
        delete_list(hands.context, held.id)
        hands.context.finish()

    return alert(
        tr("Delete"),
        tr("Delete the playlist “{}”?").format(held.name),
        accept=Choice(tr("DELETE"), remove),
        cancel=Choice(tr("CANCEL"), hands.close),
    )
