"""The editor: a text file in a field or as a page to read, saved when asked for and when it is left."""

from contextlib import suppress
from dataclasses import replace

from device.phone.apps.markor.note import is_markdown, name_of, read_text, write_text
from device.phone.apps.markor.preview import preview
from device.phone.apps.markor.state import EDIT, Desk, MarkorPaper
from device.phone.apps.markor.store import NAME, font_size, is_on, preference
from device.phone.file.filesystem import FileFault
from device.phone.screen.frame import NAVIGATION_HEIGHT, STATUS_HEIGHT
from device.phone.screen.keyboard import keyboard_height
from device.phone.toolkit.view import FieldText, View
from device.phone.toolkit.viewpart import FILL, Box, Input
from device.phone.widget import icon_button, plain_field
from device.phone.widget.markedit import (
    MARKDOWN_TOOLS,
    PLAIN_TOOLS,
    TODO_TOOLS,
    Tool,
    moved_cursor,
    put_text,
    tool_bar,
    use_tool,
)

SCROLL = "editor"
PREVIEW_SCROLL = "preview"
FORMATS = ("markdown", "plaintext", "todotxt")
_STEPS = 100
"""How many texts undo goes back."""
_BARS = 136.0
"""dp of the bars around the field, with some to spare."""


# -- the file ------------------------------------------------------------------------------------------
def open_paper(hands: Desk, path: str, *, fresh: bool = False) -> None:
    """Put a file into the editor; a `fresh` one is ready to be typed into."""
    text = read_text(hands.files, path) or ""
    viewing = is_on(hands.context.database(NAME), "view_mode") and bool(text) and not fresh
    hands.set(paper=MarkorPaper(path, text, (text,), preview=viewing))
    put_text(hands.context, EDIT, FieldText(text))
    for key in (SCROLL, PREVIEW_SCROLL):
        hands.context.scroll_to(key)
    if fresh:
        put_text(hands.context, EDIT, FieldText(text, len(text), len(text)))
        hands.context.focus(EDIT)


def save(hands: Desk) -> bool:
    """Write what was changed; nothing when nothing was. False when the storage refuses."""
    paper, text = hands.state.paper, hands.context.text(EDIT)
    if not paper.path or text == paper.base:
        return True
    done = hands.attempt(lambda: write_text(hands.files, paper.path, text))
    if done:
        hands.set(paper=replace(paper, base=text))
    return done


def save_quietly(hands: Desk) -> None:
    """Write what was changed while nobody looks; what the storage refuses stays in the field."""
    paper, text = hands.state.paper, _held(hands).text
    if paper.path and text != paper.base:
        with suppress(FileFault):
            write_text(hands.files, paper.path, text)
            hands.set(paper=replace(paper, base=text))


def refresh(hands: Desk) -> None:
    """Take over what was written into the file from outside, unless the field has changes of its own."""
    paper = hands.state.paper
    text = read_text(hands.files, paper.path)
    if text is None or text == paper.base:
        return
    held = _held(hands)
    if held.text != paper.base:
        return
    hands.set(paper=replace(paper, base=text, history=(text,), place=0))
    put_text(hands.context, EDIT, FieldText(text, min(held.start, len(text)), min(held.end, len(text))))


def format_of(hands: Desk, path: str) -> str:
    """What a file is taken for: as the user said, else by its name."""
    chosen = preference(hands.context.database(NAME), f"format:{path}")
    if chosen in FORMATS:
        return chosen
    name = name_of(path).lower()
    if is_markdown(name):
        return "markdown"
    return "todotxt" if name == "todo.txt" or name.endswith(".todo.txt") else "plaintext"


def turn_preview(hands: Desk, *, on: bool) -> None:
    """Show the page, or the field."""
    if on:
        save(hands)
        hands.context.focus("")
    hands.set(paper=replace(hands.state.paper, preview=on))


# -- changing the text ---------------------------------------------------------------------------------
def _held(hands: Desk) -> FieldText:
    layout = hands.context.now().layout
    return layout.fields.get(EDIT, FieldText())


def typed(hands: Desk, text: str) -> None:
    """The field's text was changed: from here undo goes back."""
    paper = hands.state.paper
    history = (*paper.history[: paper.place + 1], text)[-_STEPS:]
    hands.set(paper=replace(paper, history=history, place=len(history) - 1))


def step(hands: Desk, by: int) -> None:
    """Undo (-1) or redo (+1)."""
    paper = hands.state.paper
    place = paper.place + by
    if not 0 <= place < len(paper.history):
        return
    text = paper.history[place]
    at = moved_cursor(hands.context.text(EDIT), text)
    put_text(hands.context, EDIT, FieldText(text, at, at))
    hands.set(paper=replace(paper, place=place))


def _use(hands: Desk, tool: Tool) -> None:
    typed(hands, use_tool(hands.context, EDIT, tool))
    _type_on(hands)


def _type_on(hands: Desk) -> None:
    """Cursor and keyboard stay where they are while the toolbar is used."""
    hands.context.focus(EDIT)


def jump(hands: Desk, start: int, end: int) -> None:
    """Select a place in the text and show it."""
    put_text(hands.context, EDIT, FieldText(hands.context.text(EDIT), start, end))
    hands.set(dialog="", paper=replace(hands.state.paper, preview=False))
    hands.context.focus(EDIT)


# -- the screen ----------------------------------------------------------------------------------------
def editor(hands: Desk) -> tuple[View, ...]:
    """The field with its toolbar, or the page; to be put below a bar."""
    paper = hands.state.paper
    if paper.preview:
        style = format_of(hands, paper.path)
        return (preview(hands, hands.context.text(EDIT), PREVIEW_SCROLL, markdown=style == "markdown"),)
    return (_field(hands), _tools(hands))


def _field(hands: Desk) -> View:
    context, size = hands.context, font_size(hands.context.database(NAME))
    field = plain_field(
        Input(EDIT, "", kind="multiline", on_text=lambda text: typed(hands, text)),
        resource_id="document__fragment__edit__highlighting_editor",
        style=f"{size}/400/{size * 3 // 2}",
        padding=(16.0, 8.0, 16.0, 8.0),
    )
    high = (context.size[1] - STATUS_HEIGHT - NAVIGATION_HEIGHT) / context.density - _BARS
    keys = keyboard_height(context.size[1] / context.density) if context.keyboard_shown else 0.0
    field.box = replace(field.box, min_height=max(48.0, high - keys))
    return View(
        "ScrollView",
        "document__fragment__edit__content_editor__scrolling_parent",
        box=Box(width=FILL, weight=1.0),
        scroll=SCROLL,
        children=(field,),
    )


_TOOLS = {"markdown": MARKDOWN_TOOLS, "todotxt": TODO_TOOLS, "plaintext": PLAIN_TOOLS}


def _tools(hands: Desk) -> View:
    return tool_bar(
        hands.context,
        _TOOLS[format_of(hands, hands.state.paper.path)],
        lambda tool: _use(hands, tool),
        resource_id="document__fragment__edit__text_actions_bar__scrolling_parent",
    )


def editor_actions(hands: Desk, menu_icon: View) -> list[View]:
    """What the bar over an editor holds."""
    tr, paper = hands.tr, hands.state.paper
    if paper.preview:
        edit = icon_button(
            "edit", tr("Edit mode"), lambda: turn_preview(hands, on=False), resource_id="action_edit"
        )
        return [edit, menu_icon]
    back, forward = paper.place > 0, paper.place + 1 < len(paper.history)
    return [
        icon_button("undo", tr("Undo"), lambda: step(hands, -1), resource_id="action_undo", enabled=back),
        icon_button("redo", tr("Redo"), lambda: step(hands, 1), resource_id="action_redo", enabled=forward),
        icon_button("save", tr("Save"), lambda: _save_aloud(hands), resource_id="action_save"),
        icon_button(
            "visibility", tr("View mode"), lambda: turn_preview(hands, on=True), resource_id="action_preview"
        ),
        menu_icon,
    ]


def _save_aloud(hands: Desk) -> None:
    if save(hands):
        hands.context.toast(hands.tr("Saved"))
