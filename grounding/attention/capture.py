"""Attention rows taken from a forward pass as it goes by.

Published code reads attention by running every layer eagerly with `output_attentions`, which writes the
whole (heads, n, n) matrix of every layer. Here the model keeps its SDPA or flash kernels; hooks on the query
and key projections of the layers asked for hand their outputs to `attend`, for the rows asked for. The extra
cost is linear in the length. A capture holds nothing once it is closed: no picture's states reach the next.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import torch
from torch import nn

from grounding.attention.hooked import Hook, hooked
from grounding.attention.row import attend, rotate, take_rows, visible
from grounding.attention.stack import stack_of

Rows = Callable[[], torch.Tensor | None]
"""Asked in every forward pass: which positions of it (batch, rows), or None for none this time."""
Take = Callable[[int, torch.Tensor], None]
"""Given (layer, attention), the attention float32 (batch, heads, rows, keys)."""


class AttentionCapture:
    """While it is open, gives chosen attention rows of chosen layers to `take`, layer by layer.

    Gradients flow through what is given wherever they are enabled. With gradient checkpointing (`checkpoint`)
    rows are computed again on the way back and given to `take` a second time, which then has no use for them.
    """

    def __init__(self, model: nn.Module, layers: Iterable[int], rows: Rows, take: Take) -> None:
        stack = stack_of(model)
        self._attention = {layer: stack.attention(layer) for layer in layers}
        self._rows, self._take = rows, take
        self._open = ExitStack()
        self._states: dict[tuple[int, str], torch.Tensor] = {}

    def __enter__(self) -> Self:
        hooks = []
        for layer, attention in self._attention.items():
            for name in ("q", "k"):
                hooks.append(Hook(_projection(attention, name), self._keep(layer, name)))
            hooks.append(Hook(attention, self._after(layer), with_kwargs=True))
        self._open.enter_context(hooked(hooks))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        self._states.clear()

    def _keep(self, layer: int, name: str) -> Callable[[nn.Module, Any, torch.Tensor], None]:
        def hook(module: nn.Module, args: Any, output: torch.Tensor) -> None:
            del module, args
            self._states[layer, name] = output

        return hook

    def _after(self, layer: int) -> Callable[[nn.Module, Any, dict[str, Any], Any], None]:
        def hook(module: nn.Module, args: Any, kwargs: dict[str, Any], output: Any) -> None:
            del args, output
            query, key = self._states.pop((layer, "q"), None), self._states.pop((layer, "k"), None)
            rows = self._rows()
            if query is None or key is None or rows is None:
                return
            self._take(layer, _of_layer(module, layer, query, key, rows, kwargs))

        return hook


def _projection(attention: nn.Module, name: str) -> nn.Module:
    """What gives the states right before they are rotated: Qwen3-VL norms them after projecting."""
    normed = getattr(attention, f"{name}_norm", None)
    return normed if isinstance(normed, nn.Module) else attention.get_submodule(f"{name}_proj")


def _of_layer(
    module: Any,
    layer: int,
    query: torch.Tensor,
    key: torch.Tensor,
    rows: torch.Tensor,
    kwargs: dict[str, Any],
) -> torch.Tensor:
    batch, new = query.shape[:2]
    heads = (batch, new, -1, int(module.head_dim))
    cos, sin = kwargs["position_embeddings"]
    rows = rows.to(query.device)
    wanted = rotate(take_rows(query.view(heads), rows), _rows_of(cos, rows), _rows_of(sin, rows))
    keys = _cached(kwargs, layer)
    if keys is None:
        keys = rotate(key.view(heads), cos, sin)
    allowed = visible(rows, new, keys.shape[1], kwargs.get("attention_mask"))
    return attend(wanted, keys, float(module.scaling), allowed)


def _rows_of(table: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """Of a (1 or B, T, D) table of cosines or sines those at rows (B, R)."""
    return take_rows(table.expand(rows.shape[0], -1, -1), rows)


def _cached(kwargs: dict[str, Any], layer: int) -> torch.Tensor | None:
    """All rotated keys so far (batch, keys, key heads, width), where the pass keeps a cache."""
    cache = kwargs.get("cache", kwargs.get("past_key_values"))
    if cache is None or len(cache.layers) <= layer or cache.layers[layer].keys is None:
        return None
    keys: torch.Tensor = cache.layers[layer].keys
    return keys.transpose(1, 2)
