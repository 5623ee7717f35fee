"""What is wrong with the network's scores."""

import torch
from torch import Tensor
from torch.nn import functional

from agent.offline.training.dataset import Batch

_UNLIKELY = 4.0
"""Cross entropy from which on a wrong move is unlikely enough."""


def loss_of(scores: tuple[Tensor, ...], batch: Batch) -> Tensor:
    """Cross entropy of every part that the right move has, summed; mean over the batch by weight.

    A weight below 0 is of a move that was wrong: it is made less likely, up to a point.
    """
    kind, thing, source, start, end, end_thing, app = scores
    rows = torch.arange(len(batch.kind))
    pointed = batch.thing.clamp_min(0)
    total = functional.cross_entropy(kind, batch.kind, reduction="none")
    total = total + _part(thing[rows, batch.kind], batch.thing)
    total = total + _part(source, batch.source)
    total = total + _part(start[rows, pointed], batch.start)
    ends = end[rows, batch.start.clamp_min(0)] + end_thing[rows, pointed]
    total = total + _part(ends, batch.end)
    total = total + _part(app, batch.app)
    total = torch.where(batch.weight < 0, total.clamp_max(_UNLIKELY), total)
    return (total * batch.weight).sum() / batch.weight.abs().sum()


def _part(scores: Tensor, right: Tensor) -> Tensor:
    return functional.cross_entropy(scores, right, reduction="none", ignore_index=-100)
