"""From a trained network to the file that ships."""

import json
import warnings
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch

from grounding.bundled.answer import odds
from grounding.bundled.grounder import SURENESS
from grounding.bundled.pixel import PATCH, WIDTH
from grounding.bundled.query import PIECES, WORDS
from grounding.confidence import Weights
from grounding.score.fit import logistic
from grounding.training.hit import HitOutcome
from grounding.training.smallnet import SmallNet

_ROWS = 100


def sureness(found: Sequence[HitOutcome]) -> Weights:
    """From scores to probabilities, fitted on answers to screens that were not trained on.

    Only on what nobody else finds and this network can: icons, by their name or their role. What is not there
    and was pointed at all the same is a wrong answer too.
    """
    asked = [o for o in found if _missed_by_others(o) or (o.example.absent and not o.hit)]
    scores = np.array([[odds(outcome.score)] for outcome in asked]).reshape(len(asked), 1)
    return logistic(scores, np.array([float(outcome.hit) for outcome in asked]))


def _missed_by_others(outcome: HitOutcome) -> bool:
    example = outcome.example
    return not example.absent and example.ui_type == "icon" and example.group in ("text", "role")


def export(net: SmallNet, path: Path, sure: Weights | None = None) -> None:
    """Write the network as ONNX: `picture` (1, 3, height, width), `ids` (texts, 12, 16) to `logits`.

    The height and the number of texts are free. `sure` goes into the file's metadata.
    """
    # The fused path of attention has no ONNX form.
    fused = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        with warnings.catch_warnings():
            # The newer exporter needs one more package and gains nothing for a network of this form.
            warnings.simplefilter("ignore", DeprecationWarning)
            # What the tracer takes for constants here are constants: sizes of the network itself.
            warnings.simplefilter("ignore", torch.jit._trace.TracerWarning)
            _write(net, path)
    finally:
        torch.backends.mha.set_fastpath_enabled(fused)
    if sure is not None:
        model = onnx.load(path)
        onnx.helper.set_model_props(model, {SURENESS: json.dumps(asdict(sure))})
        onnx.save(model, path)


def _write(net: SmallNet, path: Path) -> None:
    torch.onnx.export(
        net.eval(),
        (torch.zeros(1, 3, _ROWS * PATCH, WIDTH), torch.ones(2, WORDS, PIECES, dtype=torch.long)),
        str(path),
        input_names=["picture", "ids"],
        output_names=["logits"],
        dynamic_axes={"picture": {2: "height"}, "ids": {0: "texts"}, "logits": {0: "texts", 1: "places"}},
        dynamo=False,
    )
