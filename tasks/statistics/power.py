"""How small a difference a comparison can see at all."""

import numpy as np

from tasks.statistics.level import LEVEL, Floats, scipy_stats

FEWEST = 6
"""Tasks that must differ before any test tells two agents apart: of five, all go one way in 1 case of 16."""
HALVINGS = 20
_POWER = 0.8


def padded(differences: Floats) -> tuple[float, float]:
    """Mean and variance with two tasks more, half of one won, half lost, one tied (Agresti and Min 2005)."""
    count = len(differences) + 2
    mean = float(differences.sum()) / count
    return mean, (float((differences**2).sum()) + 1) / count - mean**2


def smallest(differences: Floats) -> float | None:
    """The smallest true difference that so many tasks would show; None where they are too few for any.

    It is what Student's t asks, or the exact test of signs if that is more, as it is where few tasks differ;
    for the latter, tasks that differ all do so by as much as these do.
    """
    tasks, differing = len(differences), int(np.count_nonzero(differences))
    if tasks < FEWEST:
        return None
    student = scipy_stats().t.ppf([(1 + LEVEL) / 2, _POWER], tasks - 1)
    _, spread = padded(differences)
    size = float(np.sqrt((differences**2).sum() / differing)) if differing else 1.0
    often = (differing + 1) / (tasks + 2)
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _power(middle, tasks, often) >= _POWER else (middle, high)
    return min(1.0, max(high * size, float(student.sum()) * float(np.sqrt(spread / tasks))))


def _power(difference: float, tasks: int, often: float) -> float:
    """How probably the test of signs rejects, where so many tasks more are won than lost.

    `often` is the share of tasks that would differ without that.
    """
    binomial = scipy_stats().binom
    often = min(1.0, often + difference)
    differing = np.arange(tasks + 1)
    needed = binomial.isf((1 - LEVEL) / 2, differing, 0.5) + 1
    won = (1 + difference / often) / 2
    rejected = binomial.sf(needed - 1, differing, won) + binomial.cdf(differing - needed, differing, won)
    return float(np.sum(binomial.pmf(differing, tasks, often) * rejected))
