"""The head of GUI-Actor (arXiv 2506.03143) and V2P (arXiv 2508.13634): a token points at patches."""

import math
from typing import Any

import torch
from torch import nn

from grounding.anchor.place import Places
from grounding.attention.forward import run_body
from grounding.attention.stack import stack_of
from models.error import ModelUnavailable
from models.localvlm import LocalVLM, tensors_under

PREFIX = "multi_patch_pointer_head."
"""What the names of the head's weights begin with in a released checkpoint."""


class PointerHead(nn.Module):
    """Scores patches for pointers. Attributes are named as the released weights are."""

    def __init__(self, width: int, heads: int = 8, dropout: float = 0.1) -> None:
        super().__init__()
        self.width = width
        self.self_attention = nn.MultiheadAttention(width, heads, dropout=dropout, batch_first=True)
        self.layer_norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.projection_enc = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, width))
        self.projection_dec = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, width))

    def forward(self, patches: torch.Tensor, pointers: torch.Tensor) -> torch.Tensor:
        """Logits (q, n) of n patches (n, width) for q pointers (q, width); softmax over n is the map.

        Patches are what the vision tower gives the language model, pointers its last hidden states.
        """
        alone = patches.unsqueeze(0)
        mixed, _ = self.self_attention(alone, alone, alone, need_weights=False)
        context = self.layer_norm(alone + self.dropout(mixed)).squeeze(0)
        asked: torch.Tensor = self.projection_dec(pointers)
        seen: torch.Tensor = self.projection_enc(context)
        return asked @ seen.T / math.sqrt(self.width)


def load_head(vlm: LocalVLM) -> PointerHead:
    """The head that came with a loaded checkpoint, beside it. Raises ModelUnavailable where it has none."""
    name = vlm.checkpoint.name
    weights = tensors_under(vlm.checkpoint, PREFIX)
    if not weights:
        raise ModelUnavailable(f"{name} has no pointer head", "Use a GUI-Actor or V2P checkpoint")
    head = PointerHead(vlm.layout.hidden)
    try:
        head.load_state_dict(weights)
    except RuntimeError as broken:
        raise ModelUnavailable(
            f"the pointer head of {name} does not fit: {' '.join(str(broken).split())[:200]}"
        ) from broken
    return head.to(device=vlm.device, dtype=vlm.model.dtype).eval()


def pointer_logits(
    model: nn.Module, head: PointerHead, inputs: dict[str, torch.Tensor], places: list[Places]
) -> tuple[list[torch.Tensor], torch.Tensor]:
    """One forward pass: logits (q, n) for each sequence of the batch, and the last hidden states (B, T, D).

    Gradients flow where they are enabled.
    """
    embedded: list[torch.Tensor] = []

    def see(module: nn.Module, args: Any, kwargs: dict[str, Any]) -> None:
        del module, args
        embedded.append(kwargs["inputs_embeds"])

    hook = stack_of(model).decoder.register_forward_pre_hook(see, with_kwargs=True)
    try:
        hidden = run_body(model, inputs)
    finally:
        hook.remove()
    (states,) = embedded
    logits = [
        head(states[index][place.visual], hidden[index][place.anchors]) for index, place in enumerate(places)
    ]
    return logits, hidden
