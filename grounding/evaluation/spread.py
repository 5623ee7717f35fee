"""Where the labels on a picture go, so that each can be read: inside it, and none on another."""

from collections.abc import Sequence
from itertools import product

from device.screen import Bounds

_ACROSS, _DOWN = 4, 12
"""How many half widths and whole heights a label is moved at most."""


def spread(wanted: Sequence[Bounds], size: tuple[int, int], taken: Sequence[Bounds] = ()) -> list[Bounds]:
    """Each box as near to where it was wanted as it has room in a picture of (width, height).

    `taken` is what else should be seen. Where there is no room for all, a box covers that, and
    at last another.
    """
    placed: list[Bounds] = []
    for box in wanted:
        places = [_inside(place, size) for place in _near(box)]
        free = (place for place in places if not _meets(place, (*placed, *taken)))
        less = (place for place in places if not _meets(place, placed))
        placed.append(next(free, None) or next(less, None) or places[0])
    return placed


def _near(box: Bounds) -> list[Bounds]:
    """The box itself, then moved, the shortest way first."""
    half, high = max(1, box.width // 2), max(1, box.height)
    steps = product(range(-_ACROSS, _ACROSS + 1), range(-_DOWN, _DOWN + 1))
    moves = sorted(((half * x, high * y) for x, y in steps), key=lambda move: move[0] ** 2 + move[1] ** 2)
    return [Bounds(box.left + x, box.top + y, box.right + x, box.bottom + y) for x, y in moves]


def _inside(box: Bounds, size: tuple[int, int]) -> Bounds:
    left = max(0, min(box.left, size[0] - box.width))
    top = max(0, min(box.top, size[1] - box.height))
    return Bounds(left, top, left + box.width, top + box.height)


def _meets(box: Bounds, others: Sequence[Bounds]) -> bool:
    return any(box.intersection(other).area for other in others)
