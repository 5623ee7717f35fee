"""Frames and numbers on a picture: what a model is to look at, and what it may name."""

from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFont

from device.screen import Bounds, UIElement
from grounding.name import takes_touch

_RED = (255, 0, 0)
_WHITE = (255, 255, 255)
_THIN = 2
"""Pixels of the frame around what has a number."""
_DIGITS = 70
"""The digits' height goes into the picture's shorter side so many times."""
_BACKDROP = 0.45
"""What takes more of the picture than this gets no number on it: it would stand on something else."""


def framed(picture: Image.Image, frames: tuple[Bounds, ...]) -> Image.Image:
    """The picture with the boxes drawn on it in red: a copy, or itself where there are none."""
    if not frames:
        return picture
    copy = picture.copy()
    pen = ImageDraw.Draw(copy)
    for box in frames:
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), outline=_RED, width=6)
    return copy


def numbered(picture: Image.Image, elements: Iterable[UIElement]) -> Image.Image:
    """A copy with a thin frame around each element that takes touches, and its number in the corner."""
    copy = picture.copy()
    pen = ImageDraw.Draw(copy)
    font = ImageFont.load_default(max(10, min(copy.size) * 2 // _DIGITS))
    whole = Bounds(0, 0, *copy.size)
    for element in elements:
        box = element.bounds.intersection(whole)
        if not takes_touch(element) or not 0 < box.area <= _BACKDROP * whole.area:
            continue
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), outline=_RED, width=_THIN)
        number = str(element.index)
        label = pen.textbbox((box.left + _THIN, box.top), number, font=font)
        pen.rectangle((box.left, box.top, label[2] + _THIN, label[3] + _THIN), fill=_RED)
        pen.text((box.left + _THIN, box.top), number, fill=_WHITE, font=font)
    return copy
