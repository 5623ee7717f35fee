"""Where the icons of a picture are, at whatever size they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

CELL = 4
"""Pixels along a cell of the network's answer."""
_SIZES = (1.0, 1.6, 2.6, 4.2)
"""The picture is looked at shrunk by each of these."""
_SHORTEST = 200
"""No size whose shorter side has fewer pixels, but the first."""
_LEAST = 0.25
"""Below this probability there is no icon."""
_MOST = 250
"""So many places at most are looked at closely, the surest."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class IconPlace:
    """An icon that was found, in pixels of the picture."""

    x: float
    y: float
    side: float
    """The longer side of what is drawn."""
    sure: float
    """That there is one, 0-1."""


def places(session: Any, picture: Image.Image) -> list[IconPlace]:
    """Every icon of an RGB picture, the surest first, each once."""
    found: list[IconPlace] = []
    for by in _SIZES:
        size = round(picture.width / by), round(picture.height / by)
        if by > 1 and min(size) < _SHORTEST:
            break
        found += _at_size(session, picture if by == 1 else picture.resize(size, Image.Resampling.BOX), by)
    return _once(found)


def _at_size(session: Any, picture: Image.Image, by: float) -> list[IconPlace]:
    pixels = np.asarray(picture, dtype=np.float32).transpose(2, 0, 1) / 255
    down, across = -pixels.shape[1] % (2 * CELL), -pixels.shape[2] % (2 * CELL)
    whole = np.pad(pixels, ((0, 0), (0, down), (0, across)), mode="edge")
    (answer,) = session.run(None, {"picture": whole[None]})
    odds, side = answer[0]
    padded = np.pad(odds, 1, constant_values=-np.inf)
    around = np.max(
        [
            padded[1 + y : 1 + y + odds.shape[0], 1 + x : 1 + x + odds.shape[1]]
            for y in (-1, 0, 1)
            for x in (-1, 0, 1)
        ],
        axis=0,
    )
    share = 1 / (1 + np.exp(-odds))
    rows, columns = np.nonzero((odds >= around) & (share > _LEAST))
    return [
        IconPlace(
            (column + 0.5 + _lean(odds[row], column)) * CELL * by,
            (row + 0.5 + _lean(odds[:, column], row)) * CELL * by,
            float(np.exp(np.clip(side[row, column], 1.5, 4.2))) * by,
            float(share[row, column]),
        )
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def _lean(odds: Floats, at: int) -> float:
    """How far a peak lies from its cell's middle, in cells, by a parabola through it and its neighbours."""
    if not 0 < at < len(odds) - 1:
        return 0.0
    before, here, after = (float(odds[at + step]) for step in (-1, 0, 1))
    bend = before - 2 * here + after
    return 0.0 if bend >= -1e-6 else max(-0.5, min(0.5, 0.5 * (before - after) / bend))


def _once(found: Sequence[IconPlace]) -> list[IconPlace]:
    """Without those that lie on a surer one of about its size."""
    kept: list[IconPlace] = []
    for each in sorted(found, key=lambda place: -place.sure):
        if len(kept) == _MOST:
            break
        if all(
            max(abs(each.x - other.x), abs(each.y - other.y)) > 0.5 * min(each.side, other.side)
            or max(each.side, other.side) > 2.2 * min(each.side, other.side)
            for other in kept
        ):
            kept.append(each)
    return kept
