"""AdamW in float32, whatever the weights are computed in, shared out among processes.

A bfloat16 weight of 0.01 has neighbours 6e-5 away: steps of 5e-6 put onto it are rounded off, every one. So
of weights in less than float32 a copy in float32 is kept, the step is made there, and the weight is the copy
rounded. Of several processes each keeps the copies and AdamW's averages of its share of the weights, as the
first stage of ZeRO does (arXiv 1910.02054).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import nn

from grounding.training.peers import Peers

State = dict[str, dict[str, torch.Tensor]]
"""By weight: `master`, and AdamW's `step`, `exp_avg` and `exp_avg_sq` once there was a step."""


@dataclass(frozen=True, slots=True)
class _Weight:
    computed: nn.Parameter
    """In the model."""
    master: nn.Parameter
    """In float32; the same one where the model's is."""
    owner: int
    """The process that makes its steps."""


class Masters:
    """Makes the steps of named weights."""

    def __init__(self, weights: Mapping[str, nn.Parameter], decay: float, peers: Peers) -> None:
        self._peers = peers
        owners = _shared_out(weights, peers.count)
        self._weights = {
            name: _Weight(weight, _master(weight, owners[name] == peers.rank), owners[name])
            for name, weight in weights.items()
        }
        self._own = {name: each for name, each in self._weights.items() if each.owner == peers.rank}
        self._gradients: dict[str, torch.Tensor] = {}
        # An empty share is legal, AdamW without any weight is not.
        self._adam = torch.optim.AdamW(
            [each.master for each in self._own.values()] or [nn.Parameter(torch.zeros(1))],
            weight_decay=decay,
        )

    @property
    def own(self) -> Mapping[str, nn.Parameter]:
        """The float32 weights whose steps are made here."""
        return {name: each.master for name, each in self._own.items()}

    def seen(self, name: str) -> torch.Tensor | None:
        """Where a weight of one's own ever had a gradient, AdamW's average of its square is above 0."""
        state = self._adam.state.get(self._own[name].master)
        return state["exp_avg_sq"] if state else None

    def gather(self) -> None:
        """Take the gradients of a batch out of the model and add them, over processes too."""
        for name, each in self._weights.items():
            gradient, each.computed.grad = each.computed.grad, None
            if gradient is None and self._peers.count == 1:
                continue
            exact = torch.zeros_like(each.computed, dtype=torch.float32) if gradient is None else gradient
            exact = self._peers.sum_for(each.owner, exact.float())
            if each.owner == self._peers.rank:
                known = self._gradients.get(name)
                self._gradients[name] = exact if known is None else known.add_(exact)

    def drop(self) -> None:
        """Forget what was gathered."""
        self._gradients.clear()

    def step(self, rate: float, longest: float) -> None:
        """One step by all that was gathered, cut to `longest`, and the model's weights after it."""
        length = self._length()
        by = torch.clamp(longest / (length + 1e-6), max=1.0)
        for name, each in self._own.items():
            gradient = self._gradients.get(name)
            each.master.grad = None if gradient is None else gradient.mul_(by.to(gradient.device))
        if bool(torch.isfinite(length)):
            for group in self._adam.param_groups:
                group["lr"] = rate
            self._adam.step()
        for each in self._own.values():
            each.master.grad = None
        self.drop()
        self._hand_out()

    def state(self) -> State:
        """Of one's own weights, to keep."""
        found: State = {}
        for name, each in self._own.items():
            found[name] = {"master": each.master.detach(), **self._adam.state.get(each.master, {})}
        return found

    def load(self, state: State) -> None:
        """Go on from what was kept, by whichever processes it was. Raises KeyError for a weight it lacks."""
        for name, each in self._own.items():
            known = dict(state[name])
            with torch.no_grad():
                each.master.copy_(known.pop("master"))
            if known:
                self._adam.state[each.master] = {
                    key: value if key == "step" else value.to(each.master.device)
                    for key, value in known.items()
                }
        self._hand_out()

    def _length(self) -> torch.Tensor:
        """Of the whole gradient. Each process puts in its own weights, so that any number gives the same."""
        names = list(self._weights)
        device = next(iter(self._weights.values())).computed.device
        parts = torch.zeros(len(names), device=device)
        for index, name in enumerate(names):
            if name in self._gradients:
                parts[index] = self._gradients[name].norm()
        length: torch.Tensor = self._peers.sum(parts).norm()
        return length

    def _hand_out(self) -> None:
        with torch.no_grad():
            for each in self._weights.values():
                if each.owner == self._peers.rank and each.master is not each.computed:
                    each.computed.copy_(each.master)
                self._peers.take_from(each.owner, each.computed.data)


def _master(weight: nn.Parameter, own: bool) -> nn.Parameter:
    if not own or weight.dtype in (torch.float32, torch.float64):
        return weight
    return nn.Parameter(weight.detach().float().clone())


def _shared_out(weights: Mapping[str, nn.Parameter], count: int) -> dict[str, int]:
    """Largest first, each to the process that has least so far."""
    load = [0] * count
    owners = {}
    for name in sorted(weights, key=lambda name: (-weights[name].numel(), name)):
        owners[name] = load.index(min(load))
        load[owners[name]] += weights[name].numel()
    return owners
