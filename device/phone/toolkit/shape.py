"""Figures as anti-aliased masks. Pillow draws hard edges, so each is drawn large and shrunk, and remembered.

Rounded boxes are put together from corners and plain rectangles: a corner serves boxes of every size.
"""

from functools import lru_cache
from math import ceil, cos, hypot, radians, sin
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from device.phone.toolkit.paint import Rect

_FINE = 4
_SMALL = 48
"""Radius in pixels up to which corners are drawn twice as fine."""
_WHOLE = 0.7
"""Side of the square that a quarter of a circle holds whole, per radius: a little under 1/sqrt(2)."""
_ROWS = 48
"""Rows of a large corner that are cut together."""
_TILE = 64
"""Side in pixels of the pieces of an arc."""
_SHADOW_INK = 0x48
_BLUR = 0.8
"""Standard deviation of a shadow's blur per pixel of elevation."""

_FLIPS = (
    None,
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.ROTATE_180,
    Image.Transpose.FLIP_TOP_BOTTOM,
)
"""From the top left corner to top left, top right, bottom right, bottom left."""


@lru_cache(maxsize=512)
def corner_mask(radius: int, corner: int) -> Image.Image:
    """What a rounded corner leaves of its square; corners count clockwise from the top left, 0-3."""
    return _turned(_quarter(radius, radius), corner)


@lru_cache(maxsize=256)
def corner_pieces(radius: int, corner: int, solid: bool) -> tuple[tuple[Rect, ...], tuple["Piece", ...]]:
    """A large rounded corner: boxes that the curve leaves whole, and masks of the rest, in rows of it.

    A see-through colour looks a little different in a box and through a mask, so of what is not solid only
    the largest square in the corner is a box.
    """
    mask = corner_mask(radius, corner)
    if not solid:
        rim = radius - int(radius * _WHOLE)
        left, top = corner in (0, 3), corner in (0, 1)
        size = radius - rim
        flat, steep, inner, across = 0 if top else size, 0 if left else size, rim * top, rim * left
        above = mask.crop((0, flat, radius, flat + rim))
        beside = mask.crop((steep, inner, steep + rim, inner + size))
        square = (across, inner, across + size, inner + size)
        return (square,), (Piece(above, 0, flat), Piece(beside, steep, inner))
    ink = np.asarray(mask)
    whole: list[Rect] = []
    cut: list[Piece] = []
    for upper in range(0, radius, _ROWS):
        lower = min(upper + _ROWS, radius)
        rows = ink[upper:lower]
        touched, full = np.flatnonzero(rows.any(0)), np.flatnonzero((rows == 255).all(0))
        if not len(touched):
            continue
        begin, end = int(touched[0]), int(touched[-1]) + 1
        if len(full):
            from_x, to_x = int(full[0]), int(full[-1]) + 1
            whole.append((from_x, upper, to_x, lower))
            begin, end = (begin, from_x) if from_x > begin else (to_x, end)
        if begin < end:
            cut.append(Piece(mask.crop((begin, upper, end, lower)), begin, upper))
    return tuple(whole), tuple(cut)


@lru_cache(maxsize=512)
def border_corner_mask(radius: int, width: int, corner: int) -> Image.Image:
    """What of a border `width` pixels thick lies in a corner's square, of side max(radius, width)."""
    side = max(radius, width)
    outer = _quarter(side, radius)
    inner = _quarter(side - width, max(0, radius - width))
    if inner.width:
        outer.paste(0, (width, width), inner)
    return _turned(outer, corner)


def _quarter(side: int, radius: int) -> Image.Image:
    """A square whose top left corner is rounded."""
    square = Image.new("L", (side, side), 255)
    if radius > 0:
        fine = 2 * _FINE if radius <= _SMALL else _FINE
        disc = Image.new("L", (radius * fine, radius * fine))
        ImageDraw.Draw(disc).ellipse((0, 0, 2 * radius * fine - 1, 2 * radius * fine - 1), fill=255)
        square.paste(disc.reduce(fine), (0, 0))
    return square


def _turned(mask: Image.Image, corner: int) -> Image.Image:
    flip = _FLIPS[corner]
    return mask if flip is None else mask.transpose(flip)


class Piece(NamedTuple):
    """A mask and where its top left corner lies from the figure's origin, in pixels."""

    image: Image.Image
    left: int
    top: int


@lru_cache(maxsize=64)
def arc_pieces(width: int, height: int, start: float, sweep: float, stroke: int) -> tuple[Piece, ...]:
    """Part of a ring in a box, with round ends; degrees clockwise from twelve o'clock.

    In pieces, because a ring is mostly hole and painting a hole takes as long as painting ink.
    """
    whole = _arc(width, height, start, sweep, stroke)
    pieces = []
    for top in range(0, height, _TILE):
        for left in range(0, width, _TILE):
            tile = whole.crop((left, top, min(left + _TILE, width), min(top + _TILE, height)))
            ink = tile.getbbox()
            if ink is not None:
                pieces.append(Piece(tile.crop(ink), left + ink[0], top + ink[1]))
    return tuple(pieces)


def _arc(width: int, height: int, start: float, sweep: float, stroke: int) -> Image.Image:
    image = Image.new("L", (width * _FINE, height * _FINE))
    draw = ImageDraw.Draw(image)
    if sweep < 0:
        start, sweep = start + sweep, -sweep
    outline = (0, 0, width * _FINE - 1, height * _FINE - 1)
    if sweep >= 360:
        draw.ellipse(outline, outline=255, width=stroke * _FINE)
        return image.reduce(_FINE)
    draw.arc(outline, start - 90, start - 90 + sweep, fill=255, width=stroke * _FINE)
    half = stroke * _FINE / 2
    for angle in (radians(start - 90), radians(start - 90 + sweep)):
        x = width * _FINE / 2 + (width * _FINE / 2 - half) * cos(angle)
        y = height * _FINE / 2 + (height * _FINE / 2 - half) * sin(angle)
        draw.ellipse((x - half, y - half, x + half - 1, y + half - 1), fill=255)
    return image.reduce(_FINE)


@lru_cache(maxsize=128)
def line_mask(across: int, down: int, width: int) -> Piece:
    """A stroke with round ends to a point `across` and `down` pixels away.

    The origin is its first point; odd widths run through pixel centres.
    """
    reach = width // 2 + 1
    left, top = min(0, across) - reach, min(0, down) - reach
    image = Image.new("L", ((abs(across) + 2 * reach) * _FINE, (abs(down) + 2 * reach) * _FINE))
    draw = ImageDraw.Draw(image)
    shift = 0.5 * (width % 2)
    x1, y1 = (shift - left) * _FINE, (shift - top) * _FINE
    x2, y2 = x1 + across * _FINE, y1 + down * _FINE
    half = width * _FINE / 2
    length = hypot(x2 - x1, y2 - y1)
    if length:
        side_x, side_y = (y1 - y2) / length * (half - 0.5), (x2 - x1) / length * (half - 0.5)
        # half a sub-pixel back and narrower: Pillow fills the pixels that the edges lie in, too
        draw.polygon(
            [
                (x1 + side_x - 0.5, y1 + side_y - 0.5),
                (x2 + side_x - 0.5, y2 + side_y - 0.5),
                (x2 - side_x - 0.5, y2 - side_y - 0.5),
                (x1 - side_x - 0.5, y1 - side_y - 0.5),
            ],
            fill=255,
        )
    for x, y in ((x1, y1), (x2, y2)):
        draw.ellipse((x - half, y - half, x + half - 1, y + half - 1), fill=255)
    return Piece(image.reduce(_FINE), left, top)


def shadow_reach(elevation: int) -> int:
    """How far a shadow spreads beyond its box, in pixels."""
    return ceil(elevation * _BLUR * 2.5)


@lru_cache(maxsize=64)
def shadow_mask(width: int, height: int, radius: int, elevation: int) -> Image.Image:
    """The shadow of a rounded box, `shadow_reach` larger on every side."""
    reach = shadow_reach(elevation)
    image = Image.new("L", (width + 2 * reach, height + 2 * reach))
    box = (reach, reach, reach + width - 1, reach + height - 1)
    ImageDraw.Draw(image).rounded_rectangle(box, radius, fill=_SHADOW_INK)
    return image.filter(ImageFilter.GaussianBlur(elevation * _BLUR))
