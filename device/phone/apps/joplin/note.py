"""One note: its Markdown to be read, or a field to write in."""

import re
from dataclasses import replace

from device.phone.apps.joplin import change
from device.phone.apps.joplin.notes import todo_box
from device.phone.apps.joplin.state import BODY, PAGE, TITLE, JoplinActivity
from device.phone.apps.joplin.store import JoplinNote
from device.phone.screen.frame import NAVIGATION_HEIGHT, STATUS_HEIGHT
from device.phone.screen.keyboard import keyboard_height
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, GROWING, Box, Flow, Icon, Input, Text
from device.phone.widget import Back, empty, fab, icon_button, page, plain_field, top_bar
from device.phone.widget.markedit import Tool, tool_bar, use_tool
from device.phone.widget.markpage import Following, markdown_page

TOOLS = (
    Tool("bold", "format_bold", "Bold", around="**"),
    Tool("italic", "format_italic", "Italic", around="*"),
    Tool("header", "title", "Heading", line="## "),
    Tool("code", "code", "Code", around="`"),
    Tool("unordered_list", "format_list_bulleted", "Unordered list", line="- "),
    Tool("ordered_list", "format_list_numbered", "Ordered list", line="1. "),
    Tool("task_list", "check_box", "Task list", line="- [ ] "),
    Tool("link", "link", "Link", insert="[]()"),
)
"""Over the keyboard while the body is written."""
_BARS = 248.0
"""dp of bar and title over the body, with some to spare."""
_BOX = re.compile(r"^(\s*(?:[-*+]|\d+[.)])\s+\[)([ xX])(?=\])", re.MULTILINE)
_NOTE_LINK = re.compile(r":/([0-9a-f]{32})")


def show_note(hands: JoplinActivity) -> Screen:
    """Bar, title, body."""
    note, tr = hands.note, hands.tr
    if note is None:
        bar = top_bar("", back=Back(hands.leave, tr("Back")))
        return Screen(page(bar, empty("note", tr("This note is no longer there."))), title="Joplin")
    locked = bool(note.deleted)
    editing = hands.state.editing and not locked
    body = _field(hands, note) if editing else _read(hands, note)
    pen = None
    if not editing and not locked:
        pen = fab("edit", tr("Edit"), lambda: edit(hands), resource_id="fab")
    return Screen(page(_bar(hands, note, editing), _title(hands, note), body, fab=pen), title=note.title)


def edit(hands: JoplinActivity) -> None:
    """Put the cursor into the body."""
    hands.set(editing=True)
    hands.context.focus(BODY)


def leave_note(hands: JoplinActivity) -> None:
    """Back: to the page from the field, to the list from the page; an empty new note goes."""
    note = hands.note
    hands.context.focus("")
    if note is not None and hands.state.fresh and not (note.title or note.body):
        change.destroy(hands.context, (note.id,))
        hands.leave()
    elif hands.state.editing:
        hands.set(editing=False, fresh=False)
    else:
        hands.leave()


def _bar(hands: JoplinActivity, note: JoplinNote, editing: bool) -> View:
    tr = hands.tr
    folder = hands.library.folders.get(note.folder)
    name = View(
        "TextView",
        "notebook_name",
        Text(folder.title if folder is not None else tr("Trash"), style="title_medium", max_lines=1),
    )
    arrow = fixed(icon=Icon("arrow_drop_down", "on_surface_variant"), important=False)
    picker = View(
        "Spinner",
        "notebook_dropdown",
        content_description=tr("Notebook"),
        box=Box(height=48.0, weight=1.0),
        flow=CENTRED_ROW,
        children=(name, arrow),
        on_tap=None if note.deleted else lambda: hands.open("move_note"),
    )
    actions = [icon_button("more_vert", tr("More options"), lambda: hands.open("note"))]
    if editing:
        done = icon_button("check", tr("Save changes"), lambda: leave_note(hands), resource_id="save")
        actions.insert(0, done)
    back = icon_button(Icon("arrow_back", "on_surface"), tr("Back"), lambda: leave_note(hands))
    return View(
        "android.view.ViewGroup",
        "action_bar",
        box=Box(width=FILL, height=64.0, padding=(4.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=4.0, align="center"),
        children=(back, picker, *actions),
    )


def _title(hands: JoplinActivity, note: JoplinNote) -> View:
    """The title, with the box of a to-do."""
    field: View = View("TextView", "note_title", Text(note.title, style="title_large"), box=GROWING)
    if not note.deleted:
        field = plain_field(
            Input(
                TITLE,
                hands.tr("Add title"),
                on_text=lambda text: change.put(hands.context, note.id, title=text.replace("\n", " ")),
                on_submit=lambda: edit(hands),
            ),
            resource_id="note_title",
            style="title_large",
            padding=(0.0, 8.0, 0.0, 8.0),
            weight=1.0,
        )
    parts = [field]
    if note.todo:
        parts.insert(0, todo_box(hands, note))
    return View(
        "android.view.ViewGroup",
        box=Box(width=FILL, padding=(4.0 if note.todo else 16.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=4.0, align="center"),
        children=parts,
        important=False,
    )


# -- the body --------------------------------------------------------------------------------------------
def _read(hands: JoplinActivity, note: JoplinNote) -> View:
    def tick(place: int) -> None:
        body = ticked(note.body, place)
        hands.context.set_text(BODY, body)
        change.put(hands.context, note.id, body=body)

    return markdown_page(
        hands.context,
        note.body,
        PAGE,
        Following(lambda target: _follow(hands, target), None if note.deleted else tick),
        resource_id="note_body",
    )


def _field(hands: JoplinActivity, note: JoplinNote) -> View:
    context = hands.context
    field = plain_field(
        Input(
            BODY,
            hands.tr("Add body"),
            kind="multiline",
            on_text=lambda text: change.put(hands.context, note.id, body=text),
        ),
        resource_id="note_body_editor",
        padding=(16.0, 8.0, 16.0, 8.0),
    )
    high = (context.size[1] - STATUS_HEIGHT - NAVIGATION_HEIGHT) / context.density - _BARS
    keys = keyboard_height(context.size[1] / context.density) if context.keyboard_shown else 0.0
    field.box = replace(field.box, min_height=max(48.0, high - keys))
    room = View(
        "ScrollView", "note_editor", box=Box(width=FILL, weight=1.0), scroll="editor", children=(field,)
    )
    bar = tool_bar(hands.context, TOOLS, lambda tool: _use(hands, note, tool), resource_id="toolbar")
    return View(box=Box(width=FILL, weight=1.0), children=(room, bar), important=False)


def _use(hands: JoplinActivity, note: JoplinNote, tool: Tool) -> None:
    """Mark the text up; the cursor stays in it."""
    change.put(hands.context, note.id, body=use_tool(hands.context, BODY, tool))
    hands.context.focus(BODY)


def ticked(body: str, place: int) -> str:
    """The text with the check box at a place turned over."""
    for number, found in enumerate(_BOX.finditer(body)):
        if number == place:
            mark = "x" if found[2] == " " else " "
            return body[: found.start(2)] + mark + body[found.end(2) :]
    return body


def _follow(hands: JoplinActivity, target: str) -> None:
    """Open a link: another note, or an address in whatever app takes it."""
    other = _NOTE_LINK.fullmatch(target)
    note = hands.library.notes.get(other[1]) if other else None
    if note is not None:
        hands.open_note(note)
    else:
        hands.send(Intent(VIEW, data=target))
