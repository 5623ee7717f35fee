"""The network: what the run has come to, then each word of the goal and each thing seen in that light."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from agent.offline.learned.feature import DEED_FLAGS, LAST, PAGE_FLAGS, THING_FLAGS, WORD_FLAGS
from agent.offline.learned.move import KINDS
from agent.offline.learned.word import BUCKETS

_FAR = -1e4
_SHARP = 4.0
"""Pointers begin as much surer as a product of normal vectors would be."""


@dataclass(frozen=True)
class Shape:
    """How large it is."""

    width: int = 96
    table: int = 48
    """Width of the table of words."""
    apps: int = 32


class Network(nn.Module):
    """Scores of every choice; nothing is chosen in it.

    There is no attention among words and things: which word stands on which thing, was typed, or was touched
    is told by flags, and that makes it cheap to train on one core.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width, table = shape.width, shape.table
        self.table = nn.Embedding(BUCKETS, table, padding_idx=0)
        nn.init.normal_(self.table.weight, std=0.3)
        self.word = _layers(4 * table + WORD_FLAGS, width)
        self.thing = _layers(2 * table + THING_FLAGS, width)
        self.now = _layers(LAST * (table + DEED_FLAGS) + table + PAGE_FLAGS + 3 * width, 2 * width)
        self.state = nn.Linear(2 * width, width)
        self.look_words, self.look_things = nn.Linear(width, width), nn.Linear(width, width)
        self.page = _layers(4 * width, width)
        self.word_now, self.thing_now = _layers(2 * width, width), _layers(2 * width, width)
        self.kind = nn.Linear(width, len(KINDS))
        self.ask = nn.Linear(width, width)
        self.ask_kind = nn.Parameter(torch.randn(len(KINDS), width) * 0.1)
        self.offer = nn.Linear(width, width)
        self.source_ask, self.source_offer = nn.Linear(width, width), nn.Linear(width, width)
        self.start_ask, self.start_offer = nn.Linear(width, width), nn.Linear(width, width)
        self.end_ask, self.end_offer = nn.Linear(width, width), nn.Linear(width, width)
        self.end_thing = nn.Linear(width, width)
        self.app = nn.Linear(width, shape.apps)

    def forward(
        self,
        word_ids: Tensor, word_flags: Tensor, word_mask: Tensor,
        thing_ids: Tensor, name_ids: Tensor, thing_flags: Tensor, thing_mask: Tensor,
        deed_ids: Tensor, deed_flags: Tensor, page_ids: Tensor, page_flags: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        """Scores of every choice, each with the batch first.

        kind (k), thing (k, t), source (t), start (t, w), end (w, w) by the first word, end_thing (t, w) by
        the thing, app (a).
        """
        known = self._mean(word_ids)
        told = torch.cat(
            [self.table(word_ids[..., 0]), known, _moved(known, 1), _moved(known, -1), word_flags], -1
        )
        w = self.word(told)
        t = self.thing(torch.cat([self._mean(thing_ids), self._mean(name_ids), thing_flags], -1))
        deeds = torch.cat([self._mean(deed_ids), deed_flags], -1).flatten(1)
        pooled = [_middle(w, word_mask), _middle(t, thing_mask), _most(t, thing_mask)]
        state = self.state(self.now(torch.cat([deeds, self._mean(page_ids), page_flags, *pooled], -1)))
        seen = _looked(self.look_things(state), t, thing_mask)
        said = _looked(self.look_words(state), w, word_mask)
        page = self.page(torch.cat([state, seen, said, state * said], -1))
        w = w + self.word_now(torch.cat([w, page.unsqueeze(1).expand_as(w)], -1))
        t = t + self.thing_now(torch.cat([t, page.unsqueeze(1).expand_as(t)], -1))
        return self._heads(page, w, t, word_mask, thing_mask)

    def _heads(
        self, page: Tensor, w: Tensor, t: Tensor, word_mask: Tensor, thing_mask: Tensor
    ) -> tuple[Tensor, ...]:
        scale = self.shape.width**-0.5 * _SHARP
        no_things = (1 - thing_mask) * _FAR
        no_words = ((1 - word_mask) * _FAR).unsqueeze(1)
        asks = self.ask(page).unsqueeze(1) + self.ask_kind
        thing = asks @ self.offer(t).transpose(1, 2) * scale + no_things.unsqueeze(1)
        source = (self.source_offer(t) @ self.source_ask(page).unsqueeze(-1)).squeeze(-1) * scale + no_things
        start = self.start_ask(t) @ self.start_offer(w).transpose(1, 2) * scale + no_words
        offered = self.end_offer(w).transpose(1, 2)
        end = self.end_ask(w) @ offered * scale + no_words
        end_thing = self.end_thing(t) @ offered * scale
        return self.kind(page), thing, source, start, end, end_thing, self.app(page)

    def _mean(self, ids: Tensor) -> Tensor:
        known = (ids != 0).to(self.table.weight.dtype).unsqueeze(-1)
        mean: Tensor = (self.table(ids) * known).sum(-2) / (known.sum(-2) + 1e-6).sqrt().clamp_min(1.0)
        return mean


def _layers(inside: int, width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inside, width), nn.GELU(), nn.Linear(width, width), nn.LayerNorm(width))


def _moved(row: Tensor, by: int) -> Tensor:
    """Each word's neighbour in its place."""
    gone = torch.zeros_like(row[:, :1])
    return torch.cat([gone, row[:, :-1]], 1) if by > 0 else torch.cat([row[:, 1:], gone], 1)


def _middle(row: Tensor, mask: Tensor) -> Tensor:
    there = mask.unsqueeze(-1)
    return (row * there).sum(1) / there.sum(1).clamp_min(1.0)


def _most(row: Tensor, mask: Tensor) -> Tensor:
    return (row + ((1 - mask) * _FAR).unsqueeze(-1)).amax(1)


def _looked(query: Tensor, row: Tensor, mask: Tensor) -> Tensor:
    """What the state looks for among words or things."""
    score = (row @ query.unsqueeze(-1)).squeeze(-1) * row.shape[-1] ** -0.5 + (1 - mask) * _FAR
    seen: Tensor = (score.softmax(-1).unsqueeze(1) @ row).squeeze(1)
    return seen
