"""From a trained network to the file that onnxruntime runs: 8 bits a weight, packed."""

import gzip
import logging
import tempfile
import warnings
from pathlib import Path

import torch

from agent.reader.feature import distances
from agent.reader.network import INPUTS, OUTPUT
from agent.reader.training.network import ReaderNetwork

_TOKENS = "tokens"


def export(network: ReaderNetwork, path: Path) -> None:
    """Write it, for one goal of any length at a time."""
    # heavy, and of the training only
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    network.eval()
    length = 7
    meaning = torch.zeros(1, length, network.size.meaning)
    numbers = torch.ones(1, length, dtype=torch.int64)
    example = (meaning, meaning, numbers, numbers, numbers, torch.from_numpy(distances(length)))
    axes = {name: {1: _TOKENS} for name in (*INPUTS[:-1], OUTPUT)} | {INPUTS[-1]: {0: _TOKENS, 1: _TOKENS}}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.WARNING)
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            example,
            str(whole),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        small = Path(folder) / "small.onnx"
        quantize_dynamic(
            whole,
            small,
            op_types_to_quantize=["MatMul", "Gather"],
            weight_type=QuantType.QInt8,
            per_channel=True,
        )
        logging.disable(logging.NOTSET)
        path.write_bytes(gzip.compress(small.read_bytes(), mtime=0))
