"""The small network: convolutions over pixels, hashed words, and how well each patch fits the words.

About 0.7 million numbers. Trained from nothing on the embedded phone's screens (`grounding.training.small`).
"""

import torch
from torch import nn

from grounding.bundled.query import BUCKETS, WORDS

_WIDE = 96
_NARROW = 64
"""Channels at half a patch, where a symbol still has its strokes."""
_SPOKEN = 64
"""Channels of a piece of a word."""
_RELATED = 16
"""Channels in which a patch looks along its line and its column."""
_REACH = 31
"""How many patches of the line or the column that is."""


class SmallNet(nn.Module):
    """Logits of patches, and of "nowhere", for words."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            _layer(3, _NARROW // 2), _layer(_NARROW // 2, _NARROW), _Block(_NARROW, 1), _layer(_NARROW, _WIDE)
        )
        self.blocks = nn.ModuleList(_Block(_WIDE, dilation) for dilation in (1, 2, 1))
        self.placed = nn.Conv2d(_WIDE + 4, _WIDE, 1)
        self.words = _Words()
        self.related = _Related()
        self.nowhere = nn.Sequential(nn.Linear(_WIDE, _WIDE), nn.GELU(), nn.Linear(_WIDE, 1))
        self.sharp = nn.Parameter(torch.tensor(1.0))

    def see(self, pictures: torch.Tensor) -> torch.Tensor:
        """(B, 3, height, width) pixels to (B, 96, rows, columns) features of patches."""
        features = self.stem(pictures - 0.5)
        for block in self.blocks:
            features = block(features)
        placed: torch.Tensor = self.placed(torch.cat((features, _where(features)), dim=1))
        return placed

    def fit(self, features: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
        """(96, rows, columns) features of one picture and (Q, words, pieces) ids to (Q, n + 1) logits.

        The last of each row says that the words mean nothing on the picture.
        """
        said = self.words(ids)
        alike = torch.einsum("qc,chw->qhw", said, features) * self.sharp / _WIDE**0.5
        beside = self.related(features, said)
        return torch.cat(((alike + beside).flatten(1), self.nowhere(said)), dim=1)

    def alike(self, features: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
        """As `fit`, by what a patch looks like alone."""
        said = self.words(ids)
        alike = torch.einsum("qc,chw->qhw", said, features) * self.sharp / _WIDE**0.5
        return torch.cat((alike.flatten(1), self.nowhere(said)), dim=1)

    def forward(self, pictures: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
        """One picture (1, 3, height, width) and its questions, as `fit` answers them."""
        return self.fit(self.see(pictures)[0], ids)


class _Words(nn.Module):
    """From ids to one vector a text."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(BUCKETS, _SPOKEN, padding_idx=0)
        self.places = nn.Parameter(torch.randn(WORDS, _SPOKEN) * 0.02)
        self.mix = nn.MultiheadAttention(_SPOKEN, 4, batch_first=True)
        self.norm = nn.LayerNorm(_SPOKEN)
        self.out = nn.Sequential(nn.Linear(_SPOKEN, 2 * _WIDE), nn.GELU(), nn.Linear(2 * _WIDE, _WIDE))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        there = (ids > 0).to(self.places.dtype)
        words = self.pieces(ids).sum(dim=2) / there.sum(dim=2, keepdim=True).clamp_min(1.0)
        used = (there.sum(dim=2) > 0).to(self.places.dtype)
        used = torch.cat((torch.ones_like(used[:, :1]), used[:, 1:]), dim=1)  # an empty text keeps one
        words = words + self.places[: ids.shape[1]]
        mixed, _ = self.mix(words, words, words, key_padding_mask=used == 0, need_weights=False)
        words = self.norm(words + mixed) * used.unsqueeze(-1)
        pooled = words.sum(dim=1) / used.sum(dim=1, keepdim=True)
        found: torch.Tensor = self.out(pooled)
        return found


class _Related(nn.Module):
    """What a patch is worth for what stands on its line or in its column: "the switch next to Wi-Fi"."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = nn.Conv2d(_WIDE, 2 * _RELATED, 1)
        self.asked = nn.Linear(_WIDE, 2 * _RELATED)
        self.across = _Along()
        self.down = _Along()
        self.out = nn.Conv2d(_RELATED, 1, 1)

    def forward(self, features: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
        here = self.seen(features.unsqueeze(0)) * self.asked(said)[:, :, None, None]
        anchor, own = nn.functional.gelu(here).chunk(2, dim=1)
        down = self.down(anchor.transpose(2, 3)).transpose(2, 3)
        around = nn.functional.gelu(self.across(anchor) + down)
        found: torch.Tensor = self.out(around * own + around).squeeze(1)
        return found


class _Along(nn.Module):
    """What lies within reach along the last axis, each channel weighted by how far away it is.

    A convolution of each channel by itself, as one product of matrices: nn.Conv2d has
    no quick way for one channel and one axis.
    """

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(_RELATED, _REACH).uniform_(-1, 1) / _REACH**0.5)
        self.bias = nn.Parameter(torch.zeros(_RELATED))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        count, channels, lines, length = values.shape
        place = torch.arange(length, device=values.device)
        away = place.unsqueeze(0) - place.unsqueeze(1) + _REACH // 2
        near = ((away >= 0) & (away < _REACH)).to(values.dtype)
        taps = self.weight[:, away.clamp(0, _REACH - 1)] * near
        rows = values.transpose(0, 1).reshape(channels, count * lines, length)
        found = torch.bmm(rows, taps).reshape(channels, count, lines, length).transpose(0, 1)
        return found + self.bias.view(1, -1, 1, 1)


class _Block(nn.Module):
    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=dilation, dilation=dilation, bias=False),
            nn.BatchNorm2d(width),
            nn.GELU(),
            nn.Conv2d(width, width, 1),
        )

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        added: torch.Tensor = features + self.body(features)
        return added


def _layer(inward: int, outward: int) -> nn.Sequential:
    """Half as wide and half as high."""
    return nn.Sequential(
        nn.Conv2d(inward, outward, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(outward), nn.GELU()
    )


def _where(features: torch.Tensor) -> torch.Tensor:
    """Four channels: how far a patch lies across and down, from either end of the picture."""
    rows, columns = features.shape[-2:]
    across = ((torch.arange(columns, device=features.device) + 0.5) / columns).expand(rows, columns)
    down = ((torch.arange(rows, device=features.device) + 0.5) / rows).unsqueeze(1).expand(rows, columns)
    both = torch.stack((across, down, across**2, down**2)).to(features.dtype)
    return both.unsqueeze(0).expand(features.shape[0], -1, -1, -1)
