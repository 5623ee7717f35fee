"""What MVP's looking again is worth to the network that ships: one view against two, three and adaptive.

Screens of every app on the phone, on a phone held upright and on a tablet held across; things are asked for
by name, icons and what is written apart, as many as are drawn by seed. On the phone MVP's crop of 1288 x 728
pixels is a band of the full width, which the network sees at the scale of the whole; on the tablet it is half
as wide as the screen. The same questions for all, the difference with the middle 95 % over resampled screens.

    python -m benchmarks.second_look [--seed N] [--screens N]

It claims nothing beforehand: whatever the difference is, it is printed.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from benchmarks.chain_grounding import Drawn, written
from grounding.bundled.grounder import BundledGrounder
from grounding.grounder import Grounder
from grounding.score.statistic import Interval, bootstrap, mcnemar
from grounding.target import Target, TargetNotFound
from grounding.training.instruction import instructions
from grounding.training.phonescreen import Style, apps, shots
from grounding.view import MultiView

DISPLAYS = {
    "phone, 1080 x 2400": (Style("en-US"), Style("zh-Hans-CN", dark=True)),
    "tablet, 2560 x 1600": (
        Style("en-US", size=(2560, 1600), dpi=320),
        Style("zh-Hans-CN", dark=True, size=(2560, 1600), dpi=320),
    ),
}
EACH = 3
"""At most so many screens of an app in each style."""
MOST = 10
"""Questions about one screen and kind, so that no screen outweighs the others."""


@dataclass(frozen=True)
class Question:
    """One thing to find on one of the screens."""

    screen: int
    drawn: Drawn

    @property
    def kind(self) -> str:
        """By what its place could be known."""
        return "icons" if self.drawn.icon else "written"

    def hit(self, grounder: Grounder) -> bool:
        """Whether the point lies on it, however sure the grounder is."""
        try:
            found = grounder.ground(self.drawn.blind, Target(description=self.drawn.instruction.words))
        except TargetNotFound:
            return False
        return self.drawn.hit(found)


def questions(styles: Sequence[Style], seed: int, screens: int) -> list[Question]:
    """About so many screens, drawn among those of all apps."""
    rng = Random(seed)
    looks = [(style, app) for style in styles for app in apps()]
    known = [shot for style, app in rng.sample(looks, len(looks)) for shot in shots(style, app, EACH, seed)]
    found = []
    for number, shot in enumerate(rng.sample(known, min(screens, len(known)))):
        by_kind: dict[str, list[Question]] = defaultdict(list)
        for said in instructions(shot.observation, shot.style.language, rng, drawn=shot.drawn):
            question = Question(number, Drawn(shot, said))
            if said.how == "text" and said.bounds and len(written(said.name, shot.observation)) < 2:
                by_kind[question.kind].append(question)
        for own in by_kind.values():
            found += rng.sample(own, min(MOST, len(own)))
    return found


def told(asked: Sequence[Question], hits: Mapping[str, Sequence[bool]], kind: str) -> None:
    """Print each way's share of that kind, and against one view."""
    own = [at for at, each in enumerate(asked) if each.kind == kind]
    for name, every in hits.items():
        gain = [int(every[at]) - int(hits["one view"][at]) for at in own]
        between = interval(gain, [asked[at].screen for at in own])
        chance = mcnemar(gain.count(1), gain.count(-1))
        print(
            f"  {kind:8} {name:10} {np.mean([every[at] for at in own]):6.1%}  {np.mean(gain):+6.1%}"
            f" ({between.low:+.1%} to {between.high:+.1%})  better {gain.count(1)}, worse {gain.count(-1)}"
            f"  p {chance:.2g}  of {len(own)} on {len({asked[at].screen for at in own})} screens",
            flush=True,
        )


def interval(gain: Sequence[int], screens: Sequence[int]) -> Interval:
    """Of the mean gain, over resampled screens."""
    numbers = sorted(set(screens))
    count = np.array([screens.count(number) for number in numbers])
    gained = np.zeros(len(numbers))
    for each, screen in zip(gain, screens, strict=True):
        gained[numbers.index(screen)] += each
    found = bootstrap(lambda drawn: float(gained[drawn].sum() / count[drawn].sum()), len(numbers))
    assert found is not None  # there are screens
    return found


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--screens", type=int, default=30, help="of each display")
    chosen = parser.parse_args(arguments)
    network = BundledGrounder.load()
    ways: dict[str, Grounder] = {
        "one view": network,
        "two": MultiView(network),
        "three": MultiView(network, 3),
        "adaptive": MultiView(network, "adaptive"),
    }
    for display, styles in DISPLAYS.items():
        asked = questions(styles, chosen.seed, chosen.screens)
        hits = {name: [each.hit(way) for each in asked] for name, way in ways.items()}
        print(display)
        for kind in ("icons", "written"):
            told(asked, hits, kind)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
