"""Where children lie in their parent once all have their sizes: gaps, margins, alignment."""

from functools import lru_cache

from device.phone.toolkit.node import NOWHERE, Node
from device.phone.toolkit.paint import Rect
from device.phone.toolkit.viewpart import NO_BOX, Box, Edges

NO_EDGES = NO_BOX.margin
"""The default margin and padding itself: views that give none share it, so identity is test enough."""


@lru_cache(maxsize=1024)
def edge_pixels(edges: Edges, density: float) -> Rect:
    """A padding or margin in whole pixels."""
    left, top, right, bottom = edges
    return (
        int(left * density + 0.5),
        int(top * density + 0.5),
        int(right * density + 0.5),
        int(bottom * density + 0.5),
    )


def padding_pixels(box: Box, density: float, scale: float) -> Rect:
    """A view's padding in whole pixels; `scale` is pixels per sp."""
    edges = edge_pixels(box.padding, density)
    if not box.head_sp:
        return edges
    return edges[0], edges[1] + int(box.head_sp * scale + 0.5), edges[2], edges[3]


def margins_across(box: Box, row: bool, density: float) -> int:
    """A child's margins across the axis, together."""
    if box.margin is NO_EDGES:
        return 0
    left, top, right, bottom = edge_pixels(box.margin, density)
    return top + bottom if row else left + right


def set_row(node: Node, spare: int, tallest: int, density: float) -> None:
    """Give each child of a row its place, with `spare` pixels to spend along it."""
    before, step = _start(node, spare, density)
    at, base = node.inset[0] + before, node.inset[1]
    align = node.view.flow.align
    for made in node.children:
        margin = made.view.box.margin
        left, top, right, bottom = NOWHERE if margin is NO_EDGES else edge_pixels(margin, density)
        made.x = at + left
        if align == "center":
            made.y = base + (tallest - made.height + top - bottom) // 2
        elif align == "end":
            made.y = base + tallest - made.height - bottom
        else:
            made.y = base + top
        at += left + made.width + right + step


def set_column(node: Node, spare: int, widest: int, density: float) -> None:
    """The same for a column."""
    before, step = _start(node, spare, density)
    at, base = node.inset[1] + before, node.inset[0]
    align = node.view.flow.align
    for made in node.children:
        margin = made.view.box.margin
        left, top, right, bottom = NOWHERE if margin is NO_EDGES else edge_pixels(margin, density)
        made.y = at + top
        if align == "center":
            made.x = base + (widest - made.width + left - right) // 2
        elif align == "end":
            made.x = base + widest - made.width - right
        else:
            made.x = base + left
        at += top + made.height + bottom + step


def _start(node: Node, spare: int, density: float) -> tuple[int, int]:
    """Pixels before the first child of a line, and between two."""
    flow = node.view.flow
    if spare <= 0 or flow.justify == "start":
        return 0, int(flow.gap * density + 0.5)
    if flow.justify == "between":
        gaps = len(node.children) - 1
        return 0, int(flow.gap * density + (spare / gaps if gaps > 0 else 0.0) + 0.5)
    return spare // 2 if flow.justify == "center" else spare, int(flow.gap * density + 0.5)


def settle(node: Node, made: Node, wide: int, high: int, density: float) -> None:
    """Place one child of a stack."""
    flow, box, inset = node.view.flow, made.view.box, node.inset
    if box.place is not None:
        made.x = inset[0] + int(box.place[0] * wide + 0.5) - made.width // 2
        made.y = inset[1] + int(box.place[1] * high + 0.5) - made.height // 2
        return
    left, top, right, bottom = NOWHERE if box.margin is NO_EDGES else edge_pixels(box.margin, density)
    made.x = inset[0] + _aligned(flow.align, wide - made.width, left, right)
    made.y = inset[1] + _aligned(flow.justify, high - made.height, top, bottom)


def _aligned(how: str, spare: int, before: int, after: int) -> int:
    """Where a thing starts that leaves `spare` pixels of its room."""
    if how == "center":
        return (spare + before - after) // 2
    if how == "end":
        return spare - after
    return before
