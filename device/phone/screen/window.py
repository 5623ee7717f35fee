"""One window of a frame, and which of its nodes a finger meets."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from device.phone.toolkit.node import NOWHERE, Node
from device.phone.toolkit.paint import Rect
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import STACKED, Handler

WindowKind = Literal[
    "app",
    "dialog",
    "menu",
    "sheet",
    "keyboard",
    "status",
    "navigation",
    "toast",
    "shade",
    "heads_up",
    "toolbar",
    "clip",
]
OVERLAYS = frozenset({"dialog", "menu", "sheet", "shade"})
"""Kinds of windows that take the focus from the app and close on Back or a touch beside them."""


class FrameWindow:
    """One window: whose it is, where, and its nodes."""

    def __init__(
        self,
        kind: WindowKind,
        package: str,
        build: Callable[[], Node],
        on_dismiss: Handler | None = None,
        touch: Rect | None = None,
        *,
        modal: bool = False,
    ) -> None:
        self.kind = kind
        self.package = package
        self.on_dismiss = on_dismiss
        """Back or a touch beside it; None = it stays."""
        self.modal = modal
        """Whether touches beside it do nothing."""
        self.build = build
        """Makes its nodes."""
        self._touch = touch

    @cached_property
    def root(self) -> Node:
        """Its nodes."""
        return self.build()

    def lay_out(self) -> None:
        """Have the nodes made now."""
        self.root  # noqa: B018

    def path(self, x: int, y: int) -> tuple[Node, ...]:
        """The nodes under a pixel, from the root down; empty when the window is not there."""
        known = self._touch
        if known is not None and not (known[0] <= x < known[2] and known[1] <= y < known[3]):
            return ()
        return tuple(_touched(self.root, x, y) or _under(self.root, x, y))


@dataclass(frozen=True, slots=True)
class Hit:
    """What a finger on one pixel meets."""

    window: FrameWindow
    path: tuple[Node, ...]
    """From the window's root to the deepest node that contains the pixel."""


def stops(view: View) -> bool:
    """Whether a finger ends here instead of reaching what is drawn below."""
    return bool(
        view.on_tap
        or view.gestures.on_tap_at
        or view.gestures.on_hold_at
        or view.gestures.on_double_tap
        or view.surface.background
        or view.input.key
        or view.scroll
        or view.gestures.on_slide
        or view.on_long_press
        or view.pager.on_page
        or view.gestures.on_drag
        or view.gestures.on_trace
        or view.gestures.on_fling
    )


def _inside(node: Node, x: int, y: int) -> bool:
    left, top, right, bottom = node.clip
    return left <= x < right and top <= y < bottom


def _touched(node: Node, x: int, y: int) -> list[Node]:
    """The path to the topmost view that stops a finger and on to the deepest node in it, or []."""
    inside = _inside(node, x, y)
    if inside or node.view.flow.axis == "stack":
        for child in reversed(node.children):
            below = _touched(child, x, y)
            if below:
                return [node, *below]
    return _under(node, x, y) if inside and stops(node.view) else []


def _under(node: Node, x: int, y: int) -> list[Node]:
    """The path to the deepest node under a pixel, the one drawn last where several are."""
    inside = _inside(node, x, y)
    if inside or node.view.flow.axis == "stack":
        for child in reversed(node.children):
            below = _under(child, x, y)
            if below:
                return [node, *below]
    return [node] if inside else []


def holder(box: Rect, children: list[Node]) -> Node:
    """The frame a window puts around what the app shows."""
    node = Node(View("FrameLayout", flow=STACKED))
    node.left, node.top = box[:2]
    node.clip = box
    node.width, node.height = box[2] - box[0], box[3] - box[1]
    node.children = [child for child in children if child.clip != NOWHERE]
    return node
