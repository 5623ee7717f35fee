"""Frames on a picture, around the parts that a model is to look at."""

from PIL import Image, ImageDraw

from device.screen import Bounds

_RED = (255, 0, 0)


def framed(picture: Image.Image, frames: tuple[Bounds, ...]) -> Image.Image:
    """A copy with the boxes drawn on it in red."""
    copy = picture.copy()
    pen = ImageDraw.Draw(copy)
    for box in frames:
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), outline=_RED, width=6)
    return copy
