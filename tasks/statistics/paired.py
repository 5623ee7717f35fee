"""Whether one agent is better than another, on the same tasks with the same seeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Literal

import numpy as np

from tasks.statistics.bootstrap import over_tasks
from tasks.statistics.interval import Share, by_task
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
    """B's rate less A's over these tries, from -1 to 1; its interval leaves out 0 just where `is_clear`."""
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

    @property
    def _drawn(self) -> str:
        drawn = self.difference.bootstrap
        return f"; {drawn[0]:+.1%} to {drawn[1]:+.1%} by bootstrap" if drawn and drawn[0] < drawn[1] else ""

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
            f"{self.verdict}: {told.value:+.1%} ({told.low:+.1%} to {told.high:+.1%}{self._drawn}), "
            f"{'p < 0.001' if self.p < 0.0005 else f'p = {self.p:.3f}'} by {self.test}; "
            f"{len(self.wins)} won, {len(self.losses)} lost, {self.ties} tied; "
            f"{shown}"
        )


def compare(a: Mapping[Key, bool], b: Mapping[Key, bool], seed: int = 0) -> Comparison:
    """Compare on what both tried; raises ValueError when that is nothing.

    One try a task: McNemar's exact test, which looks at the discordant pairs alone. More: tries of a task
    resemble each other, so whole tasks change sides in a permutation test of the difference.
    """
    keys = sorted(a.keys() & b.keys())
    if not keys:
        raise ValueError("the two have no task with the same seed")
    wins = tuple(key for key in keys if b[key] and not a[key])
    losses = tuple(key for key in keys if a[key] and not b[key])
    sums, counts = _by_task({key: int(b[key]) - int(a[key]) for key in keys})
    repeated = len(sums) < len(keys)
    test = _Flips(sums, counts, seed) if repeated else _McNemar(len(wins), len(losses), len(keys))
    mean = (len(wins) - len(losses)) / len(keys)
    between = _interval(mean, test, score_interval(len(wins), len(losses), sums, counts))
    difference = Share(mean, *between, len(keys), over_tasks(sums, counts))
    return Comparison(
        count=len(keys),
        wins=wins,
        losses=losses,
        ties=len(keys) - len(wins) - len(losses),
        differing=int(np.count_nonzero(sums)),
        difference=difference,
        p=test.p,
        test="permutation" if repeated else "mcnemar",
        detectable=smallest(sums / counts),
    )


def _by_task(differences: Mapping[Key, int]) -> tuple[Floats, Floats]:
    """The sum of each task's differences, and how many there are."""
    found = by_task((task, difference) for (task, _seed), difference in differences.items())
    return (
        np.array([sum(each) for each in found.values()], dtype=np.float64),
        np.array([len(each) for each in found.values()], dtype=np.float64),
    )


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

    sums: Floats
    """Each task's wins less its losses."""
    counts: Floats
    seed: int

    @cached_property
    def p(self) -> float:
        """Two-sided. What a task that does not differ would do on the other side is the same."""
        differing = self.sums[self.sums != 0]
        if len(differing) < 2:
            return 1.0
        found = scipy_stats().permutation_test(
            (differing,), np.sum, permutation_type="samples", n_resamples=_FLIPS,
            rng=np.random.default_rng(self.seed),
        )  # fmt: skip
        return float(found.pvalue)

    def kept(self) -> Between:
        """Between what differences the test does not reject, once they are taken off every task."""
        mean, is_clear = float(self.sums.sum() / self.counts.sum()), self.p < 1 - LEVEL
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
        flipped = self._flipped_sums - difference * self._flipped_counts
        seen = abs(float(self.sums.sum()) - difference * float(self.counts.sum()))
        return float(np.mean(np.abs(flipped) >= seen - 1e-9))

    @cached_property
    def _flipped_sums(self) -> Floats:
        sums: Floats = self._ways @ self.sums
        return sums

    @cached_property
    def _flipped_counts(self) -> Floats:
        counts: Floats = self._ways @ self.counts
        return counts

    @cached_property
    def _ways(self) -> Floats:
        """A row for each flip; with each its opposite, so that A and B are alike."""
        tasks = len(self.sums)
        if 2**tasks <= _FLIPS:
            return np.array(list(product((1.0, -1.0), repeat=tasks)))
        signs = np.random.default_rng(self.seed).integers(0, 2, (_FLIPS // 2, tasks)) * 2.0 - 1.0
        return np.concatenate([signs, -signs])


def _interval(mean: float, test: _McNemar | _Flips, score: Between) -> Between:
    """What the test or the score interval keeps, and 0 just where the test does.

    The verdict must not contradict it; but a test of signs knows nothing of differences where nothing
    differed, and where all tasks differ by the same it keeps that one difference alone.
    """
    low, high = test.kept()
    low, high = min(low, score[0]), max(high, score[1])
    if test.p >= 1 - LEVEL:
        return min(low, 0.0), max(high, 0.0)
    return (max(low, _ABOVE), high) if mean > 0 else (low, min(high, -_ABOVE))
