"""The small network's batches: a few screens a step, several questions each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import torch
from PIL import Image

from grounding.bundled.pixel import PATCH, WIDTH, Pixels, to_pixels
from grounding.bundled.query import query_ids
from grounding.training.arm import Arm
from grounding.training.dataset import TrainingExample
from grounding.training.sheet import sheet, vocabulary
from grounding.training.smallnet import SmallNet

_SHEET = (WIDTH, 800)
"""Of a sheet that stands alone."""
_NAMES = 400
"""Among so many names a symbol's own have to be told from the others."""


@dataclass(frozen=True, slots=True)
class Batching:
    """How much goes into one step."""

    screens: int = 4
    questions: int = 12
    """Of each screen, at most."""
    icons: float = 0.5
    """The share of them on icons, where there are so many."""
    sheets: int = 0
    """Sheets of symbols besides (`grounding.training.sheet`)."""
    sheets_only: int = 0
    """In so many steps at the beginning there are no screens."""
    sheets_until: int = 0
    """The step from which on there are no sheets."""
    seed: int = 0
    half: bool = False
    """Whether it is computed in bfloat16, which is quicker on a processor that has it."""


class SmallTask:
    """`Task` of the small network: one arm on one set of examples."""

    def __init__(
        self, net: SmallNet, folder: Path, examples: Sequence[TrainingExample], arm: Arm, batching: Batching
    ) -> None:
        if not examples:
            raise ValueError("there is nothing to learn from")
        self.net, self._folder, self._arm, self._batching = net, folder, arm, batching
        by_picture: dict[str, list[TrainingExample]] = defaultdict(list)
        for example in examples:
            by_picture[example.img_filename].append(example)
        self._by_picture = by_picture
        by_size: dict[tuple[int, int], list[str]] = defaultdict(list)
        for name, own in by_picture.items():
            by_size[own[0].img_size].append(name)
        self._by_size = [by_size[size] for size in sorted(by_size)]

    @property
    def modules(self) -> dict[str, torch.nn.Module]:
        """The network."""
        return {"net": self.net}

    def loss(self, step: int) -> torch.Tensor:
        """Mean over the pictures of the step, which are of one size."""
        rng = Random(f"{self._batching.seed} {step}")
        asked = self._asked(step, rng)
        batch = torch.from_numpy(np.stack([each.pixels.values for each in asked]))
        with torch.autocast("cpu", torch.bfloat16, enabled=self._batching.half):
            features = self.net.see(batch.to(memory_format=torch.channels_last))
        return torch.stack([self._of(each, seen) for each, seen in zip(asked, features, strict=True)]).mean()

    def _of(self, asked: "_Asked", seen: torch.Tensor) -> torch.Tensor:
        half = self._batching.half
        loss = questioned(
            self.net, seen, asked.pixels, asked.examples, self._arm, half=half, related=not asked.sheet
        )
        return loss + self._naming(asked.examples, seen) if asked.sheet else loss

    def _naming(self, examples: Sequence[TrainingExample], seen: torch.Tensor) -> torch.Tensor:
        """What each symbol costs that is not called by one of its own names, among the names of all."""
        names, own = vocabulary()
        there = [e for e in examples if not e.absent]
        across = torch.tensor([int((e.bbox[0] + e.bbox[2]) / 2 // PATCH) for e in there])
        down = torch.tensor([int((e.bbox[1] + e.bbox[3]) / 2 // PATCH) for e in there])
        meant = torch.from_numpy(np.stack([own[e.symbol] for e in there]))
        some = torch.rand(len(names)).masked_fill(meant.any(dim=0), 2.0).topk(_NAMES).indices
        meant = meant[:, some]
        with torch.autocast("cpu", torch.bfloat16, enabled=self._batching.half):
            said = self.net.words(_vocabulary_ids()[some])
        fits = (seen[:, down, across].T.float() @ said.float().T) * self.net.sharp / said.shape[1] ** 0.5
        right = fits.masked_fill(~meant, float("-inf")).logsumexp(dim=1)
        missed: torch.Tensor = (fits.logsumexp(dim=1) - right).mean()
        return missed

    def _asked(self, step: int, rng: Random) -> "list[_Asked]":
        """The pictures of a step with their questions."""
        plan, size, made = self._batching, _SHEET, []
        if step >= plan.sheets_only:
            (names,) = rng.choices(self._by_size, weights=[len(group) for group in self._by_size])
            for name in rng.sample(names, min(plan.screens, len(names))):
                own = self._by_picture[name]
                pixels = to_pixels(Image.open(self._folder / name))
                made.append(_Asked(pixels, _some(own, plan, rng), False))
                size = pixels.size
        for _ in range(plan.sheets if step < plan.sheets_until else 0):
            drawn = sheet(size, rng)
            made.append(_Asked(to_pixels(drawn.picture), drawn.examples, True))
        return made


def questioned(
    net: SmallNet, seen: torch.Tensor, pixels: Pixels, examples: Sequence[TrainingExample], arm: Arm, *,
    half: bool, related: bool = True,
) -> torch.Tensor:  # fmt: skip
    """What the answers to questions about one picture cost, its features `seen` by the network."""
    ids = torch.from_numpy(query_ids([e.instruction for e in examples]))
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        logits = net.fit(seen, ids) if related else net.alike(seen, ids)
    labels = torch.from_numpy(np.stack([_label(e, pixels, arm) for e in examples]))
    return arm.loss(logits.float(), labels)


@cache
def _vocabulary_ids() -> torch.Tensor:
    ids = query_ids(vocabulary()[0])
    return torch.from_numpy(ids[:, : ids.any(axis=(0, 2)).sum(), : ids.any(axis=(0, 1)).sum()])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A picture with its questions."""

    pixels: Pixels
    examples: Sequence[TrainingExample]
    sheet: bool


def _some(examples: Sequence[TrainingExample], plan: Batching, rng: Random) -> list[TrainingExample]:
    """At most that many; those on icons come first, since a screen has many more texts."""
    icons = [e for e in examples if e.ui_type == "icon" and not e.absent]
    rest = [e for e in examples if e.ui_type != "icon" or e.absent]
    few = rng.sample(icons, min(len(icons), round(plan.questions * plan.icons)))
    return few + rng.sample(rest, min(len(rest), plan.questions - len(few)))


def _label(
    example: TrainingExample, pixels: Pixels, arm: Arm
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Of each patch, and last of "nowhere"."""
    columns, rows = pixels.grid
    label = np.zeros(columns * rows + 1)
    if example.absent:
        label[-1] = 1.0
        return label
    by = pixels.size[0] / example.img_size[0]
    left, top, right, bottom = (edge * by for edge in example.bbox)
    label[:-1] = arm.label((left, top, right, bottom), (columns * PATCH, rows * PATCH), PATCH)
    return label
