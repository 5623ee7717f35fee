"""Training: batches in, a network out; stopped at any moment it goes on from its checkpoint."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from agent.offline.training.dataset import Example, batch_of
from agent.offline.training.loss import loss_of
from agent.offline.training.network import Network, Shape

Pick = Callable[[Random], Sequence[Example]]
"""The examples of the next batch."""


class Trainer:
    """A network being trained."""

    def __init__(
        self, shape: Shape, seed: int, steps: int, rate: float = 1.5e-3, dropout: float = 0.1
    ) -> None:
        """`dropout` is the share of the goal's words, and of the screen's labels, hidden in a step."""
        torch.manual_seed(seed)
        self.network = Network(shape)
        self.seed, self.steps, self.rate, self.dropout = seed, steps, rate, dropout
        self.done = 0
        self._optimiser = torch.optim.AdamW(
            self.network.parameters(), rate, betas=(0.9, 0.98), weight_decay=0.01
        )

    def begin_with(self, network: Network) -> None:
        """Begin with the weights of another network of the same shape."""
        self.network.load_state_dict(network.state_dict())

    def train(
        self, pick: Pick, checkpoint: Path | None = None, told: Callable[[str], None] = lambda _: None
    ) -> None:
        """Go on to the last step, on one core: two that wait for each other are slower."""
        torch.set_num_threads(1)
        began, losses = time.monotonic(), []
        self.network.train()
        while self.done < self.steps:
            random = Random(f"{self.seed} {self.done}")
            batch = batch_of(pick(random))
            inputs = (
                _hidden(batch.inputs[0], self.dropout, random),
                *batch.inputs[1:3],
                _hidden(batch.inputs[3], self.dropout, random),
                *batch.inputs[4:],
            )
            for group in self._optimiser.param_groups:
                group["lr"] = self._rate()
            with torch.autocast("cpu", torch.bfloat16):
                scores = self.network(*inputs)
            loss = loss_of(tuple(score.float() for score in scores), batch)
            self._optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self._optimiser.step()
            losses.append(loss.item())
            self.done += 1
            if self.done % 100 == 0:
                recent = sum(losses[-100:]) / len(losses[-100:])
                told(f"step {self.done}: loss {recent:.3f}, {time.monotonic() - began:.0f} s")
                if checkpoint is not None:
                    self.save(checkpoint)
        self.network.eval()
        if checkpoint is not None:
            self.save(checkpoint)

    def save(self, path: Path) -> None:
        """Write all that going on needs."""
        kept = {
            "network": self.network.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "done": self.done,
        }
        partial = path.with_suffix(".partial")
        torch.save(kept, partial)
        partial.replace(path)

    def load(self, path: Path) -> None:
        """Go on from there."""
        kept = torch.load(path, weights_only=True)
        self.network.load_state_dict(kept["network"])
        self._optimiser.load_state_dict(kept["optimiser"])
        self.done = kept["done"]

    def _rate(self) -> float:
        warm = min(1.0, (self.done + 1) / 100)
        left = 1 - self.done / max(1, self.steps)
        return self.rate * warm * max(0.05, left)


def _hidden(word_ids: Tensor, share: float, random: Random) -> Tensor:
    """The words, or labels, with some of them hidden, as a person would say other ones."""
    if not share:
        return word_ids
    generator = torch.Generator().manual_seed(random.getrandbits(31))
    kept = torch.rand(word_ids.shape[:2], generator=generator) >= share
    return word_ids * kept.unsqueeze(-1)
