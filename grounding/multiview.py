"""MVP, multi-view prediction (arXiv 2512.08529): look again at the parts the model attended to, and agree.

The pure parts: attention to views, points of views back to the image, and the choice among them. Where
paper and published code differ the code's rule is the default and the paper's an option.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from grounding.parse import Pair

Floats = npt.NDArray[np.float64]
Box = tuple[int, int, int, int]
Linkage = Literal["complete", "star", "centroid"]


@dataclass(frozen=True, slots=True)
class ViewRegion:
    """A part of the image to look at."""

    region: Box
    """xyxy, whole pixels of the image."""
    coverage: int
    """How many of the most attended patches have their centre inside."""


@dataclass(frozen=True, slots=True)
class BorderView:
    """The image with a white border, which moves every patch boundary."""

    size: tuple[int, int]
    """(width, height) with the border."""
    offset: tuple[int, int]
    """Where the image's corner lies inside it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the views agree on."""

    point: Pair
    index: int
    """The view the point comes from; -1 for a centroid."""
    groups: tuple[tuple[int, ...], ...]
    """Views that agree with each other, the winning group first."""


def reduce_heads(attention: npt.ArrayLike, visual: slice, how: Literal["max", "mean"] = "max") -> Floats:
    """(heads, L) attention of one query to (n,) scores of the visual tokens; the paper takes the mean.

    Raises ValueError for another way to reduce them, and for attention of another form.
    """
    if how not in _REDUCED:
        raise ValueError(f"heads are not reduced by {how!r}, but {', '.join(_REDUCED)}")
    every = np.asarray(attention, dtype=np.float64)
    if every.ndim != 2 or not len(every):
        raise ValueError(f"the attention of one query is (heads, length), not {every.shape}")
    rows = every[:, visual]
    reduced: Floats = rows.max(axis=0) if how == "max" else rows.mean(axis=0)
    return reduced


def top_tokens(scores: npt.ArrayLike, k: int) -> npt.NDArray[np.intp]:
    """Indices of the k highest scores, highest first; equals in index order. NaN comes last."""
    flat = np.asarray(scores, dtype=np.float64).ravel()
    order = np.argsort(-np.nan_to_num(flat, nan=-np.inf), kind="stable")
    return order[: max(0, k)]


def view_regions(
    scores: npt.ArrayLike,
    grid: tuple[int, int],
    image_size: tuple[int, int],
    resized_size: tuple[int, int],
    top_k: int = 100,
    crop: tuple[int, int] = (1288, 728),
    views: int = 4,
) -> list[ViewRegion]:
    """Crops round the most attended patches, by how many of those they hold, at most `views`.

    Ties keep the order of attention; of equal regions the one that holds most counts, as published: where
    they round to the same pixels they may hold different patches. No visual token gives no region, and
    neither does attention that is NaN.

    Raises ValueError when the number of scores is not that of the grid, and for a size without an area.
    """
    columns, rows = grid
    flat = np.asarray(scores, dtype=np.float64).ravel()
    if flat.size != columns * rows:
        raise ValueError(f"{flat.size} scores for a grid of {columns} x {rows} patches")
    if not flat.size:
        return []
    if min(*image_size, *resized_size, *crop) < 1:
        raise ValueError(f"crops of {crop} from {image_size} seen as {resized_size}: a size without an area")
    chosen = top_tokens(flat, top_k)
    chosen = chosen[~np.isnan(flat[chosen])]
    width, height = image_size
    step_x, step_y = resized_size[0] / columns, resized_size[1] / rows
    across = (chosen % columns + 0.5) * step_x * width / resized_size[0]
    down = (chosen // columns + 0.5) * step_y * height / resized_size[1]
    side_x, side_y = min(crop[0], width), min(crop[1], height)
    around: list[tuple[Box, int]] = []
    for x, y in zip(across, down, strict=True):
        left, right = _span(float(x), side_x, width)
        top, bottom = _span(float(y), side_y, height)
        inside = (across >= left) & (across <= right) & (down >= top) & (down <= bottom)
        around.append(((int(left), int(top), int(right), int(bottom)), int(inside.sum())))
    found: dict[Box, int] = {}
    for region, coverage in sorted(around, key=lambda each: -each[1]):
        found.setdefault(region, coverage)
    return [ViewRegion(region, coverage) for region, coverage in list(found.items())[:views]]


def _span(middle: float, side: int, limit: int) -> tuple[float, float]:
    """A stretch of `side` round `middle`, moved so that it stays within 0..limit."""
    start = max(0.0, middle - side / 2)
    end = min(float(limit), start + side)
    if end - start < side:
        start, end = (0.0, float(side)) if start == 0 else (end - side, end)
    return start, end


def border_views(size: tuple[int, int], views: Literal[2, 4] = 4, width: int = 32) -> list[BorderView]:
    """Views without attention: `width` pixels of border on the left, top, right, bottom, in that order.

    Raises ValueError for another number of views, or a border of less than nothing.
    """
    if views not in (2, 4) or width < 0:
        raise ValueError(
            f"there are 2 or 4 views with a border of 0 pixels or more, not {views} with {width}"
        )
    wide, high = (size[0] + width, size[1]), (size[0], size[1] + width)
    made = [
        BorderView(wide, (width, 0)),
        BorderView(high, (0, width)),
        BorderView(wide, (0, 0)),
        BorderView(high, (0, 0)),
    ]
    return made[:views]


def map_back(point: Pair, region: tuple[float, float, float, float], scale: float) -> Pair:
    """A point in pixels of a view that was cut at `region` and enlarged `scale` times, as image pixels."""
    if scale <= 0:
        raise ValueError("a view is enlarged by a positive factor")
    return region[0] + point[0] / scale, region[1] + point[1] / scale


def choose(
    points: Sequence[Pair] | npt.NDArray[Any],
    coverage: Sequence[float] | npt.NDArray[Any],
    threshold: float = 14,
    linkage: Linkage = "complete",
    select: Literal["max_coverage", "centroid"] = "max_coverage",
) -> Choice:
    """The point of the largest group of views that agree within `threshold` pixels.

    A group's score is its size plus a thousandth of its mean coverage. Linkage: "complete", within the
    threshold of every member on each axis (code since 2026-02); "star", of the first member (made the
    published logs); "centroid", Euclidean to the moving centre (paper). The point is that of the member with
    the highest coverage, the first of equals (code), or the group's mean (paper).

    Raises ValueError without any point, when points and coverage differ in number, or for a linkage or way to
    select that there is none of.
    """
    if linkage not in _GROUPING:
        raise ValueError(f"there is no linkage {linkage!r}, but {', '.join(_GROUPING)}")
    if select not in _SELECT:
        raise ValueError(f"there is no way to select {select!r}, but {', '.join(_SELECT)}")
    if not len(points) or len(points) != len(coverage):
        raise ValueError(f"{len(points)} points and {len(coverage)} coverages to choose from")
    places = [(float(x), float(y)) for x, y in points]
    groups = _GROUPING[linkage](places, threshold)
    if linkage == "complete":
        groups.sort(key=lambda group: -len(group))
    groups.sort(key=lambda group: -(len(group) + sum(coverage[i] for i in group) / len(group) / 1000))
    best = groups[0]
    ordered = tuple(tuple(group) for group in groups)
    if select == "centroid":
        mean_x = sum(places[i][0] for i in best) / len(best)
        mean_y = sum(places[i][1] for i in best) / len(best)
        return Choice((mean_x, mean_y), -1, ordered)
    index = max(best, key=lambda i: coverage[i])  # max takes the first of equals
    return Choice(places[index], index, ordered)


def _near(a: Pair, b: Pair, threshold: float) -> bool:
    return abs(a[0] - b[0]) <= threshold and abs(a[1] - b[1]) <= threshold


def _linked(points: Sequence[Pair], threshold: float, *, every: bool) -> list[list[int]]:
    free = list(range(len(points)))
    groups: list[list[int]] = []
    while free:
        group = [free.pop(0)]
        for candidate in list(free):
            compared = group if every else group[:1]
            if all(_near(points[member], points[candidate], threshold) for member in compared):
                group.append(candidate)
                free.remove(candidate)
        groups.append(group)
    return groups


def _complete(points: Sequence[Pair], threshold: float) -> list[list[int]]:
    return _linked(points, threshold, every=True)


def _star(points: Sequence[Pair], threshold: float) -> list[list[int]]:
    return _linked(points, threshold, every=False)


def _centroid(points: Sequence[Pair], threshold: float) -> list[list[int]]:
    """Grow round a centre until nothing changes; the seed always stays."""
    free = list(range(len(points)))
    groups: list[list[int]] = []
    while free:
        seed = free[0]
        group = [seed]
        for _ in range(len(points)):
            centre = (
                sum(points[i][0] for i in group) / len(group),
                sum(points[i][1] for i in group) / len(group),
            )
            grown = [i for i in free if i == seed or math.dist(points[i], centre) <= threshold]
            if grown == group:
                break
            group = grown
        groups.append(group)
        free = [i for i in free if i not in group]
    return groups


_REDUCED = ("max", "mean")
_SELECT = ("max_coverage", "centroid")
_GROUPING: dict[str, Callable[[Sequence[Pair], float], list[list[int]]]] = {
    "complete": _complete,
    "star": _star,
    "centroid": _centroid,
}
