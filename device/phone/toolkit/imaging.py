"""Pictures made ready for the screen: decoded or drawn, and fitted into a box. Each is made once and kept.

Pillow is imported with the first of them: apps that may show pictures import this module.
"""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from device.phone.toolkit.paint import Drawing, Fit

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFile import ImageFile

_LARGE = 150_000
"""Pixels from which on a box is large: a full screen's picture takes megabytes, so few of those are kept."""


def fitted(source: bytes | Drawing, size: tuple[int, int], fit: Fit) -> "Picture | None":
    """A picture at its size within a box of `size` pixels; None when it cannot be read. Shared.

    One that is not opaque is RGBA.
    """
    return (_few if size[0] * size[1] >= _LARGE else _many)(source, size, fit)


def _fitted(source: bytes | Drawing, size: tuple[int, int], fit: Fit) -> "Picture | None":
    from PIL import Image, ImageOps  # noqa: PLC0415  (heavy)

    picture = decoded(source, size, alpha=True) if isinstance(source, bytes) else source.paint(*size)
    if picture is None:
        return None
    resized = ImageOps.contain if fit == "contain" else ImageOps.fit
    if picture.mode == "RGBA":
        return picture if picture.size == size else resized(picture, size, Image.Resampling.BILINEAR)
    whole = picture if picture.mode == "RGBX" else picture.convert("RGBX")
    if whole.size != size:  # resizing RGB would leave the fourth byte at 0, see rgba_bytes
        whole = resized(whole, size, Image.Resampling.BILINEAR)
    return whole.convert("RGB")


_many = lru_cache(maxsize=96)(_fitted)
_few = lru_cache(maxsize=8)(_fitted)


def decoded(data: bytes, size: tuple[int, int], *, alpha: bool = False) -> "Picture | None":
    """A picture file upright, at least about `size` large; None when it cannot be read.

    Of one that is cut off, what there is. As RGB, on black where it is not opaque; with `alpha` such a one is
    RGBA.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415  (heavy)

    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft("RGB", size)
            _load(opened)
            whole = ImageOps.exif_transpose(_eight_bits(opened))
            if not whole.has_transparency_data:
                return whole.convert("RGB")
            clear = whole.convert("RGBA")
            return clear if alpha else on_black(clear)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _load(opened: "ImageFile") -> None:
    """Decode a picture; of a file that ends too early what came before its end, the rest black."""
    try:
        opened.load()
    except OSError:
        if getattr(opened, "_im", None) is None:
            raise
        opened.tile = []  # nothing more is to be decoded
        if opened.getbbox() is None:  # and nothing was
            raise


def _eight_bits(picture: "Picture") -> "Picture":
    """Grey of 16 bits as grey of 8, which Pillow would cut off instead."""
    return picture.point(lambda value: value * (1 / 257)).convert("L") if picture.mode[0] == "I" else picture


def on_black(picture: "Picture") -> "Picture":
    """An RGBA picture as RGB, on black."""
    from PIL import Image  # noqa: PLC0415  (heavy)

    ground = Image.new("RGB", picture.size)
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


@lru_cache(maxsize=256)
def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as a picture file is meant to be seen; None when it cannot be read."""
    from PIL import Image  # noqa: PLC0415  (heavy)

    try:
        with Image.open(io.BytesIO(data)) as opened:
            wide, high = opened.size
            turned = opened.getexif().get(_ORIENTATION, 1) in _SIDEWAYS
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return (high, wide) if turned else (wide, high)


_ORIENTATION = 0x0112
"""EXIF tag."""
_SIDEWAYS = (5, 6, 7, 8)
