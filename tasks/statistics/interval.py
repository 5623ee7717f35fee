"""Success rates with intervals, for as many independent tries as a run's are worth.

They are Wilson's for ten tries (or tasks) and more, and below that Clopper and Pearson's: with so few,
Wilson's hold 95% on the average of all rates, but as little as 80% at some.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb, isnan, nan, sqrt
from typing import TypeVar

import numpy as np

from tasks.statistics.bootstrap import over_tasks
from tasks.statistics.level import LEVEL, Between, scipy_stats
from tasks.statistics.worth import worth

_MANY = 10
_Try = TypeVar("_Try", bound=float)


@dataclass(frozen=True, slots=True)
class Share:
    """A rate, and between what it lies at 95%."""

    value: float
    low: float
    high: float
    """Both nan where nothing is known of that."""
    count: int
    """Tries it was counted over."""
    bootstrap: Between | None = None
    """Between what it lies by drawing whole tasks again and again; None where that says nothing."""

    def __str__(self) -> str:
        """In per cent."""
        if isnan(self.low):
            return f"{self.value:.1%} (n={self.count})"
        return f"{self.value:.1%} ({self.low:.1%} to {self.high:.1%}, n={self.count})"


def independent(successes: float, tries: int) -> Share:
    """The share of independent tries with its interval; of none, all is possible.

    A try may succeed in part.
    """
    if not tries:
        return Share(0.0, 0.0, 1.0, 0)
    rate = successes / tries
    return Share(rate, *_between(rate, tries, many=tries >= _MANY), tries)


def by_task(outcomes: Iterable[tuple[str, _Try]]) -> Mapping[str, tuple[_Try, ...]]:
    """Tries of each task together."""
    found: dict[str, list[_Try]] = defaultdict(list)
    for task, success in outcomes:
        found[task].append(success)
    return {task: tuple(tries) for task, tries in found.items()}


def pooled(tries: Mapping[str, Sequence[float]]) -> Share:
    """The share of all tries that succeed, with an interval for these very tasks: each try counts.

    A try may succeed in part, from 0 to 1: it is then less apart from the others than the formula takes it
    to be, and the interval rather too wide.
    """
    return independent(sum(map(sum, tries.values())), sum(map(len, tries.values())))


def clustered(tries: Mapping[str, Sequence[float]]) -> Share:
    """The share of all tries that succeed (or the mean, where they do in part), for tasks like these.

    Tries of one task resemble each other, so the interval is that of as many independent tries as give the
    spread between tasks that is seen, made fewer for how little few tasks tell of their spread (Korn and
    Graubard 1998): never more than all tries, never fewer than one a task.
    """
    counts = np.array([len(each) for each in tries.values()], dtype=np.float64)
    if not counts.any():
        return independent(0, 0)
    done = np.array([sum(each) for each in tries.values()], dtype=np.float64)
    rate = float(done.sum() / counts.sum())
    known = worth(done, counts, rate * (1 - rate), _surety(float(counts.sum()), len(counts)))
    between = _between(rate, known, many=len(counts) >= _MANY)
    return Share(rate, *between, int(counts.sum()), over_tasks(done, counts))


def resampled(values: Mapping[str, Sequence[float]]) -> Share:
    """The mean of what may exceed 1, for which there is no interval but the bootstrap's: of one task none."""
    sums = np.array([sum(each) for each in values.values()], dtype=np.float64)
    counts = np.array([len(each) for each in values.values()], dtype=np.float64)
    drawn = over_tasks(sums, counts)
    return Share(float(sums.sum() / counts.sum()), *(drawn or (nan, nan)), int(counts.sum()), drawn)


def _surety(count: float, tasks: int) -> float:
    """What is left of what tries tell, where only so many tasks show how far they lie apart."""
    if tasks < 2:
        return 1.0
    student = scipy_stats().t.ppf((1 + LEVEL) / 2, [count - 1, tasks - 1])
    return float(student[0] / student[1]) ** 2


def _between(rate: float, tries: float, *, many: bool) -> Between:
    """The interval round a rate of so many independent tries, whole or not."""
    low, high = _wilson(rate, tries) if many else _exact(rate, tries)
    return min(low, rate), max(high, rate)


def _wilson(rate: float, tries: float) -> Between:
    """As scipy's, for which tries must be whole."""
    normal = float(scipy_stats().norm.ppf((1 + LEVEL) / 2)) ** 2 / tries
    middle = (rate + normal / 2) / (1 + normal)
    reach = sqrt(normal * rate * (1 - rate) + normal**2 / 4) / (1 + normal)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _exact(rate: float, tries: float) -> Between:
    """Clopper and Pearson's, for tries that need not be whole."""
    beta, done, tail = scipy_stats().beta, rate * tries, (1 - LEVEL) / 2
    low = float(beta.ppf(tail, done, tries - done + 1)) if rate > 0 else 0.0
    high = float(beta.ppf(1 - tail, done + 1, tries - done)) if rate < 1 else 1.0
    return low, high


def pass_at(tries: Mapping[str, Sequence[bool]], k: int) -> Share | None:
    """pass@k: how probably one of k tries succeeds, over all tasks; None where a task has fewer tries.

    The unbiased estimate 1 - C(n - c, k) / C(n, k) of Chen et al. 2021 (arXiv 2107.03374), section 2.1.
    """
    return _of_k(
        tries, k, lambda done, count: 1 - comb(count - done, k) / comb(count, k), lambda p: 1 - (1 - p) ** k
    )


def pass_all(tries: Mapping[str, Sequence[bool]], k: int) -> Share | None:
    """pass^k: how probably all of k tries succeed, over all tasks; None where a task has fewer tries.

    C(c, k) / C(n, k), as tau-bench has it (Yao et al. 2024, arXiv 2406.12045, section 3).
    """
    return _of_k(tries, k, lambda done, count: comb(done, k) / comb(count, k), lambda p: p**k)


def _of_k(
    tries: Mapping[str, Sequence[bool]],
    k: int,
    estimate: Callable[[int, int], float],
    chance: Callable[[float], float],
) -> Share | None:
    """The mean over tasks of what is estimated from so many done of so many tries.

    Of several tasks it is as sure as the spread of their estimates tells; of one alone its interval is that
    of a try's chance, seen through what k tries make of a chance.
    """
    if not tries or min(map(len, tries.values())) < k:
        return None
    each = {task: [estimate(sum(some), len(some))] * len(some) for task, some in tries.items()}
    if len(each) > 1:
        return clustered(each)
    one, (value, *_) = pooled(tries), next(iter(each.values()))
    return Share(value, min(value, chance(one.low)), max(value, chance(one.high)), one.count)
