"""What a finger still presses that moves: a plain control, while nothing around it takes the finger over."""

from collections.abc import Sequence

from device.phone.screen.frame import Frame, Hit
from device.phone.screen.window import OVERLAYS
from device.phone.toolkit.node import Node

SLOP = 21
"""Pixels (8 dp) that a finger may wander and still tap, and may leave a control by and still press it."""
_LISTS = ("RecyclerView", "ListView")


def still_pressed(frame: Frame, hit: Hit, way: Sequence[tuple[int, int]], horizontal: bool) -> Node | None:
    """Return the control that lifting the finger at the end of its way clicks; None where it clicks nothing.

    It is clicked while the finger stays on it or near its edge, unless what it lies in scrolls that way.
    """
    if frame.active.kind in OVERLAYS and hit.window is not frame.active:
        return None
    place = next((at for at, node in reversed([*enumerate(hit.path)]) if node.view.clickable), None)
    if place is None:
        return None
    node = hit.path[place]
    stays = all(
        node.left - SLOP <= x < node.right + SLOP and node.top - SLOP <= y < node.bottom + SLOP
        for x, y in way
    )
    is_plain = node.view.on_tap is not None and node.view.enabled and not node.view.input.key
    taken = any(_takes_over(frame, holder, horizontal) for holder in hit.path[:place])
    return node if stays and is_plain and not taken else None


def _takes_over(frame: Frame, holder: Node, horizontal: bool) -> bool:
    """Whether a container takes a finger away from what is in it; a list does so at its end as well."""
    view = holder.view
    if view.class_name.endswith("WebView"):
        return True
    if horizontal:
        return bool(view.pager.key or view.pager.on_page)
    return bool(view.scroll) and (view.class_name.endswith(_LISTS) or frame.max_scroll(view.scroll) > 0)
