"""How much a probability can be trusted: ranking, calibration, and accuracy where it is sure."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grounding.score.statistic import Interval, bootstrap, resampled, wilson

BINS = 10
FEWEST = 20
"""Items below this, and below _FEWEST_ALIKE of either outcome for the AUROC, give no interval: resampling so
few says how they differ from each other, not how sure the number is."""
_FEWEST_ALIKE = 5
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bin:
    """Items whose probability lies in one stretch of 0-1."""

    low: float
    high: float
    count: int
    said: float
    """Their mean probability."""
    right: float
    """The share that is right."""
    interval: Interval


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a method's probabilities are worth."""

    auroc: float | None
    """Chance that a right item has the higher probability of a right and a wrong one; None without both."""
    auroc_interval: Interval | None
    """As every interval here over resampled items; None for too few of them."""
    error: float
    """Expected calibration error over BINS stretches of equal width."""
    error_interval: Interval | None
    """Over resampled items, less what resampling adds to the error on average; not below 0."""
    error_by_chance: float
    """What probabilities that are exactly right would show on so many items, on average."""
    accuracy_at_50: float
    """Share right of the surer half."""
    accuracy_at_50_interval: Interval | None
    accuracy_at_70: float
    accuracy_at_70_interval: Interval | None
    bins: tuple[Bin, ...]
    """Stretches that hold an item."""


def auroc(said: Floats, right: Flags) -> float | None:
    """Area under the ROC curve (Mann-Whitney, ties count half); None unless both kinds occur."""
    return _area(np.unique(said, return_inverse=True)[1], right)


def _area(level: npt.NDArray[np.intp], right: Flags) -> float | None:
    """The same from the rank of each probability among the distinct ones."""
    levels = int(np.max(level, initial=0)) + 1
    positives = np.bincount(level[right], minlength=levels)
    negatives = np.bincount(level[~right], minlength=levels)
    pairs = int(positives.sum()) * int(negatives.sum())
    below = np.cumsum(negatives) - negatives / 2
    return float(positives @ below) / pairs if pairs else None


def calibration_error(said: Floats, right: Flags, bins: int = BINS) -> float:
    """Mean gap between said and right over stretches of equal width, weighted by items (Naeini 2015)."""
    which = np.minimum((said * bins).astype(np.intp), bins - 1)
    gaps = np.abs(np.bincount(which, said, bins) - np.bincount(which, right.astype(np.float64), bins))
    return float(gaps.sum() / max(1, said.size))


def accuracy_at(said: Floats, right: Flags, share: float) -> float:
    """Share right of the surest `share` of the items; of items that tie at the cut, their mean."""
    wanted = max(1, round(said.size * share))
    cut = np.sort(said)[::-1][wanted - 1]
    above, level = said > cut, said == cut
    taken = right[above].sum() + right[level].mean() * (wanted - above.sum())
    return float(taken / wanted)


def reliability(said: Floats, right: Flags, bins: int = BINS) -> tuple[Bin, ...]:
    """Said against right in stretches of equal width, empty ones left out."""
    which = np.minimum((said * bins).astype(np.intp), bins - 1)
    found = []
    for place in range(bins):
        held = which == place
        count, hits = int(held.sum()), int(right[held].sum())
        if count:
            edges = place / bins, (place + 1) / bins
            found.append(
                Bin(*edges, count, float(said[held].mean()), hits / count, wilson(hits, count)),
            )
    return tuple(found)


def calibrate(said: npt.ArrayLike, right: npt.ArrayLike) -> Calibration:
    """All of it, with intervals over resampled items. Raises ValueError without items."""
    p, hit = np.asarray(said, dtype=np.float64), np.asarray(right, dtype=bool)
    if p.shape != hit.shape or not p.size:
        raise ValueError(f"{p.size} probabilities for {hit.size} items")
    level = np.unique(p, return_inverse=True)[1]
    error = calibration_error(p, hit)
    enough = p.size >= FEWEST
    both = enough and min(hit.sum(), (~hit).sum()) >= _FEWEST_ALIKE
    return Calibration(
        auroc(p, hit),
        bootstrap(lambda i: _area(level[i], hit[i]), p.size) if both else None,
        error,
        _error_interval(p, hit, error) if enough else None,
        _error_by_chance(p),
        accuracy_at(p, hit, 0.5),
        bootstrap(lambda i: accuracy_at(p[i], hit[i], 0.5), p.size) if enough else None,
        accuracy_at(p, hit, 0.7),
        bootstrap(lambda i: accuracy_at(p[i], hit[i], 0.7), p.size) if enough else None,
        reliability(p, hit),
    )


def _error_interval(said: Floats, right: Flags, error: float) -> Interval:
    """A resample's stretches are noisier than the sample's, so its error is the larger one on average."""
    errors = np.array(resampled(lambda i: calibration_error(said[i], right[i]), said.size))
    low, high = np.quantile(errors, [0.025, 0.975]) - (errors.mean() - error)
    return Interval(max(0.0, float(low)), float(high))


def _error_by_chance(said: Floats, draws: int = 200, seed: int = 0) -> float:
    generator = np.random.default_rng(seed)
    errors = [calibration_error(said, generator.random(said.size) < said) for _ in range(draws)]
    return float(np.mean(errors))
