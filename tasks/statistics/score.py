"""Between what values the true difference of two agents lies, by the score of paired shares."""

from math import inf, sqrt

from tasks.statistics.level import LEVEL, Between, Floats, scipy_stats
from tasks.statistics.power import HALVINGS
from tasks.statistics.worth import worth


def score_interval(won: int, lost: int, sums: Floats, counts: Floats) -> Between:
    """The 95% interval of the mean difference of tries that come in pairs, so many of them won and lost.

    `sums` and `counts` are each task's wins less losses, and its pairs. It is Tango's (1998, Statistics in
    Medicine 17, section 3), which knows that tasks may part that did not in this run, for as many
    independent pairs as give the spread between tasks that is seen: all of them at most, one a task at
    least. With Student's quantile in place of the normal one it holds for few tasks too
    (`benchmarks/verdicts.py`).
    """
    tasks, pairs = len(sums), float(counts.sum())
    if tasks < 2:
        return -1.0, 1.0
    reach = float(scipy_stats().t.ppf((1 + LEVEL) / 2, tasks - 1))
    known = worth(sums, counts, (won + lost) / pairs - ((won - lost) / pairs) ** 2)
    won_of, lost_of = won * known / pairs, lost * known / pairs
    return -_highest(lost_of, won_of, known, reach), _highest(won_of, lost_of, known, reach)


def _highest(won: float, lost: float, count: float, reach: float) -> float:
    """The highest difference that is not too far from what was seen."""
    kept, beyond = (won - lost) / count, 1.0
    for _ in range(2 * HALVINGS):
        middle = (kept + beyond) / 2
        if _score(won, lost, count, middle) >= -reach:
            kept = middle
        else:
            beyond = middle
    return beyond


def _score(won: float, lost: float, count: float, difference: float) -> float:
    """How far the wins less the losses are from what a difference lets expect, in standard errors."""
    slope = (2 * count - won + lost) * difference - won - lost
    free = lost * difference * (1 - difference)
    rarer = (sqrt(max(0.0, slope**2 + 8 * count * free)) - slope) / (4 * count)
    """The share of losses that is likeliest where the difference is this."""
    variance = count * (2 * rarer + difference * (1 - difference))
    off = won - lost - count * difference
    return off / sqrt(variance) if variance > 0 else (-inf if off < 0 else 0.0)
