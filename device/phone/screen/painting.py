"""From nodes to what is drawn: boxes, figures, icons, text, cursors, in the order they cover each other."""

from typing import TYPE_CHECKING

from device.phone.screen.selection import handles
from device.phone.toolkit.font import text_width
from device.phone.toolkit.inside import editor_origin, icon_box, text_boxes
from device.phone.toolkit.node import Node
from device.phone.toolkit.paint import (
    Command,
    DrawArc,
    DrawBox,
    DrawGradient,
    DrawIcon,
    DrawLine,
    DrawPicture,
    DrawText,
)
from device.phone.toolkit.paint import Rect as Area
from device.phone.toolkit.theme import resolve, type_style
from device.phone.toolkit.viewpart import VEIL, Shape

if TYPE_CHECKING:
    from device.phone.screen.frame import Frame
    from device.phone.screen.window import FrameWindow

SCRIM = "#52000000"
"""What dims the page behind a dialog (32% black)."""
WALLPAPER = {False: ("#44689B", "#7A7DB4", "#C79AA8"), True: ("#1B2A41", "#2E2B45", "#4A3340")}
"""Top to bottom, by dark theme."""
_FAR = 8.0
"""Widths or heights of a view that its figures reach out of it at most: a stray number fills no memory."""
_DISABLED = 0x61
"""Opacity of what cannot be used: 38%."""


def paint_frame(frame: "Frame") -> list[Command]:
    """Everything on the screen, over the page's background colour."""
    painter = Painter(frame)
    for window in frame.windows:
        painter.window(window)
    return painter.commands


class Painter:
    """Collects the commands of one frame."""

    def __init__(self, frame: "Frame") -> None:
        self.commands: list[Command] = []
        self.frame = frame
        self.whole: Area = (0, 0, *frame.size)
        self.density = frame.density
        self.sheet: Node | None = None
        self.handles: list[tuple[str, Area]] = []

    # -- windows ---------------------------------------------------------------------------------------
    def window(self, window: "FrameWindow") -> None:
        """One window with what lies behind it."""
        root = window.root
        if window.kind == "app" and self.frame.screen.wallpaper:
            self.commands.append(DrawGradient(self.whole, WALLPAPER[self.frame.dark], self.whole))
        elif window.kind in ("dialog", "sheet"):
            self.commands.append(DrawBox(self.whole, self.whole, SCRIM))
        if window.kind == "sheet":
            self.sheet = root
        if window.kind in ("sheet", "keyboard", "shade") and root.view.surface.background:
            # down to the edge of the glass: the navigation bar is drawn over it
            below = (root.left, root.bottom, root.right, self.whole[3])
            floor = self.whole if window.kind == "shade" else below
            self.commands.append(DrawBox(floor, self.whole, root.view.surface.background))
        self.node(root, self.whole)
        for which, box in self.handles:  # they hang over everything in their window
            side = (box[2] - box[0]) // 2
            corners = (side * (which != "end"), side * (which != "start"), side, side)
            self.commands.append(DrawBox(box, self.whole, "primary", corners))
        self.handles.clear()

    # -- nodes -----------------------------------------------------------------------------------------
    def node(self, node: Node, clip: Area) -> None:
        """A node and all below it, cut at `clip`."""
        spot = node.spot
        if spot is None:
            self._paint(node, clip)
            return
        key = clip, self.whole, self.frame.dark
        drawn = spot.drawn.get(key)
        if drawn is None:
            start = len(self.commands)
            self._paint(node, clip)
            spot.draw(key, tuple(self.commands[start:]))
        else:
            self.commands += drawn

    def _paint(self, node: Node, clip: Area) -> None:
        view, surface = node.view, node.view.surface
        if surface.background or surface.border:
            self._box(node, clip)
        if view.picture is not None:
            radius = self._px(surface.radius)
            self.commands.append(DrawPicture(node.box, view.picture, clip, radius, view.picture_fit))
        for shape in view.shapes:
            self._shape(node, shape, clip)
        if view.icon.name:
            self._icon(node, clip)
        if node.editor is not None:
            self._editor(node, clip)
        elif node.text is not None:
            self._text(node, clip, view.text.colour)
        if node.children:
            within = clip if view.flow.axis == "stack" and not view.scroll else node.clip
            for child in node.children:
                self.node(child, within)

    def _px(self, dp: float) -> int:
        return int(dp * self.density + 0.5)

    def _ink(self, node: Node, colour: str) -> str:
        """A colour of text or icon, faded where the view is disabled and does not look it already."""
        if node.view.enabled or colour in ("", "transparent", "outline"):
            return colour
        solid = resolve(colour, self.frame.dark)
        return f"#{_DISABLED * solid[3] // 255:02X}{solid[0]:02X}{solid[1]:02X}{solid[2]:02X}"

    def _box(self, node: Node, clip: Area) -> None:
        surface = node.view.surface
        if surface.background == VEIL:
            self.commands.append(DrawBox(self.whole, self.whole, SCRIM))
            return
        border, width = surface.border, self._px(surface.border_width)
        if node.focused and border:
            border, width = ("primary" if border != "error" else border), self._px(2.0)
        radius = self._px(surface.radius)
        self.commands.append(
            DrawBox(
                node.box,
                clip,
                surface.background,
                (radius, radius, 0, 0) if node is self.sheet else radius,
                border if width else "",
                width if border else 0,
                self._px(surface.elevation),
            )
        )

    def _shape(self, node: Node, shape: Shape, clip: Area) -> None:
        wide, high = node.width, node.height
        stroke = self._px(shape.width)
        (x1, y1), (x2, y2) = map(_near, shape.points)
        left, top = node.left, node.top
        if shape.kind == "line":
            start = (left + int(x1 * wide + 0.5), top + int(y1 * high + 0.5))
            end = (left + int(x2 * wide + 0.5), top + int(y2 * high + 0.5))
            self.commands.append(DrawLine(*start, *end, max(1, stroke), shape.colour, clip))
            return
        if shape.kind == "arc":
            self.commands.append(
                DrawArc(node.box, shape.start, shape.sweep, max(1, stroke), shape.colour, clip)
            )
            return
        if shape.kind == "text":
            self._words(shape, left + x1 * wide, top + y1 * high, clip)
            return
        x, y, radius = left + x1 * wide, top + y1 * high, x2 * wide + stroke / 2
        bounds = (int(x - radius + 0.5), int(y - radius + 0.5), int(x + radius + 0.5), int(y + radius + 0.5))
        if stroke:
            self.commands.append(DrawArc(bounds, 0.0, 360.0, stroke, shape.colour, clip))
        else:
            self.commands.append(
                DrawBox(bounds, clip, shape.colour, max(1, (bounds[2] - bounds[0] + 1) // 2))
            )

    def _words(self, shape: Shape, x: float, y: float, clip: Area) -> None:
        """A figure of the kind "text", around its centre."""
        size, weight, line = type_style(shape.style)
        size *= self.density
        high = self._px(line)
        left = int(x - text_width(shape.text, size, weight) / 2 + 0.5)
        top = int(y - high / 2 + 0.5)
        self.commands.append(DrawText(left, top, shape.text, size, weight, shape.colour, clip, high))

    def _icon(self, node: Node, clip: Area) -> None:
        icon = node.view.icon
        left, top, right, _ = icon_box(node, self.density)
        colour = self._ink(node, icon.colour)
        self.commands.append(DrawIcon(left, top, right - left, icon.name, icon.filled, colour, clip))

    def _text(self, node: Node, clip: Area, colour: str) -> None:
        block = node.text if node.editor is None else node.editor.block
        if block is None or colour in ("", "transparent"):
            return
        colour = self._ink(node, colour)
        room = node.height - node.inset[1] - node.inset[3]
        if block.height > room and node.editor is None:  # it is cut, as Android does
            clip = (clip[0], max(clip[1], node.top), clip[2], min(clip[3], node.bottom))
        for text, (left, top, _, bottom) in text_boxes(node, self.density):
            if bottom > clip[1] and top < clip[3]:
                self.commands.append(
                    DrawText(left, top, text, block.size, block.weight, colour, clip, block.line_height)
                )

    def _editor(self, node: Node, clip: Area) -> None:
        """Selection, text or hint, cursor; nothing of it beyond the field's content box."""
        editor = node.editor
        if editor is None:
            return
        inset = node.inset
        clip = (
            max(clip[0], node.left + inset[0]),
            max(clip[1], node.top),
            min(clip[2], node.right - inset[2]),
            min(clip[3], node.bottom),
        )
        if clip[0] >= clip[2] or clip[1] >= clip[3]:
            return
        x, y = editor_origin(node)
        for box in editor.selection:
            bounds = (x + box[0], y + box[1], x + box[2], y + box[3])
            self.commands.append(DrawBox(bounds, clip, "primary_container"))
        self._text(node, clip, node.view.input.hint_colour if editor.is_hint else node.view.text.colour)
        if editor.cursor is not None and not editor.selection:
            box = editor.cursor
            bounds = (x + box[0], y + box[1], x + box[2], y + box[3])
            self.commands.append(DrawBox(bounds, clip, "primary"))
        if editor.handles:
            self.handles += handles(node, self.density)


def _near(point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    return min(_FAR, max(-_FAR, x)), min(_FAR, max(-_FAR, y))
