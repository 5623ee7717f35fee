"""A document on a screen of its own, and what its menu offers."""

from dataclasses import replace
from functools import partial

from device.phone.apps.markor.editor import (
    FORMATS,
    editor,
    editor_actions,
    format_of,
    jump,
    open_paper,
    save,
)
from device.phone.apps.markor.filedialog import ask_delete, ask_info, ask_name
from device.phone.apps.markor.note import name_of, stem
from device.phone.apps.markor.state import EDIT, NAME, SEARCH, Desk, DocumentState, MarkorActivity
from device.phone.apps.markor.store import FONT_SIZES, font_size, prefer
from device.phone.apps.markor.store import NAME as STORE
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Handler, Input, Text
from device.phone.widget import (
    Back,
    Choice,
    choice_dialog,
    dialog,
    icon_button,
    listed,
    menu,
    page,
    text_field,
    tile,
    top_bar,
)

Document = MarkorActivity[DocumentState]
_FORMAT_NAMES = {"markdown": "Markdown", "plaintext": "Plain text", "todotxt": "todo.txt"}


def show_document(hands: Document) -> Screen:
    """The file's name and the editor."""
    tr, paper = hands.tr, hands.state.paper
    name = name_of(paper.path)
    bar = top_bar(
        stem(name) or name,
        back=Back(lambda: leave(hands), tr("Navigate up")),
        title_id="note__activity__text_note_title",
        title_style="title_medium",
        actions=editor_actions(hands, icon_button("more_vert", tr("More options"), hands.doing("menu"))),
    )
    return Screen(page(bar, *editor(hands)), overlay=document_overlay(hands), title=name)


def leave(hands: Document) -> None:
    """Save and close; the screen stays when the storage refuses."""
    if save(hands):
        hands.context.finish()


def back(hands: Document) -> bool:
    """Back: what was typed is saved and the screen closes."""
    return not save(hands)


# -- what opens over it --------------------------------------------------------------------------------
def document_overlay(hands: Document) -> Overlay | None:
    """The menu, and the dialogs it leads to."""
    kind, path = hands.state.dialog, hands.state.paper.path
    if kind == "menu":
        return menu(_items(hands), hands.close)
    if kind == "rename":
        return ask_name(hands, path, lambda new: _renamed(hands, new))
    if kind == "delete":
        return ask_delete(hands, (path,), lambda: _deleted(hands))
    if kind == "info":
        return ask_info(hands, path)
    return editor_overlay(hands)


def editor_overlay(hands: Desk) -> Overlay | None:
    """What belongs to any editor: search, format, text size."""
    tr, kind = hands.tr, hands.state.dialog
    if kind == "search":
        return _search(hands)
    if kind == "share":
        return _share(hands)
    if kind == "settings":
        return _file_settings(hands)
    if kind == "format":
        chosen = format_of(hands, hands.state.paper.path)
        return choice_dialog(
            tr("Format"),
            [tr(_FORMAT_NAMES[name]) for name in FORMATS],
            FORMATS.index(chosen),
            [partial(_set_format, hands, name) for name in FORMATS],
            Choice(tr("CANCEL"), hands.close),
        )
    if kind == "size":
        size = font_size(hands.context.database(STORE))
        return choice_dialog(
            tr("Font size"),
            [str(step) for step in FONT_SIZES],
            FONT_SIZES.index(size) if size in FONT_SIZES else -1,
            [partial(_set_size, hands, step) for step in FONT_SIZES],
            Choice(tr("CANCEL"), hands.close),
        )
    return None


def editor_items(hands: Desk) -> list[tuple[str, Handler]]:
    """Menu items of any editor."""
    tr, context = hands.tr, hands.context

    def search() -> None:
        context.set_text(SEARCH, "")
        hands.open("search")
        context.focus(SEARCH)

    def reload() -> None:
        open_paper(hands, hands.state.paper.path)
        hands.close()

    return [
        (tr("Search"), search),
        (tr("Share"), hands.doing("share")),
        (tr("File settings"), hands.doing("settings")),
        (tr("Reload"), reload),
    ]


def _share(hands: Desk) -> Overlay:
    """As a text, or as a file."""
    tr, path = hands.tr, hands.state.paper.path

    def as_text() -> None:
        hands.close()
        save(hands)
        hands.context.share(hands.context.text(EDIT), stem(name_of(path)))

    def as_file() -> None:
        hands.close()
        if save(hands) and hands.files.exists(path):
            hands.context.share_files([path])

    def copy() -> None:
        hands.close()
        hands.context.set_clipboard(hands.context.text(EDIT))
        hands.context.toast(tr("Copied to clipboard"))

    items = [
        (tr("Plain text"), as_text),
        (tr("File"), as_file),
        (tr("Copy to clipboard"), copy),
    ]
    return menu(items, hands.close)


def _items(hands: Document) -> list[tuple[str, Handler]]:
    tr = hands.tr
    search, share, settings, reload = editor_items(hands)

    def rename() -> None:
        save(hands)
        hands.context.set_text(NAME, name_of(hands.state.paper.path))
        hands.open("rename")
        hands.context.focus(NAME)

    def info() -> None:
        save(hands)
        hands.open("info")

    return [
        search,
        share,
        (tr("Rename"), rename),
        settings,
        (tr("Info"), info),
        reload,
        (tr("Delete"), hands.doing("delete")),
    ]


def _renamed(hands: Document, path: str) -> None:
    hands.set(dialog="", paper=replace(hands.state.paper, path=path))


def _deleted(hands: Document) -> None:
    hands.set(dialog="", paper=replace(hands.state.paper, path=""))
    hands.context.finish()


def _set_format(hands: Desk, name: str) -> None:
    prefer(hands.context.database(STORE), f"format:{hands.state.paper.path}", name)
    hands.close()


def _set_size(hands: Desk, size: int) -> None:
    prefer(hands.context.database(STORE), "font_size", str(size))
    hands.close()


def _file_settings(hands: Desk) -> Overlay:
    tr = hands.tr
    style = tr(_FORMAT_NAMES[format_of(hands, hands.state.paper.path)])
    size = str(font_size(hands.context.database(STORE)))
    rows = (
        tile(tr("Format"), style, icon="text_snippet", on_tap=hands.doing("format")),
        tile(tr("Font size"), size, icon="format_size", on_tap=hands.doing("size")),
    )
    return dialog(tr("File settings"), rows, accept=Choice(tr("OK"), hands.close), on_dismiss=hands.close)


# -- search --------------------------------------------------------------------------------------------
def found_lines(text: str, words: str) -> list[tuple[int, int, str]]:
    """(start and end of the words in the text, the line they are in) of each line that has them."""
    found = []
    begin = 0
    for line in text.split("\n"):
        at = line.casefold().find(words.casefold()) if len(line.casefold()) == len(line) else line.find(words)
        if words and at >= 0:
            found.append((begin + at, begin + at + len(words), line))
        begin += len(line) + 1
    return found


def _search(hands: Desk) -> Overlay:
    tr, context = hands.tr, hands.context
    words = context.text(SEARCH)
    found = found_lines(context.text(EDIT), words)

    def first() -> None:
        if found:
            jump(hands, found[0][0], found[0][1])

    field = text_field(Input(SEARCH, tr("Search"), on_submit=first), words, resource_id="search_edit")
    rows = [tile(line.strip(), on_tap=partial(jump, hands, start, end)) for start, end, line in found[:100]]
    body: list[View] = [field]
    if rows:
        body.append(listed("found", rows))
    elif words:
        nothing = View(
            "TextView",
            "empty",
            Text(tr("No results"), colour="on_surface_variant"),
            box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 0.0)),
        )
        body.append(nothing)
    return dialog(tr("Search"), body, cancel=Choice(tr("CANCEL"), hands.close))
