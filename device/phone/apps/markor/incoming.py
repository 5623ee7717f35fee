"""A text that another app shares to Markor: where shall it go?"""

from functools import partial

from device.phone.apps.markor.editor import open_paper
from device.phone.apps.markor.note import (
    append_text,
    clean_name,
    entries,
    is_text,
    write_text,
)
from device.phone.apps.markor.state import NOTEBOOK, QUICKNOTE, TODO, DocumentState, MarkorActivity
from device.phone.file.freepath import free_path
from device.phone.system.timetext import local_now
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import Box, Text
from device.phone.widget import Back, Choice, TileLook, dialog, listed, page, scroll, section, tile, top_bar

Document = MarkorActivity[DocumentState]
_TITLE_LENGTH = 40


def show_incoming(hands: Document) -> Screen:
    """The text, and the places it can go to."""
    tr, state = hands.tr, hands.state
    bar = top_bar(tr("Share into"), back=Back(hands.context.finish, tr("Cancel"), "close"))
    words = View(
        "TextView",
        "document__fragment__share_into__text",
        Text(state.shared, max_lines=8),
        box=Box(padding=(24.0, 0.0, 24.0, 8.0)),
    )
    rows = [
        section(tr("Text")),
        words,
        section(tr("Share into")),
        tile(tr("QuickNote"), icon="bolt", on_tap=lambda: _append(hands, QUICKNOTE)),
        tile(tr("To-Do"), icon="checklist", on_tap=lambda: _append(hands, TODO)),
        tile(tr("Create document"), icon="note_add", on_tap=lambda: _create(hands)),
        tile(tr("Select document"), icon="description", on_tap=hands.doing("select")),
    ]
    return Screen(page(bar, scroll("incoming", rows)), overlay=_selection(hands), title=tr("Share into"))


def _append(hands: Document, path: str) -> None:
    """Put the text at the end of a file and show that file."""
    shared = hands.state.shared
    if hands.attempt(lambda: append_text(hands.files, path, shared)):
        _show(hands, path)


def _create(hands: Document) -> None:
    """A new file, named as the text is called, else by its first words, else by the time."""
    state = hands.state
    first = next((line.strip() for line in state.shared.splitlines() if line.strip()), "")
    now = local_now(hands.context)
    fallback = f"note-{now.year}-{now.month:02d}-{now.day:02d}"
    name = clean_name(state.subject[:_TITLE_LENGTH]) or clean_name(first[:_TITLE_LENGTH]) or fallback
    path = free_path(hands.files, f"{NOTEBOOK}/{name}.md", "_{}")
    if hands.attempt(lambda: write_text(hands.files, path, f"{state.shared}\n")):
        _show(hands, path)


def _show(hands: Document, path: str) -> None:
    hands.set(shared="", subject="", dialog="")
    open_paper(hands, path)


def _selection(hands: Document) -> Overlay | None:
    """The notes that the text can be put behind."""
    if hands.state.dialog != "select":
        return None
    tr = hands.tr
    found = entries(hands.files, NOTEBOOK)
    notes = [entry for entry in found if not entry.is_folder and is_text(entry.name)]
    rows = [
        tile(
            entry.name,
            on_tap=partial(_append, hands, entry.path),
            look=TileLook(padding=(24.0, 4.0, 24.0, 4.0)),
        )
        for entry in notes
    ]
    if not rows:
        rows = [tile(tr("This folder is empty"))]
    return dialog(tr("Select document"), (listed("select", rows),), cancel=Choice(tr("CANCEL"), hands.close))
