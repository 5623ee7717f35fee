"""The frame of a crop: drawn over the picture, drawn by its corners and sides, held to a ratio."""

from device.phone.apps.gallery.pixel import WHOLE, Box
from device.phone.toolkit import viewpart
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import Shape

RATIOS = {"1:1": 1.0, "4:3": 4 / 3, "16:9": 16 / 9}
"""Width by height."""
_NEAR = 0.12
"""How far from a side a finger still holds it, as a share of the picture."""
_LEAST = 0.05
_FRAME, _THIRDS = "#1E88E5", "#801E88E5"


def crop_view(crop: Box) -> tuple[View, ...]:
    """Dimmed around the frame, and the frame with its thirds."""
    left, top, right, bottom = crop
    sides = (
        ((left, top), (right, top)), ((right, top), (right, bottom)),
        ((right, bottom), (left, bottom)), ((left, bottom), (left, top)),
    )  # fmt: skip
    thirds = (
        [left + (right - left) * share / 3 for share in (1, 2)],
        [top + (bottom - top) * share / 3 for share in (1, 2)],
    )
    shapes = [Shape("line", _FRAME, 2.0, points=side) for side in sides]
    shapes += [Shape("line", _THIRDS, 1.0, points=((x, top), (x, bottom))) for x in thirds[0]]
    shapes += [Shape("line", _THIRDS, 1.0, points=((left, y), (right, y))) for y in thirds[1]]
    shapes += [
        Shape("circle", _FRAME, 0.0, points=((x, y), (0.018, 0.0)))
        for x in (left, right)
        for y in (top, bottom)
    ]
    return (View(box=viewpart.Box(width=-1.0, height=-1.0), shapes=tuple(shapes), important=False),)


def cropped_to(ratio: float) -> Box:
    """The largest frame of a ratio, in the middle; 0 = all. The ratio is of fractions of the picture."""
    if not ratio:
        return WHOLE
    wide, high = min(1.0, ratio), min(1.0, 1.0 / ratio)
    return ((1 - wide) / 2, (1 - high) / 2, (1 + wide) / 2, (1 + high) / 2)


def dragged(crop: Box, start: tuple[float, float], end: tuple[float, float], ratio: float = 0.0) -> Box:
    """The frame after a finger moved: what it held (a side, a corner, else the whole) goes along."""
    left, top, right, bottom = crop
    x, y = start
    across, down = end[0] - start[0], end[1] - start[1]
    held_left, held_right = abs(x - left) < _NEAR, abs(x - right) < _NEAR and abs(x - left) >= _NEAR
    held_top, held_bottom = abs(y - top) < _NEAR, abs(y - bottom) < _NEAR and abs(y - top) >= _NEAR
    if not (held_left or held_right or held_top or held_bottom):
        across = max(-left, min(1 - right, across))
        down = max(-top, min(1 - bottom, down))
        return (left + across, top + down, right + across, bottom + down)
    left = max(0.0, min(right - _LEAST, left + across * held_left))
    right = min(1.0, max(left + _LEAST, right + across * held_right))
    top = max(0.0, min(bottom - _LEAST, top + down * held_top))
    bottom = min(1.0, max(top + _LEAST, bottom + down * held_bottom))
    if ratio:
        high = min((right - left) / ratio, 1.0 - top)
        return (left, top, left + high * ratio, top + high)
    return (left, top, right, bottom)
