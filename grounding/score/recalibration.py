"""A fit of the confidence brought to another model's level by a few labelled items of its log."""

from collections.abc import Mapping, Sequence

import numpy as np

from device.error import ConfigError
from grounding.confidence import Kind, Weights
from grounding.score.fit import Floats, hits, probabilities
from grounding.score.loggedrow import LoggedItem
from grounding.score.viewlog import ViewLog

_SHIFT, _SLOPE = 4.0, 25.0
"""How firmly the fit stands: half a logit of shift and a fifth of slope are one standard deviation."""
_LEAST = 0.05
_PARTS = 10
_SUREST = 1e-6


def spread(
    log: ViewLog, fits: Mapping[Kind, Weights], count: int
) -> tuple[list[LoggedItem], list[LoggedItem]]:
    """Items to label, so many, evenly from the least to the most sure; and all others, of all items none.

    Raises ConfigError for more than there are.
    """
    items = log.items
    if count > len(items):
        raise ConfigError(f"{log.name} has {len(items):,} items, not {count:,}")
    said = probabilities(items, fits)
    # Items that are as sure come in no order: rows may be sorted by something that goes with being right.
    order = sorted(range(len(items)), key=lambda at: (said[at], items[at].digest))
    chosen = {order[int((place + 0.5) * len(order) / count)] for place in range(count)}
    return (
        [item for at, item in enumerate(items) if at in chosen],
        [item for at, item in enumerate(items) if at not in chosen],
    )


def cross_recalibrated(fits: Mapping[Kind, Weights], items: Sequence[LoggedItem]) -> list[float]:
    """The confidence of each item by the fits that the other nine tenths move."""
    said = [0.0] * len(items)
    for part in range(_PARTS):
        held = range(part, len(items), _PARTS)
        moved = recalibrated(fits, [item for at, item in enumerate(items) if at % _PARTS != part])
        for at, value in zip(held, probabilities([items[at] for at in held], moved), strict=True):
            said[at] = value
    return said


def recalibrated(fits: Mapping[Kind, Weights], items: Sequence[LoggedItem]) -> dict[Kind, Weights]:
    """The fits with log-odds that are shifted and stretched alike, so that the order of all items stays.

    The fewer items, the less they are moved; without any they stay.
    """
    said = np.clip(np.array(probabilities(items, fits)), _SUREST, 1 - _SUREST)
    shift, slope = _moved(np.log(said / (1 - said)), np.array(hits(items), dtype=np.float64))
    return {
        kind: Weights(shift + slope * made.intercept, tuple(slope * weight for weight in made.weights))
        for kind, made in fits.items()
    }


def _moved(odds: Floats, right: Floats) -> tuple[float, float]:
    """Shift and slope by Newton's method, drawn towards 0 and 1."""
    inputs = np.column_stack([np.ones(len(odds)), odds])
    firm, begin = np.diag([_SHIFT, _SLOPE]), np.array([0.0, 1.0])
    found = begin.copy()
    for _ in range(50):
        said = 1 / (1 + np.exp(-np.clip(inputs @ found, -50, 50)))
        slope = inputs.T @ (said - right) + firm @ (found - begin)
        step = np.linalg.solve((inputs * (said * (1 - said))[:, None]).T @ inputs + firm, slope)
        found = found - step
        if np.abs(step).max() < 1e-10:
            break
    return float(found[0]), max(_LEAST, float(found[1]))
