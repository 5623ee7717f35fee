"""From paint commands to a picture. Only what differs from the picture before is painted again.

The same commands give the same pixels in any process, whatever was painted before.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image, ImageChops

from device.phone.toolkit.canvas import Canvas, meet, round_mask
from device.phone.toolkit.covering import seen
from device.phone.toolkit.font import ASCENT, DESCENT, line_height, text_width
from device.phone.toolkit.glyph import text_mask
from device.phone.toolkit.icon import icon_mask
from device.phone.toolkit.imaging import fitted
from device.phone.toolkit.paint import (
    LONG,
    Command,
    Corners,
    DrawArc,
    DrawBox,
    DrawGradient,
    DrawIcon,
    Drawing,
    DrawLine,
    DrawPicture,
    DrawText,
    Fit,
    Rect,
)
from device.phone.toolkit.shape import arc_pieces, line_mask, shadow_reach
from device.phone.toolkit.tone import Tone, layers

_WORTHWHILE = 0.6
"""Share of the screen up to which painting the changed parts alone is quicker than painting everything."""
_SHADOW = "#000000"


class Renderer:
    """Paints one screen; keeps its last picture to paint the next one from."""

    def __init__(self) -> None:
        self._last: Image.Image | None = None
        self._commands: tuple[Command, ...] = ()
        self._ground: tuple[object, ...] = ()

    def render(
        self, commands: Sequence[Command], size: tuple[int, int], background: str, dark: bool
    ) -> Image.Image:
        """The picture (RGB) of commands over a background. It is shared: copy it before drawing into it."""
        commands = tuple(commands)
        ground = (size, background, dark)
        whole = (0, 0, *size)
        parts: list[Rect] | None = None
        if self._last is not None and ground == self._ground:
            parts = _changed(self._commands, commands, whole)
            if parts == []:
                return self._last
        painted = seen(tuple(layers(commands, whole, dark)), whole, extent)
        floor = painted[0][0].of(background)[:3]
        if self._last is None or parts is None:
            image, parts = Image.new("RGB", size, floor), [whole]
        else:
            image = self._last.copy()
            for part in parts:
                image.paste(floor, part)
        canvas = Canvas(image)
        for part in parts:
            for tone, several in painted:
                for command, shown in several:
                    clip = meet(shown, part)
                    if clip is not None:
                        _PAINTERS[type(command)](canvas, command, clip, tone)
        self._last, self._commands, self._ground = image, commands, ground
        return image


def rgba_bytes(image: Image.Image) -> bytes:
    """A picture of the renderer as a framebuffer of four bytes a pixel, opaque.

    Pillow keeps RGB as four bytes with the fourth at 255 and hands them out unchanged, some times quicker
    than putting an alpha channel in.
    """
    return image.tobytes("raw", "RGBX")


# -- what changed -----------------------------------------------------------------------------------------
def _changed(old: tuple[Command, ...], new: tuple[Command, ...], whole: Rect) -> list[Rect] | None:
    """The boxes in which two lists of commands may differ; None when everything has to be painted."""
    if old == new:
        return []
    before, after = set(old), set(new)
    if [command for command in old if command in after] != [command for command in new if command in before]:
        return None  # also where one came or went that is there several times
    parts: list[Rect] = []
    for command in before ^ after:
        touched = meet(extent(command), meet(command.clip, whole) or (0, 0, 0, 0))
        if touched is not None:
            parts = _joined(parts, touched)
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in parts)
    return parts if area <= _WORTHWHILE * whole[2] * whole[3] else None


def _joined(parts: list[Rect], part: Rect) -> list[Rect]:
    """Boxes with one more, those that overlap melted into the one around them."""
    apart = []
    for other in parts:
        if meet(other, part) is None:
            apart.append(other)
        else:
            part = (*map(min, other[:2], part[:2]), *map(max, other[2:], part[2:]))  # type: ignore[assignment]
    if len(apart) < len(parts):
        return _joined(apart, part)
    return [*parts, part]


def extent(command: Command) -> Rect:
    """A box outside of which a command paints nothing."""
    if isinstance(command, DrawText):
        spread = int(command.size) + 1
        width = int(text_width(command.text, command.size, command.weight)) + 1
        height = command.line_height or line_height(command.size)
        return (
            command.x - spread,
            command.y - spread,
            command.x + width + spread,
            command.y + height + spread,
        )
    if isinstance(command, DrawIcon):
        return (command.x, command.y, command.x + command.size, command.y + command.size)
    if isinstance(command, DrawLine):
        reach = command.width + 2
        low_x, high_x = sorted((command.x1, command.x2))
        low_y, high_y = sorted((command.y1, command.y2))
        return (low_x - reach, low_y - reach, high_x + reach, high_y + reach)
    left, top, right, bottom = command.bounds
    if isinstance(command, DrawBox) and command.elevation:
        reach = shadow_reach(command.elevation) + command.elevation
        return (left - reach, top - reach, right + reach, bottom + reach)
    return command.bounds


# -- one painter for each command -------------------------------------------------------------------------
def _paint_box(canvas: Canvas, box: DrawBox, clip: Rect, tone: Tone) -> None:
    left, top, right, bottom = bounds = box.bounds
    if left >= right or top >= bottom:
        return
    corners = _fitting(box.radius, min(right - left, bottom - top) // 2)
    colour = tone.of(box.colour)
    if box.elevation > 0 and colour[3]:
        canvas.shadow(bounds, max(corners), box.elevation, tone.of(_SHADOW), clip, hidden=colour[3] == 255)
    if not any(corners):
        canvas.fill(bounds, colour, clip)
    else:
        canvas.round_box(bounds, corners, colour, clip)
    if box.border_width > 0 and box.border_colour:
        width = min(box.border_width, min(right - left, bottom - top) // 2)
        canvas.border(bounds, corners, width, tone.of(box.border_colour), clip)


def _fitting(radius: int | Corners, most: int) -> Corners:
    if isinstance(radius, int):
        radius = (radius,) * 4
    one, two, three, four = (max(0, min(each, most)) for each in radius)
    return (one, two, three, four)


def _paint_text(canvas: Canvas, text: DrawText, clip: Rect, tone: Tone) -> None:
    if meet(extent(text), clip) is None:
        return
    colour = tone.of(text.colour)
    for mask, left, top in _pieces(text, clip[2] + text.size):
        canvas.stencil(mask, left, top, colour, clip)


def _pieces(text: DrawText, end: float) -> Iterator[tuple[Image.Image, int, int]]:
    """The masks that a line is painted with, up to `end`, and where each lies."""
    height = text.line_height or line_height(text.size)
    baseline = text.y + int((height - (ASCENT + DESCENT) * text.size) / 2 + ASCENT * text.size + 0.5)
    x = text.x
    for start in range(0, len(text.text), LONG):
        if x >= end:
            return
        piece = text.text[start : start + LONG]
        mask = text_mask(piece, text.size, text.weight, max(0, text.skip - start))
        if mask is not None:
            yield mask.image, x + mask.left, baseline + mask.top
        x += int(text_width(piece, text.size, text.weight) + 0.5)


def ink_box(text: DrawText) -> Rect | None:
    """Around all that a line's letters touch, not yet cut at its clip; None for one that shows nothing."""
    boxes = [(left, top, left + mask.width, top + mask.height) for mask, left, top in _pieces(text, math.inf)]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _paint_icon(canvas: Canvas, icon: DrawIcon, clip: Rect, tone: Tone) -> None:
    if icon.size > 0 and meet(extent(icon), clip) is not None:
        mask = icon_mask(icon.name, icon.size, icon.filled)
        canvas.stencil(mask, icon.x, icon.y, tone.of(icon.colour), clip)


def _paint_arc(canvas: Canvas, arc: DrawArc, clip: Rect, tone: Tone) -> None:
    left, top, right, bottom = arc.bounds
    if arc.sweep and left < right and top < bottom and meet(arc.bounds, clip) is not None:
        colour = tone.of(arc.colour)
        for piece in arc_pieces(right - left, bottom - top, arc.start, arc.sweep, arc.width):
            canvas.stencil(piece.image, left + piece.left, top + piece.top, colour, clip)


def _paint_line(canvas: Canvas, line: DrawLine, clip: Rect, tone: Tone) -> None:
    if meet(extent(line), clip) is not None:
        stroke = line_mask(line.x2 - line.x1, line.y2 - line.y1, line.width)
        colour = tone.of(line.colour)
        canvas.stencil(stroke.image, line.x1 + stroke.left, line.y1 + stroke.top, colour, clip)


def _paint_picture(canvas: Canvas, picture: DrawPicture, clip: Rect, tone: Tone) -> None:
    left, top, right, bottom = picture.bounds
    if left >= right or top >= bottom or meet(picture.bounds, clip) is None:
        return
    size = (right - left, bottom - top)
    decoded = _dimmed(picture.data, size, picture.fit, tone)
    if decoded is None:
        ground = DrawBox(picture.bounds, picture.clip, "surface_container_highest", picture.radius)
        _paint_box(canvas, ground, clip, tone)
        side = min(size) // 3
        x, y = (left + right - side) // 2, (top + bottom - side) // 2
        _paint_icon(canvas, DrawIcon(x, y, side, "broken_image", False, "outline", clip), clip, tone)
        return
    mask = round_mask(*decoded.size, min(picture.radius, min(decoded.size) // 2)) if picture.radius else None
    if decoded.mode == "RGBA":
        clear = decoded.getchannel("A")
        mask = clear if mask is None else ImageChops.multiply(mask, clear)
        decoded = decoded.convert("RGB")
    left, top = left + (size[0] - decoded.width) // 2, top + (size[1] - decoded.height) // 2
    canvas.put(decoded, left, top, clip, mask)


def _dimmed(source: bytes | Drawing, size: tuple[int, int], fit: Fit, tone: Tone) -> Image.Image | None:
    return _under_veil(source, size, fit, tone) if tone.veils else fitted(source, size, fit)


@lru_cache(maxsize=4)
def _under_veil(source: bytes | Drawing, size: tuple[int, int], fit: Fit, tone: Tone) -> Image.Image | None:
    """A picture behind a dialog: it stays there for some frames, and mixing every pixel is dear."""
    clear = fitted(source, size, fit)
    if clear is None:
        return None
    dim = tone.dimmed(clear)
    if clear.mode == "RGBA":
        dim.putalpha(clear.getchannel("A"))
    return dim


def _paint_gradient(canvas: Canvas, gradient: DrawGradient, clip: Rect, tone: Tone) -> None:
    left, top, right, bottom = gradient.bounds
    if left < right and top < bottom:
        colours = tuple(tone.of(colour)[:3] for colour in gradient.colours)
        canvas.put(_shaded(right - left, bottom - top, colours), left, top, clip, None)


@lru_cache(maxsize=4)
def _shaded(width: int, height: int, colours: tuple[tuple[int, ...], ...]) -> Image.Image:
    """Colours melting into each other from top to bottom."""
    stops = np.linspace(0, len(colours) - 1, height)
    shades = [np.interp(stops, range(len(colours)), [each[band] for each in colours]) for band in range(3)]
    column = (np.stack(shades, axis=1) + 0.5).astype(np.uint8)[:, None, :]
    return Image.fromarray(column).resize((width, height), Image.Resampling.NEAREST)


_PAINTERS: dict[type, Callable[[Canvas, Any, Rect, Tone], None]] = {
    DrawBox: _paint_box,
    DrawText: _paint_text,
    DrawIcon: _paint_icon,
    DrawArc: _paint_arc,
    DrawLine: _paint_line,
    DrawPicture: _paint_picture,
    DrawGradient: _paint_gradient,
}
