"""Between what values the true difference of two agents lies, by the score of paired shares."""

from math import inf, sqrt

from tasks.statistics.level import LEVEL, Floats, scipy_stats
from tasks.statistics.power import HALVINGS


def score_interval(differences: Floats) -> tuple[float, float]:
    """The 95% interval of the mean of differences of tasks, each from -1 to 1.

    Tango's (1998, Statistics in Medicine 17, section 3), which knows that tasks may part that did not in
    this run, with Student's quantile in place of the normal one: with that it holds for few tasks too
    (`benchmarks/verdicts.py`). A task of several tries counts by the share of them that it won or lost, and
    so varies less than the formula takes it to: the interval is rather too wide then.
    """
    tasks = len(differences)
    if tasks < 2:
        return -1.0, 1.0
    reach = float(scipy_stats().t.ppf((1 + LEVEL) / 2, tasks - 1))
    won, lost = float(differences[differences > 0].sum()), -float(differences[differences < 0].sum())
    return -_highest(lost, won, tasks, reach), _highest(won, lost, tasks, reach)


def _highest(won: float, lost: float, tasks: int, reach: float) -> float:
    """The highest difference that is not too far from what was seen."""
    kept, beyond = (won - lost) / tasks, 1.0
    for _ in range(2 * HALVINGS):
        middle = (kept + beyond) / 2
        if _score(won, lost, tasks, middle) >= -reach:
            kept = middle
        else:
            beyond = middle
    return beyond


def _score(won: float, lost: float, tasks: int, difference: float) -> float:
    """How far the wins less the losses are from what a difference lets expect, in standard errors."""
    slope = (2 * tasks - won + lost) * difference - won - lost
    free = lost * difference * (1 - difference)
    rarer = (sqrt(max(0.0, slope**2 + 8 * tasks * free)) - slope) / (4 * tasks)
    """The share of losses that is likeliest where the difference is this."""
    variance = tasks * (2 * rarer + difference * (1 - difference))
    off = won - lost - tasks * difference
    return off / sqrt(variance) if variance > 0 else (-inf if off < 0 else 0.0)
