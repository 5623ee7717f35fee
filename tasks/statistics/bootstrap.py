"""Intervals from drawing whole tasks again and again, as the runs of others tell them."""

import numpy as np

from tasks.statistics.level import LEVEL, Between, Floats, scipy_stats

_DRAWS = 2_000


def over_tasks(sums: Floats, counts: Floats) -> Between | None:
    """Between what the mean of all tries lies: the percentile bootstrap over tasks (Efron 1979).

    Takes each task's sum and count of tries. It knows no tasks but those it draws: with few it is too
    narrow, where all came out alike it is a point, and of one task alone it is None.
    """
    if len(sums) < 2:
        return None
    mean = float(sums.sum() / counts.sum())
    drawn = scipy_stats().bootstrap(
        (sums, counts), _ratio, paired=True, vectorized=True, confidence_level=LEVEL, method="percentile",
        n_resamples=_DRAWS, rng=np.random.default_rng(0),
    )  # fmt: skip
    low, high = drawn.confidence_interval
    return min(float(low), mean), max(float(high), mean)


def _ratio(sums: Floats, counts: Floats, axis: int = -1) -> Floats:
    found: Floats = sums.sum(axis=axis) / counts.sum(axis=axis)
    return found
