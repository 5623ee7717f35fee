"""Which parts of a screen to look at again, and how they are cut out.

Three ways: by what the model attended to (MVP, arXiv 2512.08529), round its own first answer, or the whole
screen with a border, which moves every patch boundary. Only the first is MVP.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image

from grounding.look import Look, Size, in_pixels
from grounding.multiview import Box, border_views, view_regions
from grounding.parse import Pair

Source = Literal["attention", "answer", "border"]


@dataclass(frozen=True, slots=True)
class View:
    """A part of a picture, or the picture with something round it."""

    region: Box
    """xyxy pixels of the picture; reaches outside it for a border."""
    coverage: int
    """How many of the most attended patches it holds; 0 where it shows the whole picture."""
    scale: float = 1.0
    """How many times it is enlarged."""

    def cut(self, picture: Image.Image) -> Image.Image:
        """The view as a picture of its own, white where it reaches outside."""
        left, top, right, bottom = self.region
        if left < 0 or top < 0 or right > picture.width or bottom > picture.height:
            part = Image.new("RGB", (right - left, bottom - top), "white")
            part.paste(picture, (-left, -top))
        else:
            part = picture.crop(self.region)
        if self.scale == 1:
            return part
        size = (max(1, round(part.width * self.scale)), max(1, round(part.height * self.scale)))
        return part.resize(size, Image.Resampling.BICUBIC)

    def in_picture(self, point: Pair | None, size: Size) -> Pair | None:
        """A point of the view (0-1) in pixels of the picture; None where it is none or lies outside."""
        if point is None:
            return None
        left, top, right, bottom = self.region
        x, y = in_pixels(point, (right - left, bottom - top))
        inside = 0 <= left + x <= size[0] and 0 <= top + y <= size[1]
        return (left + x, top + y) if inside else None


@dataclass(frozen=True, slots=True)
class Cutting:
    """How views are cut, with the constants of MVP's code."""

    crop: Size = (1288, 728)
    """(width, height) in pixels, never more than the picture."""
    scale: float = 2.0
    top_k: int = 100
    """How many of the most attended patches count."""
    border: int = 32
    """Pixels."""


def propose(look: Look, size: Size, count: int, cutting: Cutting) -> tuple[Source, list[View]]:
    """At most `count` views to look at after the whole picture of `size`, best first, and by what."""
    if look.scores is not None and np.isfinite(look.scores).any() and min(look.grid) > 0:
        regions = view_regions(
            look.scores, look.grid, size, look.resized, cutting.top_k, cutting.crop, views=count
        )
        return "attention", [View(each.region, each.coverage, cutting.scale) for each in regions]
    if look.point is not None:
        return "answer", _round(in_pixels(look.point, size), size, count, cutting)
    borders = border_views(size, 4, cutting.border)[:count]
    return "border", [
        View((-b.offset[0], -b.offset[1], b.size[0] - b.offset[0], b.size[1] - b.offset[1]), 0)
        for b in borders
    ]


def _round(point: Pair, size: Size, count: int, cutting: Cutting) -> list[View]:
    """Crops round a point, each next one three quarters as large and enlarged by as much more."""
    views: list[View] = []
    share = 1.0
    for _ in range(count):
        width = max(1, min(size[0], round(cutting.crop[0] * share)))
        height = max(1, min(size[1], round(cutting.crop[1] * share)))
        left = min(max(0, round(point[0] - width / 2)), size[0] - width)
        top = min(max(0, round(point[1] - height / 2)), size[1] - height)
        views.append(View((left, top, left + width, top + height), 1, cutting.scale / share))
        share *= 0.75
    return views
