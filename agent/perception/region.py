"""Which parts of a picture changed, as boxes for a model that compares two screens.

ColorAgent frames at most two such parts; parts smaller than a thousand pixels are cursors and clocks.
"""

import numpy as np

from device.screen import Bounds, Screenshot

_CELL = 8
"""Device pixels to a cell: parts less than a cell apart are one."""
_DIFFERENT = 5
"""How much a colour must differ, of 255, to have changed."""
_SMALLEST = 1000
"""Changed device pixels that make a part."""
STATUS_BAR = 0.04
"""Part of the picture's height that shows the clock and icons that change by themselves."""


def changed_regions(before: Screenshot | None, after: Screenshot | None) -> tuple[Bounds, ...]:
    """Boxes around the changed parts, in device pixels, largest first; nothing without two like pictures."""
    if before is None or after is None or before.size != after.size:
        return ()
    difference = np.abs(np.asarray(before.image, np.int16) - np.asarray(after.image, np.int16)).max(axis=2)
    changed = difference > _DIFFERENT
    height, width = changed.shape
    changed[: int(height * STATUS_BAR)] = False
    rows, columns = -(-height // _CELL), -(-width // _CELL)
    padded = np.zeros((rows * _CELL, columns * _CELL), np.bool_)
    padded[:height, :width] = changed
    counts = padded.reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3))
    cells = {(int(row), int(column)): int(counts[row, column]) for row, column in np.argwhere(counts)}
    parts = []
    while cells:
        part = grown(next(iter(cells)), cells)
        if sum(part.values()) >= _SMALLEST:
            parts.append(part)
    parts.sort(key=lambda part: -sum(part.values()))
    return tuple(_box(part, width, height) for part in parts)


def grown(start: tuple[int, int], cells: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """All cells that hang together with the first; they are taken out of `cells`."""
    part = {start: cells.pop(start)}
    edge = [start]
    while edge:
        row, column = edge.pop()
        for near in ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)):
            if near in cells:
                part[near] = cells.pop(near)
                edge.append(near)
    return part


def _box(part: dict[tuple[int, int], int], width: int, height: int) -> Bounds:
    rows, columns = [row for row, _ in part], [column for _, column in part]
    return Bounds(
        min(columns) * _CELL,
        min(rows) * _CELL,
        min((max(columns) + 1) * _CELL, width),
        min((max(rows) + 1) * _CELL, height),
    )
