"""GUI-AIMA's weighting of heads and the map it gives (arXiv 2511.00810, code of 2025-11-11).

The answer is the anchor's attention to the picture, averaged over all L·H heads with weights that say how
well a head follows the instruction. The published gradients are kept: the choice of sinks has none, the
weights have theirs.
"""

import re
from dataclasses import dataclass
from typing import Literal

import torch

from grounding.anchor.reading import AnchorReading

Rule = Literal["sink", "layer", "match", "all", "anchor", "plain"]

_TAIL = 12
"""Query tokens that the "part" variants leave out: the assistant's header and the call's opening."""
_LEAST = 1e-12
_EPSILON = 1e-8
_NAME = re.compile(r"(?P<layer>layer_wise_)?query_(?:(?P<count>[1-9][0-9]{0,3})|(?P<kl>kl)|(?P<all>all))"
                   r"(?P<part>_part)?")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighting:
    """How the heads are weighted.

    "sink": by the attention that the `count` query tokens most like the picture give it (released: query_1);
    "layer": the same with the tokens chosen in each layer; "match": by how closely a head's attention over
    the query follows its likeness to the picture (KL divergence, released: query_kl_part); "all": by all
    query tokens; "anchor": by the anchor's own attention to the picture; "plain": all heads the same.
    """

    rule: Rule
    count: int = 1
    part: bool = False
    """Leave out the last 12 query tokens."""


def weighting(name: str) -> Weighting:
    """The weighting of a name, as published where there is one. Raises ValueError for another.

    query_K, layer_wise_query_K, query_kl and query_all, each also with _part; anchor; vanilla.
    """
    if name == "anchor":
        return Weighting("anchor")
    if name == "vanilla":
        return Weighting("plain")
    found = _NAME.fullmatch(name)
    if found is None or (found["layer"] and not found["count"]):
        raise ValueError(f"no weighting of heads is called {name!r}; some are query_1, query_kl, vanilla")
    part = found["part"] is not None
    if found["kl"]:
        return Weighting("match", part=part)
    if found["all"]:
        return Weighting("all", part=part)
    return Weighting("layer" if found["layer"] else "sink", int(found["count"]), part)


def head_weights(reading: AnchorReading, how: Weighting) -> torch.Tensor:
    """Weights (L, H) that sum to 1. A reading without any query token weighs all heads the same."""
    layers, heads = reading.anchor.shape[:2]
    mass, likeness = _queries(reading, how)
    if how.rule == "anchor":
        votes = reading.anchor.sum(dim=-1)
    elif how.rule == "plain" or not mass.shape[-1]:
        votes = reading.anchor.new_zeros(layers, heads)
    elif how.rule == "match":
        votes = -_divergence(mass, likeness)
    else:
        votes = _votes(mass, likeness, how)
    return votes.flatten().softmax(dim=0).reshape(layers, heads)


def anchor_scores(reading: AnchorReading, how: Weighting) -> torch.Tensor:
    """The map (n,) over visual tokens, summing to 1 (but for an epsilon in the divisor)."""
    weights = head_weights(reading, how)
    merged = torch.einsum("lh,lhn->n", weights, reading.anchor)
    return merged / (merged.sum() + _EPSILON)


def _queries(reading: AnchorReading, how: Weighting) -> tuple[torch.Tensor, torch.Tensor]:
    count = reading.mass.shape[-1]
    if how.part and count > _TAIL:
        count -= _TAIL
    return reading.mass[..., :count], reading.likeness[..., :count]


def _votes(mass: torch.Tensor, likeness: torch.Tensor, how: Weighting) -> torch.Tensor:
    """Attention (L, H) that the chosen query tokens give the picture."""
    if how.rule == "all":
        return mass.sum(dim=-1)
    count = min(how.count, mass.shape[-1])
    with torch.no_grad():
        if how.rule == "layer":
            chosen = likeness.topk(count, dim=-1).indices  # (L, count)
        else:
            chosen = likeness.sum(dim=0).topk(count).indices.expand(mass.shape[0], -1)
    return mass.gather(-1, chosen.unsqueeze(1).expand(-1, mass.shape[1], -1)).sum(dim=-1)


def _divergence(mass: torch.Tensor, likeness: torch.Tensor) -> torch.Tensor:
    """KL(g || r) (L, H): g the query's likeness to the picture, r what a head makes of the query."""
    wanted = likeness.sum(dim=0).softmax(dim=0).clamp_min(_LEAST)
    given = mass.softmax(dim=-1).clamp_min(_LEAST)
    return (wanted * (wanted.log() - given.log())).sum(dim=-1)
