"""Questions about files: other names, whether to delete, what is known of them, what shall be shown."""

from functools import partial

from device.phone.apps.gallery import flow
from device.phone.apps.gallery.medium import KINDS, ORDERS
from device.phone.apps.gallery.state import NAME, Desk, FoldersState, GalleryPageState
from device.phone.apps.provider.film import length_ms
from device.phone.apps.provider.media import content
from device.phone.apps.provider.moment import local_of, time_of
from device.phone.system.sizetext import file_size_text
from device.phone.system.timetext import date_text
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Input
from device.phone.widget import (
    Choice,
    TileLook,
    alert,
    check_tile,
    dialog,
    listed,
    radio_tile,
    section,
    text_field,
    tile,
)

EXTENSION = "extension"
_ORDERS = {"name": "Name", "path": "Path", "size": "Size", "modified": "Last modified"}
_KINDS = {"image": "Images", "video": "Videos", "gif": "GIFs", "svg": "SVGs"}
_BAD = '/\\:*?"<>|'


def file_overlay(hands: Desk) -> Overlay | None:
    """The question that is open, of those here."""
    asked = {
        "rename": _rename, "delete": _delete, "properties": _properties, "sort": _sort, "filter": _filter,
    }  # fmt: skip
    build = asked.get(hands.state.dialog)
    return build(hands) if build is not None else None


def cancel(hands: Desk) -> Choice:
    """The answer that closes a question."""
    return Choice(hands.tr("Cancel"), hands.context.then(lambda: hands.context.focus(""), hands.close))


# -- names -----------------------------------------------------------------------------------------------
def begin_rename(hands: Desk) -> None:
    """Ask for another name of what is selected."""
    path = _renamed(hands)
    stem, dot, end = path.rpartition("/")[2].rpartition(".")
    folder = isinstance(hands.state, FoldersState)
    hands.context.set_text(NAME, stem if dot and stem and not folder else path.rpartition("/")[2])
    hands.context.set_text(EXTENSION, end if dot and stem and not folder else "")
    hands.open("rename")
    hands.context.focus(NAME)


def _renamed(hands: Desk) -> str:
    state = hands.state
    return state.selected[0] if isinstance(state, FoldersState) else flow.chosen(hands)[0]


def _rename(hands: Desk) -> Overlay:
    tr, context = hands.tr, hands.context
    path = _renamed(hands)
    stem, end = context.text(NAME).strip(), context.text(EXTENSION).strip()
    name = f"{stem}.{end}" if end else stem
    folder = isinstance(hands.state, FoldersState)

    def accept() -> None:
        target = flow.rename(hands, path, name)
        if target and isinstance(hands.state, GalleryPageState):
            hands.set(path=target)
        if target:
            flow.done(hands)

    fields = [
        text_field(
            Input(NAME, tr("Title"), on_submit=accept), context.text(NAME), resource_id="rename_item_name"
        )
    ]
    if not folder:
        fields.append(
            text_field(
                Input(EXTENSION, tr("Extension")),
                context.text(EXTENSION),
                resource_id="rename_item_extension",
            )
        )
    able = bool(stem) and not set(name) & set(_BAD)
    return dialog(tr("Rename"), fields, accept=Choice(tr("OK"), accept, enabled=able), cancel=cancel(hands))


# -- deleting --------------------------------------------------------------------------------------------
def _delete(hands: Desk) -> Overlay:
    tr, paths = hands.tr, flow.chosen(hands)
    what = paths[0].rpartition("/")[2] if len(paths) == 1 else tr("{} items").format(len(paths))
    words = "Are you sure you want to move {} into the Recycle Bin?"
    if not flow.uses_bin(hands, paths):
        words = "Are you sure you want to delete {}?"

    def accept() -> None:
        flow.delete(hands, paths)
        flow.done(hands)

    return alert(
        "", tr(words).format(what), accept=Choice(tr("Yes"), accept), cancel=Choice(tr("No"), hands.close)
    )


# -- properties ------------------------------------------------------------------------------------------
def _properties(hands: Desk) -> Overlay:
    rows = [
        tile(value, name, look=TileLook(title_lines=4, padding=(24.0, 4.0, 24.0, 4.0)))
        for name, value in _known(hands)
        if value
    ]
    body = (listed("properties_holder", rows),)
    return dialog(
        hands.tr("Properties"), body, accept=Choice(hands.tr("OK"), hands.close), on_dismiss=hands.close
    )


def _known(hands: Desk) -> list[tuple[str, str]]:
    """Names and values."""
    from device.phone.toolkit.imaging import picture_size  # noqa: PLC0415  (heavy)

    tr, context, paths = hands.tr, hands.context, flow.chosen(hands)
    files = context.files
    whole = sum(files.stat(path).size for path in paths if files.exists(path))
    if len(paths) != 1:
        return [(tr("Items selected"), str(len(paths))), (tr("Size"), file_size_text(whole))]
    path = paths[0]
    when = files.stat(path).mtime_ns // 1_000_000 if files.exists(path) else 0
    day = date_text(context.translate, local_of(context, when).date(), short=True)
    data = content(context, path)
    size = picture_size(data)
    pixels = f"{size[0]} x {size[1]} ({size[0] * size[1] / 1e6:.1f} MP)" if size is not None else ""
    seconds = length_ms(data, path) // 1000
    return [
        (tr("Name"), path.rpartition("/")[2]),
        (tr("Path"), path.rpartition("/")[0]),
        (tr("Size"), file_size_text(whole)),
        (tr("Resolution"), pixels),
        (tr("Duration"), f"{seconds // 60}:{seconds % 60:02d}" if seconds else ""),
        (tr("Last modified"), f"{day} {time_of(context, when)}"),
    ]


# -- what is shown ---------------------------------------------------------------------------------------
def _sort(hands: Desk) -> Overlay:
    """By what, and which way."""
    tr, state = hands.tr, hands.state
    key = "folder_order" if isinstance(state, FoldersState) else f"order {getattr(state, 'folder', '')}"
    held = hands.choice(key) or hands.choice("order", "modified down")
    by, _, way = held.partition(" ")

    def by_what(name: str) -> None:
        hands.choose(key, f"{name} {way}".strip())

    def which(down: bool) -> None:
        hands.choose(key, f"{by} down" if down else by)

    rows = [radio_tile(tr(_ORDERS[name]), name == by, partial(by_what, name), dialog=True) for name in ORDERS]
    ways = [
        radio_tile(tr("Ascending"), way != "down", lambda: which(False), dialog=True),
        radio_tile(tr("Descending"), way == "down", lambda: which(True), dialog=True),
    ]
    body = (listed("sorting_dialog", [*rows, section(tr("Order")), *ways]),)
    return dialog(tr("Sort by"), body, accept=Choice(tr("OK"), hands.close), on_dismiss=hands.close)


def _filter(hands: Desk) -> Overlay:
    """Which kinds of files show."""
    tr = hands.tr

    def show(kind: str, on: bool) -> None:
        hands.turn_listed("filtered", (kind,), on=not on)

    rows = [
        check_tile(
            tr(_KINDS[kind]),
            kind in hands.kinds,
            partial(show, kind),
            dialog=True,
        )
        for kind in KINDS
    ]
    body = (listed("filter_media", rows),)
    return dialog(tr("Filter media"), body, accept=Choice(tr("OK"), hands.close), on_dismiss=hands.close)
