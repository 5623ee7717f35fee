"""Models run here from a folder: how large they see a picture."""

import math

_MOST_STRETCHED = 200


def smart_resize(
    height: int, width: int, factor: int = 28, min_pixels: int = 3136, max_pixels: int = 8_847_360
) -> tuple[int, int]:
    """The (height, width) in pixels to which Qwen's processors resize a picture of height x width pixels.

    Both sides become whole multiples of `factor` (patch side times merge: 28 for Qwen2.5-VL, 32 for
    Qwen3-VL), at least one, halves rounded to even; the area is brought within `min_pixels` and `max_pixels`
    with the shape kept. Source: qwen-vl-utils; the default limits are those of MVP (arXiv 2512.08529).

    Raises ValueError for a side below one pixel, and where one side is over 200 times the other.
    """
    if min(height, width, factor) < 1:
        raise ValueError(f"a picture of {width} x {height} pixels in steps of {factor} cannot be resized")
    if max(height, width) > _MOST_STRETCHED * min(height, width):
        raise ValueError(f"{width} x {height} pixels: one side is over {_MOST_STRETCHED} times the other")
    high = max(factor, round(height / factor) * factor)
    wide = max(factor, round(width / factor) * factor)
    if high * wide > max_pixels:
        shrink = math.sqrt(height * width / max_pixels)
        high = max(factor, math.floor(height / shrink / factor) * factor)
        wide = max(factor, math.floor(width / shrink / factor) * factor)
    elif high * wide < min_pixels:
        grow = math.sqrt(min_pixels / (height * width))
        high = math.ceil(height * grow / factor) * factor
        wide = math.ceil(width * grow / factor) * factor
    return high, wide
