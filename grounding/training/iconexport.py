"""From trained networks of icons to the files that ship, and how sure their answers are."""

import json
import warnings
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from grounding.bundled.cutting import SIDE
from grounding.bundled.grounder import FILES, SURENESS
from grounding.bundled.icon import Networks, icons, matches
from grounding.bundled.query import PIECES, WORDS, query_ids
from grounding.confidence import Weights
from grounding.network import open_network
from grounding.score.fit import logistic
from grounding.training.findtask import FindTask
from grounding.training.iconfont import Glyph, common
from grounding.training.iconscreen import Tile, tile
from grounding.training.icontask import CropTask

_TILE, _ASKED = 640, 6


class _Seen(torch.nn.Module):
    """What is drawn on crops, and how well each fits all names together."""

    said: torch.Tensor
    nothing: torch.Tensor

    def __init__(self, task: CropTask, names: Sequence[str]) -> None:
        super().__init__()
        self.sight = task.sight.eval()
        with torch.no_grad():
            said = task.words.eval()(torch.from_numpy(query_ids(list(names))))
            self.register_buffer("said", said.T * task.scale["sharp"].exp())
            self.register_buffer("nothing", task.scale["nothing"].reshape(1, 1))

    def forward(self, crops: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        seen = self.sight(crops)
        fits = torch.cat((seen @ self.said, self.nothing.expand(seen.shape[0], 1)), dim=1)
        return seen, fits.logsumexp(dim=1)


class _IconSaid(torch.nn.Module):
    """What words mean, as long as the fit of a crop has to be."""

    def __init__(self, task: CropTask) -> None:
        super().__init__()
        self.words, self.sharp = task.words.eval(), task.scale["sharp"]

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        said: torch.Tensor = self.words(ids) * self.sharp.exp()
        return said


def export(crops: CropTask, finds: FindTask, learned: Sequence[Glyph], folder: Path) -> None:
    """Write the three networks as ONNX, their weights in half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    known = common()
    names = sorted({name for glyph in learned if glyph.symbol in known for name in glyph.names})
    picture, cut = torch.zeros(1, 3, 64, 64), torch.zeros(2, 3, SIDE, SIDE)
    ids = torch.ones(2, WORDS, PIECES, dtype=torch.long)
    _write(finds.finder.eval(), picture, folder / "finder.onnx", "picture", {0: "n", 2: "height", 3: "width"})
    _write(_Seen(crops, names).eval(), cut, folder / "sight.onnx", "crops", {0: "n"})
    _write(_IconSaid(crops).eval(), ids, folder / "words.onnx", "ids", {0: "n"})


def _write(net: torch.nn.Module, example: torch.Tensor, path: Path, name: str, free: dict[int, str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", torch.jit._trace.TracerWarning)
        torch.onnx.export(
            net, (example,), str(path), input_names=[name], dynamic_axes={name: free}, dynamo=False
        )
    onnx.save(_halved(onnx.load(path)), path)


def _halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """With large weights kept in half precision; they are made whole again when the file is loaded."""
    graph = model.graph
    casts = []
    for weights in list(graph.initializer):
        if weights.data_type != TensorProto.FLOAT or np.prod(weights.dims) < 512:
            continue
        values = numpy_helper.to_array(weights).astype(np.float16)
        graph.initializer.remove(weights)
        graph.initializer.append(numpy_helper.from_array(values, weights.name + "_half"))
        casts.append(helper.make_node("Cast", [weights.name + "_half"], [weights.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def opened(folder: Path) -> Networks:
    """The networks of a folder, ready to be asked."""
    return Networks(*(open_network(folder / f"{name}.onnx") for name in FILES))


def sureness(networks: Networks, others: Sequence[Glyph], screens: int = 60, seed: int = 0) -> Weights:
    """From features to a probability, fitted on made-up screens of a font that nothing was trained on.

    Two questions in three are about what is not there.
    """
    known = common()
    glyphs = [glyph for glyph in others if glyph.symbol in known]
    rows, right = [], []
    for number in range(screens):
        rng = Random(f"{seed} sure {number}")
        some = list({g.symbol: g for g in rng.sample(glyphs, min(24, len(glyphs)))}.values())
        drawn = tile(_TILE, some, rng)
        by = rng.choice((1.0, 1.0, 1.6, 2.6))
        size = round(_TILE * by)
        picture = drawn.picture.resize((size, size), Image.Resampling.BICUBIC)
        shown = icons(networks, picture)
        counts = [drawn.glyphs.count(glyph.symbol) for glyph in some]
        there = [glyph for glyph, count in zip(some, counts, strict=True) if count == 1]
        away = [glyph for glyph in glyphs if not any(set(glyph.names) & set(g.names) for g in some)]
        asked = [*rng.sample(there, min(_ASKED, len(there))), *rng.sample(away, min(2 * _ASKED, len(away)))]
        for glyph in asked:
            found = matches(networks, shown, rng.choice(glyph.names))
            if not found:
                continue
            place = found[0].place
            rows.append(found[0].features)
            right.append(float(_stands(drawn, glyph.symbol, place.x / by, place.y / by)))
    return logistic(np.array(rows), np.array(right))


def _stands(drawn: Tile, symbol: str, x: float, y: float) -> bool:
    """Whether the symbol is there on the tile."""
    return any(
        own == symbol and max(abs(x - middle), abs(y - height)) < 0.6 * side
        for (middle, height, side), own in zip(drawn.icons, drawn.glyphs, strict=True)
    )


def note(folder: Path, sure: Weights) -> None:
    """Keep in the file of words how sure answers are."""
    path = folder / "words.onnx"
    model = onnx.load(path)
    helper.set_model_props(model, {SURENESS: json.dumps(asdict(sure))})
    onnx.save(model, path)
