"""Layout's first pass for rows and columns: those without weight first, the rest shares what they leave."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.toolkit.node import Node
from device.phone.toolkit.spacing import NO_EDGES, edge_pixels, margins_across, set_column, set_row
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL

if TYPE_CHECKING:
    from device.phone.toolkit.sizing import Sizing

ENDLESS = 1 << 24
"""Room in a scrolling direction; anything above half of it counts as endless."""
FREE = -1
"""No size is imposed."""
HALF = ENDLESS >> 1
MANY = 6
"""Rows from which on a scrolling list leaves those out of sight unsized inside, if their height is given."""
UNKNOWN = -1
LATER = Node(View())
"""Stands for a child that is sized after its neighbours."""


def size_row(
    sizing: "Sizing", node: Node, room_x: int, room_y: int, fixed_x: int, fixed_y: int, lowest: int
) -> tuple[int, int]:
    """A row: those without weight first, the rest shares what they leave. Its width and height."""
    used, across, shares = _row(sizing, node, room_x, room_y, fixed_y)
    if shares:
        shared = _share(sizing, node, True, room_x, used, shares, room_y, fixed_y)
        across = shared if shared > across else across
        used = room_x if room_x > used else used
    if fixed_y >= 0:
        across = fixed_y
    else:
        across = lowest if lowest > across else across
        if node.view.flow.align == "stretch":
            _stretch(sizing, node, True, across)
    set_row(node, fixed_x - used, across, sizing.density)
    return fixed_x if fixed_x > used else used, across


def size_column(
    sizing: "Sizing", node: Node, room_x: int, room_y: int, fixed_x: int, fixed_y: int, lowest: int
) -> tuple[int, int]:
    """The same for a column."""
    used, across, shares = _column(sizing, node, room_x, room_y, fixed_x)
    if shares:
        shared = _share(sizing, node, False, room_y, used, shares, room_x, fixed_x)
        across = shared if shared > across else across
        used = room_y if room_y > used else used
    if fixed_x >= 0:
        across = fixed_x
    elif node.view.flow.align == "stretch":
        _stretch(sizing, node, False, across)
    length = fixed_y if fixed_y >= 0 else lowest
    set_column(node, length - used, across, sizing.density)
    return across, length if length > used else used


def stacked_row(sizing: "Sizing", view: View, room_x: int) -> View:
    """The row itself, or, where its children don't fit beside each other, the column it becomes."""
    needs = [(sizing.node(child, HALF, HALF, FREE, FREE).width, child.box.weight) for child in view.children]
    shares = [need for need, weight in needs if weight]
    used = sum(need for need, weight in needs if not weight) + max(shares, default=0) * len(shares)
    if used + int(view.flow.gap * sizing.density + 0.5) * (len(needs) - 1) <= room_x:
        return view
    turned = [
        replace(child, box=replace(child.box, width=FILL, weight=0.0)) if child.box.weight else child
        for child in view.children
    ]
    return replace(view, flow=replace(view.flow, axis="column"), children=turned[::-1])


def _row(sizing: "Sizing", node: Node, room_x: int, room_y: int, fixed_y: int) -> tuple[int, int, float]:
    """Size the children without weight; (width used, greatest height, sum of weights)."""
    view, flow = node.view, node.view.flow
    density = sizing.density
    stretched = fixed_y >= 0 and flow.align == "stretch"
    gap = flow.gap
    used = int(gap * density + 0.5) * (len(view.children) - 1) if gap else 0
    tallest = 0
    shares = 0.0
    nodes = []
    for child in view.children:
        sides = 0
        box = child.box
        if box.margin is not NO_EDGES:
            left, top, right, bottom = edge_pixels(box.margin, density)
            used += left + right
            sides = top + bottom
        if box.weight > 0 or box.width == FILL:
            shares += box.weight or 1.0
            nodes.append(LATER)
            continue
        room = room_y - sides if room_y > sides else 0
        fit = fixed_y - sides if stretched and box.height is None and fixed_y > sides else FREE
        made = sizing.node(child, room_x - used if room_x > used else 0, room, FREE, fit)
        used += made.width
        if made.height + sides > tallest:
            tallest = made.height + sides
        nodes.append(made)
    node.children = nodes
    return used, tallest, shares


def _column(sizing: "Sizing", node: Node, room_x: int, room_y: int, fixed_x: int) -> tuple[int, int, float]:
    """Size the children without weight; (height used, greatest width, sum of weights)."""
    view, flow = node.view, node.view.flow
    density = sizing.density
    stretched = fixed_x >= 0 and flow.align == "stretch"
    bounded = room_y < HALF
    long = bool(view.scroll) and len(view.children) >= MANY and not sizing.focus
    gap = flow.gap
    used = int(gap * density + 0.5) * (len(view.children) - 1) if gap else 0
    widest = 0
    shares = 0.0
    nodes = []
    for child in view.children:
        sides = 0
        box = child.box
        if box.margin is not NO_EDGES:
            left, top, right, bottom = edge_pixels(box.margin, density)
            used += top + bottom
            sides = left + right
        if bounded and (box.weight > 0 or box.height == FILL):
            shares += box.weight or 1.0
            nodes.append(LATER)
            continue
        room = room_x - sides if room_x > sides else 0
        fit = fixed_x - sides if stretched and box.width is None and fixed_x > sides else FREE
        if long and box.height is not None and box.height >= 0 and (fit >= 0 or box.width == FILL):
            made = Node(child)
            made.width, made.height = fit if fit >= 0 else room, int(box.height * density + 0.5)
            made.content_height = UNKNOWN
        else:
            made = sizing.node(child, room, room_y - used if room_y > used else 0, fit, FREE)
        used += made.height
        if made.width + sides > widest:
            widest = made.width + sides
        nodes.append(made)
    node.children = nodes
    return used, widest, shares


def _share(
    sizing: "Sizing",
    node: Node,
    row: bool,
    room: int,
    used: int,
    shares: float,
    across: int,
    fixed_across: int,
) -> int:
    """Size the weighted children; the greatest extent across the axis among them."""
    rest = max(0, room - used)
    children = list(node.children)
    stretched = node.view.flow.align == "stretch" and fixed_across >= 0
    seen = 0.0
    begin = widest = 0
    for place, child in enumerate(node.view.children):
        if children[place] is not LATER:
            continue
        box = child.box
        seen += box.weight or 1.0
        end = int(rest * seen / shares + 0.5)
        sides = margins_across(box, row, sizing.density)
        fit = FREE
        if stretched and (box.height if row else box.width) is None:
            fit = max(0, fixed_across - sides)
        size, begin = end - begin, end
        space = max(0, across - sides)
        if row:
            children[place] = made = sizing.node(child, size, space, size, fit)
            widest = max(widest, made.height + sides)
        else:
            children[place] = made = sizing.node(child, space, size, fit, size)
            widest = max(widest, made.width + sides)
    node.children = children
    return widest


def _stretch(sizing: "Sizing", node: Node, row: bool, widest: int) -> None:
    """Widen the children of a wrapping container to the widest of them."""
    children = list(node.children)
    for place, made in enumerate(children):
        child = made.view
        fit = max(0, widest - margins_across(child.box, row, sizing.density))
        if (child.box.height if row else child.box.width) is not None:
            continue
        if row and made.height != fit:
            children[place] = sizing.node(child, made.width, fit, made.width, fit)
        elif not row and made.width != fit:
            children[place] = sizing.node(child, fit, made.height, fit, made.height)
    node.children = children
