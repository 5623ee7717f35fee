"""What a tab is sent of a picture: the part that differs from what it shows."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

_QUALITY = 86


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A part, and the whole that it belongs to."""

    at: tuple[int, int]
    """Its left and top within the whole, in the whole's pixels."""
    whole: tuple[int, int]
    jpeg: bytes
    """Empty where nothing differs."""


def changed_part(now: Image.Image, shown: Image.Image | None) -> PicturePart:
    """The smallest box around all that differs; the whole where nothing of its size is shown."""
    box: tuple[int, int, int, int] | None = (0, 0, *now.size)
    if shown is not None and shown.size == now.size:
        box = ImageChops.difference(now, shown).getbbox()
    if box is None:
        return PicturePart((0, 0), now.size, b"")
    part = now if box == (0, 0, *now.size) else now.crop(box)
    return PicturePart((box[0], box[1]), now.size, _jpeg(part))


def _jpeg(image: Image.Image) -> bytes:
    """Letters keep their edges: colour is not thinned out."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()
