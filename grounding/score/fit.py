"""Fit the confidence to a view log: `python -m grounding.score.fit LOG [OUT]` writes data/confidence.json.

`agent ground score --views LOG --fit OUT` does the same for a log of one's own.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from device.atomicfile import write_whole
from device.error import ConfigError
from grounding.confidence import KINDS, WIDTH, Kind, Weights, agreement, confidence, kind_of
from grounding.multiview import choose
from grounding.score.loggedrow import LoggedItem, LoggedView
from grounding.score.method import mvp_pick
from grounding.score.viewlog import ViewLog, load

Floats = npt.NDArray[np.float64]
_STIFFNESS = 1.0
_DIGITS = 5
_PARTS = 10
FEWEST = 50
"""Items below this make no fit."""
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


def examples(item: LoggedItem) -> Iterable[Example]:
    """The item with all its views, and with fewer where it has those."""
    for places in _MAKE_UPS:
        views = [item.view(place) for place in places]
        present = [view for view in views if view is not None]
        if len(present) == len(places):
            yield _example(item, present)


def _example(item: LoggedItem, views: Sequence[LoggedView]) -> Example:
    points, coverage = [view.point for view in views], [view.coverage for view in views]
    kind = kind_of(coverage)
    assert kind is not None  # there are views
    return Example(kind, agreement(points, item.image_size), item.hit(choose(points, coverage).point))


def fit(items: Iterable[LoggedItem]) -> dict[Kind, Weights]:
    """One logistic model for each make-up of views."""
    return _fit(example for item in items for example in examples(item))


def _fit(known: Iterable[Example]) -> dict[Kind, Weights]:
    seen: dict[Kind, list[Example]] = {kind: [] for kind in KINDS}
    for example in known:
        seen[example.kind].append(example)
    return {
        kind: logistic(
            np.array([example.features for example in found], dtype=np.float64).reshape(
                len(found), WIDTH[kind]
            ),
            np.array([example.right for example in found], dtype=np.float64),
        )
        for kind, found in seen.items()
    }


def probabilities(items: Sequence[LoggedItem], fits: Mapping[Kind, Weights] | None = None) -> list[float]:
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


def cross_validated(items: Sequence[LoggedItem]) -> list[float]:
    """The same, each application's items by a fit to all other applications.

    A log of one application is parted into ten by image instead, one without names of images by item.
    """
    said = [0.0] * len(items)
    known = [list(examples(item)) for item in items]
    groups = _groups(items)
    for group in sorted(set(groups)):
        held = [index for index, of in enumerate(groups) if of == group]
        others = set(range(len(items))).difference(held)
        fits = _fit(example for index in sorted(others) for example in known[index])
        for index, value in zip(held, probabilities([items[i] for i in held], fits), strict=True):
            said[index] = value
    return said


def _groups(items: Sequence[LoggedItem]) -> list[str]:
    """What is held out together."""
    applications, images = [item.application for item in items], [item.image for item in items]
    if len(set(applications)) > 1:
        return applications
    place = {image: index for index, image in enumerate(dict.fromkeys(images))}
    several = len(place) > 1
    return [str((place[image] if several else index) % _PARTS) for index, image in enumerate(images)]


def hits(items: Iterable[LoggedItem]) -> list[bool]:
    """Whether MVP's pick is right."""
    return [item.hit(mvp_pick(item)) for item in items]


def main(arguments: Sequence[str]) -> int:
    """Fit and write."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    out = Path(arguments[1] if len(arguments) > 1 else Path(__file__).parents[1] / "data/confidence.json")
    write_fit(load(arguments[0]), out, f"python -m grounding.score.fit {arguments[0]}")
    return 0


def is_enough(log: ViewLog) -> bool:
    """Whether a fit can be made to the log: it is not too small, and not all right or all wrong."""
    return len(log.items) >= FEWEST and 0 < sum(hits(log.items)) < len(log.items)


def check_looks(log: ViewLog) -> None:
    """Raises ConfigError for a log in which nothing can agree."""
    if not log.crops:
        raise ConfigError(
            f"{log.name} has one look an item, and the fit goes by how well several agree",
            "Ask with mvp:NAME, which looks again",
        )


def check_fits(log: ViewLog) -> None:
    """Raises ConfigError for a log that is not enough for a fit."""
    check_looks(log)
    if not is_enough(log):
        right = sum(hits(log.items))
        raise ConfigError(
            f"{log.name} is too little for a fit: {right:,} of {len(log.items):,} items are right",
            f"It takes {FEWEST} items or more, some right and some wrong; several hundred are better",
        )


def write_fit(log: ViewLog, out: Path, made_by: str, fits: Mapping[Kind, Weights] | None = None) -> None:
    """Write fits made with a log, or else the fit to it, as a file that `read_fit` reads.

    Raises ConfigError where that cannot be.
    """
    if fits is None:
        check_fits(log)
        fits = fit(log.items)
    found = {
        "made_by": made_by,
        "items": len(log.items),
        "fingerprint": log.fingerprint,
        "fits": {
            kind: {
                "intercept": round(made.intercept, _DIGITS),
                "weights": [round(weight, _DIGITS) for weight in made.weights],
            }
            for kind, made in fits.items()
        },
        "rows": "".join(sorted(item.digest for item in log.items)),
    }
    try:
        write_whole(out, (json.dumps(found, indent=2) + "\n").encode())
    except OSError as error:
        raise ConfigError(f"cannot write {out}: {error.strerror}") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
