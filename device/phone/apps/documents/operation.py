"""What the file manager does with files: opens, shares, renames, deletes, copies, moves, packs them."""

from dataclasses import replace

from device.phone.apps.documents.archive import read_member
from device.phone.apps.documents.change import (
    Change,
    compress,
    copy_into,
    delete,
    each,
    in_archive,
    move_into,
)
from device.phone.apps.documents.frame import may_be_named
from device.phone.apps.documents.listing import DocumentsEntry
from device.phone.apps.documents.picker import DESTINATION, TASK
from device.phone.apps.documents.state import INSPECTOR, NEW_NAME, PACKAGE, PICKER, Desk
from device.phone.file.document import document_uri, path_of
from device.phone.file.entry import SHARED, FileFault
from device.phone.system.intent import RESOLVER, VIEW, Intent
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Handler, Input
from device.phone.widget import Choice, alert, dialog, menu, text_field

_CACHE = f"{SHARED}/Android/data/{PACKAGE}/cache"
"""Where files of archives are unpacked to be looked at."""
_CHANGES: dict[str, Change] = {"copy": copy_into, "extract": copy_into, "move": move_into}
_TOLD = {
    "copy": ("Copied 1 item", "Copied {} items", "Couldn’t copy {} items"),
    "move": ("Moved 1 item", "Moved {} items", "Couldn’t move {} items"),
    "extract": ("Extracted 1 item", "Extracted {} items", "Couldn’t extract {} items"),
    "compress": ("Compressed 1 item", "Compressed {} items", "Couldn’t compress {} items"),
    "delete": ("Deleted 1 item", "Deleted {} items", "Couldn’t delete {} items"),
}
"""What is told of one, of several, and of those it did not go well with."""


def open_entry(desk: Desk, entry: DocumentsEntry, component: str = "") -> None:
    """Show a file in the app that takes such files; several are asked about."""
    path = entry.path
    if in_archive(desk.context, desk.state.path):
        path = f"{_CACHE}/{entry.name}"
        try:
            desk.context.files.make_directories(_CACHE)
            desk.context.files.write(path, read_member(desk.context.files, entry.path))
        except FileFault:
            desk.context.toast(desk.tr("Can’t open file"))
            return
    intent = Intent(VIEW, document_uri(path), type=entry.kind, component=component)
    found = desk.context.packages.matches(replace(intent, component=""))
    if not found or not desk.context.open_on_top(intent):
        desk.context.toast(desk.tr("Can’t open file"))


def share(desk: Desk) -> None:
    """The share sheet for the selected files."""
    paths = [entry.path for entry in desk.chosen()]
    if paths:
        desk.set(selected=())
        desk.context.share_files(paths)


def send_to(desk: Desk, task: str) -> None:
    """Look for the folder that the selection shall go to; `arrived` hears of it."""
    desk.close()
    desk.context.ask(Intent(DESTINATION, component=f"{PACKAGE}/{PICKER}", extras={TASK: task}), task)


def arrived(desk: Desk, task: str, data: Intent | None) -> None:
    """A folder was chosen, or none: bring the selection there."""
    folder = path_of(data.data) if data is not None else ""
    if not folder or not desk.context.files.is_dir(folder):
        return
    paths = tuple(entry.path for entry in desk.chosen())
    if task == "compress":
        try:
            compress(desk.context, paths, folder)
            done = len(paths)
        except FileFault:
            done = 0
    else:
        done = each(desk.context, paths, folder, _CHANGES[task])
    _tell(desk, task, done, len(paths))


def _tell(desk: Desk, task: str, done: int, wanted: int) -> None:
    one, several, failed = (desk.tr(text) for text in _TOLD[task])
    if done < wanted:
        desk.say(failed.format(wanted - done))
    else:
        desk.say(one if done == 1 else several.format(done))


# -- questions ---------------------------------------------------------------------------------------------
def question(desk: Desk) -> Overlay | None:
    """The menu of the selection, or what one of its entries asks."""
    kind = desk.state.dialog
    if not kind:
        return None
    chosen = desk.chosen()
    if kind == "more":
        return menu(_items(desk, chosen), desk.close, anchor=(1.0, 0.0))
    if kind == "delete":
        return _delete(desk, chosen)
    if kind == "rename" and chosen:
        return _rename(desk, chosen[0])
    return None


def _items(desk: Desk, chosen: tuple[DocumentsEntry, ...]) -> list[tuple[str, Handler]]:
    tr = desk.tr
    one = chosen[0] if len(chosen) == 1 else None
    items: list[tuple[str, Handler]] = []
    if one is not None and not one.folder:
        items.append((tr("Open with"), lambda: _open_with(desk, one)))
    everything = tuple(entry.path for entry in desk.entries())
    if len(everything) > len(desk.state.selected):
        items.append((tr("Select all"), lambda: desk.set(selected=everything, dialog="")))
    if in_archive(desk.context, desk.state.path):
        items.append((tr("Extract to…"), lambda: send_to(desk, "extract")))
    elif chosen:
        items += [
            (tr("Copy to…"), lambda: send_to(desk, "copy")),
            (tr("Move to…"), lambda: send_to(desk, "move")),
            (tr("Compress"), lambda: send_to(desk, "compress")),
        ]
        if one is not None:
            items.append((tr("Rename"), lambda: _ask_name(desk, one)))
    if one is not None:
        items.append((tr("Get info"), lambda: _inspect(desk, one)))
    return items


def _open_with(desk: Desk, entry: DocumentsEntry) -> None:
    desk.set(selected=(), dialog="")
    open_entry(desk, entry, RESOLVER)


def _inspect(desk: Desk, entry: DocumentsEntry) -> None:
    desk.set(selected=(), dialog="")
    desk.context.start(INSPECTOR, path=entry.path)


def _delete(desk: Desk, chosen: tuple[DocumentsEntry, ...]) -> Overlay:
    tr = desk.tr

    def go() -> None:
        paths = [entry.path for entry in chosen]
        _tell(desk, "delete", each(desk.context, paths, "", delete), len(paths))

    if len(chosen) != 1:
        words = tr("Delete {} items?").format(len(chosen))
    elif chosen[0].folder:
        words = tr("Delete folder “{}” and its contents?").format(chosen[0].name)
    else:
        words = tr("Delete “{}”?").format(chosen[0].name)
    return alert("", words, accept=Choice(tr("OK"), go), cancel=Choice(tr("Cancel"), desk.close))


def _ask_name(desk: Desk, entry: DocumentsEntry) -> None:
    desk.open("rename")
    desk.context.set_text(NEW_NAME, entry.name)
    desk.context.focus(NEW_NAME)


def _rename(desk: Desk, entry: DocumentsEntry) -> Overlay:
    tr, context = desk.tr, desk.context
    name = context.text(NEW_NAME).strip()
    target = f"{entry.path.rpartition('/')[0]}/{name}"
    taken = name != entry.name and desk.context.files.exists(target)
    able = may_be_named(name) and not taken

    def leave() -> None:
        desk.close()
        context.focus("")

    def go() -> None:
        if not able:
            return
        leave()
        try:
            desk.context.files.rename(entry.path, target)
        except FileFault:
            context.toast(tr("Failed to rename document"))
            return
        desk.set(selected=())

    field = text_field(
        Input(NEW_NAME, tr("File name"), on_submit=go),
        context.text(NEW_NAME),
        resource_id="android:id/text1",
        error=tr("A file with this name already exists.") if taken else "",
    )
    return dialog(
        tr("Rename"),
        (field,),
        accept=Choice(tr("OK"), go, enabled=able),
        cancel=Choice(tr("Cancel"), leave),
    )
