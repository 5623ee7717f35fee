"""Shipped weights, as training goes on from them: the network of 8 bits a weight, in floats again."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from agent.reader.network import MEMORY, NETWORK

_PRODUCT = "MatMulInteger"


def shipped(folder: Path) -> tuple[dict[str, Tensor], tuple[int, ...]]:
    """Return the weights of a folder by the names of the network's parameters, and the keys it remembers."""
    # heavy, and of the training only
    import onnx  # noqa: PLC0415
    from onnx import numpy_helper  # noqa: PLC0415

    graph = onnx.load_from_string(gzip.decompress((folder / NETWORK).read_bytes())).graph
    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    products = {
        node.name.removeprefix("/").split("/MatMul")[0].replace("/", "."): node.input[1]
        for node in graph.node
        if node.op_type == _PRODUCT
    }
    with np.load(folder / MEMORY) as memory:
        keys, chain = tuple(memory["keys"].tolist()), memory["chain"]
    weights = dict(_parameters(kept, products))
    weights["chain"] = chain
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}, keys


def _parameters(
    kept: dict[str, NDArray[np.generic]], products: dict[str, str]
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Name each parameter; those that a product takes were turned over for it."""
    for name, value in kept.items():
        if name.endswith("_quantized") and not name.startswith("onnx::"):
            yield name.removesuffix("_quantized"), _floats(kept, name.removesuffix("_quantized"))
        elif name.endswith((".weight", ".bias")):
            yield name, np.asarray(value, np.float32)
    for module, name in products.items():
        yield f"{module}.weight", _floats(kept, name.removesuffix("_quantized")).T


def _floats(kept: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    levels = kept[f"{name}_quantized"].astype(np.float32) - kept[f"{name}_zero_point"].astype(np.float32)
    return np.asarray(levels * kept[f"{name}_scale"].astype(np.float32), np.float32)
