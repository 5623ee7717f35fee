"""From a tree of Views to a tree of Nodes: first sizes from the leaves up, then places from the root down."""

from typing import Literal

from device.phone.toolkit.inside import index_at
from device.phone.toolkit.line import FREE
from device.phone.toolkit.node import NOWHERE, Metrics, Node
from device.phone.toolkit.paint import Rect
from device.phone.toolkit.sizing import Sizing
from device.phone.toolkit.view import LayoutState, View

__all__ = ["Metrics", "Node", "index_at", "lay_out", "measure", "place"]

_REVEAL = 42
"""Pixels kept free beside a focused field that is scrolled into view."""


def lay_out(
    view: View, left: int, top: int, width: int, height: int, metrics: Metrics, state: LayoutState
) -> Node:
    """The view filling a box of pixels, with everything in it sized and placed."""
    root = measure(view, width, height, metrics, state)
    place(root, left, top, (left, top, left + width, top + height))
    return root


def measure(
    view: View,
    width: int,
    height: int,
    metrics: Metrics,
    state: LayoutState,
    *,
    wrap: Literal["", "height", "both"] = "",
    reveal: bool = False,
) -> Node:
    """First pass alone: the view with its size, not yet placed. Where it wraps, it takes at most that much.

    With `reveal`, containers scroll as far as needed to show the focused field (the keyboard is up).
    """
    root = Sizing(metrics, state).node(
        view, width, height, FREE if wrap == "both" else width, height if not wrap else FREE
    )
    if reveal and state.focus and not state.scrolled_by_hand:
        _reveal(root, state.focus)
    return root


def place(node: Node, left: int, top: int, clip: Rect) -> bool:
    """Second pass: pixels on the screen for a node and all below it; whether any of it shows."""
    mould = node.mould
    if mould is not None:
        key = left, top, clip
        node.spot = spot = mould.spots.get(key) or mould.spot(node.view, key, place)
        node.left = left
        node.top = top
        node.clip = spot.clip
        node.children = spot.children
        node.culled = spot.culled
        return spot.clip is not NOWHERE
    node.left = left
    node.top = top
    right = left + node.width
    bottom = top + node.height
    clip_left, clip_top, clip_right, clip_bottom = clip
    if left >= clip_left and top >= clip_top and right <= clip_right and bottom <= clip_bottom:
        if left >= right or top >= bottom:
            return False
        node.clip = shown = (left, top, right, bottom)
    else:
        shown = (max(left, clip_left), max(top, clip_top), min(right, clip_right), min(bottom, clip_bottom))
        if shown[0] >= shown[2] or shown[1] >= shown[3]:
            return False
        node.clip = shown
    if node.children:
        within = clip if node.view.flow.axis == "stack" and not node.view.scroll else shown
        down = top - node.offset
        children = node.children
        shows = [place(child, left + child.x, down + child.y, within) for child in children]
        if False in shows:
            node.children = [child for child, seen in zip(children, shows, strict=True) if seen]
            node.culled = [child for child, seen in zip(children, shows, strict=True) if not seen]
    return True


def _reveal(root: Node, key: str) -> None:
    """Scroll the innermost container around the focused field so that it shows, as the keyboard comes up."""
    path = _path_to(root, key)
    for depth in range(len(path) - 2, -1, -1):
        holder = path[depth]
        if not holder.scroll_max:
            continue
        field = path[-1]
        top = sum(node.y for node in path[depth + 1 :])
        bottom = top + field.height
        if field.editor is not None and field.editor.cursor is not None and field.height > holder.height:
            top += field.inset[1] + field.editor.cursor[1]
            bottom = top + field.editor.block.line_height
        offset = min(holder.offset, max(0, top - _REVEAL))
        offset = max(offset, bottom + _REVEAL - holder.height)
        holder.offset = min(max(0, offset), holder.scroll_max)
        return


def _path_to(node: Node, key: str) -> list[Node]:
    """From a node down to the field with that key; empty when it is not there."""
    if node.view.input.key == key:
        return [node]
    for child in node.children:
        below = _path_to(child, key)
        if below:
            return [node, *below]
    return []
