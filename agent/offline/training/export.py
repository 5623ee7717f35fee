"""From a trained network to the file that onnxruntime runs."""

import warnings
from pathlib import Path

import torch

from agent.offline.learned.session import INPUTS, OUTPUTS
from agent.offline.training.dataset import Example, batch_of
from agent.offline.training.network import Network

_WORDS, _THINGS = "words", "things"


def export(network: Network, example: Example, path: Path) -> None:
    """Write it, for one moment at a time with goals and screens of any length."""
    network.eval()
    axes: dict[str, dict[int, str]] = {}
    for name in INPUTS:
        if name.startswith("word"):
            axes[name] = {1: _WORDS}
        elif name.startswith(("thing", "name")):
            axes[name] = {1: _THINGS}
    axes |= {"thing": {2: _THINGS}, "source": {1: _THINGS}}
    axes |= {
        "start": {1: _THINGS, 2: _WORDS},
        "end": {1: _WORDS, 2: _WORDS},
        "end_thing": {1: _THINGS, 2: _WORDS},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            batch_of([example]).inputs,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
