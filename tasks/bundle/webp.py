"""Screens made small."""

import io
from pathlib import Path

from PIL import Image


def webp(path: Path, quality: int, side: int | None = None) -> tuple[tuple[int, int], bytes]:
    """The size of a picture, and the picture as WebP; with `side`, its shorter side has so many pixels.

    Raises OSError for a file that is not there, or is no picture.
    """
    with Image.open(path) as opened:
        size = opened.size
        picture = opened.convert("RGB")
    if side is not None:
        scale = side / min(size)
        picture = picture.resize((round(size[0] * scale), round(size[1] * scale)), Image.Resampling.BOX)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=quality, method=2)
    return size, out.getvalue()
