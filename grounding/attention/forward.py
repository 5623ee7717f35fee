"""One forward pass with attention rows taken from it, and attention while an answer is written."""

from collections.abc import Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import torch
from torch import nn

from grounding.attention.capture import AttentionCapture
from grounding.attention.stack import stack_of


def attention_rows(
    model: nn.Module, inputs: dict[str, torch.Tensor], layers: Iterable[int], rows: torch.Tensor
) -> dict[int, torch.Tensor]:
    """Attention of `rows` (batch, R) over all positions, by layer: float32 (batch, heads, R, length).

    One forward pass without the language head. Equal to the rows that eager attention returns with
    `output_attentions`, up to rounding.
    """
    found: dict[int, torch.Tensor] = {}
    with AttentionCapture(model, layers, lambda: rows, found.__setitem__):
        run_body(model, inputs)
    return found


def run_body(model: nn.Module, inputs: dict[str, torch.Tensor]) -> torch.Tensor:
    """The last hidden states (batch, length, width), after the final norm, without the language head.

    The head's output, one number a vocabulary entry and position, is larger than all the rest together.
    """
    body: Any = getattr(model, "model", model)
    hidden: torch.Tensor = body(**inputs, use_cache=False).last_hidden_state
    return hidden


class AnswerCapture:
    """While open, the attention of one layer at each generated `token`, over everything before it.

    MVP (arXiv 2512.08529) reads it at the comma between the two numbers of an answer: when the model is fed
    that token, one position at a time. The last such token of an answer counts.
    """

    def __init__(self, model: nn.Module, layer: int, token: int) -> None:
        self._token = token
        self._embedding = stack_of(model).embedding
        self._capture = AttentionCapture(model, (layer,), self._rows, self._take)
        self._open = ExitStack()
        self._meant: torch.Tensor | None = None
        """Which of the batch are fed the token in this pass; None outside of single steps."""
        self._found: dict[int, torch.Tensor] = {}

    def __enter__(self) -> Self:
        self._found.clear()
        hook = self._embedding.register_forward_pre_hook(self._see)
        self._open.callback(hook.remove)
        self._open.enter_context(self._capture)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        self._meant = None

    def of(self, index: int) -> torch.Tensor | None:
        """Attention (heads, keys) of that answer of the batch; None where it has no such token."""
        return self._found.get(index)

    def _see(self, module: nn.Module, args: tuple[torch.Tensor, ...]) -> None:
        del module
        ids = args[0]
        single = ids.dim() == 2 and ids.shape[1] == 1
        self._meant = (ids[:, 0] == self._token) if single else None

    def _rows(self) -> torch.Tensor | None:
        if self._meant is None or not bool(self._meant.any()):
            return None
        return torch.zeros(self._meant.shape[0], 1, dtype=torch.long, device=self._meant.device)

    def _take(self, layer: int, attention: torch.Tensor) -> None:
        del layer
        assert self._meant is not None
        for index in self._meant.nonzero().flatten().tolist():
            self._found[index] = attention[index, :, 0].cpu()
