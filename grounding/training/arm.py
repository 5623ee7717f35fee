"""The compared ways to supervise a map of patches: a label, and whether the rest is pressed down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import torch

from grounding.training.labels import Box, Floats, Size, area, binary, v2p_gaussian
from grounding.training.losses import pointer_kl, v2p

Label = Callable[[Box, Size, int], Floats]
_WIDE_SIGMA = 1.0
"""What V2P's published scripts pass: almost flat inside the box."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One way."""

    label: Label
    suppress: bool
    """Whether attention to patches without label costs (V2P, arXiv 2508.13634)."""

    def loss(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Of (q, n) logits and labels; mean over the rows."""
        return v2p(logits, labels) if self.suppress else pointer_kl(logits, labels)


ARMS: Mapping[str, Arm] = MappingProxyType(
    {
        "uniform": Arm(binary, False),
        "area": Arm(area, False),
        "gauss": Arm(v2p_gaussian, False),
        "v2p": Arm(v2p_gaussian, True),
        "gauss-1": Arm(partial(v2p_gaussian, sigma_factor=_WIDE_SIGMA), False),
        "v2p-1": Arm(partial(v2p_gaussian, sigma_factor=_WIDE_SIGMA), True),
    }
)
"""uniform: GUI-Actor; gauss and v2p with sigma factor 4.1325, without and with suppression."""
