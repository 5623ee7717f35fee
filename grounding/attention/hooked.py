"""Hooks on modules, for a block, that come back wherever a layer of the block is run a second time.

Gradient checkpointing keeps nothing of a layer but its input and runs it again on the way back. What a hook
computed from the layer is lost with the rest, so the hook has to run again too, or there is nothing to take
the gradient from.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

from torch import nn
from torch.utils.checkpoint import checkpoint as checkpointed


@dataclass(frozen=True, slots=True)
class Hook:
    """A forward hook that is not registered yet."""

    module: nn.Module
    run: Callable[..., None]
    with_kwargs: bool = False


_now: ContextVar[tuple[Hook, ...]] = ContextVar("hooked", default=())


@contextmanager
def hooked(hooks: Sequence[Hook]) -> Iterator[None]:
    """Register the hooks for the block."""
    token = _now.set((*_now.get(), *hooks))
    try:
        with _registered(hooks):
            yield
    finally:
        _now.reset(token)


def checkpoint(model: nn.Module) -> None:
    """Turn on gradient checkpointing for a transformers model, in a way that hooks of `hooked` survive.

    Layer by layer, as the method of the model that does it has another name in each version.
    """
    from transformers.modeling_layers import GradientCheckpointingLayer  # noqa: PLC0415  (heavy)

    run = partial(checkpointed, use_reentrant=False, context_fn=_first_and_again)
    for layer in model.modules():
        if isinstance(layer, GradientCheckpointingLayer):
            layer.gradient_checkpointing = True
            layer._gradient_checkpointing_func = run


def _first_and_again() -> tuple[AbstractContextManager[None], AbstractContextManager[None]]:
    """What torch enters when a layer is run, and when it is run again: then the hooks of the first time."""
    return nullcontext(), _registered(_now.get())


@contextmanager
def _registered(hooks: Sequence[Hook]) -> Iterator[None]:
    handles = []
    try:
        for hook in hooks:
            handles.append(hook.module.register_forward_hook(hook.run, with_kwargs=hook.with_kwargs))
        yield
    finally:
        for handle in handles:
            handle.remove()
