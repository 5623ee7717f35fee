"""The network: an encoder of tokens with a head for each decision."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from agent.reader.feature import FARTHEST, Junction
from agent.reader.intent import Intent, Mood, Polarity, Role, Tag
from agent.reader.token import TokenShape

TAGS = (*Tag, *Role)
SIZES = {
    "tag": len(TAGS),
    "start": 1,
    "intent": len(Intent),
    "polarity": len(Polarity),
    "mood": len(Mood),
    "weight": 1,
}
"""Numbers that are said of each token, by what they are about.

`start`: a clause begins here. `intent`, `polarity` and `mood` speak of its clause, and `weight`
says how much the token counts there.
"""


@dataclass(frozen=True)
class Dimensions:
    """Sizes of the network."""

    known: int
    """Tokens that it remembers, 0 among them."""
    meaning: int = 64
    memory: int = 40
    width: int = 192
    layers: int = 3
    reach: int = 5
    """Tokens that a convolution sees at once."""

    @property
    def heads(self) -> int:
        """How many tokens each token attends to in its own way."""
        return max(1, self.width // 32)

    @property
    def wide(self) -> int:
        """Numbers in the middle of the layers by which each token is changed by itself."""
        return 2 * self.width


class Layer(nn.Module):
    """Neighbours, then all tokens, then each by itself."""

    def __init__(self, size: Dimensions) -> None:
        super().__init__()
        width = size.width
        self.heads = size.heads
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.near = nn.Conv1d(width, width, size.reach, padding=size.reach // 2, groups=width)
        self.mix = nn.Linear(width, width)
        self.query, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.far = nn.Embedding(2 * FARTHEST + 1, size.heads)
        self.up, self.down = nn.Linear(width, size.wide), nn.Linear(size.wide, width)

    def forward(self, x: Tensor, distance: Tensor, kept: Tensor | None) -> Tensor:
        """Return new states; `kept` is false for padding, None where there is none."""
        normed = self.norms[0](x)
        if kept is not None:
            normed = normed * kept[..., None]
        near = self.near(normed.transpose(1, 2)).transpose(1, 2)
        x = x + self.mix(functional.relu(near))
        batch, length, width = x.shape
        query, other, value = (
            part.reshape(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in self.query(self.norms[1](x)).chunk(3, -1)
        )
        scores = query @ other.transpose(2, 3) / (width // self.heads) ** 0.5
        scores = scores + self.far(distance).permute(2, 0, 1)
        if kept is not None:
            scores = scores.masked_fill(~kept[:, None, None, :], -1e4)
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, width)
        x = x + self.out(mixed)
        changed: Tensor = x + self.down(functional.relu(self.up(self.norms[2](x))))
        return changed


class ReaderNetwork(nn.Module):
    """From what is told of the tokens to what is said of them."""

    def __init__(self, size: Dimensions) -> None:
        super().__init__()
        self.size = size
        self.shape, self.place = nn.Embedding(max(TokenShape) + 1, 16), nn.Embedding(len(Junction), 8)
        self.memory = nn.Embedding(size.known, size.memory, padding_idx=0)
        self.enter = nn.Linear(2 * size.meaning + 24 + size.memory, size.width)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.norm = nn.LayerNorm(size.width)
        self.clause = nn.Linear(size.width, size.width)
        self.token_heads = nn.Linear(size.width, SIZES["tag"] + SIZES["start"])
        self.chain = nn.Parameter(torch.zeros(SIZES["tag"], SIZES["tag"]))
        """Scores of each tag after each."""
        self.clause_heads = nn.Linear(size.width, sum(SIZES.values()) - SIZES["tag"] - SIZES["start"])

    def forward(
        self,
        words: Tensor,
        forms: Tensor,
        known: Tensor,
        shapes: Tensor,
        places: Tensor,
        distance: Tensor,
        kept: Tensor | None = None,
    ) -> Tensor:
        """Return what is said of each token: the numbers of SIZES, side by side."""
        told = (words, forms, self.memory(known), self.shape(shapes), self.place(places))
        x = self.enter(torch.cat(told, -1))
        for layer in self.layers:
            x = layer(x, distance, kept)
        x = self.norm(x)
        clause = functional.relu(self.clause(x))
        said: Tensor = torch.cat([self.token_heads(x), self.clause_heads(clause)], -1)
        return said
