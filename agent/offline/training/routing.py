"""Training the router: goals with the kind they are of and the app they begin in."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from agent.offline.learned.router import Router, counted

Labelled = tuple[str, tuple[str, str]]
"""A goal; its kind and app."""


def train_router(goals: Sequence[Labelled], seed: int, rounds: int = 80, decay: float = 1e-5) -> Router:
    """Fit one by gradient descent, a rare kind counting for more."""
    classes = sorted({label for _, label in goals})
    x = torch.from_numpy(np.stack([counted(goal) for goal, _ in goals]))
    y = torch.tensor([classes.index(label) for _, label in goals])
    share = torch.bincount(y, minlength=len(classes)).float()
    weight = (share.sum() / (len(classes) * share)).sqrt()
    torch.manual_seed(seed)
    weights = torch.zeros(x.shape[1], len(classes), requires_grad=True)
    bias = torch.zeros(len(classes), requires_grad=True)
    optimiser = torch.optim.Adam([weights, bias], 0.05)
    for _ in range(rounds):
        loss = torch.nn.functional.cross_entropy(x @ weights + bias, y, weight=weight)
        loss = loss + decay * weights.square().sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return Router(_array(weights), _array(bias), classes)


def _array(tensor: torch.Tensor) -> NDArray[np.float32]:
    return np.asarray(tensor.detach().numpy(), np.float32)


def packed(router: Router) -> dict[str, NDArray[np.float16]]:
    """Its numbers as they are kept: half as fine, which changes no decision."""
    return {"weights": router.weights.astype(np.float16), "bias": router.bias.astype(np.float16)}
