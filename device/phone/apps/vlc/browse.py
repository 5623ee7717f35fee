"""Browse: the storages, and the folders and files in them."""

from functools import partial

from device.phone.apps.vlc.library import VlcFolder, listing
from device.phone.apps.vlc.row import ROW, Main, counted, line, media_row, sign_of
from device.phone.file.entry import SHARED
from device.phone.file.mediatype import media_type
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Text
from device.phone.widget import TileLook, empty, long_scroll, scroll, section, tile

_SHORTCUTS = ("Download", "Movies", "Music", "DCIM")


def show_browse(hands: Main) -> View:
    """The first page, or an open folder."""
    folder = hands.state.folder
    return _folder(hands, folder) if folder else _first(hands)


def open_folder(hands: Main, path: str) -> None:
    """Go into a folder, its list at the top."""
    hands.set(folder=path, selected=())
    hands.context.scroll_to("directories")


def _first(hands: Main) -> View:
    tr = hands.tr
    storage = tile(
        tr("Internal memory"),
        icon="smartphone",
        on_tap=lambda: open_folder(hands, SHARED),
        look=TileLook(title_id="title", icon_colour="app_orange"),
    )
    quick = [
        tile(
            name,
            icon="folder",
            on_tap=partial(open_folder, hands, f"{SHARED}/{name}"),
            look=TileLook(title_id="title", icon_colour="app_orange"),
        )
        for name in _SHORTCUTS
        if hands.context.files.is_dir(f"{SHARED}/{name}")
    ]
    nothing = fixed(
        "TextView",
        "network_empty",
        Text(tr("No network shares were found."), style="body_medium", colour="on_surface_variant"),
        box=Box(width=FILL, padding=(24.0, 4.0, 24.0, 16.0)),
    )
    parts = (
        section(tr("Storages")),
        storage,
        section(tr("Quick access")),
        *quick,
        section(tr("Local network")),
        nothing,
    )
    return scroll("browse", parts, resource_id="network_list")


def _folder(hands: Main, path: str) -> View:
    folders, items = listing(hands.context, path, everything=hands.on("everything"))
    count = len(folders) + len(items)
    if not count:
        return empty("folder_open", hands.tr("This directory is empty."))
    queue = [item.path for item in items if media_type(item.path).startswith(("video/", "audio/"))]

    def build(place: int) -> View:
        if place < len(folders):
            return _folder_row(hands, folders[place])
        item = items[place - len(folders)]
        return media_row(hands, item, queue if item.path in queue else ())

    return long_scroll(hands.context, "directories", count, build, row_height=ROW, resource_id="network_list")


def _folder_row(hands: Main, folder: VlcFolder) -> View:
    tr = hands.tr
    parts = []
    if folder.folders:
        parts.append(counted(hands, folder.folders, "{} subfolder", "{} subfolders"))
    if folder.items:
        parts.append(counted(hands, folder.items, "{} media file", "{} media files"))
    row = line(
        hands,
        folder.path,
        folder.name,
        " • ".join(parts) or tr("Empty"),
        sign_of("folder", "app_orange"),
        on_tap=lambda: open_folder(hands, folder.path),
        on_more=None,
    )
    row.on_long_press = None
    return row
