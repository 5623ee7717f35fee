"""One frame: the windows on the screen from bottom to top, and all that is read from them.

Hit-testing, element list, XML and picture come from the same nodes, so they cannot disagree. A window is laid
out when something first asks for its nodes: an element list needs neither keyboard nor status bar.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from device.phone.dump import elements_of, xml_of
from device.phone.keyboard import KEYBOARD_HEIGHT, KEYBOARD_PACKAGE, keyboard_view
from device.phone.layout import Metrics, Node, lay_out, measure, place
from device.phone.node import Box
from device.phone.paint import Command
from device.phone.painting import paint_frame
from device.phone.view import LayoutState, Overlay, Screen, View
from device.phone.window import FrameWindow, Hit, holder
from device.screen import UIElement

if TYPE_CHECKING:
    from device.phone.phone import Phone

__all__ = ["Frame", "FrameWindow", "Hit", "compose"]

STATUS_HEIGHT = 128
NAVIGATION_HEIGHT = 126
"""Pixels; three buttons."""
DIALOG_WIDTH = 312.0
MENU_WIDTHS = (112.0, 280.0)
"""dp"""
DIALOG_MARGIN = 16.0
MENU_MARGIN = 8.0
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
        """What to draw, in order."""
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
_kept: "WeakKeyDictionary[Phone, dict[str, tuple[object, Node]]]" = WeakKeyDictionary()
"""By phone and window: what it was laid out from, and the nodes. Bars and keyboard rarely change."""


def compose(phone: "Phone", screen: Screen, status: View, navigation: View) -> Frame:
    """All windows of the phone as it is now."""
    return _Composer(phone, screen).frame(status, navigation)


class _Composer:
    """The making of one frame."""

    def __init__(self, phone: "Phone", screen: Screen) -> None:
        self.phone = phone
        self.screen = screen
        self.metrics = Metrics(phone.density, phone.font_scale)
        self.wide, self.high = phone.size
        self.state = phone.front.layout
        self.package = phone.front.package
        self.typing = phone.window.keyboard_shown
        self.bottom = self.high - NAVIGATION_HEIGHT
        """Where the keyboard ends, and without it the app's content."""
        self.end = self.bottom - self.metrics.px(KEYBOARD_HEIGHT) if self.typing else self.bottom

    def frame(self, status: View, navigation: View) -> Frame:
        wide, high, bottom = self.wide, self.high, self.bottom
        windows = [FrameWindow("app", self.package, self._app)]
        overlay = self.screen.overlay
        if overlay is not None:
            windows.append(
                FrameWindow(overlay.kind, self.package, lambda: self._overlay(overlay), overlay.on_dismiss)
            )
        if self.typing:
            windows.append(
                FrameWindow("keyboard", KEYBOARD_PACKAGE, self._keyboard, None, (0, self.end, wide, bottom))
            )
        top = (0, 0, wide, STATUS_HEIGHT)
        base = (0, bottom, wide, high)
        windows.append(FrameWindow("status", SYSTEM_UI, lambda: self._bar("status", status, top), None, top))
        windows.append(
            FrameWindow(
                "navigation", SYSTEM_UI, lambda: self._bar("navigation", navigation, base), None, base
            )
        )
        if self.phone.window.toast:
            windows.append(FrameWindow("toast", self.package, self._toast))
        return Frame(tuple(windows), self.screen, self.phone.dark, (wide, high), self.phone.density)

    def _measured(
        self, view: View, box: Box, state: LayoutState, wrap: Literal["", "height", "both"] = ""
    ) -> Node:
        return measure(
            view, box[2] - box[0], box[3] - box[1], self.metrics, state, wrap=wrap, reveal=self.typing
        )

    def _app(self) -> Node:
        """The decor with the content between the bars, and a snackbar at its lower end."""
        state = self.state
        if self.screen.overlay is not None and state.focus:
            state = replace(state, focus="")
        room = (0, STATUS_HEIGHT, self.wide, self.end)
        content = self._measured(self.screen.content, room, state)
        place(content, 0, STATUS_HEIGHT, room)
        children = [content]
        if self.screen.snackbar is not None:
            margin = self.metrics.px(SNACKBAR_MARGIN)
            room = (margin, STATUS_HEIGHT, self.wide - margin, self.end - margin)
            bar = self._measured(self.screen.snackbar, room, state, "height")
            place(bar, margin, room[3] - bar.height, room)
            children.append(bar)
        return holder((0, 0, self.wide, self.high), children)

    def _overlay(self, overlay: Overlay) -> Node:
        room = (0, STATUS_HEIGHT, self.wide, self.end)
        if overlay.kind == "sheet":
            sheet = self._measured(overlay.view, room, self.state, "height")
            place(sheet, 0, room[3] - sheet.height, room)
            return sheet
        margin = self.metrics.px(DIALOG_MARGIN if overlay.kind == "dialog" else MENU_MARGIN)
        inner = (margin, room[1] + margin, self.wide - margin, max(room[1] + margin, room[3] - margin))
        return self._dialog(overlay, inner) if overlay.kind == "dialog" else self._menu(overlay, room, inner)

    def _dialog(self, overlay: Overlay, inner: Box) -> Node:
        view = overlay.view
        if view.width is None:
            wide = min(self.metrics.px(DIALOG_WIDTH), inner[2] - inner[0])
            dialog = self._measured(view, (0, inner[1], wide, inner[3]), self.state, "height")
        else:
            dialog = self._measured(view, inner, self.state, "both")
        x = (inner[0] + inner[2] - dialog.width) // 2
        place(dialog, x, (inner[1] + inner[3] - dialog.height) // 2, inner)
        return dialog

    def _menu(self, overlay: Overlay, room: Box, inner: Box) -> Node:
        """As wide as its widest item, its corner at the anchor, moved so that all of it shows."""
        view = overlay.view
        least, most = (self.metrics.px(width) for width in MENU_WIDTHS)
        menu = self._measured(view, (0, inner[1], most, inner[3]), self.state, "both")
        if view.width is None and menu.width < least:
            menu = self._measured(view, (0, inner[1], least, inner[3]), self.state, "height")
        at_x, at_y = overlay.anchor
        x = int(self.wide * at_x) - (menu.width if at_x >= 0.5 else 0)
        y = room[1] + int((room[3] - room[1]) * at_y) - (menu.height if at_y >= 0.5 else 0)
        x = min(max(inner[0], x), max(inner[0], inner[2] - menu.width))
        y = min(max(inner[1], y), max(inner[1], inner[3] - menu.height))
        place(menu, x, y, inner)
        return menu

    # -- the phone's own windows -----------------------------------------------------------------------
    def _bar(self, name: str, view: View, box: Box) -> Node:
        kept = _kept.setdefault(self.phone, {})
        found = kept.get(name)
        if found is not None and found[0] is view:
            return found[1]
        bar = lay_out(view, box[0], box[1], box[2], box[3] - box[1], self.metrics, LayoutState())
        kept[name] = (view, bar)
        return bar

    def _keyboard(self) -> Node:
        phone = self.phone
        field = self._focused_view()
        kind = field.input_type if field is not None else "text"
        made_of = (phone.window.keyboard_page, kind, self.metrics, phone.translate("Space"))
        kept = _kept.setdefault(phone, {})
        found = kept.get("keyboard")
        if found is not None and found[0] == made_of:
            return found[1]
        view = keyboard_view(phone.window.keyboard_page, kind, phone.touch.pressed, phone.translate)
        height = self.bottom - self.end
        root = lay_out(view, 0, self.end, self.wide, height, Metrics(phone.density), LayoutState())
        kept["keyboard"] = (made_of, root)
        return root

    def _focused_view(self) -> View | None:
        overlay = self.screen.overlay
        top = self.screen.content if overlay is None else overlay.view
        return _field_view(top, self.state.focus) if self.state.focus else None

    def _toast(self) -> Node:
        view = View("Toast", axis="row", padding=(20.0, 14.0, 20.0, 14.0), radius=28.0, elevation=3.0)
        view.background = "surface_container_highest"
        view.children = (View("TextView", "message", self.phone.window.toast, style="body_medium"),)
        side = self.metrics.px(48.0)
        room = (side, STATUS_HEIGHT, self.wide - side, self.end - self.metrics.px(24.0))
        toast = measure(view, room[2] - room[0], room[3] - room[1], self.metrics, LayoutState(), wrap="both")
        place(toast, (self.wide - toast.width) // 2, room[3] - toast.height, room)
        return toast


def _field_view(view: View, key: str) -> View | None:
    """The view that edits a field, in a tree not laid out."""
    if view.field == key:
        return view
    for child in view.children:
        found = _field_view(child, key)
        if found is not None:
            return found
    return None
