"""Where the text and the icon of a node lie within its box: for painting, and for taps in a text field."""

from device.phone.toolkit.field import index_in
from device.phone.toolkit.node import Node, TextBlock
from device.phone.toolkit.paint import Rect

Lines = list[tuple[str, Rect]]


def content_box(node: Node) -> Rect:
    """The box without its padding."""
    left, top, right, bottom = node.inset
    return (node.left + left, node.top + top, node.right - right, node.bottom - bottom)


def _along(how: str, spare: int) -> int:
    return spare // 2 if how == "center" else spare if how == "end" else 0


def _gravity(node: Node) -> tuple[str, str]:
    """How text is pushed, horizontally and vertically."""
    flow, align = node.view.flow, node.view.text.align
    beside, below = (flow.justify, flow.align) if flow.axis == "row" else (flow.align, flow.justify)
    return (align if align != "start" else beside), below


def icon_box(node: Node, density: float) -> Rect:
    """The square of the icon: in the middle, or beside or above the text."""
    flow = node.view.flow
    size = int(node.view.icon.size * density + 0.5)
    left, top, right, bottom = content_box(node)
    x, y = left + (right - left - size) // 2, top + (bottom - top - size) // 2
    if node.text is not None and not node.children and flow.axis != "stack":
        gap = int(flow.gap * density + 0.5)
        across, down = _gravity(node)
        if flow.axis == "row":
            x = left + _along(across, right - left - size - gap - node.text.width)
        else:
            y = top + _along(down, bottom - top - size - gap - node.text.height)
    return (x, y, x + size, y + size)


def text_boxes(node: Node, density: float) -> Lines:
    """Each line of the node's text with its box in pixels; parts of it may lie outside the node's clip."""
    if node.editor is not None:
        return _editor_boxes(node)
    block = node.text
    if block is None:
        return []
    left, top, right, bottom = content_box(node)
    across, down = _gravity(node)
    flow = node.view.flow
    if node.view.icon.name and not node.children and flow.axis != "stack":
        gap = int(flow.gap * density + 0.5)
        icon = icon_box(node, density)
        if flow.axis == "row":
            left = icon[2] + gap
            right = max(right if across == "start" else left + block.width, left)
        else:
            top = icon[3] + gap
            bottom = top + block.height
    y = top + _along(down, bottom - top - block.height)
    boxes = []
    for text, width in zip(block.lines, block.widths, strict=True):
        if width:
            x = left + _along(across, right - left - width)
            boxes.append((text, (x, y, x + width, y + block.line_height)))
        y += block.line_height
    return boxes


def editor_origin(node: Node) -> tuple[int, int]:
    """The pixel that a text field's own coordinates count from, before it is shifted to show the cursor."""
    left, top, right, bottom = content_box(node)
    editor = node.editor
    if editor is None:
        return left, top
    if not node.view.input.key:
        return text_origin(node, editor.block)
    if node.view.input.kind == "multiline":
        return left, top
    spare = right - left - editor.block.width
    across = _along(node.view.text.align, spare) if spare > 0 else 0
    return left + across, top + (bottom - top - editor.block.height) // 2


def text_origin(node: Node, block: TextBlock) -> tuple[int, int]:
    """The pixel where the lines of a text begin that is no field's."""
    left, top, right, bottom = content_box(node)
    across, down = _gravity(node)
    return left + _along(across, right - left - block.width), top + _along(down, bottom - top - block.height)


def _editor_boxes(node: Node) -> Lines:
    editor = node.editor
    if editor is None:
        return []
    x, y = editor_origin(node)
    x, y = x - editor.shift, y - editor.drop
    block = editor.block
    return [
        (text, (x, y + count * block.line_height, x + width, y + (count + 1) * block.line_height))
        for count, (text, width) in enumerate(zip(block.lines, block.widths, strict=True))
        if width
    ]


def index_at(node: Node, x: int, y: int) -> int:
    """The place in a field's text that a tap on this pixel means: the nearest gap between characters."""
    editor = node.editor
    if editor is None or editor.is_hint:
        return 0
    left, top = editor_origin(node)
    return index_in(editor, x - left, y - top)
