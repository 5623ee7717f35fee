"""Where a dialog, menu or sheet lies in the room between the bars (or above the keyboard)."""

from typing import Literal, Protocol

from device.phone.layout import Metrics, Node, place
from device.phone.node import Box
from device.phone.view import Overlay, View

DIALOG_WIDTH = 312.0
MENU_WIDTHS = (112.0, 280.0)
"""dp, at least and at most"""
DIALOG_MARGIN = 16.0
MENU_MARGIN = 8.0


class Measure(Protocol):
    """Sizes a view that may be as large as a box."""

    def __call__(self, view: View, room: Box, wrap: Literal["", "height", "both"] = "") -> Node:
        """The node, not placed yet."""


def overlay_node(overlay: Overlay, room: Box, metrics: Metrics, measured: Measure) -> Node:
    """The overlay's nodes in their places."""
    if overlay.kind == "sheet":
        sheet = measured(overlay.view, room, "height")
        place(sheet, room[0], room[3] - sheet.height, room)
        return sheet
    margin = metrics.px(DIALOG_MARGIN if overlay.kind == "dialog" else MENU_MARGIN)
    left, top, right, bottom = room
    inner = (left + margin, top + margin, right - margin, max(top + margin, bottom - margin))
    if overlay.kind == "dialog":
        return _dialog(overlay, inner, metrics, measured)
    return _menu(overlay, room, inner, metrics, measured)


def _dialog(overlay: Overlay, inner: Box, metrics: Metrics, measured: Measure) -> Node:
    """In the middle."""
    view = overlay.view
    if view.width is None:
        wide = min(metrics.px(DIALOG_WIDTH), inner[2] - inner[0])
        dialog = measured(view, (0, inner[1], wide, inner[3]), "height")
    else:
        dialog = measured(view, inner, "both")
    x = (inner[0] + inner[2] - dialog.width) // 2
    place(dialog, x, (inner[1] + inner[3] - dialog.height) // 2, inner)
    return dialog


def _menu(overlay: Overlay, room: Box, inner: Box, metrics: Metrics, measured: Measure) -> Node:
    """As wide as its widest item, its nearest corner at the anchor, moved so that all of it shows."""
    view = overlay.view
    least, most = (metrics.px(width) for width in MENU_WIDTHS)
    menu = measured(view, (0, inner[1], most, inner[3]), "both")
    if view.width is None and menu.width < least:
        menu = measured(view, (0, inner[1], least, inner[3]), "height")
    at_x, at_y = overlay.anchor
    x = room[0] + int((room[2] - room[0]) * at_x) - (menu.width if at_x >= 0.5 else 0)
    y = room[1] + int((room[3] - room[1]) * at_y) - (menu.height if at_y >= 0.5 else 0)
    x = min(max(inner[0], x), max(inner[0], inner[2] - menu.width))
    y = min(max(inner[1], y), max(inner[1], inner[3] - menu.height))
    place(menu, x, y, inner)
    return menu
