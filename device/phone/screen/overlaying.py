"""Where a dialog, menu or sheet lies in the room between the bars (or above the keyboard)."""

from dataclasses import replace
from typing import Literal, Protocol

from device.phone.toolkit.layout import Metrics, Node, place
from device.phone.toolkit.paint import Rect
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, Box, Flow

DIALOG_WIDTH = 312.0
MENU_WIDTHS = (112.0, 280.0)
"""dp, at least and at most"""
DIALOG_MARGIN = 16.0
MENU_MARGIN = 8.0
_LOW = 220.0
"""dp of room below which a dialog's title and buttons scroll with the rest."""
_ENDLESS = 100_000
"""Pixels that no dialog fills."""


class Measure(Protocol):
    """Sizes a view that may be as large as a box."""

    def __call__(self, view: View, room: Rect, wrap: Literal["", "height", "both"] = "") -> Node:
        """The node, not placed yet."""


def overlay_node(overlay: Overlay, room: Rect, metrics: Metrics, measured: Measure) -> Node:
    """The overlay's nodes in their places."""
    if overlay.kind == "sheet":
        return _sheet(overlay.view, room, metrics, measured)
    margin = metrics.px(DIALOG_MARGIN if overlay.kind == "dialog" else MENU_MARGIN)
    left, top, right, bottom = room
    inner = (left + margin, top + margin, right - margin, max(top + margin, bottom - margin))
    if overlay.kind == "dialog":
        return _dialog(overlay, inner, metrics, measured)
    return _menu(overlay, room, inner, metrics, measured)


def _sheet(view: View, room: Rect, metrics: Metrics, measured: Measure) -> Node:
    """At the lower end. Where it is higher than the room, its lists or all of it scrolls."""
    high = room[3] - room[1]
    if any(_asks_for_room(part) for part in view.children):
        sheet = measured(view, room, "height")
    else:
        sheet = measured(view, (*room[:3], room[1] + _ENDLESS), "height")
        if sheet.height > high:
            fitting = _fitting(view, range(len(view.children)), high / metrics.density)
            sheet = measured(fitting, room, "height")
    place(sheet, room[0], room[3] - sheet.height, room)
    return sheet


def _asks_for_room(part: View) -> bool:
    """Whether it is as high as there is room."""
    return part.box.height == FILL or part.box.weight > 0


def _dialog(overlay: Overlay, inner: Rect, metrics: Metrics, measured: Measure) -> Node:
    """In the middle. Where it is higher than the room, what is between title and buttons scrolls."""
    view = overlay.view
    room = inner
    wrap: Literal["height", "both"] = "both"
    if view.box.width is None:
        room, wrap = (0, inner[1], min(metrics.px(DIALOG_WIDTH), inner[2] - inner[0]), inner[3]), "height"
    body = _body(view)
    high = inner[3] - inner[1]
    if not body:
        dialog = measured(view, room, wrap)
    else:
        dialog = measured(view, (*room[:3], room[1] + _ENDLESS), wrap)
        if dialog.height > high:
            fitting = _fitting(view, body, high / metrics.density)
            dialog = measured(fitting, room, "both")
    x = (inner[0] + inner[2] - dialog.width) // 2
    place(dialog, x, (inner[1] + inner[3] - dialog.height) // 2, inner)
    return dialog


def _body(view: View) -> range:
    """Which of a dialog's parts may give way: those between title and buttons, if none asks for the room."""
    if view.resource_id != "parentPanel" or view.flow.axis != "column":
        return range(0)
    parts = view.children
    first = next((place + 1 for place, part in enumerate(parts) if part.resource_id == "alertTitle"), 0)
    last = (
        len(parts) - 1
        if parts and parts[-1].flow.axis == "row" and parts[-1].flow.justify == "end"
        else len(parts)
    )
    return range(0) if any(map(_asks_for_room, parts[first:last])) else range(first, last)


def _fitting(view: View, body: range, high: float) -> View:
    """A dialog or sheet as high as the room: its lists take what is left, or its body scrolls, or all."""
    parts = list(view.children)
    lists = [place for place in body if parts[place].scroll]
    if high >= _LOW and lists:
        for place in lists:
            parts[place] = replace(parts[place], box=replace(parts[place].box, height=None, weight=1.0))
        width = DIALOG_WIDTH if view.box.width is None else view.box.width
        return replace(view, box=replace(view.box, width=width, height=high), children=parts)
    for place in lists:
        parts[place] = replace(parts[place], box=replace(parts[place].box, height=None), scroll="")
    return _scrolling(replace(view, children=parts), body if high >= _LOW else range(len(parts)), high)


def _scrolling(view: View, body: range, high: float) -> View:
    """The same dialog as high as the room, its body in a scrolling container."""
    parts = list(view.children)
    held = View(
        "ScrollView",
        "scrollView",
        box=Box(width=FILL, weight=1.0),
        flow=Flow(gap=view.flow.gap, align=view.flow.align),
        scroll="overlay_body",
        children=parts[body.start : body.stop],
    )
    parts[body.start : body.stop] = [held]
    width = DIALOG_WIDTH if view.box.width is None else view.box.width
    return replace(view, box=replace(view.box, width=width, height=high), children=parts)


def _menu(overlay: Overlay, room: Rect, inner: Rect, metrics: Metrics, measured: Measure) -> Node:
    """As wide as its widest item, its nearest corner at the anchor, moved so that all of it shows."""
    view = overlay.view
    least, most = (metrics.px(width) for width in MENU_WIDTHS)
    menu = measured(view, (0, inner[1], most, inner[3]), "both")
    if view.box.width is None and menu.width < least:
        menu = measured(view, (0, inner[1], least, inner[3]), "height")
    at_x, at_y = overlay.anchor
    x = room[0] + int((room[2] - room[0]) * at_x) - (menu.width if at_x >= 0.5 else 0)
    y = room[1] + int((room[3] - room[1]) * at_y) - (menu.height if at_y >= 0.5 else 0)
    x = min(max(inner[0], x), max(inner[0], inner[2] - menu.width))
    y = min(max(inner[1], y), max(inner[1], inner[3] - menu.height))
    place(menu, x, y, inner)
    return menu
