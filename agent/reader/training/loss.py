"""How wrong the network is on a batch."""

import torch
from torch import Tensor
from torch.nn import functional

from agent.reader.training.dataset import GoalBatch
from agent.reader.training.network import SIZES

_SMOOTH = 0.02


def loss_of(said: Tensor, chain: Tensor, batch: GoalBatch) -> Tensor:
    """Sum over the decisions: the tags in a line, where clauses begin, intents, polarities and moods."""
    part = dict(zip(SIZES, torch.split(said, list(SIZES.values()), -1), strict=True))
    kept = batch.kept
    start = functional.binary_cross_entropy_with_logits(part["start"][kept][:, 0], batch.starts[kept].float())
    total = 3 * _line_loss(part["tag"], chain, batch) + start
    if not len(batch.kinds):
        return total
    inside = batch.clause_of > 0
    number = batch.clause_of[inside] - 1
    weight = part["weight"][inside][:, 0].clamp(-8, 8).exp()
    whole = torch.zeros(len(batch.kinds)).index_add(0, number, weight)
    for at, name in enumerate(("intent", "polarity", "mood")):
        weighed = part[name][inside] * (weight / whole[number])[:, None]
        pooled = torch.zeros(len(batch.kinds), SIZES[name]).index_add(0, number, weighed)
        total = total + functional.cross_entropy(pooled, batch.kinds[:, at], label_smoothing=_SMOOTH)
    return total


def _line_loss(scores: Tensor, chain: Tensor, batch: GoalBatch) -> Tensor:
    """Return how unlikely the lines of tags are, for each of their tokens."""
    kept, tags = batch.kept, batch.tags
    told = scores.gather(2, tags[..., None])[..., 0] * kept
    steps = chain[tags[:, :-1], tags[:, 1:]] * kept[:, 1:]
    forward, passes = scores[:, 0], chain.exp()
    for at in range(1, scores.shape[1]):
        most = forward.max(1, keepdim=True).values.detach()
        after = ((forward - most).exp() @ passes).log() + most + scores[:, at]
        forward = torch.where(kept[:, at, None], after, forward)
    return (forward.logsumexp(1).sum() - told.sum() - steps.sum()) / kept.sum()
