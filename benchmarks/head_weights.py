"""GUI-AIMA's weighting of heads against plain averaging, each trained on a blank model of the real class.

A Qwen2.5-VL of 2 layers and 4 heads, 64 wide, with random weights learns by its anchor's attention alone
which of three coloured squares is meant: same pictures, same steps, same seeds for every weighting
(`vanilla`: all heads the same; `anchor`: by the anchor's own attention to the picture; `query_1` and
`query_kl`: as released). It is asked about pictures that it has not seen, with the weighting it learned with.

    python -m benchmarks.head_weights [--steps N] [--seeds N] [--weights NAME ...]

It shows what the supervision does to a model with nothing to begin with, 8 heads and pictures of 32 patches.
It cannot show what the weights are worth where heads already know something, as in the 576 of a released
model: there the paper has its gains. It claims nothing.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import mean

import numpy as np
import torch
from PIL import Image

from grounding.aima import AimaGrounder
from grounding.anchor.weight import weighting
from grounding.profile import profile_of
from grounding.score.statistic import Interval, bootstrap
from grounding.training import blank
from grounding.training.dataset import TrainingExample, append, read
from grounding.training.loop import Schedule, train
from grounding.training.sample import samples
from grounding.training.vlmtask import Batches, ByAnchor, VlmTask
from models.localvlm import load_vlm

WEIGHTS = ("vanilla", "anchor", "query_1", "query_kl")
COLOURS = ("red", "green", "blue", "yellow", "white", "black")
SIZE, SIDE = (224, 112), 28
TRAIN, TEST = 300, 60
FORM = blank.Form(hidden=64, layers=2, vision=32)
BATCH, RATE = 4, 3e-3


def squares(folder: Path) -> None:
    """Pictures with three of the colours, each asked for."""
    (folder / "images").mkdir(parents=True)
    rng = Random(0)
    places = [(x, y) for x in range(0, SIZE[0], SIDE) for y in range(0, SIZE[1], SIDE)]
    for number in range(TRAIN + TEST):
        picture, examples = Image.new("RGB", SIZE, "gray"), []
        name = f"images/{number}.png"
        for (x, y), colour in zip(rng.sample(places, 3), rng.sample(COLOURS, 3), strict=True):
            picture.paste(colour, (x, y, x + SIDE, y + SIDE))
            box = (float(x), float(y), float(x + SIDE), float(y + SIDE))
            examples.append(TrainingExample(name, SIZE, f"the {colour} square", box, "icon", group="text"))
        picture.save(folder / name)
        append(folder, "train" if number < TRAIN else "screen", examples)


def trained(data: Path, folder: Path, weights: str, seed: int, steps: int) -> tuple[tuple[str, ...], float]:
    """What it hits, a picture each and a character each question; and the loss of its last steps."""
    place = blank.save(blank.build("qwen2_5_vl", FORM, seed), "qwen2_5_vl", folder / "blank")
    vlm = load_vlm(str(place), device="cpu")
    profile = profile_of("blank", "anchor", vlm.checkpoint.model_type)
    batches = Batches(BATCH, words=0.0, seed=seed)
    task = VlmTask(vlm, profile, samples(data), ByAnchor(weighting(weights)), batches)
    log = train(task, Schedule(steps, RATE, decay=0.0, seed=seed), folder / "run")
    vlm.model.eval()
    grounder = AimaGrounder(vlm, profile, weights=weights, zoom=0)
    found: dict[str, str] = {}
    for example in read(data, "screen"):
        with Image.open(data / example.img_filename) as picture:
            (look,) = grounder.look([picture.convert("RGB")], example.instruction)
        x, y = (p * side for p, side in zip(look.point or (-1.0, -1.0), SIZE, strict=True))
        left, top, right, bottom = example.bbox
        hit = "01"[left <= x <= right and top <= y <= bottom]
        found[example.img_filename] = found.get(example.img_filename, "") + hit
    return tuple(found.values()), mean(line.loss for line in log[-max(1, steps // 10) :])


def margin(
    ours: Mapping[int, Sequence[str]], theirs: Mapping[int, Sequence[str]]
) -> tuple[float, Interval, list[float]]:
    """How much more is hit, over all seeds, with the middle 95 % over resampled pictures; and by seed."""
    gain = np.array(
        [[a.count("1") - b.count("1") for a, b in zip(ours[s], theirs[s], strict=True)] for s in sorted(ours)]
    )
    count = np.array([len(said) for said in ours[0]], dtype=np.float64)
    by_picture = gain.mean(axis=0)
    between = bootstrap(lambda drawn: float(by_picture[drawn].sum() / count[drawn].sum()), len(count), 2000)
    assert between is not None  # there are pictures
    whole = float(by_picture.sum() / count.sum())
    return whole, between, [float(each.sum() / count.sum()) for each in gain]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--weights", nargs="+", default=list(WEIGHTS))
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(1)
    hits: dict[str, dict[int, tuple[str, ...]]] = {name: {} for name in chosen.weights}
    with tempfile.TemporaryDirectory() as named:
        squares(Path(named) / "data")
        for seed in range(chosen.seeds):
            for name in chosen.weights:
                folder = Path(named) / f"{name}-{seed}"
                hits[name][seed], loss = trained(Path(named) / "data", folder, name, seed, chosen.steps)
                said = "".join(hits[name][seed])
                print(
                    f"{name:10} seed {seed}  hit {said.count('1') / len(said):6.1%}  loss {loss:.2f}",
                    flush=True,
                )
    for name in chosen.weights:
        every = "".join(said for own in hits[name].values() for said in own)
        whole, between, by_seed = margin(hits[name], hits[chosen.weights[0]])
        print(
            f"{name:10} hit {every.count('1') / len(every):6.1%}, over {chosen.weights[0]} {whole:+.1%}"
            f" ({between.low:+.1%} to {between.high:+.1%}), by seed"
            f" {', '.join(f'{each:+.1%}' for each in by_seed)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
