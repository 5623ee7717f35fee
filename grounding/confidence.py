"""How likely the point is right, from how the views agree.

This is for models that say nothing of it themselves. Where each view has a probability of its own that is
what counts, and views that disagree only lower it (`alone`).

A logistic model on the distances between the views' answers, in thousandths of the image's shorter side, one
small fit for each make-up of views. Nothing else was kept: what the attention covered, where in its view or
on the screen the point lies, and the size of the image add less than 0.005 to the AUROC and may differ from
model to model. The further apart the answers, the lower the probability, always. The weights in
data/confidence.json come from the published views of Qwen3-VL-8B (MVP, arXiv 2512.08529) on desktop screens;
the file names the command that made it. A fit to another model's log can stand in for it (`read_fit`).
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from device.error import ConfigError
from grounding.parse import Pair

Kind = Literal["full", "crop", "full and crop", "crops", "several"]
KINDS: tuple[Kind, ...] = ("full", "crop", "full and crop", "crops", "several")
WIDTH: Mapping[Kind, int] = {"full": 0, "crop": 0, "full and crop": 1, "crops": 1, "several": 2}
"""How many features each has."""
DIGEST = 12
"""Hex digits that tell one row of a log from others (`grounding.score.viewlog`)."""
HOW_TO_FIT = "Make one with: agent ground score --views LOG --fit FILE"


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic model: the log-odds are the intercept plus the weighted features."""

    intercept: float
    weights: tuple[float, ...]

    def probability(self, features: Sequence[float]) -> float:
        """Of being right, 0-1."""
        odds = self.intercept + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


@dataclass(frozen=True, slots=True)
class Fit:
    """What data/confidence.json holds."""

    made_by: str
    """The command that wrote it."""
    items: int
    """How many items it was fitted on."""
    fingerprint: str
    """Of all those items together."""
    fits: Mapping[Kind, Weights]
    rows: str = ""
    """The digest of each, DIGEST hex digits one after another, so that none is mistaken for a fresh one."""

    @property
    def digests(self) -> frozenset[str]:
        """The rows one by one."""
        return frozenset(self.rows[at : at + DIGEST] for at in range(0, len(self.rows), DIGEST))


@cache
def shipped() -> Fit:
    """The fit in the package, read once."""
    text = files("grounding").joinpath("data", "confidence.json").read_text(encoding="utf-8")
    return TypeAdapter(Fit).validate_python(json.loads(text))


def read_fit(path: Path) -> Fit:
    """A fit that `agent ground score --fit` wrote. Raises ConfigError for a file that is none."""
    try:
        made = TypeAdapter(Fit).validate_json(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ConfigError(f"{path} is no fit of the confidence: {first['msg']}", HOW_TO_FIT) from None
    lacking = [kind for kind in KINDS if kind not in made.fits or len(made.fits[kind].weights) != WIDTH[kind]]
    if lacking:
        raise ConfigError(f"{path} is no fit of the confidence: it lacks {', '.join(lacking)}", HOW_TO_FIT)
    return made


def kind_of(coverage: Sequence[float]) -> Kind | None:
    """Which fit views of these coverages call for; a view of the whole image has coverage 0."""
    if not coverage:
        return None
    whole = any(covered <= 0 for covered in coverage)
    if len(coverage) == 1:
        return "full" if whole else "crop"
    if len(coverage) == 2:
        return "full and crop" if whole else "crops"
    return "several"


def agreement(points: Sequence[Pair], image_size: tuple[int, int]) -> tuple[float, ...]:
    """How far apart the answers lie: none for one point, one number for two, else two.

    Distances of all pairs (the larger of the two axes) in thousandths of the image's shorter side, as
    log(1 + distance): that of the nearest pair and, from three points on, the median one.
    """
    unit = min(image_size) / 1000
    apart = sorted(max(abs(a[0] - b[0]), abs(a[1] - b[1])) / unit for a, b in combinations(points, 2))
    if not apart:
        return ()
    nearest = math.log1p(apart[0])
    return (nearest,) if len(points) == 2 else (nearest, math.log1p(apart[(len(apart) - 1) // 2]))


def alone(own: float, rivals: Iterable[float]) -> float:
    """The probability of a place that others, each with one of its own, exclude: one at most is right.

    For two places of p and q it is p (1 - q) / (1 - p q); without rivals it is `own`.
    """
    left = own
    for rival in rivals:
        both = left * rival
        left = 0.5 if both >= 1 else left * (1 - rival) / (1 - both)
    return left


def confidence(
    points: Sequence[Pair],
    coverage: Sequence[float],
    image_size: tuple[int, int],
    fits: Mapping[Kind, Weights] | None = None,
) -> float:
    """The probability that the point `choose` takes from these views is right.

    `points` are the views' answers in image pixels (unparsed views left out), `coverage` how many attended
    patches each view holds (0 for the whole image), `image_size` (width, height) in pixels. `fits` stands in
    for the ones that ship. No view gives 0. An answer that is not a finite number counts as no answer.

    Raises ValueError when points and coverage differ in number, or the image has no area.
    """
    if len(points) != len(coverage):
        raise ValueError(f"{len(points)} points and {len(coverage)} coverages")
    if min(image_size) < 1:
        raise ValueError(f"an image of {image_size[0]} x {image_size[1]} pixels has no points")
    usable = [i for i, point in enumerate(points) if math.isfinite(point[0]) and math.isfinite(point[1])]
    kind = kind_of([coverage[i] for i in usable])
    if kind is None:
        return 0.0
    chosen = shipped().fits if fits is None else fits
    return chosen[kind].probability(agreement([points[i] for i in usable], image_size))
