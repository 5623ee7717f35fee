"""How well a map of patches finds what was meant: hits, and how far from the middle."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import torch
from PIL import Image

from grounding.bundled.query import query_ids
from grounding.look import Look
from grounding.training.answer import answer, shares_of
from grounding.training.dataset import TrainingExample
from grounding.training.pixel import to_pixels
from grounding.training.smallnet import SmallNet

_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class HitOutcome:
    """One question and its answer."""

    example: TrainingExample
    hit: bool
    """Whether the point lies in the box, edges included; for what is absent, whether that was said."""
    away: float
    """From the point to the box's middle, in thousandths of the picture's width."""
    score: float
    """What speaks for the answer, 0-1 (`grounding.training.answer`)."""


@dataclass(frozen=True, slots=True)
class HitRate:
    """Of some outcomes."""

    count: int
    hits: int
    away: float
    """Median."""

    @property
    def share(self) -> float:
        """0-1; 0 for none."""
        return self.hits / self.count if self.count else 0.0


def outcomes(net: SmallNet, folder: Path, examples: Sequence[TrainingExample]) -> list[HitOutcome]:
    """The answers of a network to examples, grouped by picture."""
    by_picture: dict[str, list[TrainingExample]] = {}
    for example in examples:
        by_picture.setdefault(example.img_filename, []).append(example)
    return [found for name, own in by_picture.items() for found in asked(net, Image.open(folder / name), own)]


@torch.inference_mode()
def asked(net: SmallNet, picture: Image.Image, examples: Sequence[TrainingExample]) -> list[HitOutcome]:
    """The answers of a network to what is asked about one picture."""
    net.eval()
    pixels = to_pixels(picture)
    (features,) = net.see(torch.from_numpy(pixels.values).unsqueeze(0))
    found = []
    for start in range(0, len(examples), _AT_ONCE):
        part = examples[start : start + _AT_ONCE]
        logits = net.fit(features, torch.from_numpy(query_ids([e.instruction for e in part])))
        found += [
            _judged(e, *answer(shares, pixels))
            for e, shares in zip(part, shares_of(logits.numpy()), strict=True)
        ]
    return found


def _judged(example: TrainingExample, look: Look, score: float) -> HitOutcome:
    if example.absent or not look.regions:
        return HitOutcome(example, look.point is None, 0.0, score)
    width, height = example.img_size
    x, y = look.regions[0].point[0] * width, look.regions[0].point[1] * height
    left, top, right, bottom = example.bbox
    away = math.dist((x, y), ((left + right) / 2, (top + bottom) / 2)) / width * 1000
    return HitOutcome(example, left <= x <= right and top <= y <= bottom, away, score)


def rate(
    found: Iterable[HitOutcome], among: Callable[[TrainingExample], bool] = lambda example: True
) -> HitRate:
    """Of the outcomes whose example is among those meant."""
    chosen = [outcome for outcome in found if among(outcome.example)]
    away = median(o.away for o in chosen) if chosen else 0.0
    return HitRate(len(chosen), sum(o.hit for o in chosen), away)
