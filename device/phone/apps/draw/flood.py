"""The area of one colour around a place, as runs of pixels: what the paint bucket fills."""

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Run = tuple[int, int, int]
"""Row, first column, and the column behind the last one."""


def area(pixels: "NDArray[np.uint8]", x: int, y: int) -> list[Run]:
    """The runs joined to the pixel at (x, y), up, down and sideways, that have its very colour, by row.

    `pixels` is (height, width, 3).
    """
    import numpy as np  # noqa: PLC0415  (heavy)

    same = (pixels == pixels[y, x]).all(axis=2)
    edges = np.diff(np.pad(same, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, begins = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    first = np.searchsorted(rows, np.arange(pixels.shape[0] + 1)).tolist()
    starts, stops, lines = begins.tolist(), ends.tolist(), rows.tolist()
    seed = bisect_left(stops, x + 1, first[y], first[y + 1])
    found, waiting = {seed}, [seed]
    while waiting:
        run = waiting.pop()
        for line in (lines[run] - 1, lines[run] + 1):
            if not 0 <= line < pixels.shape[0]:
                continue
            low, high = first[line], first[line + 1]
            near = bisect_left(stops, starts[run] + 1, low, high)
            while near < high and starts[near] < stops[run]:
                if near not in found:
                    found.add(near)
                    waiting.append(near)
                near += 1
    return [(lines[run], starts[run], stops[run]) for run in sorted(found)]
