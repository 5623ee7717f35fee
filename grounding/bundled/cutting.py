"""Cutting icons out of a picture, the way the network was shown them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

SIDE = 32
"""Pixels along a crop as the network sees it."""
ROUND = 1.45
"""A crop's side over the longer side of what is drawn."""

Floats = npt.NDArray[np.float32]


def crops(picture: Image.Image, places: Sequence[tuple[float, float, float]]) -> Floats:
    """(n, 3, 32, 32), 0-1: round each (x, y, longer side of the icon) in pixels of the picture.

    What reaches outside repeats the edge.
    """
    made = np.empty((len(places), SIDE, SIDE, 3), dtype=np.uint8)
    for row, (x, y, inked) in enumerate(places):
        half = max(1.0, inked * ROUND / 2)
        left, top, right, bottom = x - half, y - half, x + half, y + half
        out = (int(max(0, -left)) + 1, int(max(0, -top)) + 1,
               int(max(0, right - picture.width)) + 1, int(max(0, bottom - picture.height)) + 1)  # fmt: skip
        source, shift = picture, (0, 0)
        if left < 0 or top < 0 or right > picture.width or bottom > picture.height:
            area = (max(0, int(left)), max(0, int(top)), min(picture.width, int(right) + 1),
                    min(picture.height, int(bottom) + 1))  # fmt: skip
            part = np.pad(
                np.asarray(picture.crop(area)), ((out[1], out[3]), (out[0], out[2]), (0, 0)), mode="edge"
            )
            source, shift = Image.fromarray(part), (area[0] - out[0], area[1] - out[1])
        how = Image.Resampling.BOX if 2 * half > SIDE else Image.Resampling.BILINEAR
        box = (left - shift[0], top - shift[1], right - shift[0], bottom - shift[1])
        made[row] = np.asarray(source.resize((SIDE, SIDE), how, box=box))
    return made.transpose(0, 3, 1, 2).astype(np.float32) / np.float32(255)
