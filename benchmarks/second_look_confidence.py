"""What MultiView's confidence is worth over a grounder that has a probability of its own.

Icons and names that are not there are drawn by seed as in `benchmarks.last_resort`, on screens without their
tree, and asked of the network that ships: in one view, and looking again with its own probability and with
the fit of agreement that is for models which give none. Tapped is what the loop would act on.

    python -m benchmarks.second_look_confidence [--seed N] [--count N]

It claims nothing beforehand.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from agent.preset.preset import DEFAULT
from benchmarks.last_resort import Asked, draw
from device.screen import Observation
from grounding.bundled.grounder import BundledGrounder
from grounding.grounder import Grounder
from grounding.look import Look
from grounding.score.calibration import calibrate
from grounding.target import Grounding, Target, TargetNotFound
from grounding.view import MultiView, Passes


class Unsaid:
    """The network as a model that says nothing of how likely it is right."""

    name = "bundled"

    def __init__(self, network: BundledGrounder) -> None:
        self._network = network

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """The network's own, without its probability."""
        return [replace(look, probability=None) for look in self._network.look(pictures, words)]

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """As the network."""
        return self._network.ground(observation, target)


def told(name: str, asked: Sequence[Asked], grounder: Grounder) -> None:
    """Print what the confidence of its answers is worth, and what would be tapped."""
    answers: list[tuple[float, bool]] = []
    for each in asked:
        try:
            found = grounder.ground(each.drawn.blind, Target(description=each.drawn.instruction.words))
        except TargetNotFound:
            continue
        answers.append((found.confidence, each.kind != "absent" and each.drawn.hit(found)))
    worth = calibrate([sure for sure, _ in answers], [hit for _, hit in answers])
    tapped = [hit for sure, hit in answers if sure >= DEFAULT.min_confidence]
    between = worth.error_interval
    spread = f" ({between.low:.3f} - {between.high:.3f})" if between else ""
    print(
        f"{name:36} calibration error {worth.error:.3f}{spread}"
        f"  AUROC {worth.auroc or 0:.3f}  tapped {tapped.count(True)} rightly, {tapped.count(False)} wrongly"
        f"  of {len(asked)}",
        flush=True,
    )


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=61)
    parser.add_argument("--count", type=int, default=100, help="of each kind")
    chosen = parser.parse_args(arguments)
    network = BundledGrounder.load()
    asked = [each for each in draw(chosen.seed, chosen.count) if each.kind != "written"]
    told("one view", asked, network)
    ways: dict[str, Passes] = {"two": 2, "three, adaptive": "adaptive"}
    for name, passes in ways.items():
        told(f"{name}, by agreement alone", asked, MultiView(Unsaid(network), passes))
        told(f"{name}, by its own probability", asked, MultiView(network, passes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
