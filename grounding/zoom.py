"""The square that GUI-AIMA (arXiv 2511.00810, code of 2025-11-11) looks at again, enlarged."""

import math

PATCH = 28
_REFERENCE_SIDE = 560
_REFERENCE_AREA = 5_760_000


def crop_side(size: tuple[int, int]) -> int:
    """Side of the square in pixels: a whole number of patches, about 23 % of the square root of the area.

    At least one patch (the published formula gives 0 for images under 14,400 px²), never more than the image.
    """
    width, height = size
    side = int(math.sqrt(width * height * _REFERENCE_SIDE**2 / _REFERENCE_AREA) / PATCH) * PATCH
    return max(1, min(max(PATCH, side), width, height))


def crop_box(point: tuple[float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The square round `point` (pixels) as xyxy, moved so that it lies inside `size` = (width, height).

    Raises ValueError for an image without an area, and for a point that is no pair of finite numbers.
    """
    width, height = size
    if width < 1 or height < 1:
        raise ValueError(f"an image of {width} x {height} pixels has nothing to look at")
    if not (math.isfinite(point[0]) and math.isfinite(point[1])):
        raise ValueError(f"{point} is no place on an image")
    side = crop_side(size)
    left = min(max(0, int(point[0]) - side // 2), width - side)
    top = min(max(0, int(point[1]) - side // 2), height - side)
    return left, top, left + side, top + side
