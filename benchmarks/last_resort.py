"""What the bundled network adds as the last of the chain, and what it taps that is not there.

Things are drawn by seed from screens of every app on the phone: icons on which nothing is written, what has
its name written on it, and names that stand on other screens of the same app and not on this one. Each is
looked for by tree and reading, and by both and then the network, on the screen with its tree and without one
(as a game's or a web page's). Right is a point on the thing, sure enough for the loop to act on it; of what
is not there, that nothing is tapped.

    python -m benchmarks.last_resort [--seed N] [--count N]

It claims nothing: the table is what the default of the chain was decided by.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from agent.preset.preset import DEFAULT
from benchmarks.chain_grounding import EACH, STYLES, Drawn, written
from device.screen import Observation
from grounding.bundled.grounder import BundledGrounder
from grounding.first import FirstOf
from grounding.grounder import Grounder
from grounding.ocr import OcrGrounder
from grounding.score.statistic import paired, wilson
from grounding.target import Target, TargetNotFound
from grounding.training.instruction import instructions, names_on
from grounding.training.phonescreen import Shot, apps, shots
from grounding.tree import TreeGrounder

Kind = Literal["icon", "written", "absent"]
KINDS: tuple[Kind, ...] = ("icon", "written", "absent")
Judged = Literal["right", "wrong", "untouched"]


@dataclass(frozen=True)
class Asked:
    """One thing to look for."""

    drawn: Drawn
    kind: Kind

    def judged(self, grounder: Grounder, observation: Observation) -> Judged:
        """What the loop would do, and whether that is right."""
        try:
            found = grounder.ground(observation, Target(description=self.drawn.instruction.words))
        except TargetNotFound:
            return "untouched"
        if found.confidence < DEFAULT.min_confidence:
            return "untouched"
        return "right" if self.kind != "absent" and self.drawn.hit(found) else "wrong"


def pool(seed: int) -> Iterator[Asked]:
    """All that could be asked for, with names from the screens before in the same app."""
    rng = Random(seed)
    for style in STYLES:
        for app in apps():
            seen: list[str] = []
            for shot in shots(style, app, EACH, seed):
                yield from _of(shot, rng, seen)
                seen = list(dict.fromkeys([*seen, *names_on(shot.observation)]))


def _of(shot: Shot, rng: Random, elsewhere: Sequence[str]) -> Iterator[Asked]:
    for said in instructions(shot.observation, shot.style.language, rng, elsewhere, shot.drawn):
        drawn = Drawn(shot, said)
        if said.bounds is None:
            yield Asked(drawn, "absent")
        elif said.how == "text" and len(written(said.name, shot.observation)) < 2:
            if drawn.labelled:
                yield Asked(drawn, "written")
            elif said.icon:
                yield Asked(drawn, "icon")


def draw(seed: int, count: int) -> list[Asked]:
    """That many of each kind, screen by screen: each is read once."""
    rng, found = Random(seed), list(pool(seed))
    chosen: list[int] = []
    for kind in KINDS:
        own = [at for at, each in enumerate(found) if each.kind == kind]
        chosen += rng.sample(own, min(count, len(own)))
    return [found[at] for at in sorted(chosen)]


def row(name: str, before: Sequence[Judged], after: Sequence[Judged], good: Judged) -> str:
    ours, theirs = [each == good for each in after], [each == good for each in before]
    gain = paired(ours, theirs)
    between = wilson(sum(ours), len(ours))
    return (
        f"{name:28} {_share(before, good):6.1%} {_share(after, good):6.1%}"
        f" ({between.low:.1%} - {between.high:.1%})  {gain.difference:+.1%}"
        f" ({gain.interval.low:+.1%} to {gain.interval.high:+.1%})"
        f"  wrong {_share(before, 'wrong'):.1%} -> {_share(after, 'wrong'):.1%}  of {len(after)}"
    )


def _share(some: Sequence[Judged], which: Judged) -> float:
    return sum(each == which for each in some) / len(some)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--count", type=int, default=150, help="of each kind")
    chosen = parser.parse_args(arguments)
    tree, reader, network = TreeGrounder(), OcrGrounder(), BundledGrounder.load()
    without, with_it = FirstOf([tree, reader]), FirstOf([tree, reader, network])
    screens: dict[str, Callable[[Drawn], Observation]] = {
        "with its tree": lambda drawn: drawn.shot.observation,
        "without a tree": lambda drawn: replace(drawn.shot.observation, elements=()),
    }
    asked = draw(chosen.seed, chosen.count)
    for name, view in screens.items():
        print(f"\n{name}: right by tree and reading, and by both and then the network", flush=True)
        made: dict[Kind, list[tuple[Judged, Judged]]] = {kind: [] for kind in KINDS}
        for each in asked:
            seen = view(each.drawn)
            made[each.kind].append((each.judged(without, seen), each.judged(with_it, seen)))
        for kind, pairs in made.items():
            if pairs:
                before, after = zip(*pairs, strict=True)
                print(row(kind, before, after, "untouched" if kind == "absent" else "right"), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
