"""Where children lie in their parent once all have their sizes: gaps, margins, alignment."""

from functools import lru_cache

from device.phone.toolkit.node import NOWHERE, Box, Node
from device.phone.toolkit.view import Edges, View

NO_EDGES = View().margin
"""The default margin and padding itself: views that give none share it, so identity is test enough."""


@lru_cache(maxsize=1024)
def edge_pixels(edges: Edges, density: float) -> Box:
    """A padding or margin in whole pixels."""
    left, top, right, bottom = edges
    return (
        int(left * density + 0.5),
        int(top * density + 0.5),
        int(right * density + 0.5),
        int(bottom * density + 0.5),
    )


def padding_pixels(view: View, density: float, scale: float) -> Box:
    """A view's padding in whole pixels; `scale` is pixels per sp."""
    edges = edge_pixels(view.padding, density)
    if not view.head_sp:
        return edges
    return edges[0], edges[1] + int(view.head_sp * scale + 0.5), edges[2], edges[3]


def margins_across(child: View, row: bool, density: float) -> int:
    """A child's margins across the axis, together."""
    if child.margin is NO_EDGES:
        return 0
    left, top, right, bottom = edge_pixels(child.margin, density)
    return top + bottom if row else left + right


def set_row(node: Node, spare: int, tallest: int, density: float) -> None:
    """Give each child of a row its place, with `spare` pixels to spend along it."""
    before, step = _start(node, spare, density)
    at, base = node.inset[0] + before, node.inset[1]
    align = node.view.align
    for made in node.children:
        margin = made.view.margin
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
    align = node.view.align
    for made in node.children:
        margin = made.view.margin
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
    view = node.view
    if spare <= 0 or view.justify == "start":
        return 0, int(view.gap * density + 0.5)
    if view.justify == "between":
        gaps = len(node.children) - 1
        return 0, int(view.gap * density + (spare / gaps if gaps > 0 else 0.0) + 0.5)
    return spare // 2 if view.justify == "center" else spare, int(view.gap * density + 0.5)


def settle(node: Node, made: Node, wide: int, high: int, density: float) -> None:
    """Place one child of a stack."""
    view, child, inset = node.view, made.view, node.inset
    if child.place is not None:
        made.x = inset[0] + int(child.place[0] * wide + 0.5) - made.width // 2
        made.y = inset[1] + int(child.place[1] * high + 0.5) - made.height // 2
        return
    left, top, right, bottom = NOWHERE if child.margin is NO_EDGES else edge_pixels(child.margin, density)
    made.x = inset[0] + _aligned(view.align, wide - made.width, left, right)
    made.y = inset[1] + _aligned(view.justify, high - made.height, top, bottom)


def _aligned(how: str, spare: int, before: int, after: int) -> int:
    """Where a thing starts that leaves `spare` pixels of its room."""
    if how == "center":
        return (spare + before - after) // 2
    if how == "end":
        return spare - after
    return before
