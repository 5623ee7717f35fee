"""Attention of a few query rows over all keys: the arithmetic, without a model.

Shapes: batch B, query heads H, key heads K (K divides H: grouped queries), rows R, keys N, head width D.
"""

import torch


def rotate(states: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Rotary position embedding of (B, T, heads, D) states by (B, T, D) cosines and sines.

    The half-and-half form that both Qwen vision families use; how the three axes of mRoPE are laid into the
    cosines is the model's own business and done before.
    """
    first, second = states.chunk(2, dim=-1)
    turned = torch.cat((-second, first), dim=-1)
    return states * cos.unsqueeze(2) + turned * sin.unsqueeze(2)


def take_rows(states: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """Of (B, T, ...) states those at rows (B, R): (B, R, ...)."""
    batch = torch.arange(states.shape[0], device=states.device).unsqueeze(1)
    return states[batch, rows]


def attend(
    query: torch.Tensor, key: torch.Tensor, scaling: float, allowed: torch.Tensor | None
) -> torch.Tensor:
    """Attention (B, H, R, N) in float32 of query (B, R, H, D) over key (B, N, K, D), both already rotated.

    `allowed` is what a row may see: booleans, or numbers to add, (B or 1, R, N); None for everything. Softmax
    runs over all keys, in float32, as eager attention has it.
    """
    batch, rows, heads, width = query.shape
    groups = key.shape[2]
    grouped = query.reshape(batch, rows, groups, heads // groups, width)
    logits = torch.einsum("brghd,bngd->bghrn", grouped, key).float() * scaling
    logits = logits.reshape(batch, heads, rows, key.shape[1])
    if allowed is not None:
        mask = allowed.unsqueeze(1)
        least = torch.finfo(torch.float32).min
        logits = logits.masked_fill(~mask, least) if mask.dtype == torch.bool else logits + mask
    return logits.softmax(dim=-1)


def visible(rows: torch.Tensor, new: int, total: int, mask: torch.Tensor | None) -> torch.Tensor | None:
    """What each row may see, as `attend` takes it; None when every row sees every key.

    `rows` (B, R) count within the `new` positions of this forward pass, the last of `total` keys. `mask` is
    the one the layer was given: None (causal), (B, N) of 1 and 0 for padding, or SDPA's (B, 1, T, N).

    Raises ValueError for a mask of another form.
    """
    if mask is not None and mask.dim() == 4:
        return take_rows(mask.expand(rows.shape[0], -1, -1, -1)[:, 0], rows)
    if mask is not None and mask.dim() != 2:
        raise ValueError(f"an attention mask of {mask.dim()} dimensions")
    if mask is None and new == 1:
        return None
    places = torch.arange(total, device=rows.device)
    causal = places <= (rows + total - new).unsqueeze(-1)
    return causal if mask is None else causal & mask[:, None, :total].bool()
