"""Where children lie in their parent once all have their sizes: gaps, margins, alignment."""

from device.phone.node import NOWHERE, Box, Node
from device.phone.view import Edges, View

NO_EDGES = View().margin
"""The default margin and padding itself: views that give none share it, so identity is test enough."""


def edge_pixels(edges: Edges, density: float) -> Box:
    """A padding or margin in whole pixels."""
    left, top, right, bottom = edges
    return (
        int(left * density + 0.5),
        int(top * density + 0.5),
        int(right * density + 0.5),
        int(bottom * density + 0.5),
    )


def margins_across(child: View, row: bool, density: float) -> int:
    """A child's margins across the axis, together."""
    if child.margin is NO_EDGES:
        return 0
    left, top, right, bottom = edge_pixels(child.margin, density)
    return top + bottom if row else left + right


def set_out(node: Node, row: bool, spare: int, widest: int, density: float) -> None:
    """Give each child of a row or column its place, with `spare` pixels to spend along the axis."""
    view = node.view
    inset = node.inset
    at, base = (inset[0], inset[1]) if row else (inset[1], inset[0])
    gap = view.gap * density
    if spare > 0 and view.justify != "start":
        if view.justify == "center":
            at += spare // 2
        elif view.justify == "end":
            at += spare
        elif len(node.children) > 1:
            gap += spare / (len(node.children) - 1)
    align = view.align
    step = int(gap + 0.5)
    for made in node.children:
        margin = made.view.margin
        before = after = near = far = 0
        if margin is not NO_EDGES:
            left, top, right, bottom = edge_pixels(margin, density)
            before, after, near, far = (left, right, top, bottom) if row else (top, bottom, left, right)
        side = base + near
        if align == "center":
            side = base + (widest - (made.height if row else made.width) + near - far) // 2
        elif align == "end":
            side = base + widest - (made.height if row else made.width) - far
        if row:
            made.x = at + before
            made.y = side
            at += before + made.width + after + step
        else:
            made.x = side
            made.y = at + before
            at += before + made.height + after + step


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
