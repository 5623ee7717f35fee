"""What GUI-AIMA needs of a forward pass, summed up layer by layer while it runs.

Whole rows of every layer and head would take L·H·rows·length numbers; kept are the anchor's rows over the
picture, and one number a query token, layer and head.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from grounding.anchor.place import Places
from grounding.attention.capture import AttentionCapture
from grounding.attention.forward import run_body
from grounding.attention.hooked import Hook, hooked
from grounding.attention.stack import stack_of


@dataclass(frozen=True, slots=True)
class AnchorReading:
    """Of one anchor of a sequence: L layers, H heads, n visual tokens, m query tokens.

    Gradients flow where they are enabled.
    """

    anchor: torch.Tensor
    """(L, H, n) attention of the anchor to each visual token."""
    mass: torch.Tensor
    """(L, H, m) attention of each query token to all of the picture."""
    likeness: torch.Tensor
    """(L, m) sum of the cosines with all visual tokens' hidden states: how much of a visual sink it is."""


def read_anchor(
    model: nn.Module, inputs: dict[str, torch.Tensor], places: Sequence[Places]
) -> tuple[list[tuple[AnchorReading, ...]], torch.Tensor]:
    """One forward pass: of each sequence of the batch a reading for each anchor, and the last hidden states.

    The hidden states are (B, T, D). Anchors of one sequence share the query, which ends before the first.

    Raises ValueError when `places` are not as many as the sequences.
    """
    if len(places) != inputs["input_ids"].shape[0]:
        raise ValueError(f"{len(places)} places for {inputs['input_ids'].shape[0]} sequences")
    meter = _Meter(places)
    stack = stack_of(model)
    # transformers counts as hidden states of the last layer what comes out of the final norm.
    sources = (*stack.layers[:-1], stack.norm)
    layers = range(len(stack.layers))
    with (
        hooked([Hook(source, meter.see_states) for source in sources]),
        AttentionCapture(model, layers, lambda: meter.rows, meter.see_attention),
    ):
        hidden = run_body(model, inputs)
    return meter.readings(), hidden


class _Meter:
    """Gathers, for one forward pass."""

    def __init__(self, places: Sequence[Places]) -> None:
        self._places = places
        longest = max(len(place.rows) for place in places)
        # Shorter ones repeat their anchor: the rows of a batch are one tensor.
        spare = [place.anchors[-1:].expand(longest - len(place.rows)) for place in places]
        self.rows = torch.stack([torch.cat((p.rows, s)) for p, s in zip(places, spare, strict=True)])
        self._anchors: list[list[torch.Tensor]] = [[] for _ in places]
        self._mass: list[list[torch.Tensor]] = [[] for _ in places]
        self._likeness: list[list[torch.Tensor]] = [[] for _ in places]
        self._done = False

    def see_attention(self, layer: int, attention: torch.Tensor) -> None:
        del layer
        for index, place in enumerate(self._places):
            words = len(place.query)
            to_picture = attention[index, :, : len(place.rows)][:, :, place.visual.to(attention.device)]
            self._keep(self._anchors[index], to_picture[:, words:])
            self._keep(self._mass[index], to_picture[:, :words].sum(dim=-1))

    def see_states(self, module: nn.Module, args: Any, output: Any) -> None:
        del module, args
        states: torch.Tensor = output[0] if isinstance(output, tuple) else output
        for index, place in enumerate(self._places):
            own = states[index]
            query = nn.functional.normalize(own[place.query.to(own.device)].float(), dim=-1)
            visual = nn.functional.normalize(own[place.visual.to(own.device)].float(), dim=-1)
            self._keep(self._likeness[index], query @ visual.sum(dim=0))  # all cosines, summed in one go

    def _keep(self, into: list[torch.Tensor], what: torch.Tensor) -> None:
        """Nothing, once a checkpointed layer is run again: then what is computed is all that matters."""
        if not self._done:
            into.append(what)

    def readings(self) -> list[tuple[AnchorReading, ...]]:
        self._done = True
        return [
            tuple(
                AnchorReading(each, torch.stack(mass), torch.stack(likeness))
                for each in torch.stack(anchors).unbind(dim=2)
            )
            for anchors, mass, likeness in zip(self._anchors, self._mass, self._likeness, strict=True)
        ]
