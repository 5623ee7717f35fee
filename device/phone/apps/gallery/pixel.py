"""Pictures turned, mirrored, cropped, tinted and drawn on; a part of one, magnified."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.toolkit.imaging import decoded, picture_size

if TYPE_CHECKING:
    from PIL.Image import Image

FILTERS = ("none", "grey", "sepia", "negative", "bright", "warm")
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "bmp": "BMP", "gif": "GIF"}
_SEPIA = (0.393, 0.769, 0.189, 0.0, 0.349, 0.686, 0.168, 0.0, 0.272, 0.534, 0.131, 0.0)
_WARM = (1.08, 0.0, 0.0, 6.0, 0.0, 1.0, 0.0, 2.0, 0.0, 0.0, 0.88, 0.0)
_QUALITY = 95
_STROKE = 0.008
"""Of the longer side."""
Line = tuple[float, float, float, float, str]
Box = tuple[float, float, float, float]
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class GalleryChange:
    """What shall be done with a picture, in this order."""

    turned: int = 0
    """Quarters to the right."""
    mirrored: bool = False
    upturned: bool = False
    filter: str = "none"
    lines: tuple[Line, ...] = ()
    """Strokes: from and to as fractions of what there is by then, and the colour."""
    crop: Box = WHOLE
    """Fractions of it."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A picture with its changes, drawn when it is first painted."""

    data: bytes
    change: GalleryChange

    def paint(self, width: int, height: int) -> "Image":
        """The whole of it, about that size."""
        return _changed(_opened(self.data, (width, height)), self.change)


@dataclass(frozen=True, slots=True)
class Part:
    """A picture in a window, larger than it fits."""

    data: bytes
    turned: int
    zoom: float
    """1 = all of it, within the window."""
    at: tuple[float, float]
    """What is in the middle of the window, as fractions of the picture."""

    def paint(self, width: int, height: int) -> "Image":
        """What the window shows of it, black around it."""
        from PIL import Image  # noqa: PLC0415  (heavy)

        whole = _opened(self.data, (round(width * self.zoom), round(height * self.zoom)))
        whole = _changed(whole, GalleryChange(turned=self.turned))
        scale = min(width / whole.width, height / whole.height) * self.zoom
        wide, high = width / scale, height / scale
        left, top = whole.width * self.at[0] - wide / 2, whole.height * self.at[1] - high / 2
        box = (left, top, left + wide, top + high)
        return whole.transform((width, height), Image.Transform.EXTENT, box, Image.Resampling.BICUBIC)


def _opened(data: bytes, size: tuple[int, int]) -> "Image":
    from PIL import Image  # noqa: PLC0415  (heavy)

    return decoded(data, size) or Image.new("RGB", (64, 64), "#404040")


def _changed(image: "Image", change: GalleryChange) -> "Image":
    from PIL import ImageDraw, ImageOps  # noqa: PLC0415  (heavy)

    if change.turned % 4:
        image = image.rotate(-90 * change.turned, expand=True)
    if change.mirrored:
        image = ImageOps.mirror(image)
    if change.upturned:
        image = ImageOps.flip(image)
    image = _tinted(image, change.filter)
    if change.lines:
        image = image.copy()
        brush = ImageDraw.Draw(image)
        wide, high = image.size
        stroke = max(2, round(max(wide, high) * _STROKE))
        for x1, y1, x2, y2, colour in change.lines:
            brush.line((x1 * wide, y1 * high, x2 * wide, y2 * high), fill=colour, width=stroke)
    if change.crop != WHOLE:
        left, top, right, bottom = change.crop
        wide, high = image.size
        box = (round(left * wide), round(top * high), round(right * wide), round(bottom * high))
        image = image.crop((box[0], box[1], max(box[0] + 1, box[2]), max(box[1] + 1, box[3])))
    return image


def _tinted(image: "Image", name: str) -> "Image":
    from PIL import ImageEnhance, ImageOps  # noqa: PLC0415  (heavy)

    if name == "grey":
        return ImageOps.grayscale(image).convert("RGB")
    if name == "negative":
        return ImageOps.invert(image)
    if name == "bright":
        return ImageEnhance.Brightness(image).enhance(1.3)
    if name in ("sepia", "warm"):
        return image.convert("RGB", _SEPIA if name == "sepia" else _WARM)
    return image


def written(data: bytes, change: GalleryChange, name: str, size: tuple[int, int] = (0, 0)) -> bytes | None:
    """The changed picture as a file of the kind that its name tells; None when it cannot be read.

    `size` other than (0, 0): resized to it.
    """
    image = decoded(data, picture_size(data) or (1, 1))
    if image is None:
        return None
    done = _changed(image, change)
    if size != (0, 0):
        done = done.resize(size)
    out = io.BytesIO()
    done.save(out, _FORMATS.get(name.rpartition(".")[2].lower(), "PNG"), quality=_QUALITY)
    return out.getvalue()
