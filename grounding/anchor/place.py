"""Which positions of a sequence are the picture, the words about it, and the anchor."""

from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class Places:
    """Positions in one sequence, each a tensor of indices."""

    visual: torch.Tensor
    """(n,) the tokens of the picture, row-major over its patches."""
    query: torch.Tensor
    """(m,) from the picture's end to right before the pointer: instruction and what the template adds."""
    anchors: torch.Tensor
    """(q,) the tokens that stand for places; a click is read from the last of them."""

    @property
    def rows(self) -> torch.Tensor:
        """(m + q,) query, then the anchors."""
        return torch.cat((self.query, self.anchors))


def find_places(ids: torch.Tensor, image_token: int, start_token: int, anchor_token: int) -> Places:
    """The places in the token ids (length,) of one sequence.

    `start_token` opens the pointer, `anchor_token` stands for a place it points at. Raises ValueError for a
    sequence without a picture, without an anchor, or with its pointer before the picture's end.
    """
    visual = (ids == image_token).nonzero().flatten()
    starts = (ids == start_token).nonzero().flatten()
    anchors = (ids == anchor_token).nonzero().flatten()
    for what, found in (("picture", visual), ("pointer", starts), ("anchor", anchors)):
        if not len(found):
            raise ValueError(f"the sequence holds no {what}")
    first, end = int(visual[-1]) + 1, int(starts[0])
    if end < first:
        raise ValueError("the pointer stands before the picture's end")
    return Places(visual, torch.arange(first, end, device=ids.device), anchors)
