"""What shows of a folder: its path, its files as tiles or rows, or that there is nothing."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from device.phone.apps.documents.listing import DocumentsEntry, icon_of, kind_text, modified_text
from device.phone.apps.documents.state import LIST, Desk
from device.phone.file.entry import FileFault
from device.phone.system.context import Context
from device.phone.system.sizetext import file_size_text
from device.phone.toolkit.still import alike, all_still, fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import icon_button, long_scroll

_ROW, _TILE = 72.0, 168.0
_WIDE = 190.0
"""dp that a tile takes at least, but that two always stand side by side."""
_IN_ROW, _IN_TILE = "body_large", "body_medium"
"""Styles of a file's name."""
_LABELS = {"recent": "Recent files", "images": "Images", "videos": "Videos", "audio": "Audio"}


def folder_view(desk: Desk, act: "DocumentsAct") -> list[View]:
    """Path, heading, and the files; `act` says what a finger on a file does."""
    entries = desk.entries()
    parts = [_path(desk)] if desk.state.path and not desk.state.searching else []
    parts.append(_heading(desk))
    if not entries:
        parts.append(_empty(desk))
    elif desk.state.grid:
        beside = max(2, int(desk.context.display.room_size[0] / desk.context.density / _WIDE))
        rows = -(-len(entries) // beside)
        build = lambda place: _tiles(desk, act, entries[beside * place :][:beside], beside)  # noqa: E731
        parts.append(long_scroll(desk.context, LIST, rows, build, row_height=_TILE, resource_id="dir_list"))
    else:
        build = lambda place: _row(desk, act, entries[place])  # noqa: E731
        parts.append(
            long_scroll(desk.context, LIST, len(entries), build, row_height=_ROW, resource_id="dir_list")
        )
    return parts


class DocumentsAct:
    """What a finger on a file does: a folder opens, a file is chosen or selected."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def tap(self, entry: DocumentsEntry) -> None:
        """A short touch."""
        desk = self.desk
        if desk.state.selected and not entry.folder:
            desk.turn(entry.path)
        elif entry.folder:
            desk.go(desk.root, entry.path)
        else:
            self.choose(entry)

    def choose(self, entry: DocumentsEntry) -> None:
        """A touch on a file while nothing is selected."""
        self.desk.give((entry.path,))

    def hold(self, entry: DocumentsEntry) -> Handler | None:
        """What a long touch does; None = nothing."""
        desk = self.desk
        if entry.folder or not desk.state.multiple:
            return None
        return lambda: desk.turn(entry.path)


# -- above the files ---------------------------------------------------------------------------------------
def _path(desk: Desk) -> View:
    """The folders from the root to here, each of which can be gone back to."""
    root, path = desk.root, desk.state.path
    names = [part for part in path.removeprefix(root.path).split("/") if part]
    steps: list[View] = []
    for depth in range(len(names) + 1):
        there = "/".join((root.path, *names[:depth]))
        here = depth == len(names)
        label = names[depth - 1] if depth else desk.tr(root.label)
        step = View(
            "TextView",
            "breadcrumb_text",
            Text(label, style="label_large", colour="primary" if here else "on_surface_variant", max_lines=1),
            box=Box(padding=(4.0, 8.0, 4.0, 8.0)),
            on_tap=None if here else partial(desk.go, root, there),
        )
        if depth:
            steps.append(fixed(icon=Icon("chevron_right", "outline", size=18.0), important=False))
        steps.append(step)
    return View(
        "androidx.recyclerview.widget.RecyclerView",
        "horizontal_breadcrumb",
        box=Box(width=FILL, height=40.0, padding=(16.0, 0.0, 16.0, 0.0)),
        flow=CENTRED_ROW,
        children=steps[-5:],
    )


def _heading(desk: Desk) -> View:
    """What this is, and the way to the other arrangement."""
    root, tr = desk.root, desk.tr
    if desk.state.searching:
        text = tr("Search results")
    elif desk.state.path:
        last = desk.state.path.rpartition("/")[2] if desk.state.path != root.path else tr(root.label)
        text = tr("Files in {}").format(last)
    else:
        text = tr(_LABELS.get(root.key, root.label))
    grid = desk.state.grid
    return View(
        "LinearLayout",
        "header_container",
        box=Box(width=FILL, height=52.0, padding=(20.0, 0.0, 8.0, 0.0)),
        flow=CENTRED_ROW,
        children=(
            fixed("TextView", "header_title", Text(text, style="title_small", max_lines=1), box=GROWING),
            icon_button(
                "view_list" if grid else "grid_view",
                tr("List view") if grid else tr("Grid view"),
                lambda: desk.arrange(not grid),
                resource_id="sub_menu_list" if grid else "sub_menu_grid",
            ),
        ),
    )


def _empty(desk: Desk) -> View:
    words = desk.tr("No matches in {}").format(desk.tr(desk.root.label)) if desk.state.searching else ""
    return View(
        "LinearLayout",
        "content",
        box=Box(width=FILL, weight=1.0, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow(gap=16.0, align="center", justify="center"),
        children=(
            fixed(icon=Icon("folder_open", "outline", size=72.0), important=False),
            fixed(
                "TextView",
                "message",
                Text(
                    words or desk.tr("No items"),
                    style="body_large",
                    colour="on_surface_variant",
                    align="center",
                ),
            ),
        ),
    )


# -- files -------------------------------------------------------------------------------------------------
def _item(desk: Desk, act: DocumentsAct, entry: DocumentsEntry, parts: tuple[View, View]) -> View:
    """What rows and tiles have in common."""
    usable = desk.usable(entry)
    chosen = entry.path in desk.picked
    item = View(
        "LinearLayout",
        "item_root",
        box=FULL_WIDTH,
        surface=Surface("secondary_container" if chosen else ""),
        enabled=usable,
        selected=chosen,
        on_tap=lambda: act.tap(entry),
        on_long_press=act.hold(entry) if usable else None,
        children=parts,
    )
    if all_still(parts):
        item.still = alike("file", parts, usable, chosen, item.on_long_press is None)
    return item


def _details(desk: Desk, entry: DocumentsEntry, *, short: bool) -> tuple[tuple[str, str], ...]:
    """Id and text of date, size and kind, those that there are."""
    texts = [("date", modified_text(desk.context, desk.tr, entry.mtime_ns))]
    if not entry.folder:
        texts.append(("size", file_size_text(entry.size)))
        if not short:
            texts.append(("file_type", kind_text(desk.tr, entry)))
    return tuple((name, text) for name, text in texts if text)


@still
def _words(name: str, style: str, details: tuple[tuple[str, str], ...], *, usable: bool) -> View:
    """The name over the details, which stand side by side; a tile's have room around them."""
    colour = "on_surface" if usable else "outline"
    title = View("TextView", "android:id/title", Text(name, style=style, colour=colour, max_lines=1))
    views = [
        View("TextView", name, Text(text, style="body_small", colour="on_surface_variant", max_lines=1))
        for name, text in details
    ]
    below = views[0]
    if len(views) != 1:
        below = View(
            "LinearLayout",
            "line2",
            box=FULL_WIDTH,
            flow=Flow("row", gap=12.0),
            important=False,
            children=views,
        )
    words = View(important=False, children=(title, below))
    if style == _IN_ROW:
        words.box = replace(words.box, weight=1.0)
    else:
        words.box = replace(words.box, width=FILL, padding=(12.0, 6.0, 12.0, 10.0))
        words.flow = replace(words.flow, gap=2.0)
    return words


def picture_in(context: Context, entry: DocumentsEntry) -> bytes | None:
    """The bytes of a picture; None for other files, and when it cannot be read."""
    if not entry.kind.startswith("image/") or entry.kind == "image/svg+xml":
        return None
    try:
        return context.files.read(entry.path)
    except FileFault:
        return None


def _mark(desk: Desk, entry: DocumentsEntry, size: float | None) -> View:
    """The picture itself, or a sign; without a size that of a tile."""
    chosen = entry.path in desk.picked
    picture = None if chosen else picture_in(desk.context, entry)
    wide = size or FILL
    weight = 0.0 if size else 1.0
    if picture is None:
        return fixed(
            "ImageView",
            "icon_mime",
            icon=Icon(
                "check_circle" if chosen else icon_of(entry),
                "primary" if desk.usable(entry) else "outline",
                filled=entry.folder or chosen,
            ),
            box=Box(width=wide, height=size, weight=weight),
            flow=CENTRED,
            important=False,
        )
    return View(
        "ImageView",
        "icon_thumb",
        box=Box(width=wide, height=size, weight=weight),
        flow=CENTRED,
        surface=Surface(radius=8.0 if size else 12.0),
        picture=picture,
        important=False,
    )


def _row(desk: Desk, act: DocumentsAct, entry: DocumentsEntry) -> View:
    words = _words(entry.name, _IN_ROW, _details(desk, entry, short=False), usable=desk.usable(entry))
    item = _item(desk, act, entry, (_mark(desk, entry, 40.0), words))
    item.flow = replace(item.flow, axis="row", gap=16.0, align="center")
    item.box = replace(item.box, padding=(20.0, 0.0, 20.0, 0.0))
    return item


def _tiles(desk: Desk, act: DocumentsAct, entries: Sequence[DocumentsEntry], beside: int) -> View:
    """Tiles side by side, room left for those that are missing."""
    tiles = [_tile(desk, act, entry) for entry in entries]
    tiles += [View(box=GROWING, important=False) for _ in range(beside - len(tiles))]
    return View(
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 12.0)),
        flow=Flow("row", gap=12.0),
        important=False,
        children=tiles,
    )


def _tile(desk: Desk, act: DocumentsAct, entry: DocumentsEntry) -> View:
    words = _words(entry.name, _IN_TILE, _details(desk, entry, short=True), usable=desk.usable(entry))
    item = _item(desk, act, entry, (_mark(desk, entry, None), words))
    item.box = replace(item.box, width=None, height=FILL, weight=1.0)
    item.surface = replace(item.surface, radius=12.0, border="outline_variant", border_width=1.0)
    return item
