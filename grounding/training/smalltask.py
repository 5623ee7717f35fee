"""The small network's batches: a few screens a step, several questions each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from PIL import Image

from grounding.bundled.pixel import PATCH, Pixels, to_pixels
from grounding.bundled.query import query_ids
from grounding.training.arm import Arm
from grounding.training.dataset import Example
from grounding.training.smallnet import SmallNet


@dataclass(frozen=True, slots=True)
class Batching:
    """How much goes into one step."""

    screens: int = 4
    questions: int = 12
    """Of each screen, at most."""
    seed: int = 0
    half: bool = False
    """Whether it is computed in bfloat16, which is quicker on a processor that has it."""


class SmallTask:
    """`Task` of the small network: one arm on one set of examples."""

    def __init__(
        self, net: SmallNet, folder: Path, examples: Sequence[Example], arm: Arm, batching: Batching
    ) -> None:
        if not examples:
            raise ValueError("there is nothing to learn from")
        self.net, self._folder, self._arm, self._batching = net, folder, arm, batching
        by_picture: dict[str, list[Example]] = defaultdict(list)
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
        """Mean over the screens of the step, which are of one size."""
        rng = Random(f"{self._batching.seed} {step}")
        (names,) = rng.choices(self._by_size, weights=[len(group) for group in self._by_size])
        chosen = rng.sample(names, min(self._batching.screens, len(names)))
        pixels = [to_pixels(Image.open(self._folder / name)) for name in chosen]
        batch = torch.from_numpy(np.stack([each.values for each in pixels]))
        with torch.autocast("cpu", torch.bfloat16, enabled=self._batching.half):
            features = self.net.see(batch.to(memory_format=torch.channels_last))
        losses = []
        for seen, name, own in zip(features, chosen, pixels, strict=True):
            asked = _some(self._by_picture[name], self._batching.questions, rng)
            ids = torch.from_numpy(query_ids([e.instruction for e in asked]))
            with torch.autocast("cpu", torch.bfloat16, enabled=self._batching.half):
                logits = self.net.fit(seen, ids)
            labels = torch.from_numpy(np.stack([_label(e, own, self._arm) for e in asked]))
            losses.append(self._arm.loss(logits.float(), labels))
        return torch.stack(losses).mean()


def _some(examples: Sequence[Example], count: int, rng: Random) -> list[Example]:
    """At most that many; those on icons come first, since a screen has many more texts."""
    icons = [e for e in examples if e.ui_type == "icon" and not e.absent]
    rest = [e for e in examples if e.ui_type != "icon" or e.absent]
    few = rng.sample(icons, min(len(icons), count // 2))
    return few + rng.sample(rest, min(len(rest), count - len(few)))


def _label(example: Example, pixels: Pixels, arm: Arm) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
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
