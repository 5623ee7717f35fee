"""Pictures of a page as the phone paints them: files over their ground, and canvases."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.web.colour import rgb_of
from device.phone.web.dom import Words
from device.phone.web.figure import LARGEST

if TYPE_CHECKING:
    from PIL.Image import Image

_SHIFTS = {"left": 0.0, "start": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}
_RAISED = {"top": 0.0, "hanging": 0.1, "middle": 0.5, "alphabetic": 0.79, "ideographic": 1.0, "bottom": 1.0}
"""Share of the text's size that lies above the place it is drawn at."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture file over a colour."""

    data: bytes
    ground: str

    def paint(self, width: int, height: int) -> "Image":
        """The picture, stretched to that size."""
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  (heavy)

        size = (max(1, min(width, LARGEST)), max(1, min(height, LARGEST)))
        floor = Image.new("RGB", size, rgb_of(self.ground))
        try:
            with Image.open(io.BytesIO(self.data)) as opened:
                opened.draft("RGB", size)
                layer = opened.convert("RGBA").resize(size, Image.Resampling.BILINEAR)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return floor
        floor.paste(layer, (0, 0), layer)
        return floor


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a canvas shows over a colour."""

    size: tuple[int, int]
    runs: tuple[int, ...]
    """Count and colour in turn, line by line; a colour is 0xAABBGGRR."""
    words: tuple[Words, ...]
    ground: str

    def paint(self, width: int, height: int) -> "Image":
        """The canvas, stretched to that size."""
        import numpy as np  # noqa: PLC0415  (heavy)
        from PIL import Image  # noqa: PLC0415  (heavy)

        size = (max(1, min(width, LARGEST)), max(1, min(height, LARGEST)))
        floor = Image.new("RGB", size, rgb_of(self.ground))
        counts, colours = np.array(self.runs[::2], np.int64), np.array(self.runs[1::2], np.int64)
        if self.size[0] * self.size[1] and counts.sum() == self.size[0] * self.size[1]:
            pixels = np.repeat(colours.astype(np.uint32), counts).view(np.uint8)
            layer = Image.frombytes("RGBA", self.size, pixels.tobytes())
            larger = size[0] >= self.size[0]
            layer = layer.resize(size, Image.Resampling.BILINEAR if not larger else Image.Resampling.BICUBIC)
            floor.paste(layer, (0, 0), layer)
        for words in self.words:
            self._write(floor, words, size[0] / max(1, self.size[0]))
        return floor

    def _write(self, floor: "Image", words: Words, scale: float) -> None:
        from PIL import Image  # noqa: PLC0415  (heavy)

        from device.phone.toolkit.font import text_width  # noqa: PLC0415
        from device.phone.toolkit.glyph import outlined, text_mask  # noqa: PLC0415  (draws)
        from device.phone.web.value import colour_of  # noqa: PLC0415

        size, weight = words.size * scale, 700 if words.bold else 400
        colour = colour_of(words.colour)
        mask = text_mask(words.text, size, weight) if size >= 1 and colour else None
        if mask is not None and words.stroke > 0:
            mask = outlined(mask, words.stroke * scale)
        if mask is None:
            return
        left = words.x * scale - text_width(words.text, size, weight) * _SHIFTS.get(words.align, 0.0)
        base = words.y * scale + size * (0.79 - _RAISED.get(words.base, 0.79)) * 0.93
        ink = Image.new("RGB", mask.image.size, rgb_of(colour))
        floor.paste(ink, (round(left) + mask.left, round(base) + mask.top), mask.image)
