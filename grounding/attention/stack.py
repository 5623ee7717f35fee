"""Where the parts of a Qwen vision model are: its decoder layers, their attention, the last norm."""

from dataclasses import dataclass

from torch import nn


@dataclass(frozen=True, slots=True)
class Stack:
    """The language half of a vision model."""

    decoder: nn.Module
    """Takes the embeddings of text and picture together, gives the last hidden states."""
    embedding: nn.Module
    """From token ids to embeddings."""
    layers: tuple[nn.Module, ...]
    norm: nn.Module
    """After the last layer."""

    def attention(self, layer: int) -> nn.Module:
        """The attention of one layer. Raises ValueError when there is no such layer."""
        if not 0 <= layer < len(self.layers):
            raise ValueError(f"there is no layer {layer}: the model has {len(self.layers)}")
        return self.layers[layer].get_submodule("self_attn")


def stack_of(model: nn.Module) -> Stack:
    """The language half of a Qwen2.5-VL or Qwen3-VL, with or without its language head.

    Raises ValueError for a model of another form.
    """
    for path in ("model.language_model", "language_model"):
        try:
            decoder = model.get_submodule(path)
            layers = decoder.get_submodule("layers")
            return Stack(
                decoder=decoder,
                embedding=decoder.get_submodule("embed_tokens"),
                layers=tuple(layers.children()),
                norm=decoder.get_submodule("norm"),
            )
        except AttributeError:
            continue
    raise ValueError(f"a {type(model).__name__} has no language model of a known form")
