"""Training: examples in, a network out; stopped at any moment it goes on from its checkpoint."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from agent.reader.training.dataset import Dropout, EncodedGoal, GoalBatch, Vocabulary, batch_of
from agent.reader.training.loss import loss_of
from agent.reader.training.network import SIZES, Dimensions, ReaderNetwork
from agent.reader.training.shipped import shipped

_WARM = 200
_MEMORY = "memory.weight"
_SORTED = 64
"""Batches among which examples are sorted by length, so that little is padded."""


class ReaderTrainer:
    """A network being trained, on one core: two that wait for each other are slower."""

    def __init__(
        self, size: Dimensions, keys: Sequence[int], seed: int, steps: int, rate: float = 2e-3
    ) -> None:
        """`keys` are those of the tokens that it remembers."""
        torch.set_num_threads(1)
        self._keys = tuple(keys)
        torch.manual_seed(seed)
        self.network = ReaderNetwork(size)
        self.seed, self.steps, self.rate, self.done = seed, steps, rate, 0
        self._optimiser = torch.optim.AdamW(
            self.network.parameters(), rate, betas=(0.9, 0.98), weight_decay=0.02
        )

    def train(
        self,
        batches: Callable[[int], Iterator[GoalBatch]],
        checkpoint: Path | None = None,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Go on to the last step; `batches` yields them from a step on."""
        began, recent = time.monotonic(), []
        self.network.train()
        for batch in batches(self.done):
            if self.done >= self.steps:
                break
            for group in self._optimiser.param_groups:
                group["lr"] = self._rate()
            loss = loss_of(self.network(*batch.inputs, batch.kept), self.network.chain, batch)
            self._optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self._optimiser.step()
            recent.append(loss.item())
            self.done += 1
            if self.done % 100 == 0:
                mean, took = sum(recent) / len(recent), time.monotonic() - began
                told(f"step {self.done}: loss {mean:.3f}, {took:.0f} s")
                recent.clear()
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
            "keys": self._keys,
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

    def begin_with(self, path: Path) -> None:
        """Begin with a checkpoint or a shipped folder, and what that remembers of the same tokens."""
        weights, keys = shipped(path) if path.is_dir() else _checkpoint(path)
        old = {key: number for number, key in enumerate(keys, 1)}
        memory = self.network.memory.weight.detach().clone()
        for number, key in enumerate(self._keys, 1):
            if key in old:
                memory[number] = weights[_MEMORY][old[key]]
        self.network.load_state_dict({**weights, **self._widened(weights), _MEMORY: memory})

    def _widened(self, weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Keep the fresh scores of the intents that came after the weights were made."""
        heads = {}
        for name, fresh in self.network.clause_heads.state_dict(prefix="clause_heads.").items():
            old, kept = weights[name], fresh.clone()
            known = SIZES["intent"] - (len(fresh) - len(old))
            kept[:known], kept[SIZES["intent"] :] = old[:known], old[known:]
            heads[name] = kept
        return heads

    def _rate(self) -> float:
        left = 1 - self.done / max(1, self.steps)
        return self.rate * min(1.0, (self.done + 1) / _WARM) * max(0.02, left)


def _checkpoint(path: Path) -> tuple[dict[str, Tensor], Sequence[int]]:
    kept = torch.load(path, weights_only=True)
    return kept["network"], kept["keys"]


def batches_of(
    examples: Sequence[EncodedGoal], words: Vocabulary, noise: Dropout, seed: int, tokens: int
) -> Callable[[int], Iterator[GoalBatch]]:
    """Return what yields batches of about so many tokens, from a step on and without end."""

    def batches(skipped: int) -> Iterator[GoalBatch]:
        step = epoch = 0
        while True:
            for chosen in _groups(examples, tokens, Random(f"{seed} {epoch}")):
                step += 1
                if step > skipped:
                    yield batch_of(chosen, words, noise, Random(f"{seed} {step}"))
            epoch += 1

    return batches


def _groups(examples: Sequence[EncodedGoal], tokens: int, random: Random) -> Iterator[list[EncodedGoal]]:
    """Put all examples into batches, those of like length together."""
    order = random.sample(range(len(examples)), len(examples))
    mean = sum(len(example.tokens) for example in examples) / len(examples)
    many = max(1, int(_SORTED * tokens / mean))
    for start in range(0, len(order), many):
        part = sorted((examples[at] for at in order[start : start + many]), key=lambda one: len(one.tokens))
        groups: list[list[EncodedGoal]] = [[]]
        for example in part:
            if groups[-1] and (len(groups[-1]) + 1) * len(example.tokens) > tokens:
                groups.append([])
            groups[-1].append(example)
        yield from random.sample(groups, len(groups))
