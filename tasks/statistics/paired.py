"""Whether one agent is better than another, on the same tasks with the same seeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Literal

import numpy as np

from tasks.statistics.bootstrap import over_tasks
from tasks.statistics.interval import Share
from tasks.statistics.level import LEVEL, Between, Floats, scipy_stats
from tasks.statistics.power import FEWEST, HALVINGS, smallest
from tasks.statistics.score import score_interval

Key = tuple[str, int]
"""A task and its seed."""
_FLIPS = 10_000
_ABOVE = 1e-9
"""The least that is more than 0."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """B against A, over the tries that both made."""

    count: int
    wins: tuple[Key, ...]
    """B did it, A did not."""
    losses: tuple[Key, ...]
    ties: int
    differing: int
    """Tasks that B did more often than A, or less often."""
    difference: Share
    """B's rate less A's, from -1 to 1; its interval leaves out 0 just where `is_clear`."""
    p: float
    """How probably two equal agents differ at least so much."""
    test: Literal["mcnemar", "permutation"]
    detectable: float | None
    """The smallest true difference that so many tasks, as often unlike as these, would show in four runs of
    five; None where they are too few for any."""

    @property
    def is_clear(self) -> bool:
        """Whether chance alone would hardly do it (p < 0.05)."""
        return self.p < 1 - LEVEL

    @property
    def verdict(self) -> str:
        """In words."""
        if self.is_clear:
            return "B is better" if self.difference.value > 0 else "B is worse"
        if 0 < self.differing < FEWEST:
            return f"too few tasks differ to tell ({self.differing}, and it takes {FEWEST})"
        return "no difference is shown"

    def __str__(self) -> str:
        """The verdict in a line."""
        told = self.difference
        least = self.detectable
        shown = (
            "so few tasks can show no difference"
            if least is None
            else f"on as many tasks a true difference of {least:.1%} or more is found in 4 runs of 5"
        )
        return (
            f"{self.verdict}: {told.value:+.1%} ({told.low:+.1%} to {told.high:+.1%}), "
            f"{'p < 0.001' if self.p < 0.0005 else f'p = {self.p:.3f}'} by {self.test}; "
            f"{len(self.wins)} won, {len(self.losses)} lost, {self.ties} tied; "
            f"{shown}"
        )


def compare(a: Mapping[Key, bool], b: Mapping[Key, bool], seed: int = 0) -> Comparison:
    """Compare on what both tried; raises ValueError when that is nothing.

    One try a task: McNemar's exact test, which looks at the discordant pairs alone. More: tries of a task
    resemble each other, so whole tasks change sides in a permutation test of the tasks' mean differences.
    """
    keys = sorted(a.keys() & b.keys())
    if not keys:
        raise ValueError("the two have no task with the same seed")
    wins = tuple(key for key in keys if b[key] and not a[key])
    losses = tuple(key for key in keys if a[key] and not b[key])
    differences = _by_task({key: int(b[key]) - int(a[key]) for key in keys})
    repeated = len(differences) < len(keys)
    test = _Flips(differences, seed) if repeated else _McNemar(len(wins), len(losses), len(keys))
    difference = Share(
        float(np.mean(differences)),
        *_interval(differences, test),
        len(keys),
        over_tasks(differences, np.ones(len(differences))),
    )
    return Comparison(
        count=len(keys),
        wins=wins,
        losses=losses,
        ties=len(keys) - len(wins) - len(losses),
        differing=int(np.count_nonzero(differences)),
        difference=difference,
        p=test.p,
        test="permutation" if repeated else "mcnemar",
        detectable=smallest(differences),
    )


def _by_task(differences: Mapping[Key, int]) -> Floats:
    """The mean difference of each task."""
    found: dict[str, list[int]] = {}
    for (task, _seed), difference in differences.items():
        found.setdefault(task, []).append(difference)
    return np.array([sum(each) / len(each) for each in found.values()])


@dataclass(frozen=True)
class _McNemar:
    """The exact test of pairs that differ."""

    wins: int
    losses: int
    count: int

    @cached_property
    def p(self) -> float:
        """Two-sided."""
        return float(self._found.pvalue) if self._differing else 1.0

    def kept(self) -> Between:
        """Between what differences the test does not reject."""
        if not self._differing:
            return 0.0, 0.0
        share = self._found.proportion_ci(LEVEL, method="exact")
        scale = self._differing / self.count
        return (2 * float(share.low) - 1) * scale, (2 * float(share.high) - 1) * scale

    @property
    def _differing(self) -> int:
        return self.wins + self.losses

    @cached_property
    def _found(self) -> Any:
        return scipy_stats().binomtest(self.wins, self._differing)


@dataclass(frozen=True)
class _Flips:
    """Tasks change sides: in all ways where few differ, else in so many by chance."""

    differences: Floats
    seed: int

    @cached_property
    def p(self) -> float:
        """Two-sided. What a task that does not differ would do on the other side is the same."""
        differing = self.differences[self.differences != 0]
        if len(differing) < 2:
            return 1.0
        found = scipy_stats().permutation_test(
            (differing,), np.sum, permutation_type="samples", n_resamples=_FLIPS,
            rng=np.random.default_rng(self.seed),
        )  # fmt: skip
        return float(found.pvalue)

    def kept(self) -> Between:
        """Between what differences the test does not reject, once they are taken off every task."""
        mean, is_clear = float(np.mean(self.differences)), self.p < 1 - LEVEL
        return (
            self._edge(mean, 0.0 if is_clear and mean > 0 else -1.0),
            self._edge(mean, 0.0 if is_clear and mean < 0 else 1.0),
        )

    def _edge(self, kept: float, beyond: float) -> float:
        """Halve what lies between a difference that is not rejected and one that is."""
        if beyond and self._chance(beyond) >= 1 - LEVEL:
            return beyond
        for _ in range(HALVINGS):
            middle = (kept + beyond) / 2
            if self._chance(middle) >= 1 - LEVEL:
                kept = middle
            else:
                beyond = middle
        return kept

    def _chance(self, difference: float) -> float:
        """Which share of the flips has a sum at least as far from 0 as what was seen."""
        sums = self._sums - difference * self._signs
        seen = abs(float(self.differences.sum()) - difference * len(self.differences))
        return float(np.mean(np.abs(sums) >= seen - 1e-9))

    @cached_property
    def _sums(self) -> Floats:
        sums: Floats = self._ways @ self.differences
        return sums

    @cached_property
    def _signs(self) -> Floats:
        signs: Floats = self._ways.sum(axis=1)
        return signs

    @cached_property
    def _ways(self) -> Floats:
        """A row for each flip; with each its opposite, so that A and B are alike."""
        tasks = len(self.differences)
        if 2**tasks <= _FLIPS:
            return np.array(list(product((1.0, -1.0), repeat=tasks)))
        signs = np.random.default_rng(self.seed).integers(0, 2, (_FLIPS // 2, tasks)) * 2.0 - 1.0
        return np.concatenate([signs, -signs])


def _interval(differences: Floats, test: _McNemar | _Flips) -> Between:
    """What the test or the score interval keeps, and 0 just where the test does.

    The verdict must not contradict it; but a test of signs knows nothing of differences where nothing
    differed, and where all tasks differ by the same it keeps that one difference alone.
    """
    mean = float(np.mean(differences))
    low, high = test.kept()
    score_low, score_high = score_interval(differences)
    low, high = min(low, score_low), max(high, score_high)
    if test.p >= 1 - LEVEL:
        return min(low, 0.0), max(high, 0.0)
    return (max(low, _ABOVE), high) if mean > 0 else (low, min(high, -_ABOVE))
