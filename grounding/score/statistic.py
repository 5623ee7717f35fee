"""Intervals and tests for shares of items."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_Z = 1.959963984540054
"""Of a two-sided 95 % interval."""


class Interval(NamedTuple):
    """A 95 % confidence interval."""

    low: float
    high: float


class Paired(NamedTuple):
    """One method against another on the same items."""

    better: int
    """Items that only this method has right."""
    worse: int
    """Items that only the other has right."""
    difference: float
    """Of the shares right, -1 to 1."""
    interval: Interval
    p_value: float
    """Exact McNemar test, two-sided."""


def wilson(count: int, total: int) -> Interval:
    """For a share of `count` in `total` (Wilson 1927); the whole of 0-1 without any."""
    if total < 1:
        return Interval(0.0, 1.0)
    share, square = count / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = _Z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach))


def mcnemar(better: int, worse: int) -> float:
    """Probability of a split at least this uneven if neither method were better (exact binomial)."""
    total, fewer = better + worse, min(better, worse)
    tail = sum(math.comb(total, count) for count in range(fewer + 1))
    return 1.0 if 2 * tail >= 1 << total else 2 * tail / (1 << total)


def paired(this: npt.ArrayLike, other: npt.ArrayLike) -> Paired:
    """Compare two methods by which items each has right.

    The interval of the difference is Wald's with half an item added to each cell (Bonett and Price 2012).
    Raises ValueError when the two do not cover the same number of items, or none.
    """
    ours, theirs = np.asarray(this, dtype=bool), np.asarray(other, dtype=bool)
    if ours.shape != theirs.shape or not ours.size:
        raise ValueError(f"{ours.size} items against {theirs.size}")
    better, worse = int((ours & ~theirs).sum()), int((~ours & theirs).sum())
    total = ours.size + 2
    up, down = (better + 1) / total, (worse + 1) / total
    reach = _Z * math.sqrt((up + down - (up - down) ** 2) / total)
    interval = Interval(max(-1.0, up - down - reach), min(1.0, up - down + reach))
    return Paired(better, worse, (better - worse) / ours.size, interval, mcnemar(better, worse))


def bootstrap(
    measure: Callable[[npt.NDArray[np.intp]], float | None], items: int, resamples: int = 1000, seed: int = 0
) -> Interval | None:
    """The middle 95 % of a measure over resampled items (percentile bootstrap, Efron 1979).

    Without any value there is no interval; see `resampled`.
    """
    values = resampled(measure, items, resamples, seed)
    if not values:
        return None
    low, high = np.quantile(values, [0.025, 0.975])
    return Interval(float(low), float(high))


def resampled(
    measure: Callable[[npt.NDArray[np.intp]], float | None], items: int, resamples: int = 1000, seed: int = 0
) -> list[float]:
    """A measure over resampled items.

    `measure` is given the indices of a resample; resamples for which it has no value are left out.
    """
    generator = np.random.default_rng(seed)
    drawn = (measure(generator.integers(0, items, items)) for _ in range(resamples if items else 0))
    return [value for value in drawn if value is not None]
