"""Fit the confidence to a view log: `python -m grounding.score.fit LOG [OUT]` writes data/confidence.json."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from grounding.confidence import KINDS, Kind, Weights, agreement, confidence, kind_of
from grounding.multiview import choose
from grounding.score.method import mvp_pick
from grounding.score.viewlog import Item, View, load

Floats = npt.NDArray[np.float64]
_STIFFNESS = 1.0
_DIGITS = 5
_MAKE_UPS: tuple[tuple[int, ...], ...] = ((0,), (1,), (0, 1), (1, 2), (0, 1, 2))
"""Which views of an item stand as an example of each kind, so that fewer views have their own fit."""


@dataclass(frozen=True, slots=True)
class Example:
    """Some views of an item, and whether what is chosen from them is right."""

    kind: Kind
    features: tuple[float, ...]
    right: bool


def logistic(features: Floats, right: Floats, stiffness: float = _STIFFNESS) -> Weights:
    """Logistic regression by Newton's method with an L2 penalty on all but the intercept.

    `features` is (items, features), `right` (items,) of 0 and 1. Without items, or with one outcome only, the
    penalty on the intercept (a hundredth of `stiffness`) keeps the answer finite. Deterministic.
    """
    inputs = np.column_stack([np.ones(len(right)), features])
    penalty = np.diag([stiffness / 100, *[stiffness] * (inputs.shape[1] - 1)])
    weights = np.zeros(inputs.shape[1])
    for _ in range(100):
        said = 1 / (1 + np.exp(-np.clip(inputs @ weights, -50, 50)))
        slope = inputs.T @ (said - right) + penalty @ weights
        bend = (inputs * (said * (1 - said))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-10:
            break
    return Weights(float(weights[0]), tuple(float(weight) for weight in weights[1:]))


def examples(item: Item) -> Iterable[Example]:
    """The item with all its views, and with fewer where it has those."""
    for places in _MAKE_UPS:
        views = [item.view(place) for place in places]
        present = [view for view in views if view is not None]
        if len(present) == len(places):
            yield _example(item, present)


def _example(item: Item, views: Sequence[View]) -> Example:
    points, coverage = [view.point for view in views], [view.coverage for view in views]
    kind = kind_of(coverage)
    assert kind is not None  # there are views
    return Example(kind, agreement(points, item.image_size), item.hit(choose(points, coverage).point))


def fit(items: Iterable[Item]) -> dict[Kind, Weights]:
    """One logistic model for each make-up of views."""
    return _fit(example for item in items for example in examples(item))


def _fit(known: Iterable[Example]) -> dict[Kind, Weights]:
    seen: dict[Kind, list[Example]] = {kind: [] for kind in KINDS}
    for example in known:
        seen[example.kind].append(example)
    width: dict[Kind, int] = {"full": 0, "crop": 0, "full and crop": 1, "crops": 1, "several": 2}
    return {
        kind: logistic(
            np.array([example.features for example in found], dtype=np.float64).reshape(
                len(found), width[kind]
            ),
            np.array([example.right for example in found], dtype=np.float64),
        )
        for kind, found in seen.items()
    }


def probabilities(items: Sequence[Item], fits: Mapping[Kind, Weights] | None = None) -> list[float]:
    """The confidence of MVP's pick for each item."""
    return [
        confidence(
            [view.point for view in item.views],
            [view.coverage for view in item.views],
            item.image_size,
            fits,
        )
        for item in items
    ]


def cross_validated(items: Sequence[Item]) -> list[float]:
    """The same, each application's items by a fit to all other applications."""
    said = [0.0] * len(items)
    known = [list(examples(item)) for item in items]
    for application in sorted({item.application for item in items}):
        held = [index for index, item in enumerate(items) if item.application == application]
        others = set(range(len(items))).difference(held)
        fits = _fit(example for index in sorted(others) for example in known[index])
        for index, value in zip(held, probabilities([items[i] for i in held], fits), strict=True):
            said[index] = value
    return said


def hits(items: Iterable[Item]) -> list[bool]:
    """Whether MVP's pick is right."""
    return [item.hit(mvp_pick(item)) for item in items]


def main(arguments: Sequence[str]) -> int:
    """Fit and write."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    log = load(arguments[0])
    out = Path(arguments[1] if len(arguments) > 1 else Path(__file__).parents[1] / "data/confidence.json")
    found = {
        "made_by": f"python -m grounding.score.fit {arguments[0]}",
        "items": len(log.items),
        "fingerprint": log.fingerprint,
        "fits": {
            kind: {
                "intercept": round(made.intercept, _DIGITS),
                "weights": [round(weight, _DIGITS) for weight in made.weights],
            }
            for kind, made in fit(log.items).items()
        },
    }
    out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
