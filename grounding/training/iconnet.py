"""The networks of the bundled grounder: one finds icons, one says what an icon looks like, one reads words.

What an icon looks like and what words mean are vectors of one space. About 1.6 million numbers in all.
"""

import torch
from torch import nn

from grounding.bundled.query import BUCKETS

WIDE = 128
"""Numbers of a vector."""
_SPOKEN = 96


class Finder(nn.Module):
    """(B, 3, height, width) pixels, 0-1, to (B, 2, height / 4, width / 4).

    First the log-odds that an icon's middle lies in the cell, then the log of its side in pixels.
    """

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            _layer(3, 16, 2), _layer(16, 32, 2), _layer(32, 48), _layer(48, 48, dilation=2),
            _layer(48, 48, dilation=4), _layer(48, 48), nn.Conv2d(48, 2, 1),
        )  # fmt: skip
        last = self.body[-1]
        assert isinstance(last, nn.Conv2d)
        assert last.bias is not None
        nn.init.constant_(last.bias, -2.0)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        """The answer of each cell."""
        found: torch.Tensor = self.body(pictures - 0.5)
        return found


class Sight(nn.Module):
    """(B, 3, 32, 32) crops, 0-1, to (B, 128): what is drawn there, of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            _layer(3, 32, 2),
            _layer(32, 64),
            _layer(64, 96, 2),
            _IconBlock(96),
            _layer(96, 160, 2),
            _IconBlock(160),
        )
        self.out = nn.Linear(160 * 16, WIDE)

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        """The vector of each crop."""
        middle = crops.mean(dim=(1, 2, 3), keepdim=True)
        spread = (crops - middle).pow(2).mean(dim=(1, 2, 3), keepdim=True).add(1e-4).sqrt()
        seen = self.body((crops - middle) / spread)
        return nn.functional.normalize(self.out(seen.flatten(1)), dim=1)


class Words(nn.Module):
    """(Q, words, pieces) ids of `query_ids` to (Q, 128): what they mean, of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(BUCKETS, _SPOKEN, padding_idx=0)
        self.weigh = nn.Sequential(nn.Linear(_SPOKEN, 64), nn.GELU(), nn.Linear(64, _SPOKEN + 1))
        self.out = nn.Sequential(nn.Linear(_SPOKEN, 256), nn.GELU(), nn.Linear(256, WIDE))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """The vector of each text."""
        there = (ids > 0).float()
        words = self.pieces(ids).sum(dim=2) / there.sum(dim=2, keepdim=True).clamp_min(1.0)
        read = self.weigh(words)
        weights = read[..., :1].masked_fill((there.sum(dim=2, keepdim=True) == 0), -1e4).softmax(dim=1)
        pooled = ((words + read[..., 1:]) * weights).sum(dim=1)
        return nn.functional.normalize(self.out(pooled), dim=1)


class _IconBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(_layer(width, width), nn.Conv2d(width, width, 3, padding=1))

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        added: torch.Tensor = features + self.body(features)
        return added


def _layer(inward: int, outward: int, stride: int = 1, *, dilation: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inward, outward, 3, stride, padding=dilation, dilation=dilation, bias=False),
        nn.BatchNorm2d(outward), nn.ReLU(),
    )  # fmt: skip
