"""What the small network's answers about a picture cost."""

from collections.abc import Sequence

import numpy as np
import torch

from grounding.bundled.query import query_ids
from grounding.training.arm import Arm
from grounding.training.dataset import TrainingExample
from grounding.training.pixel import PATCH, Pixels
from grounding.training.smallnet import SmallNet


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
