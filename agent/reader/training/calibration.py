"""Learning from held-out goals how likely a reading is to be right."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_DECAY, _ROUNDS = 1.0, 30
_FEWEST = 50
"""Goals accepted, below which a share of wrong ones says little."""


def fit_trust(measures: Sequence[Sequence[float]], right: Sequence[bool]) -> tuple[float, ...]:
    """Return the weights of a logistic regression, found by Newton's method."""
    x, y = np.array(measures, np.float64), np.array(right, np.float64)
    weights = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        chance = _logistic(x @ weights)
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + _DECAY * np.eye(len(weights))
        weights += np.linalg.solve(curve, x.T @ (y - chance) - _DECAY * weights)
    return tuple(map(float, weights))


def threshold(chances: Sequence[float], right: Sequence[bool], wrong: float) -> float:
    """Return the least confidence from which on at most a share of the readings is wrong."""
    order = np.argsort(chances)[::-1]
    misread = np.cumsum(~np.array(right)[order])
    accepted = np.arange(1, len(order) + 1)
    good = np.flatnonzero((misread <= wrong * accepted) & (accepted >= _FEWEST))
    return float(np.array(chances)[order][good[-1]]) if len(good) else 1.0


def chances(measures: Sequence[Sequence[float]], trust: Sequence[float]) -> list[float]:
    """Return how likely each reading is to be right."""
    return list(map(float, _logistic(np.array(measures) @ np.array(trust))))


def _logistic(score: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -40, 40))))
