"""How loud a recording is over time, and what that looks like."""

from functools import lru_cache
from math import ceil
from zlib import crc32

from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Shape

STEP_MS = 100
"""Of the bars while it records."""
_BARS = 56
"""Beside each other on the screen."""
_MOST = 600
"""Steps that are kept of a recording."""


def loudness(seed: int, step: int) -> int:
    """What the microphone hears in one step: 0-255, louder and softer by turns, equal for equal seeds."""
    swell = crc32(f"{seed} {step // 8}".encode()) % 160
    return min(255, 20 + swell + crc32(f"{seed} {step}".encode()) % 70)


def kept_wave(seed: int, length_ms: int) -> bytes:
    """What is kept of a whole recording: at most 600 values, in equal steps."""
    steps = max(1, length_ms // STEP_MS)
    count = min(steps, _MOST)
    return bytes(loudness(seed, place * steps // count) for place in range(count))


def heard(seed: int, length_ms: int) -> bytes:
    """The latest moments of a recording that is under way."""
    last = length_ms // STEP_MS
    return bytes(loudness(seed, step) for step in range(max(0, last - _BARS), last))


def wave_view(wave: bytes, *, height: float, resource_id: str, description: str, played: float = 0.0) -> View:
    """Bars across the screen, those before the fraction `played` coloured; without any a thin line."""
    bars = wave if len(wave) <= _BARS else bytes(wave[place * len(wave) // _BARS] for place in range(_BARS))
    return View(
        "android.view.View",
        resource_id,
        content_description=description,
        box=Box(width=FILL, height=height, margin=(16.0, 0.0, 16.0, 0.0)),
        shapes=_shapes(bars, ceil(played * len(bars))),
    )


@lru_cache(maxsize=64)
def _shapes(bars: bytes, coloured: int) -> tuple[Shape, ...]:
    """A line for each bar, the first `coloured` of them as played."""
    gap = 1.0 / _BARS
    shapes = []
    for place, loud in enumerate(bars):
        x, half = (place + 0.5) * gap, max(0.01, loud / 255 * 0.45)
        colour = "primary" if place < coloured else "on_surface_variant"
        shapes.append(Shape("line", colour, 3.0, points=((x, 0.5 - half), (x, 0.5 + half))))
    return tuple(shapes) or (Shape("line", "outline_variant", 1.0, points=((0.0, 0.5), (1.0, 0.5))),)
