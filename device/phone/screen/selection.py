"""Selected text: the handles at its ends, and the floating toolbar with what can be done with it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from device.phone.system.trouble import SYSTEM
from device.phone.toolkit.field import index_in, selectable_block
from device.phone.toolkit.font import text_width
from device.phone.toolkit.inside import editor_origin, text_origin
from device.phone.toolkit.layout import Metrics, measure, place
from device.phone.toolkit.node import Node
from device.phone.toolkit.paint import Rect
from device.phone.toolkit.theme import type_style
from device.phone.toolkit.view import FieldText, LayoutState, View
from device.phone.toolkit.viewpart import CENTRED, Box, Flow, Icon, Surface, Text

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

SHOWN = ("main", "more")
"""States in which the toolbar is on the screen; "handle" shows the handles alone."""
HANDLE = 10.0
"""dp, radius of a handle."""
_REACH = 10.0
"""dp around a handle that still take hold of it."""
_MARGIN, _GAP, _HEIGHT = 16.0, 8.0, 48.0
"""dp: from the edges of the screen, between text and toolbar, of the toolbar."""
_STYLE = "label_large"
_ITEM_PADDING = 14.0
_LABELS = {"cut": "Cut", "copy": "Copy", "paste": "Paste", "share": "Share", "all": "Select all"}
"""Action -> label, in Android's order."""


# -- places in the text ------------------------------------------------------------------------------------
def place_in(node: Node, x: int, y: int) -> int:
    """The gap between characters of a selectable text nearest to a pixel."""
    if node.text is None:
        return 0
    editor = node.editor or selectable_block(node.view.text, node.text, FieldText())
    left, top = text_origin(node, editor.block)
    return index_in(editor, x - left, y - top)


def on_text(node: Node, x: int) -> bool:
    """Whether a pixel's column is one of the field's text, and not of the empty room beside it."""
    editor = node.editor
    if editor is None or editor.is_hint:
        return False
    left = editor_origin(node)[0] - editor.shift
    return left <= x <= left + editor.block.width


# -- handles -----------------------------------------------------------------------------------------------
def handles(node: Node, density: float) -> tuple[tuple[str, Rect], ...]:
    """The handles of a field or text that has some: which ("start", "end", "cursor") and where."""
    editor = node.editor
    if editor is None or not editor.handles:
        return ()
    x, y = editor_origin(node)
    wide = 2 * int(HANDLE * density + 0.5)
    boxes = editor.selection
    if boxes:
        start, end = (x + boxes[0][0], y + boxes[0][3]), (x + boxes[-1][2], y + boxes[-1][3])
        found = [
            ("start", (start[0] - wide, start[1], start[0], start[1] + wide)),
            ("end", (end[0], end[1], end[0] + wide, end[1] + wide)),
        ]
    elif editor.cursor is not None:
        middle, below = x + (editor.cursor[0] + editor.cursor[2]) // 2, y + editor.cursor[3]
        found = [
            ("cursor", (middle - wide // 2, below + wide // 4, middle + wide // 2, below + wide * 5 // 4))
        ]
    else:
        return ()
    left, top, right, bottom = node.clip
    return tuple(
        (which, box)
        for which, box in found
        if left - wide <= box[0] <= right and top <= box[1] <= bottom + wide // 2
    )


def held_at(node: Node, density: float, x: int, y: int) -> tuple[str, int, int] | None:
    """The handle that a finger pulls at, and the pixel of the text that it stands for."""
    for which, box in handles(node, density):
        reach = int(_REACH * density) if which != "cursor" else 0
        if box[0] - reach <= x < box[2] + reach and box[1] <= y < box[3] + reach:
            at = {"start": box[2], "end": box[0], "cursor": (box[0] + box[2]) // 2}[which]
            return which, at, box[1] - (node.editor.block.line_height if node.editor else 0) // 2
    return None


# -- the toolbar -------------------------------------------------------------------------------------------
def actions_for(view: View, held: FieldText, clipboard: str) -> list[str]:
    """What the toolbar offers for a field or a selectable text."""
    some = held.start != held.end
    editable = bool(view.input.key)
    secret = view.input.password
    whole = abs(held.end - held.start) == len(held.text)
    offers = {
        "cut": some and editable and not secret,
        "copy": some and not secret,
        "paste": editable and bool(clipboard),
        "share": some and not secret,
        "all": bool(held.text) and not whole,
    }
    return [action for action, on in offers.items() if on]


def toolbar_node(phone: "Handset", node: Node | None, room: Rect, metrics: Metrics) -> Node:
    """The toolbar in its place over the selection (or below, where there is no room); empty without one."""
    layout = phone.surface.layout
    key = layout.marked or layout.focus
    offered = (
        actions_for(node.view, layout.fields.get(key, FieldText()), phone.window.clipboard) if node else []
    )
    if node is None or node.editor is None or not offered:
        return Node(View(important=False))
    view = _toolbar_view(phone, offered, layout, room[2] - room[0], metrics)
    made = measure(view, room[2] - room[0], room[3] - room[1], metrics, LayoutState(), wrap="both")
    spans = node.editor.selection or ((node.editor.cursor,) if node.editor.cursor else ())
    x, y = editor_origin(node)
    first, last = (spans[0], spans[-1]) if spans else ((0, 0, 0, 0), (0, 0, 0, 0))
    gap, margin = metrics.px(_GAP), metrics.px(_MARGIN)
    top = max(node.clip[1], y + first[1]) - gap - made.height
    if top < room[1]:
        top = min(node.clip[3], y + last[3]) + gap + metrics.px(2 * HANDLE)
    top = max(room[1], min(top, room[3] - made.height))
    middle = x + (first[0] + (last[2] if first[1] == last[1] else first[2])) // 2
    left = min(max(room[0] + margin, middle - made.width // 2), room[2] - margin - made.width)
    place(made, max(room[0], left), top, room)
    return made


def _toolbar_view(
    phone: "Handset", offered: list[str], layout: LayoutState, room: int, metrics: Metrics
) -> View:
    """As many actions as fit side by side; the others in a list behind the three dots."""
    size, weight, _ = type_style(_STYLE)
    size *= metrics.density * metrics.font_scale
    tr = partial(phone.translate, package=SYSTEM)
    wide = {
        action: int(text_width(tr(_LABELS[action]), size, weight)) + 2 * metrics.px(_ITEM_PADDING) + 1
        for action in offered
    }
    free = room - 2 * metrics.px(_MARGIN)
    shown = list(offered)
    while len(shown) > 1 and sum(wide[action] for action in shown) > (
        free if len(shown) == len(offered) else free - metrics.px(_HEIGHT)
    ):
        shown.pop()
    rest = offered[len(shown) :]
    act = phone.touch.editor.act
    if layout.toolbar == "more" and rest:
        return _panel(
            [
                _arrow("arrow_back", tr("Close overflow"), lambda: act("less")),
                *(_item(tr, each, act) for each in rest),
            ],
            row=False,
        )
    items = [_item(tr, each, act) for each in shown]
    if rest:
        items.append(_arrow("more_vert", tr("More options"), lambda: act("more")))
    return _panel(items, row=True)


def _item(tr: Callable[[str], str], action: str, act: Callable[[str], None]) -> View:
    label = tr(_LABELS[action])
    text = View(
        "TextView", "android:id/floating_toolbar_menu_item_text", Text(label, style=_STYLE, max_lines=1)
    )
    return View(
        "LinearLayout",
        content_description=label,
        box=Box(height=_HEIGHT, padding=(_ITEM_PADDING, 0.0, _ITEM_PADDING, 0.0)),
        flow=Flow("row", align="center", justify="center"),
        on_tap=lambda: act(action),
        children=(text,),
    )


def _arrow(icon: str, label: str, act: Callable[[], None]) -> View:
    return View(
        "ImageButton",
        "android:id/overflow",
        content_description=label,
        icon=Icon(icon),
        box=Box(width=_HEIGHT, height=_HEIGHT),
        flow=CENTRED,
        on_tap=act,
    )


def _panel(items: list[View], *, row: bool) -> View:
    return View(
        "FrameLayout",
        "android:id/floating_popup_container",
        flow=Flow("row" if row else "column", align="center" if row else "start"),
        surface=Surface("surface_container_high", radius=24.0 if row else 16.0, elevation=4.0),
        children=items,
    )
