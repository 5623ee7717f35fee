"""What the confidence of the network that ships is worth, on a dataset of labelled screens.

    python -m grounding.training.generate DATA --screens 14 --width 360 --made-up 30
    python -m benchmarks.network_confidence DATA [--most N]

The split `screen` is what the confidence was fitted on; `app` are apps that neither the network nor the fit
has seen. Asked for are icons by their name or their role, which nothing else finds, and what is not there.
Tapped is what the loop would act on. It claims nothing beforehand.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from agent.preset.preset import DEFAULT
from device.screen import Observation, Screenshot
from grounding.bundled.grounder import BundledGrounder
from grounding.score.calibration import calibrate
from grounding.score.statistic import wilson
from grounding.target import Target, TargetNotFound
from grounding.training.dataset import Split, TrainingExample, read
from grounding.training.small import sample


def answered(network: BundledGrounder, folder: Path, example: TrainingExample) -> tuple[float, bool]:
    """How sure the network is, 0 where it says nowhere, and whether it points at what is meant."""
    with Image.open(folder / example.img_filename) as opened:
        picture = opened.convert("RGBA")
    shot = Screenshot(picture.size, picture.tobytes(), "rgba")
    screen = Observation(shot, (), example.application, "", False, picture.size)
    try:
        found = network.ground(screen, Target(description=example.instruction))
    except TargetNotFound:
        return 0.0, False
    left, top, right, bottom = example.bbox
    hit = left <= found.point.x <= right and top <= found.point.y <= bottom
    return found.confidence, hit and not example.absent


def told(name: str, answers: Sequence[tuple[float, bool]]) -> None:
    tapped = [hit for sure, hit in answers if sure >= DEFAULT.min_confidence]
    wrong, right = wilson(tapped.count(False), len(answers)), wilson(tapped.count(True), len(answers))
    given = [(sure, hit) for sure, hit in answers if sure > 0]
    print(
        f"{name:14} tapped right {tapped.count(True) / len(answers):6.1%}"
        f" ({right.low:.1%} - {right.high:.1%})"
        f"  wrong {tapped.count(False) / len(answers):6.1%} ({wrong.low:.1%} - {wrong.high:.1%})"
        f"  of {len(answers)}",
        end="",
    )
    if any(hit for _, hit in given):
        worth = calibrate([sure for sure, _ in given], [hit for _, hit in given])
        print(f"  calibration error {worth.error:.3f}, AUROC {worth.auroc:.3f}", end="")
    print(flush=True)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path, nargs="?", help="folder made by grounding.training.generate")
    parser.add_argument("--most", type=int, default=600, help="questions of each kind and split; 0: all")
    chosen = parser.parse_args(arguments)
    if chosen.data is None:
        print("skipped: needs a dataset, see the head of this file")
        return 0
    network = BundledGrounder.load()
    splits: tuple[Split, ...] = ("app", "screen")
    for split in splits:
        every = read(chosen.data, split)
        icons = [e for e in every if e.ui_type == "icon" and e.group in ("text", "role") and not e.absent]
        for name, own in (("icons", icons), ("not there", [e for e in every if e.absent])):
            asked = sample(own, chosen.most, ())
            told(f"{split} {name}", [answered(network, chosen.data, example) for example in asked])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
