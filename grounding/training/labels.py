"""What a trainable grounder should attend to: one weight per image patch for a target box.

Labels are flat, row-major over the grid of whole patches, not normalised (the losses divide by the sum). The
image is one already resized to whole patches; what is left of a part patch at its edge has no label. A box is
xyxy pixels and is cut to the image; a box outside the image gives a label of zeros, and so does what is no
box: a number in it that is none, or edges the wrong way round.
"""

import math
from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
Size = tuple[int, int]

_POINT = 1e-6
"""A side shorter than this, in pixels, counts as a point: its sigma would vanish."""


def _edges(size: int, patch: int) -> tuple[Floats, Floats]:
    """Where the patches of one axis begin and end."""
    if patch < 1:
        raise ValueError(f"a patch has a side of 1 pixel or more, not {patch}")
    count = size // patch
    if count < 1:
        raise ValueError(f"an image side of {size} pixels holds no patch of {patch}")
    starts = np.arange(count, dtype=np.float64) * patch
    return starts, starts + patch


def _is_box(box: Box) -> bool:
    """False for NaN too, which is not in order with anything."""
    return box[0] <= box[2] and box[1] <= box[3]


def _clipped(box: Box, image_size: Size) -> Box:
    """The part within the image; without area for what is no box."""
    if not _is_box(box):
        return (0.0, 0.0, 0.0, 0.0)
    left, top, right, bottom = (float(edge) for edge in box)  # of an array or a tensor too
    width, height = image_size
    return (
        min(max(0.0, left), width),
        min(max(0.0, top), height),
        min(max(0.0, right), width),
        min(max(0.0, bottom), height),
    )


def _is_beside(low: float, high: float, size: int) -> bool:
    """Whether a stretch has nothing in 0..size; one without length does within it, edges included."""
    if low == high:
        return low < 0 or low > size
    return high <= 0 or low >= size


def _overlap(low: float, high: float, size: int, patch: int) -> Floats:
    """Pixels of each patch of one axis that lie between two edges."""
    starts, ends = _edges(size, patch)
    shared: Floats = np.clip(np.minimum(ends, high) - np.maximum(starts, low), 0.0, None)
    return shared


def _check_positive(name: str, value: float) -> None:
    if not (value > 0 and math.isfinite(value)):
        raise ValueError(f"{name} is a positive number, not {value}")


def _outer(across: Floats, down: Floats) -> Floats:
    flat: Floats = np.outer(down, across).ravel()
    return flat


def binary(box: Box, image_size: Size, patch: int = 28) -> Floats:
    """1 for every patch that shares a positive area with the box (GUI-Actor, arXiv 2506.03143)."""
    left, top, right, bottom = _clipped(box, image_size)
    across = _overlap(left, right, image_size[0], patch) > 0
    down = _overlap(top, bottom, image_size[1], patch) > 0
    return _outer(across.astype(np.float64), down.astype(np.float64))


def center(box: Box, image_size: Size, patch: int = 28) -> Floats:
    """1 for the patch that holds the middle of the box's part in the image, 0 elsewhere (V2P's "center")."""
    columns, rows = len(_edges(image_size[0], patch)[0]), len(_edges(image_size[1], patch)[0])
    label = np.zeros(columns * rows)
    left, top, right, bottom = _clipped(box, image_size)
    if _is_box(box) and not (
        _is_beside(box[0], box[2], image_size[0]) or _is_beside(box[1], box[3], image_size[1])
    ):
        column, row = int((left + right) / 2 // patch), int((top + bottom) / 2 // patch)
        if column < columns and row < rows:
            label[row * columns + column] = 1.0
    return label


def _mass(low: float, high: float, size: int, patch: int, sigma_factor: float) -> Floats:
    """Normal mass of the interval's part in each patch; a point puts all of its mass into its patch."""
    starts, ends = _edges(size, patch)
    if high - low < _POINT:
        held: Floats = ((starts <= low) & (low < ends)).astype(np.float64)
        return held
    middle, sigma = (low + high) / 2, (high - low) / sigma_factor
    from_, to = np.maximum(starts, low), np.minimum(ends, high)
    cumulative = np.vectorize(lambda x: 0.5 * (1 + math.erf((x - middle) / (sigma * math.sqrt(2)))))
    mass: Floats = np.where(to > from_, cumulative(to) - cumulative(from_), 0.0)
    return mass


def v2p_gaussian(box: Box, image_size: Size, patch: int = 28, sigma_factor: float = 4.1325) -> Floats:
    """The mass of a normal distribution round the box's middle, in each patch's part of the box.

    V2P (arXiv 2508.13634, code of 2025-10-24): sigma is the box's side divided by `sigma_factor`; 4.1325 puts
    96 % of an axis into the box, and the published scripts pass 1, which is almost flat. The original gives
    NaN for a box without width or height: here such a side counts as a point in its patch.

    Raises ValueError for a `sigma_factor` that is no positive number.
    """
    _check_positive("sigma_factor", sigma_factor)
    left, top, right, bottom = _clipped(box, image_size)
    outside_x = _is_beside(box[0], box[2], image_size[0])
    outside_y = _is_beside(box[1], box[3], image_size[1])
    across = _mass(left, right, image_size[0], patch, sigma_factor)
    down = _mass(top, bottom, image_size[1], patch, sigma_factor)
    return _outer(across * (_is_box(box) and not outside_x), down * (not outside_y))


def _share_of_patch(shared: Floats, area: float, patch: int) -> Floats:
    del area
    return shared / (patch * patch + 1e-7)


def _share_of_box(shared: Floats, area: float, patch: int) -> Floats:
    del patch
    return shared / (area + 1e-7)


def _share_of_union(shared: Floats, area: float, patch: int) -> Floats:
    return shared / (patch * patch + area - shared + 1e-7)


_SHARE: dict[str, Callable[[Floats, float, int], Floats]] = {
    "patch": _share_of_patch,
    "box": _share_of_box,
    "iou": _share_of_union,
}


def aima(
    box: Box,
    image_size: Size,
    patch: int = 28,
    alpha: float = 0.8,
    metric: Literal["patch", "box", "iou"] = "patch",
) -> Floats:
    """Overlap with the box times a Gaussian of the patch centre's distance (GUI-AIMA, arXiv 2511.00810).

    Sigma is `alpha` times the box's side. `metric` says what the overlap is a share of: the patch (published
    code), the box, or their union (the paper's text).

    Raises ValueError for another metric, or an `alpha` that is no positive number.
    """
    if metric not in _SHARE:
        raise ValueError(f"there is no metric {metric!r}, but {', '.join(_SHARE)}")
    _check_positive("alpha", alpha)
    left, top, right, bottom = _clipped(box, image_size)
    shared = _outer(_overlap(left, right, image_size[0], patch), _overlap(top, bottom, image_size[1], patch))
    starts_x, starts_y = _edges(image_size[0], patch)[0], _edges(image_size[1], patch)[0]
    spread_x, spread_y = alpha * (right - left), alpha * (bottom - top)
    off_x = (starts_x + patch / 2 - (left + right) / 2) ** 2 / (spread_x**2 + 1e-7)
    off_y = (starts_y + patch / 2 - (top + bottom) / 2) ** 2 / (spread_y**2 + 1e-7)
    near = _outer(np.exp(-0.5 * off_x), np.exp(-0.5 * off_y))
    label: Floats = _SHARE[metric](shared, (right - left) * (bottom - top), patch) * near
    return label


def area(box: Box, image_size: Size, patch: int = 28) -> Floats:
    """The share of each patch that the box covers.

    Uniform like `binary`, but a patch that the box only touches hardly counts: the control that tells what
    of V2P's gain is its Gaussian and what is only geometry.
    """
    left, top, right, bottom = _clipped(box, image_size)
    shared = _outer(_overlap(left, right, image_size[0], patch), _overlap(top, bottom, image_size[1], patch))
    return shared / (patch * patch)
