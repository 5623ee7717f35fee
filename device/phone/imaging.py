"""Pictures made ready for the screen: decoded or drawn, and fitted into a box. Each is made once and kept."""

import io
from functools import lru_cache

from PIL import Image, ImageOps, UnidentifiedImageError

from device.phone.paint import Drawing, Fit

_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)
"""What Pillow raises for bytes that are no picture."""


@lru_cache(maxsize=96)
def fitted(source: bytes | Drawing, size: tuple[int, int], fit: Fit) -> Image.Image | None:
    """A picture at its size within a box of `size` pixels; None when it cannot be read. Shared."""
    picture = decoded(source, size) if isinstance(source, bytes) else source.paint(*size)
    if picture is None:
        return None
    whole = picture.convert("RGBX")  # resizing RGB would leave the fourth byte at 0, see rgba_bytes
    if fit == "contain":
        scaled = ImageOps.contain(whole, size, Image.Resampling.BILINEAR)
    else:
        scaled = ImageOps.fit(whole, size, Image.Resampling.BILINEAR)
    return scaled.convert("RGB")


def decoded(data: bytes, size: tuple[int, int]) -> Image.Image | None:
    """A picture file upright, as RGB, at least about `size` large; None when it cannot be read."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft("RGB", size)
            return ImageOps.exif_transpose(opened).convert("RGB")
    except _UNREADABLE:
        return None


@lru_cache(maxsize=256)
def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as a picture file is meant to be seen; None when it cannot be read."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            wide, high = opened.size
            turned = opened.getexif().get(_ORIENTATION, 1) in _SIDEWAYS
    except _UNREADABLE:
        return None
    return (high, wide) if turned else (wide, high)


_ORIENTATION = 0x0112
"""EXIF tag."""
_SIDEWAYS = (5, 6, 7, 8)
