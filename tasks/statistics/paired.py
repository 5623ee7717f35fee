"""Whether one agent is better than another, on the same tasks with the same seeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tasks.statistics.interval import LEVEL, Share, scipy_stats, wilson

Key = tuple[str, int]
"""A task and its seed."""
_RESAMPLES = 10_000
_POWER = 0.8


@dataclass(frozen=True, slots=True)
class Comparison:
    """B against A, over the tries that both made."""

    count: int
    wins: tuple[Key, ...]
    """B did it, A did not."""
    losses: tuple[Key, ...]
    ties: int
    difference: Share
    """B's rate less A's, from -1 to 1."""
    p: float
    """How probably two equal agents differ at least so much."""
    test: Literal["mcnemar", "permutation"]
    detectable: float
    """The smallest true difference that this many tries, as often discordant as these, would show in four
    runs of five."""

    @property
    def is_clear(self) -> bool:
        """Whether chance alone would hardly do it (p < 0.05)."""
        return self.p < 1 - LEVEL

    def __str__(self) -> str:
        """The verdict in a line."""
        better = "B is better" if self.difference.value > 0 else "B is worse"
        verdict = better if self.is_clear else "no difference is shown"
        told = self.difference
        return (
            f"{verdict}: {told.value:+.1%} ({told.low:+.1%} to {told.high:+.1%}), "
            f"p = {self.p:.3f} by {self.test}; "
            f"{len(self.wins)} won, {len(self.losses)} lost, {self.ties} tied; "
            f"a true difference of {self.detectable:.1%} would have shown"
        )


def compare(a: Mapping[Key, bool], b: Mapping[Key, bool], seed: int = 0) -> Comparison:
    """Compare on what both tried; raises ValueError when that is nothing.

    One try a task: McNemar's exact test, which looks at the discordant pairs alone. More: tries of a task
    resemble each other, so whole tasks change sides in a permutation test of the tasks' mean differences. The
    interval is a bootstrap over tasks in both cases.
    """
    keys = sorted(a.keys() & b.keys())
    if not keys:
        raise ValueError("the two have no task with the same seed")
    wins = tuple(key for key in keys if b[key] and not a[key])
    losses = tuple(key for key in keys if a[key] and not b[key])
    differences = _by_task({key: int(b[key]) - int(a[key]) for key in keys})
    repeated = len(differences) < len(keys)
    p = _permutation(differences, seed) if repeated else _mcnemar(len(wins), len(losses))
    return Comparison(
        count=len(keys),
        wins=wins,
        losses=losses,
        ties=len(keys) - len(wins) - len(losses),
        difference=_interval(differences, len(keys), seed),
        p=p,
        test="permutation" if repeated else "mcnemar",
        detectable=_detectable(differences),
    )


def _by_task(differences: Mapping[Key, int]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The mean difference of each task."""
    found: dict[str, list[int]] = {}
    for (task, _seed), difference in differences.items():
        found.setdefault(task, []).append(difference)
    return np.array([sum(each) / len(each) for each in found.values()])


def _mcnemar(wins: int, losses: int) -> float:
    return float(scipy_stats().binomtest(wins, wins + losses).pvalue) if wins + losses else 1.0


def _permutation(differences: "np.ndarray[tuple[int], np.dtype[np.float64]]", seed: int) -> float:
    """Signs flipped task by task."""
    if not differences.any():
        return 1.0
    found = scipy_stats().permutation_test(
        (differences,), np.mean, permutation_type="samples", n_resamples=_RESAMPLES,
        rng=np.random.default_rng(seed),
    )  # fmt: skip
    return float(found.pvalue)


def _interval(differences: "np.ndarray[tuple[int], np.dtype[np.float64]]", count: int, seed: int) -> Share:
    mean = float(np.mean(differences))
    if np.all(differences == differences[0]):
        # Resampling what is all the same shows no spread; so many like tries leave this much open.
        spread = 1 - wilson(len(differences), len(differences)).low
        return Share(mean, max(-1.0, mean - spread), min(1.0, mean + spread), count)
    found = scipy_stats().bootstrap(
        (differences,), np.mean, confidence_level=LEVEL, n_resamples=_RESAMPLES, method="percentile",
        rng=np.random.default_rng(seed),
    )  # fmt: skip
    interval = found.confidence_interval
    return Share(mean, float(interval.low), float(interval.high), count)


def _detectable(differences: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    """By the normal approximation: so many standard errors of the mean difference."""
    if len(differences) < 2:
        return 1.0
    normal = scipy_stats().norm
    spread = float(np.std(differences, ddof=1)) or 1 / len(differences)
    reach = float(normal.ppf(1 - (1 - LEVEL) / 2) + normal.ppf(_POWER))
    return min(1.0, reach * spread / float(np.sqrt(len(differences))))
