"""Success rates with intervals: Wilson's for independent tries, a bootstrap over tasks for repeated ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb
from typing import Any

import numpy as np

from device.error import ConfigError

INSTALL = "pip install 'tapwright[bench]'"
LEVEL = 0.95
_RESAMPLES = 4_000


@dataclass(frozen=True, slots=True)
class Share:
    """A rate, and between what it lies at 95%."""

    value: float
    low: float
    high: float
    count: int
    """Tries it was counted over."""

    def __str__(self) -> str:
        """In per cent."""
        return f"{self.value:.1%} ({self.low:.1%} to {self.high:.1%}, n={self.count})"


def scipy_stats() -> Any:
    """scipy.stats. Raises ConfigError saying how to install it."""
    try:
        from scipy import stats  # noqa: PLC0415 - 140 MB that only benchmarks need
    except ImportError as error:
        raise ConfigError("intervals and tests need scipy", f"Install it: {INSTALL}") from error
    return stats


def wilson(successes: int, tries: int) -> Share:
    """The share of independent tries with Wilson's interval; of none, all is possible."""
    if not tries:
        return Share(0.0, 0.0, 1.0, 0)
    interval = scipy_stats().binomtest(successes, tries).proportion_ci(LEVEL, method="wilson")
    return Share(successes / tries, float(interval.low), float(interval.high), tries)


def by_task(outcomes: Iterable[tuple[str, bool]]) -> Mapping[str, tuple[bool, ...]]:
    """Tries of each task together."""
    found: dict[str, list[bool]] = defaultdict(list)
    for task, success in outcomes:
        found[task].append(success)
    return {task: tuple(tries) for task, tries in found.items()}


def clustered(tries: Mapping[str, Sequence[bool]], seed: int = 0) -> Share:
    """The rate over all tries, with an interval that draws whole tasks.

    Tries of one task resemble each other, so they are no more than a task's worth of news: the percentile
    bootstrap resamples tasks, each with all its tries. With one try a task it is Wilson's interval.
    """
    count = sum(map(len, tries.values()))
    successes = sum(map(sum, tries.values()))
    if count == len(tries) or len(tries) < 2:
        return wilson(successes, count)
    rates = np.array([sum(each) / len(each) for each in tries.values()])
    if np.all(rates == rates[0]):
        return replace(wilson(round(float(rates[0]) * len(rates)), len(rates)), count=count)
    found = scipy_stats().bootstrap(
        (rates,), np.mean, confidence_level=LEVEL, n_resamples=_RESAMPLES, method="percentile",
        rng=np.random.default_rng(seed),
    )  # fmt: skip
    interval = found.confidence_interval
    return Share(float(np.mean(rates)), float(interval.low), float(interval.high), count)


def pass_at(tries: Mapping[str, Sequence[bool]], k: int) -> float | None:
    """pass@k: how probably one of k tries succeeds, over all tasks; None where a task has fewer tries.

    The unbiased estimate 1 - C(n - c, k) / C(n, k) of Chen et al. 2021 (arXiv 2107.03374), section 2.1.
    """
    if not tries or min(map(len, tries.values())) < k:
        return None
    each = [1 - comb(len(some) - sum(some), k) / comb(len(some), k) for some in tries.values()]
    return sum(each) / len(each)


def pass_all(tries: Mapping[str, Sequence[bool]], k: int) -> float | None:
    """pass^k: how probably all of k tries succeed, over all tasks; None where a task has fewer tries.

    C(c, k) / C(n, k), as tau-bench has it (Yao et al. 2024, arXiv 2406.12045, section 3).
    """
    if not tries or min(map(len, tries.values())) < k:
        return None
    each = [comb(sum(some), k) / comb(len(some), k) for some in tries.values()]
    return sum(each) / len(each)
