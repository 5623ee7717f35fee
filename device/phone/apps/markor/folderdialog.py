"""Where to: the dialog in which a folder is chosen for files that are moved or copied."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.apps.markor.note import (
    clean_name,
    entries,
    folder_of,
    name_of,
    parent_of,
    transfer,
)
from device.phone.apps.markor.state import NAME, MarkorActivity, MarkorMainState, MarkorTransfer
from device.phone.file.entry import FileFault
from device.phone.file.freepath import free_path
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, GROWING, Box, Input, Text
from device.phone.widget import Choice, TileLook, alert, dialog, icon_button, listed, text_field, tile

Main = MarkorActivity[MarkorMainState]
_KEY = "transfer"
_LIST = "ui__filesystem_dialog__list"
_ROW = 52.0


def open_transfer(hands: Main, paths: Sequence[str], *, keep: bool) -> None:
    """Ask where to move (or copy) files to."""
    chosen = MarkorTransfer(tuple(paths), hands.state.folder, keep)
    hands.set(dialog="transfer", transfer=chosen)
    hands.context.scroll_to(_KEY)


def folder_overlay(hands: Main) -> Overlay | None:
    """The choice of a folder, of a new one's name, or what to do with names that are taken."""
    kind = hands.state.dialog
    if kind == "transfer":
        return _choice(hands)
    if kind == "transfer.new":
        return _new_folder(hands)
    if kind == "transfer.taken":
        return _taken(hands)
    return None


def _show(hands: Main, folder: str) -> None:
    hands.set(transfer=replace(hands.state.transfer, folder=folder))
    hands.context.scroll_to(_KEY)


def _choice(hands: Main) -> Overlay:
    tr, chosen = hands.tr, hands.state.transfer
    folders = [
        entry
        for entry in entries(hands.files, chosen.folder)
        if entry.is_folder and not entry.name.startswith(".") and entry.path not in chosen.sources
    ]
    rows = [_row(hands, entry.name, entry.path) for entry in folders]
    above = parent_of(chosen.folder)
    if above:
        rows.insert(0, _row(hands, "..", above))
    head = View(
        box=Box(width=FILL, padding=(24.0, 0.0, 12.0, 0.0)),
        flow=CENTRED_ROW,
        children=(
            fixed(
                "TextView",
                "ui__filesystem_dialog__path",
                Text(chosen.folder, style="body_medium", colour="on_surface_variant"),
                box=GROWING,
            ),
            icon_button(
                "create_new_folder",
                tr("Create folder"),
                lambda: _ask_folder(hands),
                resource_id="ui__filesystem_dialog__new_dir",
            ),
        ),
        important=False,
    )
    return dialog(
        tr("Copy") if chosen.keep else tr("Move"),
        (head, listed(_KEY, rows, resource_id=_LIST, height=7 * _ROW)),
        accept=Choice(tr("SELECT"), lambda: _go(hands)),
        cancel=Choice(tr("CANCEL"), hands.close),
    )


def _row(hands: Main, name: str, path: str) -> View:
    return tile(
        name,
        icon="arrow_upward" if name == ".." else "folder",
        on_tap=lambda: _show(hands, path),
        resource_id="opoc_filesystem_item__root",
        look=TileLook(
            title_id="opoc_filesystem_item__title", title_lines=1, gap=16.0, padding=(24.0, 4.0, 24.0, 4.0)
        ),
    )


# -- a new folder on the way ---------------------------------------------------------------------------
def _ask_folder(hands: Main) -> None:
    hands.context.set_text(NAME, "")
    hands.open("transfer.new")
    hands.context.focus(NAME)


def _new_folder(hands: Main) -> Overlay:
    tr, context = hands.tr, hands.context
    name = clean_name(context.text(NAME))
    path = f"{hands.state.transfer.folder}/{name}"
    able = bool(name) and not hands.files.exists(path)

    def leave() -> None:
        context.focus("")
        hands.open("transfer")

    def make() -> None:
        if hands.attempt(lambda: hands.files.make_directories(path)):
            leave()
            _show(hands, path)

    return dialog(
        tr("Create folder"),
        (text_field(Input(NAME, tr("Name")), context.text(NAME), resource_id="new_folder_name"),),
        accept=Choice(tr("OK"), make, enabled=able),
        cancel=Choice(tr("CANCEL"), leave),
    )


# -- the move itself -----------------------------------------------------------------------------------
def _target(chosen: MarkorTransfer, source: str) -> str:
    return f"{chosen.folder}/{name_of(source)}"


def _go(hands: Main) -> None:
    """Move or copy, unless a name is taken there: then ask first."""
    chosen = hands.state.transfer
    taken = [path for path in chosen.sources if hands.files.exists(_target(chosen, path))]
    if taken and (chosen.keep or folder_of(taken[0]) != chosen.folder):
        hands.open("transfer.taken")
    else:
        _carry(hands, "skip")


def _taken(hands: Main) -> Overlay:
    tr, chosen = hands.tr, hands.state.transfer
    names = [name_of(path) for path in chosen.sources if hands.files.exists(_target(chosen, path))]
    return alert(
        tr("File already exists"),
        "\n".join(names),
        accept=Choice(tr("OVERWRITE"), lambda: _carry(hands, "overwrite")),
        cancel=Choice(tr("SKIP"), lambda: _carry(hands, "skip")),
        neutral=Choice(tr("KEEP BOTH"), lambda: _carry(hands, "both")),
    )


def _carry(hands: Main, taken: str) -> None:
    """Move or copy all; `taken` says what becomes of those whose name is there: overwrite, skip, both."""
    chosen, files = hands.state.transfer, hands.files
    done = 0
    for source in chosen.sources:
        target = _target(chosen, source)
        if files.exists(target):
            if taken == "skip" or (target == source and taken == "overwrite"):
                continue
            target = free_path(files, target, "_{}") if taken == "both" else target
        try:
            transfer(files, source, target, keep=chosen.keep)
        except FileFault as fault:
            hands.context.toast(hands.tr("Error: {}").format(fault.text))
            continue
        done += 1
    hands.set(dialog="", selected=())
    if done:
        words = hands.tr("Copied {} files") if chosen.keep else hands.tr("Moved {} files")
        hands.context.toast(words.format(done))
