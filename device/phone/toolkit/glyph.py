"""Lines of text as anti-aliased masks, glyph by glyph at half pixels, as wide as `font.text_width` says.

Pillow can neither place a glyph between pixels nor leave advances unrounded, so each glyph is drawn once at
twice its size, set and shrunk. That also makes the result independent of how the build lays text out.
"""

from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from device.phone.toolkit.font import advances, face_of, is_invisible, nearest_weight

_FONTS = resources.files("device.phone") / "data" / "font"
_FINE = 2
"""Sub-pixels per pixel, both ways."""
_WIDEST_EDGE = 24
"""Pixels of an outline, to either side."""
_NOTDEF_HEIGHT = 0.72
"""Of the box drawn for a character no font has, in text sizes: a capital letter's."""


class Mask(NamedTuple):
    """Coverage 0-255 and where it lies from the pen's first position on the baseline, in pixels."""

    image: Image.Image
    left: int
    top: int


@lru_cache(maxsize=96)
def font_at(face: str, size: float) -> ImageFont.FreeTypeFont:
    """A font of data/font/ at a size in pixels."""
    with resources.as_file(_FONTS / f"{face}.ttf") as path:
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1536)
def text_mask(text: str, size: float, weight: int, skip: int = 0) -> Mask | None:
    """One line of text; None when it has no ink. The pen starts at 0.

    The first `skip` characters take their room and are not drawn.
    """
    table = advances(weight)
    weight = nearest_weight(weight)
    glyphs: list[tuple[Mask, int]] = []
    pen = 0.0
    for place, char in enumerate(text):
        if place >= skip and not (char.isspace() or is_invisible(char)):
            face = face_of(char, weight)
            if face.startswith("roboto"):
                at, phase = divmod(int(pen * _FINE + 0.5), _FINE)
            else:
                at, phase = int(pen + 0.5), 0
            glyph = _glyph(char, face, size, phase, weight)
            if glyph is not None:
                glyphs.append((glyph, at))
        pen += table[char] * size
    return _joined(glyphs)


def _joined(glyphs: list[tuple[Mask, int]]) -> Mask | None:
    if not glyphs:
        return None
    left = min(at + glyph.left for glyph, at in glyphs)
    top = min(glyph.top for glyph, _ in glyphs)
    right = max(at + glyph.left + glyph.image.width for glyph, at in glyphs)
    bottom = max(glyph.top + glyph.image.height for glyph, _ in glyphs)
    line = Image.new("L", (right - left, bottom - top))
    for glyph, at in glyphs:
        line.paste(255, (at + glyph.left - left, glyph.top - top), glyph.image)
    return Mask(line, left, top)


def outlined(mask: Mask, width: float) -> Mask:
    """The edge of what a mask shows, half of its width inside and half outside."""
    steps = min(_WIDEST_EDGE, max(1, int(width / 2 + 0.5)))
    room = (mask.image.width + 2 * steps, mask.image.height + 2 * steps)
    outer = Image.new("L", room)
    outer.paste(mask.image, (steps, steps))
    inner = outer
    for _ in range(steps):
        outer, inner = outer.filter(ImageFilter.MaxFilter(3)), inner.filter(ImageFilter.MinFilter(3))
    return Mask(ImageChops.subtract(outer, inner), mask.left - steps, mask.top - steps)


@lru_cache(maxsize=6144)
def _glyph(char: str, face: str, size: float, phase: int, weight: int) -> Mask | None:
    """One glyph, its origin `phase` sub-pixels to the right of a whole pixel."""
    if not face:
        return _notdef(char, size, weight)
    drawn = _drawn(char, face, size)
    if drawn is None:
        return None
    (ink, x, y), cut = drawn
    x += phase
    bolder = _emboldening(face, size, weight)
    left, top = (x + cut[0]) // _FINE, (y + cut[1]) // _FINE
    right, bottom = -(-(x + cut[2] + bolder) // _FINE), -(-(y + cut[3]) // _FINE)
    fine = ink.crop((left * _FINE - x, top * _FINE - y, right * _FINE - x, bottom * _FINE - y))
    if bolder:
        fine = ImageChops.lighter(fine, ImageChops.offset(fine, bolder, 0))
    return Mask(fine.reduce(_FINE), left, top)


@lru_cache(maxsize=2048)
def _drawn(char: str, face: str, size: float) -> tuple[Mask, tuple[int, int, int, int]] | None:
    """One glyph at _FINE times its size, and where in its picture the ink is."""
    made = inked(char, font_at(face, size * _FINE))
    cut = made.image.getbbox()
    return None if cut is None else (made, cut)


def inked(char: str, font: ImageFont.FreeTypeFont) -> Mask:
    """One glyph as the font engine draws it, with its empty margins."""
    left, top, right, bottom = map(int, font.getbbox(char, anchor="ls"))
    ink = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(ink).text((-left, -top), char, fill=255, font=font, anchor="ls")
    return Mask(ink, left, top)


def _emboldening(face: str, size: float, weight: int) -> int:
    """By how many sub-pixels stems grow where the font has one weight only."""
    if weight == 400 or not face.startswith("noto-sans"):
        return 0
    return max(1, int(size * _FINE * (0.016 if weight == 500 else 0.032) + 0.5))


def _notdef(char: str, size: float, weight: int) -> Mask:
    """The outlined box that stands for a character no font has."""
    room = advances(weight)[char] * size
    stroke = max(1, int(size / 18 + 0.5))
    inset = max(1, int(room / 10))
    width = max(3, int(room) - 2 * inset)
    height = max(3, int(size * _NOTDEF_HEIGHT + 0.5))
    box = Image.new("L", (width, height))
    ImageDraw.Draw(box).rectangle((0, 0, width - 1, height - 1), outline=255, width=stroke)
    return Mask(box, inset, -height)
