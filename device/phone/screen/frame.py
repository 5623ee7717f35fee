"""One frame: the windows on the screen from bottom to top, and all that is read from them.

Hit-testing, element list, XML and picture come from the same nodes, so they cannot disagree. A window is laid
out when something first asks for its nodes: an element list needs neither keyboard nor status bar.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

from device.phone.screen.chrome import bar_node, keyboard_node, toast_node
from device.phone.screen.clipboardchip import clip_windows
from device.phone.screen.dump import compressed, elements_of, xml_of
from device.phone.screen.keyboard import KEYBOARD_PACKAGE, keyboard_height
from device.phone.screen.keyfocus import focused_node, highlight, with_focus
from device.phone.screen.overlaying import overlay_node
from device.phone.screen.painting import paint_frame
from device.phone.screen.selection import SHOWN, toolbar_node
from device.phone.screen.shade.panel import panel_overlay
from device.phone.screen.shade.shade import heads_up_windows, shade_windows
from device.phone.screen.troubledialog import trouble_overlay
from device.phone.screen.window import OVERLAYS, FrameWindow, Hit, holder
from device.phone.system.fault import guarded
from device.phone.system.intent import Layer
from device.phone.system.shade import SYSTEM_UI
from device.phone.system.trouble import SYSTEM
from device.phone.system.window import KeyFocus
from device.phone.toolkit.layout import Metrics, Node, measure, place
from device.phone.toolkit.node import NOWHERE
from device.phone.toolkit.paint import Command, Rect
from device.phone.toolkit.view import LayoutState, Overlay, Screen, View
from device.screen import UIElement

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.system import System

__all__ = ["Frame", "FrameWindow", "Hit", "compose"]

STATUS_HEIGHT = 128
NAVIGATION_HEIGHT = 126
"""Pixels; three buttons."""
SNACKBAR_MARGIN = 8.0


class Frame:
    """The screen at one moment."""

    def __init__(
        self,
        windows: tuple[FrameWindow, ...],
        screen: Screen,
        dark: bool,
        size: tuple[int, int],
        density: float = 2.625,
        rotation: int = 0,
    ) -> None:
        self.windows = windows
        """Bottom first: app, overlay, keyboard, status bar, navigation bar, toast."""
        self.screen = screen
        self.dark = dark
        self.size = size
        self.density = density
        """Pixels per dp."""
        self.rotation = rotation
        """Quarter turns, as Surface.ROTATION_*."""
        self.key_focus: KeyFocus | None = None
        """Where arrow keys put the focus."""

    @cached_property
    def key_node(self) -> Node | None:
        """What keys went to and would touch."""
        return focused_node(self, self.key_focus)

    @property
    def active(self) -> FrameWindow:
        """The window with the input focus: the topmost overlay where there is one, else the app."""
        for window in reversed(self.windows):
            if window.kind in OVERLAYS:
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
        elements = elements_of(active.root, active.package)
        for window in self.windows:
            if window.kind == "toolbar" and window.root.children:
                elements = elements_of(window.root, window.package, elements)
        return with_focus(elements, self.key_node)

    def elements(self) -> tuple[UIElement, ...]:
        """What accessibility reports of the active window; parsing `xml()` gives the same."""
        return self._elements

    @cached_property
    def _xml(self) -> bytes:
        return xml_of(self._elements, self.rotation)

    def xml(self) -> bytes:
        """The UI tree as `uiautomator dump` writes it."""
        return self._xml

    def compressed_xml(self) -> bytes:
        """The same with `--compressed`: without what is not important for accessibility."""
        return xml_of(compressed(self._elements), self.rotation)

    @cached_property
    def _commands(self) -> tuple[Command, ...]:
        return (*paint_frame(self), *highlight(self, self.key_node))

    def commands(self) -> tuple[Command, ...]:
        """What to draw over the page's background colour (`screen.background`), in order."""
        return self._commands

    def node(self, predicate: Callable[[Node], bool]) -> Node | None:
        """The first node of the active window, in document order, that the predicate is true for."""
        return next((node for node in self.active.root.walk() if predicate(node)), None)

    def focused_field(self) -> Node | None:
        """The text field that has the cursor, also when it is scrolled out of sight; None when none has."""
        return next((node for node in self.active.root.walk_all() if node.focused), None)

    def fields(self) -> list[Node]:
        """The text fields of the active window that can be typed in, in document order."""
        return [node for node in self.active.root.walk_all() if node.view.input.key and node.view.enabled]

    def edited_node(self) -> Node | None:
        """Where the cursor or a selection is: the focused field, or text marked without one."""
        return next((node for node in self.active.root.walk() if node.editor and node.editor.handles), None)

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
def compose(
    phone: "Handset", screen: Screen, status: View, navigation: View, layers: tuple[Layer, ...] = ()
) -> Frame:
    """All windows of the phone as it is now; `layers` are the activities that can be seen, bottom first."""
    return _Composer(phone, screen, layers or (Layer(phone.front, screen),)).frame(status, navigation)


class _Composer:
    """The making of one frame. What the phone shows is read now; the nodes are made when asked for."""

    def __init__(self, phone: "Handset", screen: Screen, layers: tuple[Layer, ...]) -> None:
        self.phone = phone
        self.screen = screen
        self.layers = layers
        self.metrics = Metrics(phone.density, phone.font_scale)
        self.wide, self.high = phone.size
        self.left, self.top, self.right, self.bottom = phone.display.room
        """Where the app's content is; the keyboard comes up to its lower end."""
        self.state = phone.front.layout
        self.package = layers[0].activity.package
        self.own = phone.window
        typing = self.metrics.px(keyboard_height(self.high / phone.density)) if self.own.keyboard_shown else 0
        self.end = self.bottom - typing
        self.covered = bool(typing) and phone.weather.keyboard_covers()
        """Whether the app lies under the keyboard instead of ending above it."""

    def frame(self, status: View, navigation: View) -> Frame:
        phone, bottom = self.phone, self.bottom
        windows = [FrameWindow("app", self.package, self._app)]
        windows += [
            self._over(layer.screen.overlay, layer.activity.package, layer.activity.layout)
            for layer in self.layers
            if layer.screen.overlay is not None
        ]
        shade = self.own.shade
        windows += self._system(lambda: shade_windows(phone, (self.left, 0, self.right, self.end)))
        panel = guarded(phone, SYSTEM_UI, lambda: panel_overlay(phone), None)
        if panel is not None:
            windows.append(self._over(panel, SYSTEM_UI, shade.surface.layout))
        surface = shade.surface if shade.focused else phone.front
        if surface.layout.toolbar in SHOWN:
            windows.append(FrameWindow("toolbar", surface.package, lambda: self._toolbar(whole)))
        if self.own.keyboard_shown:
            keys = (self.left, self.end, self.right, bottom)
            windows.append(
                FrameWindow("keyboard", KEYBOARD_PACKAGE, lambda: self._keyboard(keys), None, keys)
            )
        trouble = trouble_overlay(phone)
        if trouble is not None:
            windows.append(self._over(trouble, SYSTEM, LayoutState()))
        top, base = phone.display.status, phone.display.navigation
        if shade.level == "closed":
            windows.append(
                FrameWindow("status", SYSTEM_UI, lambda: bar_node(phone, "status", status, top), None, top)
            )
        windows.append(
            FrameWindow("navigation", SYSTEM_UI, lambda: bar_node(phone, "bar", navigation, base), None, base)
        )
        windows += self._system(lambda: clip_windows(phone, self.end))
        windows += self._system(lambda: heads_up_windows(phone))
        if self.own.toast:
            windows.append(FrameWindow("toast", self.package, self._toast))
        for window in windows:
            window.build = partial(_built, phone, window.package, window.build)
        whole = Frame(
            tuple(windows), self.screen, phone.dark, phone.size, phone.density, phone.display.rotation
        )
        held = self.own.key_focus
        whole.key_focus = held if held is not None and held.surface == surface.id else None
        return whole

    def _system(self, make: Callable[[], list[FrameWindow]]) -> list[FrameWindow]:
        """Windows of the system's; none where it can't make them."""
        return guarded(self.phone, SYSTEM_UI, make, [])

    def _toolbar(self, whole: Frame) -> Node:
        room = (self.left, self.top, self.right, self.end)
        return toolbar_node(self.phone, whole.edited_node(), room, self.metrics)

    def _measured(
        self,
        view: View,
        room: Rect,
        wrap: Literal["", "height", "both"] = "",
        state: LayoutState | None = None,
        *,
        covered: bool = False,
    ) -> Node:
        return measure(
            view,
            room[2] - room[0],
            room[3] - room[1],
            self.metrics,
            self.state if state is None else state,
            wrap=wrap,
            reveal=self.own.keyboard_shown and not covered,
        )

    def _app(self) -> Node:
        """The decor with the content between the bars, and a snackbar at its lower end."""
        room = (self.left, self.top, self.right, self.bottom if self.covered else self.end)
        state = self.layers[0].activity.layout
        covered = any(layer.screen.overlay is not None for layer in self.layers)
        if covered and (state.focus or state.marked):
            state = replace(state, focus="", marked="")
        content = self._measured(self.screen.content, room, state=state, covered=self.covered)
        place(content, self.left, self.top, room)
        children = [content]
        if self.screen.snackbar is not None:
            margin = self.metrics.px(SNACKBAR_MARGIN)
            room = (self.left + margin, self.top, self.right - margin, self.end - margin)
            bar = self._measured(self.screen.snackbar, room, "height")
            place(bar, room[0], room[3] - bar.height, room)
            children.append(bar)
        return holder((0, 0, self.wide, self.high), children)

    def _over(self, overlay: Overlay, package: str, state: LayoutState) -> FrameWindow:
        """A dialog, menu or sheet of an activity or of the system."""
        room = (self.left, self.top, self.right, self.end)

        def build() -> Node:
            return overlay_node(overlay, room, self.metrics, partial(self._measured, state=state))

        return FrameWindow(overlay.kind, package, build, overlay.on_dismiss, modal=overlay.modal)

    def _keyboard(self, box: Rect) -> Node:
        overlay = self.screen.overlay
        top = self.screen.content if overlay is None else overlay.view
        if self.own.shade.focused:
            return keyboard_node(self.phone, self.own.keyboard_page, "text", box)
        field = _field_view(top, self.state.focus) if self.state.focus else None
        kind = field.input.kind if field is not None else "text"
        return keyboard_node(self.phone, self.own.keyboard_page, kind, box)

    def _toast(self) -> Node:
        side, above = self.metrics.px(48.0), self.metrics.px(24.0)
        room = (self.left + side, self.top, self.right - side, self.end - above)
        return toast_node(self.own.toast, room, self.metrics)


def _built(system: "System", package: str, build: Callable[[], Node]) -> Node:
    """A window's nodes; nothing where its app stops over them."""
    node = guarded(system, package, build, None)
    return holder(NOWHERE, []) if node is None else node


def _field_view(view: View, key: str) -> View | None:
    """The view that edits a field, in a tree not laid out."""
    if view.input.key == key:
        return view
    for child in view.children:
        found = _field_view(child, key)
        if found is not None:
            return found
    return None
