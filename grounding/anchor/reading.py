"""What GUI-AIMA needs of a forward pass, summed up layer by layer while it runs.

Whole rows of every layer and head would take L·H·rows·length numbers; kept are the anchor's rows over the
picture, and one number a query token, layer and head.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.utils.hooks import RemovableHandle

from grounding.anchor.place import Places
from grounding.attention.capture import AttentionCapture
from grounding.attention.forward import run_body
from grounding.attention.stack import stack_of


@dataclass(frozen=True, slots=True)
class AnchorReading:
    """Of one sequence: L layers, H heads, n visual tokens, m query tokens. Gradients flow where enabled."""

    anchor: torch.Tensor
    """(L, H, n) attention of the anchor to each visual token."""
    mass: torch.Tensor
    """(L, H, m) attention of each query token to all of the picture."""
    likeness: torch.Tensor
    """(L, m) sum of the cosines with all visual tokens' hidden states: how much of a visual sink it is."""


def read_anchor(
    model: nn.Module, inputs: dict[str, torch.Tensor], places: Sequence[Places]
) -> tuple[list[AnchorReading], torch.Tensor]:
    """One forward pass: a reading for each sequence of the batch, and the last hidden states (B, T, D).

    Raises ValueError when `places` are not as many as the sequences.
    """
    if len(places) != inputs["input_ids"].shape[0]:
        raise ValueError(f"{len(places)} places for {inputs['input_ids'].shape[0]} sequences")
    meter = _Meter(places)
    stack = stack_of(model)
    # transformers counts as hidden states of the last layer what comes out of the final norm.
    sources = (*stack.layers[:-1], stack.norm)
    hooks = [source.register_forward_hook(meter.see_states) for source in sources]
    try:
        layers = range(len(stack.layers))
        with AttentionCapture(model, layers, lambda: meter.rows, meter.see_attention):
            hidden = run_body(model, inputs)
    finally:
        _remove(hooks)
    return meter.readings(), hidden


class _Meter:
    """Gathers, for one forward pass."""

    def __init__(self, places: Sequence[Places]) -> None:
        self._places = places
        longest = max(len(place.rows) for place in places)
        # Shorter ones repeat their anchor: the rows of a batch are one tensor.
        spare = [place.anchors[-1:].expand(longest - len(place.rows)) for place in places]
        self.rows = torch.stack([torch.cat((p.rows, s)) for p, s in zip(places, spare, strict=True)])
        self._anchor: list[list[torch.Tensor]] = [[] for _ in places]
        self._mass: list[list[torch.Tensor]] = [[] for _ in places]
        self._likeness: list[list[torch.Tensor]] = [[] for _ in places]

    def see_attention(self, layer: int, attention: torch.Tensor) -> None:
        del layer
        for index, place in enumerate(self._places):
            words = len(place.query)
            to_picture = attention[index, :, : words + 1][:, :, place.visual.to(attention.device)]
            self._anchor[index].append(to_picture[:, words])
            self._mass[index].append(to_picture[:, :words].sum(dim=-1))

    def see_states(self, module: nn.Module, args: Any, output: Any) -> None:
        del module, args
        states: torch.Tensor = output[0] if isinstance(output, tuple) else output
        for index, place in enumerate(self._places):
            own = states[index]
            query = nn.functional.normalize(own[place.query.to(own.device)].float(), dim=-1)
            visual = nn.functional.normalize(own[place.visual.to(own.device)].float(), dim=-1)
            self._likeness[index].append(query @ visual.sum(dim=0))  # the sum of the cosines, in one go

    def readings(self) -> list[AnchorReading]:
        return [
            AnchorReading(torch.stack(anchor), torch.stack(mass), torch.stack(likeness))
            for anchor, mass, likeness in zip(self._anchor, self._mass, self._likeness, strict=True)
        ]


def _remove(hooks: Sequence[RemovableHandle]) -> None:
    for hook in hooks:
        hook.remove()
