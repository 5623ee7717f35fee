"""Where files shall go: one of the folders there are, any other, and what happens to names that are taken."""

from functools import partial

from device.phone.apps.documents.listing import entries_in
from device.phone.apps.gallery.flow import CONFLICTS, bring
from device.phone.apps.gallery.medium import folders, thumbnail
from device.phone.apps.gallery.state import NAME, Desk, GalleryTransfer
from device.phone.file.entry import SHARED, FileFault
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, GROWING, Box, Icon, Input, Surface, Text
from device.phone.widget import Choice, TileLook, choice_dialog, dialog, icon_button, listed, text_field, tile

_BAD = '/\\:*?"<>|'
_HIGH = 360.0
"""dp of the lists at most."""
_CONFLICTS = {"skip": "Skip", "both": "Keep both", "over": "Overwrite"}


def transfer_overlay(hands: Desk) -> Overlay | None:
    """The question that is open, of those here."""
    asked = {"destination": _destination, "browse": _browse, "new_folder": _new_folder, "conflict": _conflict}
    build = asked.get(hands.state.dialog)
    return build(hands) if build is not None else None


def close(hands: Desk) -> None:
    """Give it up."""
    hands.context.focus("")
    hands.set(dialog="", transfer=GalleryTransfer())


def _destination(hands: Desk) -> Overlay:
    """Folders with pictures in them, and the way to any other."""
    tr = hands.tr
    rows = []
    for folder in folders(hands.context, hidden=hands.is_on("show_hidden")).values():
        mark = View(
            "ImageView",
            "dir_thumbnail",
            box=Box(width=48.0, height=48.0),
            surface=Surface(radius=8.0),
            important=False,
            picture=thumbnail(hands.context, folder.media[0]),
        )
        row = tile(
            tr(folder.name) if folder.path == SHARED else folder.name,
            str(len(folder.media)),
            leading=mark,
            on_tap=partial(bring, hands, folder.path),
            look=TileLook(
                title_id="dir_name",
                summary_id="photo_cnt",
                title_lines=1,
                gap=16.0,
                padding=(24.0, 8.0, 24.0, 8.0),
            ),
        )
        rows.append(row)
    return dialog(
        tr("Select destination"),
        (listed("directories_grid", rows),) if rows else (),
        cancel=Choice(tr("Cancel"), lambda: close(hands)),
        neutral=Choice(tr("Other folder"), lambda: _look(hands, hands.state.transfer.folder or SHARED)),
    )


# -- any folder ------------------------------------------------------------------------------------------
def _look(hands: Desk, folder: str) -> None:
    """Show a folder of the storage in the browser."""
    now = hands.state.transfer
    folder = folder if folder.startswith(SHARED) else SHARED
    hands.context.scroll_to("filepicker_list", 0)
    hands.set(dialog="browse", transfer=GalleryTransfer(now.paths, now.keep, folder))


def _browse(hands: Desk) -> Overlay:
    """Path, folders, and OK for the one that shows."""
    tr, here = hands.tr, hands.state.transfer.folder
    rows = [
        tile(
            entry.name,
            icon="folder",
            on_tap=partial(_look, hands, entry.path),
            look=TileLook(title_id="list_item_name", title_lines=1, gap=16.0, padding=(24.0, 4.0, 24.0, 4.0)),
        )
        for entry in entries_in(hands.context, here)
        if entry.folder
    ]
    if here != SHARED:
        up = here.rpartition("/")[0]
        back = tile(
            "..",
            icon="arrow_back",
            on_tap=lambda: _look(hands, up),
            look=TileLook(title_id="list_item_name", gap=16.0, padding=(24.0, 4.0, 24.0, 4.0)),
        )
        rows.insert(0, back)
    new = icon_button(
        "create_new_folder",
        tr("Create new folder"),
        lambda: _begin_folder(hands),
        resource_id="filepicker_fab",
    )
    path = _path(hands, here)
    head = View(
        box=Box(width=FILL, padding=(24.0, 0.0, 12.0, 0.0)),
        flow=CENTRED_ROW,
        important=False,
        children=(path, new),
    )
    return dialog(
        tr("Select a folder"),
        (head, listed("filepicker_list", rows, height=_HIGH)),
        accept=Choice(tr("OK"), lambda: bring(hands, here)),
        cancel=Choice(tr("Cancel"), lambda: close(hands)),
    )


def _path(hands: Desk, here: str) -> View:
    """The folders from the storage down to this one, each a way back."""
    names = [name for name in here.removeprefix(SHARED).split("/") if name]
    steps = []
    for depth in range(len(names) + 1):
        there = "/".join((SHARED, *names[:depth]))
        step = View(
            "TextView",
            "breadcrumb_text",
            Text(
                names[depth - 1] if depth else hands.tr("Internal"),
                style="label_large",
                colour="primary" if there == here else "on_surface_variant",
                max_lines=1,
            ),
            box=Box(padding=(0.0, 8.0, 0.0, 8.0)),
            on_tap=partial(_look, hands, there),
        )
        if depth:
            steps.append(fixed(icon=Icon("chevron_right", "outline", size=16.0), important=False))
        steps.append(step)
    return View(
        "HorizontalScrollView", "filepicker_breadcrumbs", box=GROWING, flow=CENTRED_ROW, children=steps[-5:]
    )


def _begin_folder(hands: Desk) -> None:
    hands.context.set_text(NAME, "")
    hands.open("new_folder")
    hands.context.focus(NAME)


def _new_folder(hands: Desk) -> Overlay:
    tr, here = hands.tr, hands.state.transfer.folder or SHARED
    name = hands.context.text(NAME).strip()

    def make() -> None:
        hands.context.focus("")
        try:
            hands.context.files.make_directory(f"{here}/{name}")
        except FileFault as fault:
            hands.context.toast(tr("Error: {}").format(fault.text))
            return
        if hands.state.transfer.paths:
            _look(hands, f"{here}/{name}")
        else:
            close(hands)

    return dialog(
        tr("Create new folder"),
        (
            text_field(
                Input(NAME, tr("Title"), on_submit=make), hands.context.text(NAME), resource_id="folder_name"
            ),
        ),
        accept=Choice(tr("OK"), make, enabled=bool(name) and not set(name) & set(_BAD)),
        cancel=Choice(tr("Cancel"), lambda: close(hands)),
    )


def _conflict(hands: Desk) -> Overlay:
    """There is such a name already: what shall be done about it."""
    tr, transfer = hands.tr, hands.state.transfer
    taken = [
        path.rpartition("/")[2]
        for path in transfer.paths
        if hands.context.files.exists(f"{transfer.folder}/{path.rpartition('/')[2]}")
    ]
    acts = [partial(bring, hands, transfer.folder, way) for way in CONFLICTS]
    title = tr("File “{}” already exists").format(taken[0] if taken else "")
    labels = [tr(_CONFLICTS[way]) for way in CONFLICTS]
    return choice_dialog(title, labels, -1, acts, Choice(tr("Cancel"), lambda: close(hands)))
