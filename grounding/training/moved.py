"""Whether training moves the weights at all, looked at once, early: what stands still says nothing itself."""

from collections.abc import Sequence

import torch

from device.error import ConfigError
from grounding.training.master import Masters
from grounding.training.peers import Peers

AFTER = 20
"""Steps."""
_NOISE = 0.01
"""Weights below it are left out: in them any step shows."""
_SAMPLE = 1024
"""Values looked at of each weight, spread evenly."""
_ENOUGH = 0.5
"""The share of them that has to have moved."""


class Watch:
    """A sample of the weights as they were at the first step."""

    def __init__(self, masters: Masters, peers: Peers) -> None:
        self._masters, self._peers = masters, peers
        self._before = {name: _some(weight).clone() for name, weight in masters.own.items()}

    def check(self, losses: Sequence[float], rate: float) -> None:
        """Raises ConfigError where the weights stand still, and says why."""
        finite = sum(loss == loss and abs(loss) != float("inf") for loss in losses)
        counts = torch.zeros(2, dtype=torch.float64)
        for name, before in self._before.items():
            seen = self._masters.seen(name)
            if seen is None:
                continue
            reached = (_some(seen) > 0) & (before.abs() > min(_NOISE, float(before.abs().max()) / 2))
            counts[0] += reached.sum().cpu()
            counts[1] += (reached & (_some(self._masters.own[name]) != before)).sum().cpu()
        device = next((weight.device for weight in self._masters.own.values()), None)
        reached_in_all, moved = self._peers.sum(counts.to(device)).tolist()
        if reached_in_all and moved >= _ENOUGH * reached_in_all:
            return
        said = f"after {len(losses)} steps the weights stand still: "
        if not finite:
            raise ConfigError(f"{said}no loss was a number", "Lower --rate, or look at the checkpoint")
        if not reached_in_all:
            raise ConfigError(f"{said}no gradient reaches them", "Train another stage or method")
        raise ConfigError(
            f"{said}{moved:,.0f} of {reached_in_all:,.0f} looked at have moved, as steps of {rate:g} "
            "are lost in the precision of float32",
            "Raise --rate",
        )


def _some(values: torch.Tensor) -> torch.Tensor:
    flat = values.detach().flatten()
    return flat[:: max(1, flat.numel() // _SAMPLE)]
