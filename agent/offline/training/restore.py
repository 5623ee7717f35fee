"""From the file that onnxruntime runs back to a network that can be trained on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from agent.offline.training.network import Network, Shape

if TYPE_CHECKING:
    from onnx import GraphProto


def restore(model: bytes, shape: Shape) -> Network:
    """The network whose `export` these bytes are. Raises ValueError where they are another network's."""
    import onnx  # noqa: PLC0415  (heavy)

    network = Network(shape)
    found = dict(_weights(onnx.load_from_string(model).graph))
    wanted = network.state_dict()
    if missing := sorted(wanted.keys() - found.keys()):
        raise ValueError(f"the file lacks {', '.join(missing[:3])}")
    network.load_state_dict({name: found[name].reshape(wanted[name].shape) for name in wanted})
    return network


def _weights(graph: "GraphProto") -> Iterator[tuple[str, Tensor]]:
    """Those that kept their name; those that export turned over, by the bias which is added after."""
    from onnx import numpy_helper  # noqa: PLC0415  (heavy)

    held = {each.name: np.array(numpy_helper.to_array(each)) for each in graph.initializer}
    for name, array in held.items():
        yield name, torch.from_numpy(array)
    products = {}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in held:
            products[node.output[0]] = held[node.input[1]]
        elif node.op_type == "Add":
            bias = next((name for name in node.input if name.endswith(".bias")), "")
            product = next((products[name] for name in node.input if name in products), None)
            if bias and product is not None:
                yield f"{bias.removesuffix('.bias')}.weight", torch.from_numpy(product.T.copy())
