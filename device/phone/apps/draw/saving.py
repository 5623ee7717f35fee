"""Drawings become files, and pictures are opened to be drawn upon."""

from collections.abc import Callable
from functools import partial

from device.phone.apps.draw.sheet import Sheet, file_of
from device.phone.apps.draw.state import (
    KINDS,
    NAME,
    PACKAGE,
    DrawActivity,
    DrawMainState,
    Kind,
    sheet_of,
    sheet_size,
)
from device.phone.apps.draw.svg import read_svg, svg_of
from device.phone.file.document import path_of
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.mediatype import media_type
from device.phone.system.intent import Intent
from device.phone.system.timetext import local_now
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Input
from device.phone.widget import Choice, dialog, listed, radio_tile, text_field

Main = DrawActivity[DrawMainState]
_CREATE = "android.intent.action.CREATE_DOCUMENT"
_CACHE = f"{SHARED}/Android/data/{PACKAGE}/cache"
_WRITERS: dict[Kind, Callable[[Sheet, tuple[int, int]], bytes]] = {
    "png": lambda sheet, size: file_of(sheet, size, "PNG"),
    "jpg": lambda sheet, size: file_of(sheet, size, "JPEG"),
    "svg": svg_of,
}


def ask_save(hands: Main) -> None:
    """Open the dialog that saves, with a name made of the moment."""
    hands.open("save")
    hands.context.set_text(NAME, f"{local_now(hands.context):%Y%m%d_%H%M%S}")


def save_dialog(hands: Main) -> Overlay:
    """Name and type; the folder is asked for after it."""
    tr, context, kind = hands.tr, hands.context, hands.state.kind
    name = context.text(NAME).strip()

    def leave() -> None:
        context.focus("")
        hands.close()

    def go() -> None:
        leave()
        wanted = f"{name}.{kind}"
        extras = {"android.intent.extra.TITLE": wanted}
        if not context.ask(Intent(_CREATE, type=media_type(wanted), extras=dict(extras)), "save"):
            context.toast(tr("No app can perform this action"))

    field = text_field(
        Input(NAME, tr("Filename (without extension)")), name, resource_id="save_image_filename"
    )
    kinds = [radio_tile(one.upper(), one == kind, partial(hands.set, kind=one), dialog=True) for one in KINDS]
    return dialog(
        tr("Save as"),
        (listed("save_as", (field, *kinds)),),
        accept=Choice(tr("OK"), go, enabled=bool(name) and "/" not in name),
        cancel=Choice(tr("Cancel"), leave),
    )


def save(hands: Main, uri: str) -> None:
    """Write the drawing into the file that was made for it."""
    data = _WRITERS[hands.state.kind](sheet_of(hands), sheet_size(hands))
    try:
        hands.context.files.write(path_of(uri), data)
    except FileFault:
        hands.context.toast(hands.tr("Could not save the file"))
        return
    hands.set(saved=hands.state.marks)
    hands.context.toast(hands.tr("File saved successfully"))


def share(hands: Main) -> None:
    """The share sheet for the drawing as a PNG."""
    path = f"{_CACHE}/simple-draw.png"
    try:
        hands.context.files.make_directories(_CACHE)
        hands.context.files.write(path, file_of(sheet_of(hands), sheet_size(hands), "PNG"))
    except FileFault:
        hands.context.toast(hands.tr("Could not save the file"))
        return
    hands.context.share_files((path,))


def opened(hands: Main, uri: str) -> None:
    """Draw upon a picture, or go on with a drawing that was saved as SVG."""
    from device.phone.toolkit.imaging import picture_size  # noqa: PLC0415  (heavy)

    path = path_of(uri)
    try:
        data = hands.context.files.read(path) if path else b""
    except FileFault:
        data = b""
    if picture_size(data) is not None:
        hands.set(marks=(), undone=(), saved=(), image=data)
        return
    drawn = read_svg(data.decode("utf-8", "replace")) if path.lower().endswith(".svg") else None
    if drawn is None:
        hands.context.toast(hands.tr("This file cannot be opened"))
        return
    hands.set(background=drawn[0], marks=drawn[1], saved=drawn[1], undone=(), image=b"")
