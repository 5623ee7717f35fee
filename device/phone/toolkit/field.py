"""The inside of a text field: its text as shown, cursor and selection, and which character a tap means."""

from device.phone.toolkit.font import text_width
from device.phone.toolkit.node import FieldBlock, TextBlock
from device.phone.toolkit.paint import Rect
from device.phone.toolkit.textblock import edited_block, text_block
from device.phone.toolkit.theme import type_style
from device.phone.toolkit.view import FieldText, View
from device.phone.toolkit.viewpart import Text

DOT = "\u2022"
"""Stands for each character of a password."""
CURSOR_WIDTH = 5
"""Pixels (2 dp)."""
_EMPTY = FieldText()


def editor_of(
    view: View,
    held: FieldText | None,
    scale: float,
    width: int,
    height: int,
    focused: bool,
    handles: bool = False,
) -> FieldBlock:
    """Lay out a field's text in a content box of `width` x `height` pixels; `scale` is pixels per sp."""
    field, style = view.input, view.text.style
    held = held or _EMPTY
    multiline = field.kind == "multiline"
    text = DOT * len(held.text) if field.password else held.text
    if text:
        block = edited_block(text, style, scale, max(1, width) if multiline else 0)
    else:
        block = text_block(field.hint or " ", style, scale, width, 0 if multiline else 1)
    if not focused:
        return FieldBlock(block, text or field.hint, not text, 0, 0, None, ())
    size = len(text)
    start, end = min(max(0, held.start), size), min(max(0, held.end), size)
    column, line = _position(block, end) if text else (0, 0)
    shift = drop = 0
    if not multiline and block.width > width:
        shift = min(max(0, column - width * 3 // 4), max(0, block.width + CURSOR_WIDTH - width))
    if multiline:
        drop = min(max(0, (line + 1) * block.line_height - height), max(0, block.height - height))
    left, top = column - shift, line * block.line_height - drop
    cursor = (left, top, left + CURSOR_WIDTH, top + block.line_height)
    marked = _selection(block, min(start, end), max(start, end), shift, drop) if start != end else ()
    return FieldBlock(block, text or field.hint, not text, shift, drop, cursor, marked, handles)


def selectable_block(text: Text, laid: TextBlock, held: FieldText, handles: bool = False) -> FieldBlock:
    """A text that can be selected but not edited, laid out so that each character has a place."""
    scale = laid.size / type_style(text.style)[0]
    block = edited_block(text.content, text.style, scale, laid.width + 1)
    size = len(text.content)
    low, high = sorted((min(held.start, size), min(held.end, size)))
    marked = _selection(block, low, high, 0, 0) if low != high else ()
    return FieldBlock(block, text.content, False, 0, 0, None, marked, handles)


def _position(block: TextBlock, index: int) -> tuple[int, int]:
    """(pixels from the left, line) of the gap before a character."""
    line = len(block.starts) - 1
    while line > 0 and block.starts[line] > index:
        line -= 1
    before = block.lines[line][: index - block.starts[line]]
    return int(text_width(before, block.size, block.weight)), line


def _selection(block: TextBlock, low: int, high: int, shift: int, drop: int) -> tuple[Rect, ...]:
    """The boxes of the characters from low to high."""
    (left, first), (right, last) = _position(block, low), _position(block, high)
    boxes = []
    for line in range(first, last + 1):
        begin = left if line == first else 0
        end = right if line == last else block.widths[line]
        top = line * block.line_height - drop
        boxes.append((begin - shift, top, max(begin, end) - shift, top + block.line_height))
    return tuple(boxes)


def index_in(editor: FieldBlock, x: int, y: int) -> int:
    """The gap between characters nearest to a place in the content box."""
    block = editor.block
    if not block.lines:
        return 0
    line = min(max(0, (y + editor.drop) // block.line_height), len(block.lines) - 1)
    target = x + editor.shift
    reach = 0.0
    text = block.lines[line]
    for count, char in enumerate(text):
        wide = text_width(char, block.size, block.weight)
        if target < reach + wide / 2:
            return block.starts[line] + count
        reach += wide
    return block.starts[line] + len(text)
