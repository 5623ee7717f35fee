"""From the network's shares to a place and how much speaks for it."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from grounding.heatmap import decode_patches
from grounding.look import Look
from grounding.training.pixel import Pixels

_LOST = 0.5
"""With more than this share on "nowhere" there is no answer."""


def answer(shares: npt.NDArray[np.float64], pixels: Pixels) -> tuple[Look, float]:
    """The look, and a score 0-1: the share of the chosen region among all regions and nowhere.

    `shares` are (n + 1,) and sum to 1, the last that of "nowhere".
    """
    scores, nowhere = shares[:-1], float(shares[-1])
    foot = pixels.values.shape[1] / pixels.size[1]  # the last patches may reach below the picture
    regions = tuple(
        replace(region, point=(region.point[0], min(1.0, region.point[1] * foot)))
        for region in decode_patches(scores, pixels.grid)
    )
    held = [region.score * region.size for region in regions]
    score = (1 - nowhere) * held[0] / (sum(held) or 1.0)
    point = None if nowhere > _LOST else regions[0].point
    return Look(point, scores, pixels.grid, pixels.size, regions), score


def shares_of(logits: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Softmax over the last axis."""
    exact = np.asarray(logits, dtype=np.float64)
    raised = np.exp(exact - exact.max(axis=-1, keepdims=True))
    made: npt.NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
    return made
