"""What is known of one file or folder ("Get info")."""

from dataclasses import dataclass, replace

from device.phone.apps.documents.folder import picture_in
from device.phone.apps.documents.listing import (
    DocumentsEntry,
    entries_below,
    entry_at,
    icon_of,
    kind_text,
    modified_text,
)
from device.phone.apps.documents.root import DEVICE
from device.phone.file.entry import SHARED
from device.phone.system.context import Context
from device.phone.system.sizetext import file_size_text
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, Box, Surface
from device.phone.widget import Back, empty, page, scroll, section, tile, top_bar


@dataclass(frozen=True, slots=True)
class InspectState:
    """The file."""

    path: str


def show_inspector(context: Context) -> Screen:
    """A picture of it, then each thing that is known."""
    tr, path = context.tr, context.state(InspectState).path
    entry = entry_at(context, path)
    bar = top_bar(path.rpartition("/")[2], back=Back(context.finish, tr("Navigate up")))
    if entry is None:
        body = View(
            box=Box(width=FILL, weight=1.0), important=False, children=(empty("folder_open", tr("No items")),)
        )
        return Screen(page(bar, body), title=tr("Get info"))
    rows = [_picture(context, entry), section(tr("Basic info"))]
    rows += [tile(label, value) for label, value in _known(context, entry)]
    return Screen(page(bar, scroll("info", rows)), title=tr("Get info"))


def _picture(context: Context, entry: DocumentsEntry) -> View:
    picture = picture_in(context, entry)
    view = View(
        "ImageView",
        "inspector_thumbnail",
        box=Box(width=FILL, height=200.0),
        flow=CENTRED,
        surface=Surface("surface_container"),
        important=False,
    )
    if picture is not None:
        view.picture, view.picture_fit = picture, "contain"
    else:
        view.icon = replace(view.icon, name=icon_of(entry), colour="primary", size=72.0)
    return view


def _known(context: Context, entry: DocumentsEntry) -> list[tuple[str, str]]:
    tr = context.tr
    above = entry.path.rpartition("/")[0]
    known = [(tr("Name"), entry.name)]
    if entry.folder:
        inside = [held for held in entries_below(context, entry.path) if not held.folder]
        known.append((tr("Items"), str(len(inside))))
        known.append((tr("Size"), file_size_text(sum(held.size for held in inside))))
    else:
        known.append((tr("Type"), kind_text(tr, entry)))
        known.append((tr("Size"), file_size_text(entry.size)))
        known += _dimensions(context, entry)
    known.append((tr("Modified"), modified_text(context, tr, entry.mtime_ns)))
    known.append((tr("Location"), above.replace(SHARED, DEVICE, 1)))
    return known


def _dimensions(context: Context, entry: DocumentsEntry) -> list[tuple[str, str]]:
    from device.phone.toolkit.imaging import picture_size  # noqa: PLC0415  (heavy)

    picture = picture_in(context, entry)
    size = picture_size(picture) if picture is not None else None
    return [(context.tr("Dimensions"), f"{size[0]} x {size[1]}")] if size is not None else []
