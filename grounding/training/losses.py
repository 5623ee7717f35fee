"""What the two trainable grounders are trained with, on torch tensors.

Each takes one row per target (q, n), or a single target (n,), and labels of the same shape, a tensor or an
array, that need not sum to 1 (`grounding.training.labels`); the loss is the mean over the rows. A row without
any label, as of a box outside the picture, adds nothing to a divergence. NaN in labels counts as 0.
"""

import numpy as np
import numpy.typing as npt
import torch

Labels = torch.Tensor | npt.NDArray[np.float64]

_EPSILON = 1e-8
_LEAST = 1e-12


def pointer_kl(logits: torch.Tensor, labels: Labels) -> torch.Tensor:
    """KL(p || softmax(logits)), p the labels divided by their sum (GUI-Actor, arXiv 2506.03143).

    Raises ValueError when the shapes differ.
    """
    logits, labels = _paired(logits, labels)
    return _divergence(_shares(labels), logits.log_softmax(dim=-1))


def v2p_suppression(logits: torch.Tensor, labels: Labels) -> torch.Tensor:
    """The attention softmax(logits) that goes to patches whose label is exactly 0 (V2P, arXiv 2508.13634).

    Raises ValueError when the shapes differ.
    """
    logits, labels = _paired(logits, labels)
    attention = logits.softmax(dim=-1)
    return torch.where(labels == 0, attention, 0.0).sum(dim=-1).mean()


def v2p(logits: torch.Tensor, labels: Labels, suppression: float = 1.0) -> torch.Tensor:
    """V2P's loss: `pointer_kl` plus `suppression` times `v2p_suppression`; published code has 1.

    Raises ValueError when the shapes differ.
    """
    return pointer_kl(logits, labels) + suppression * v2p_suppression(logits, labels)


def aima(attention: torch.Tensor, labels: Labels) -> torch.Tensor:
    """KL(p || attention), the attention a distribution over patches already (GUI-AIMA, arXiv 2511.00810).

    Attention of exactly 0 is taken as 1e-12, where published code gives infinity or NaN.

    Raises ValueError when the shapes differ.
    """
    attention, labels = _paired(attention, labels)
    return _divergence(_shares(labels), (attention + _LEAST).log())


def _paired(values: torch.Tensor, labels: Labels) -> tuple[torch.Tensor, torch.Tensor]:
    """Both as float32 or better (q, n), labels on the device of the values."""
    labels = torch.as_tensor(labels)
    if values.shape != labels.shape or values.dim() not in (1, 2) or not values.numel():
        raise ValueError(f"{tuple(labels.shape)} labels for {tuple(values.shape)} scores")
    exact = torch.promote_types(values.dtype, torch.float32)
    width = values.shape[-1]
    known = labels.to(device=values.device, dtype=exact).nan_to_num(nan=0.0)
    return values.to(exact).reshape(-1, width), known.reshape(-1, width)


def _shares(labels: torch.Tensor) -> torch.Tensor:
    return labels / (labels.sum(dim=-1, keepdim=True) + _EPSILON)


def _divergence(wanted: torch.Tensor, log_given: torch.Tensor) -> torch.Tensor:
    """Sum of p (log p - log q) a row, mean over rows; where p is 0 nothing is added, whatever log q is."""
    meant = wanted > 0
    inside = torch.where(meant, log_given, 0.0)
    own = torch.where(meant, wanted, 1.0).log()
    return (wanted * (own - inside)).sum(dim=-1).mean()
