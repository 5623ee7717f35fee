"""One frame: the windows on the screen from bottom to top, and all that is read from them.

Hit-testing, element list, XML and picture come from the same nodes, so they cannot disagree. A window is laid
out when something first asks for its nodes: an element list needs neither keyboard nor status bar.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from device.phone.chrome import bar_node, keyboard_node, toast_node
from device.phone.dump import elements_of, xml_of
from device.phone.keyboard import KEYBOARD_HEIGHT, KEYBOARD_PACKAGE
from device.phone.layout import Metrics, Node, measure, place
from device.phone.node import Box
from device.phone.overlaying import overlay_node
from device.phone.paint import Command
from device.phone.painting import paint_frame
from device.phone.view import Overlay, Screen, View
from device.phone.window import FrameWindow, Hit, holder
from device.screen import UIElement

if TYPE_CHECKING:
    from device.phone.phone import Phone

__all__ = ["Frame", "FrameWindow", "Hit", "compose"]

STATUS_HEIGHT = 128
NAVIGATION_HEIGHT = 126
"""Pixels; three buttons."""
SNACKBAR_MARGIN = 8.0
SYSTEM_UI = "com.android.systemui"


class Frame:
    """The screen at one moment."""

    def __init__(
        self,
        windows: tuple[FrameWindow, ...],
        screen: Screen,
        dark: bool,
        size: tuple[int, int],
        density: float = 2.625,
    ) -> None:
        self.windows = windows
        """Bottom first: app, overlay, keyboard, status bar, navigation bar, toast."""
        self.screen = screen
        self.dark = dark
        self.size = size
        self.density = density
        """Pixels per dp."""

    @property
    def active(self) -> FrameWindow:
        """The window with the input focus: the overlay where there is one, else the app."""
        for window in self.windows[1:2]:
            if window.kind in ("dialog", "menu", "sheet"):
                return window
        return self.windows[0]

    def hit(self, x: int, y: int) -> Hit | None:
        """The topmost window at a pixel and its nodes there, past a toast; None off the screen."""
        for window in reversed(self.windows):
            if window.kind == "toast":
                continue
            path = window.path(x, y)
            if path:
                return Hit(window, path)
        return None

    @cached_property
    def _elements(self) -> tuple[UIElement, ...]:
        active = self.active
        if self.screen.tree_hidden and active.kind == "app":
            return elements_of(holder(active.root.clip, []), active.package)
        return elements_of(active.root, active.package)

    def elements(self) -> tuple[UIElement, ...]:
        """What accessibility reports of the active window; parsing `xml()` gives the same."""
        return self._elements

    @cached_property
    def _xml(self) -> bytes:
        return xml_of(self._elements)

    def xml(self) -> bytes:
        """The UI tree as `uiautomator dump` writes it."""
        return self._xml

    @cached_property
    def _commands(self) -> tuple[Command, ...]:
        return tuple(paint_frame(self))

    def commands(self) -> tuple[Command, ...]:
        """What to draw over the page's background colour (`screen.background`), in order."""
        return self._commands

    def node(self, predicate: Callable[[Node], bool]) -> Node | None:
        """The first node of the active window, in document order, that the predicate is true for."""
        return next((node for node in self.active.root.walk() if predicate(node)), None)

    def focused_field(self) -> Node | None:
        """The text field that has the cursor, also when it is scrolled out of sight; None when none has."""
        return next((node for node in self.active.root.walk_all() if node.focused), None)

    def _scroller(self, key: str) -> Node | None:
        return next((node for node in self._walk_all() if node.view.scroll == key), None)

    def _walk_all(self) -> Iterator[Node]:
        yield from self.active.root.walk_all()
        if self.active is not self.windows[0]:
            yield from self.windows[0].root.walk_all()

    def max_scroll(self, key: str) -> int:
        """The largest offset of a scrolling container, in pixels; 0 when there is none of that key."""
        node = self._scroller(key)
        return node.scroll_max if node is not None else 0

    def scroll_offset(self, key: str) -> int:
        """How far a container is really scrolled: clamped, and with the focused field brought into view."""
        node = self._scroller(key)
        return node.offset if node is not None else 0


# -- putting it together ---------------------------------------------------------------------------------
def compose(phone: "Phone", screen: Screen, status: View, navigation: View) -> Frame:
    """All windows of the phone as it is now."""
    return _Composer(phone, screen).frame(status, navigation)


class _Composer:
    """The making of one frame. What the phone shows is read now; the nodes are made when asked for."""

    def __init__(self, phone: "Phone", screen: Screen) -> None:
        self.phone = phone
        self.screen = screen
        self.metrics = Metrics(phone.density, phone.font_scale)
        self.wide, self.high = phone.size
        self.state = phone.front.layout
        self.package = phone.front.package
        self.own = phone.window
        self.bottom = self.high - NAVIGATION_HEIGHT
        """Where the keyboard ends, and without it the app's content."""
        typing = self.own.keyboard_shown
        self.end = self.bottom - self.metrics.px(KEYBOARD_HEIGHT) if typing else self.bottom

    def frame(self, status: View, navigation: View) -> Frame:
        phone, wide, high, bottom = self.phone, self.wide, self.high, self.bottom
        windows = [FrameWindow("app", self.package, self._app)]
        overlay = self.screen.overlay
        if overlay is not None:
            windows.append(
                FrameWindow(overlay.kind, self.package, lambda: self._overlay(overlay), overlay.on_dismiss)
            )
        if self.own.keyboard_shown:
            keys = (0, self.end, wide, bottom)
            windows.append(
                FrameWindow("keyboard", KEYBOARD_PACKAGE, lambda: self._keyboard(keys), None, keys)
            )
        top, base = (0, 0, wide, STATUS_HEIGHT), (0, bottom, wide, high)
        windows += (
            FrameWindow("status", SYSTEM_UI, lambda: bar_node(phone, "status", status, top), None, top),
            FrameWindow(
                "navigation", SYSTEM_UI, lambda: bar_node(phone, "bar", navigation, base), None, base
            ),
        )
        if self.own.toast:
            windows.append(FrameWindow("toast", self.package, self._toast))
        return Frame(tuple(windows), self.screen, phone.dark, (wide, high), phone.density)

    def _measured(self, view: View, room: Box, wrap: Literal["", "height", "both"] = "") -> Node:
        return measure(
            view,
            room[2] - room[0],
            room[3] - room[1],
            self.metrics,
            self.state,
            wrap=wrap,
            reveal=self.own.keyboard_shown,
        )

    def _app(self) -> Node:
        """The decor with the content between the bars, and a snackbar at its lower end."""
        room = (0, STATUS_HEIGHT, self.wide, self.end)
        if self.screen.overlay is not None and self.state.focus:
            state = replace(self.state, focus="")
            content = measure(self.screen.content, self.wide, self.end - STATUS_HEIGHT, self.metrics, state)
        else:
            content = self._measured(self.screen.content, room)
        place(content, 0, STATUS_HEIGHT, room)
        children = [content]
        if self.screen.snackbar is not None:
            margin = self.metrics.px(SNACKBAR_MARGIN)
            room = (margin, STATUS_HEIGHT, self.wide - margin, self.end - margin)
            bar = self._measured(self.screen.snackbar, room, "height")
            place(bar, margin, room[3] - bar.height, room)
            children.append(bar)
        return holder((0, 0, self.wide, self.high), children)

    def _overlay(self, overlay: Overlay) -> Node:
        room = (0, STATUS_HEIGHT, self.wide, self.end)
        return overlay_node(overlay, room, self.metrics, self._measured)

    def _keyboard(self, box: Box) -> Node:
        overlay = self.screen.overlay
        top = self.screen.content if overlay is None else overlay.view
        field = _field_view(top, self.state.focus) if self.state.focus else None
        kind = field.input_type if field is not None else "text"
        return keyboard_node(self.phone, self.own.keyboard_page, kind, box)

    def _toast(self) -> Node:
        side, above = self.metrics.px(48.0), self.metrics.px(24.0)
        room = (side, STATUS_HEIGHT, self.wide - side, self.end - above)
        return toast_node(self.own.toast, room, self.metrics)


def _field_view(view: View, key: str) -> View | None:
    """The view that edits a field, in a tree not laid out."""
    if view.field == key:
        return view
    for child in view.children:
        found = _field_view(child, key)
        if found is not None:
            return found
    return None
