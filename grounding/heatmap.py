"""From a score per image patch to places to click.

One decoder serves GUI-Actor, V2P (arXiv 2508.13634) and GUI-AIMA (arXiv 2511.00810): connected regions of
patches above a share of the highest score. They differ only in how regions are ranked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from PIL import Image

_RANKS = ("max", "mean")
_CENTERS = ("weighted", "rect")


@dataclass(frozen=True, slots=True)
class Region:
    """Neighbouring patches that stand out together."""

    point: tuple[float, float]
    """(x, y), each 0-1 of the image."""
    score: float
    size: int
    """How many patches."""


def shares(scores: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Scores as parts of the highest one; NaN, infinity and what is below 0 count as 0."""
    finite = np.nan_to_num(np.asarray(scores, dtype=np.float64), nan=0.0, posinf=0.0, neginf=0.0).clip(0)
    return finite / (float(finite.max(initial=0.0)) or 1.0)


def grey(scores: npt.ArrayLike) -> Image.Image:
    """Scores by rows and columns as a picture, the highest white."""
    return Image.fromarray(np.round(255 * shares(scores)).astype(np.uint8))


def decode_patches(
    scores: npt.ArrayLike,
    grid: tuple[int, int],
    threshold: float = 0.3,
    rank: Literal["max", "mean"] = "max",
    center: Literal["weighted", "rect"] = "weighted",
) -> list[Region]:
    """The 4-connected regions of patches that score above `threshold` times the maximum, best first.

    `scores` are flat and row-major over `grid` = (width, height) patches. `rank` is "mean" in GUI-Actor,
    "max" in V2P and GUI-AIMA. `center` is the score-weighted mean of patch centres, or ("rect") the middle of
    the distinct columns and rows. NaN and what is below 0 count as 0; a map without a positive
    score gives one region, the middle of the image, with score 0 and every patch, and where none is above the
    threshold (from 1 on) the highest patches stand alone, so that a caller always has a point.

    Raises ValueError when the number of scores is not that of the grid, the grid has no patch, or there is no
    such rank or center.
    """
    if rank not in _RANKS:
        raise ValueError(f"regions are not ranked by {rank!r}, but {', '.join(_RANKS)}")
    if center not in _CENTERS:
        raise ValueError(f"a region has no center {center!r}, but {', '.join(_CENTERS)}")
    columns, rows = grid
    flat = np.asarray(scores, dtype=np.float64).ravel()
    if columns < 1 or rows < 1 or flat.size != columns * rows:
        raise ValueError(f"{flat.size} scores for a grid of {columns} x {rows} patches")
    finite = np.clip(np.nan_to_num(flat, nan=0.0, posinf=np.finfo(np.float64).max), 0.0, None)
    highest = float(np.max(finite))
    if highest <= 0:
        return [Region((0.5, 0.5), 0.0, flat.size)]
    active = finite > threshold * highest
    if not active.any():
        active = finite == highest
    regions = []
    for members in _connected(active, columns, rows):
        values = finite[members]
        across = (members % columns + 0.5) / columns
        down = (members // columns + 0.5) / rows
        if center == "weighted":
            weights = values / np.max(values)  # keeps the sum finite for huge scores
            point = (float(np.average(across, weights=weights)), float(np.average(down, weights=weights)))
        else:
            point = (float(np.unique(across).mean()), float(np.unique(down).mean()))
        score = float(np.max(values) if rank == "max" else values.mean())
        regions.append(Region(point, score, len(members)))
    regions.sort(key=lambda region: -region.score)  # stable: equals keep the order of their first patch
    return regions


def _connected(active: npt.NDArray[np.bool_], columns: int, rows: int) -> Iterator[npt.NDArray[np.intp]]:
    """Patch indices of each 4-connected region, in the order of the regions' first patches."""
    waiting = active.copy()
    for first in np.flatnonzero(active):
        if not waiting[first]:
            continue
        waiting[first] = False
        members = [int(first)]
        for patch in members:  # grows while it is walked: breadth first
            column, row = patch % columns, patch // columns
            for near, inside in (
                (patch - columns, row > 0),
                (patch + columns, row < rows - 1),
                (patch - 1, column > 0),
                (patch + 1, column < columns - 1),
            ):
                if inside and waiting[near]:
                    waiting[near] = False
                    members.append(near)
        yield np.array(members, dtype=np.intp)
