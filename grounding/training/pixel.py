"""A picture as the small network sees it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

WIDTH = 360
"""Every picture is brought to this many pixels across."""
PATCH = 8
"""Pixels along one patch: about 24 on a screen of 1080."""
_MOST_STRETCHED = 8

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture at the network's size."""

    values: Floats
    """(3, height, width), 0-1, whole patches; what is missing at the foot is grey."""
    size: tuple[int, int]
    """(width, height) of the picture in it."""

    @property
    def grid(self) -> tuple[int, int]:
        """(width, height) in patches."""
        return self.values.shape[2] // PATCH, self.values.shape[1] // PATCH


def to_pixels(picture: Image.Image) -> Pixels:
    """The picture, shrunk or enlarged with its shape kept, down to whole patches.

    Raises ValueError for one over 8 times as high as wide, or the reverse.
    """
    if max(picture.size) > _MOST_STRETCHED * min(picture.size):
        raise ValueError(f"{picture.width} x {picture.height} pixels: too long and thin to look at")
    height = max(1, round(picture.height * WIDTH / picture.width))
    shrunk = picture.convert("RGB")
    if shrunk.size != (WIDTH, height):
        how = Image.Resampling.BOX if picture.width > WIDTH else Image.Resampling.BICUBIC
        shrunk = shrunk.resize((WIDTH, height), how, reducing_gap=2.0)
    values = np.full((3, -(-height // PATCH) * PATCH, WIDTH), 0.5, dtype=np.float32)
    values[:, :height] = np.asarray(shrunk, dtype=np.float32).transpose(2, 0, 1) / 255
    return Pixels(values, (WIDTH, height))
