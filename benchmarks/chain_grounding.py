"""How often the chain finds a control with the UI tree switched off: 200 drawn by seed on the phone.

Screens of every app, in English and Chinese, light and dark, are handed over as a picture alone, as a game's
or a web page's would be. What is asked for is said by its name, where that is written in one place only.
Labelled controls have their name written on them and may be read. On an icon nothing is written: its name is
what the tree calls it, and only a visual grounder can know it. A few controls have something else written on
them (a day of a calendar); they are neither.

    python -m benchmarks.chain_grounding [--seed N ...] [--icons] [--json] [--misses] [--fit FILE]

A hit: the point lies on the control and on no smaller one within it, and the loop would act on it. Claims: at
least 95 % of those labelled with a letter in it (a calendar's picture shows a day's number twice, once in no
element, and nobody could say which is meant); of the icons that go by what people call their symbol at least
85 % by the bundled grounder alone, where one ships. The confidence of reading has weights set by hand; --fit
fits them on controls of another seed.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np

from agent.preset.preset import DEFAULT
from benchmarks.tree_grounding import lies_on
from device.error import ConfigError
from device.screen import Bounds, Observation
from grounding.chain import chain, named
from grounding.grounder import Grounder
from grounding.ocr import FEATURES, OcrGrounder, features, search
from grounding.score.calibration import calibrate
from grounding.score.fit import logistic
from grounding.score.statistic import wilson
from grounding.target import Grounding, Target, TargetNotFound
from grounding.training.called import called
from grounding.training.instruction import Instruction, instructions
from grounding.training.phonescreen import Shot, Style, apps, shots
from grounding.wording import plain
from models.chat import ChatModel

STYLES = (Style("en-US"), Style("zh-Hans-CN", dark=True))
EACH = 6
"""At most so many screens of an app in each style."""
LABELLED_AT_LEAST, ICONS_AT_LEAST = 0.95, 0.85


@dataclass(frozen=True)
class Drawn:
    """One control that is looked for."""

    shot: Shot
    instruction: Instruction

    @property
    def labelled(self) -> bool:
        """Whether its name is written on it."""
        bounds, name = self.instruction.bounds, plain(self.instruction.name)
        assert bounds is not None
        there = [*written(self.instruction.name, self.shot.observation)]
        there += [box for said, box in self.shot.texts if plain(said) == name]
        return any(bounds.contains(box.center) for box in there)

    @property
    def icon(self) -> bool:
        """Whether nothing is written on it."""
        return self.instruction.icon and not self.labelled

    @property
    def symbol(self) -> str:
        """The symbol drawn on it; "" for none."""
        return self.shot.symbol_on(self.instruction.bounds)

    @property
    def known(self) -> bool:
        """Whether its name is one of those that people have for its symbol."""
        said = called().get(self.symbol, {}).values()
        return plain(self.instruction.name) in {plain(name) for own in said for name in own}

    @property
    def blind(self) -> Observation:
        """The screen without its tree."""
        return replace(self.shot.observation, elements=())

    def hit(self, found: Grounding) -> bool:
        """Whether the point lies on it."""
        assert self.instruction.bounds is not None
        return lies_on(found.point, [self.instruction.bounds], self.shot.observation.elements)


@dataclass(frozen=True)
class Outcome:
    """What became of it."""

    drawn: Drawn
    found: Grounding | None
    told: str

    @property
    def tapped(self) -> bool:
        """Whether the loop would act on it; else the decider is told."""
        return self.found is not None and self.found.confidence >= DEFAULT.min_confidence

    @property
    def right(self) -> bool:
        """Whether it would have been tapped."""
        return self.tapped and self.found is not None and self.drawn.hit(self.found)


def draw(seed: int, count: int, screens: int) -> list[Drawn]:
    """That many controls, on screens drawn first; none whose name is written in two places."""
    rng = Random(seed)
    known = [shot for style in STYLES for app in apps() for shot in shots(style, app, EACH, seed)]
    chosen = rng.sample(known, min(screens, len(known)))
    pool = [
        Drawn(shot, each)
        for shot in chosen
        for each in instructions(shot.observation, shot.style.language, rng, drawn=shot.drawn)
        if each.how == "text" and each.bounds is not None and len(written(each.name, shot.observation)) < 2
    ]
    # In the order of the screens: each is read once.
    return [pool[at] for at in sorted(rng.sample(range(len(pool)), min(count, len(pool))))]


def written(name: str, observation: Observation) -> set[Bounds]:
    """Where the name stands on the screen as a text of its own."""
    screen = Bounds(0, 0, *observation.size)
    return {
        element.bounds
        for element in observation.elements
        if plain(element.text) == plain(name) and element.bounds.intersection(screen).area
    }


def looked_for(drawn: Sequence[Drawn], grounder: Grounder) -> Iterator[Outcome]:
    for each in drawn:
        try:
            found = grounder.ground(each.blind, Target(description=each.instruction.words))
        except TargetNotFound as nowhere:
            yield Outcome(each, None, str(nowhere))
        else:
            yield Outcome(each, found, "")


def write_fit(path: Path, drawn: Sequence[Drawn]) -> None:
    """Fit the confidence of reading on these, icons too: their names may be read elsewhere."""
    reader = OcrGrounder()
    rows, right = [], []
    for each in drawn:
        lines = reader.lines(each.blind)
        try:
            found = search(each.blind, lines, each.instruction.words)
        except TargetNotFound:
            continue
        if not found.twins:
            rows.append(features(found, lines))
            right.append(each.hit(reader.ground(each.blind, Target(description=each.instruction.words))))
    made = logistic(np.array(rows), np.array(right, dtype=np.float64), stiffness=0.3)
    weights = {"intercept": round(made.intercept, 4), "weights": [round(w, 4) for w in made.weights]}
    command = (
        "python -m benchmarks.chain_grounding --seed 1 --count 400 --fit grounding/data/ocr_confidence.json"
    )
    table = {"made_by": command, "items": len(right), "features": FEATURES, "weights": weights}
    path.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    print(f"{path}: {len(right)} controls, {sum(right)} found right")


def row(name: str, some: Sequence[Outcome]) -> str:
    if not some:
        return f"{name:32} {'none drawn':>6}"
    right, told = sum(o.right for o in some), sum(not o.tapped for o in some)
    between = wilson(right, len(some))
    return (
        f"{name:32} {100 * right / len(some):6.1f} {100 * between.low:6.1f}-{100 * between.high:5.1f}"
        f" {len(some) - right - told:6} {told:6} {len(some):6}"
    )


def bundled(icons: Sequence[Drawn]) -> list[Outcome]:
    """Look for icons with the bundled grounder alone; it has learned none of these screens."""
    made = list(looked_for(icons, named("bundled", _no_model)))
    print(row("icons, by the bundled one", made))
    print(row("  called as people call it", known(made)))
    print(row("  called otherwise by the app", [o for o in made if o.drawn.symbol and not o.drawn.known]))
    print(row("  no symbol on them", [o for o in made if not o.drawn.symbol]))
    worth = calibrate(
        [o.found.confidence for o in made if o.found], [o.drawn.hit(o.found) for o in made if o.found]
    )
    print(f"its confidence: calibration error {worth.error:.3f}, AUROC {worth.auroc}")
    return made


def known(made: Sequence[Outcome]) -> list[Outcome]:
    """Of those that go by what people call their symbol."""
    return [o for o in made if o.drawn.known]


def share(some: Sequence[Outcome]) -> float:
    return sum(o.right for o in some) / len(some)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, nargs="+", default=[0], help="several: so many for each")
    parser.add_argument("--icons", action="store_true", help="the bundled grounder on icons, and no more")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--screens", type=int, default=40, help="how many screens they are drawn from")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    parser.add_argument("--fit", type=Path, help="write the confidence's fit to this file and do no more")
    args = parser.parse_args(arguments)
    drawn = [each for seed in args.seed for each in draw(seed, args.count, args.screens)]
    if args.fit:
        write_fit(args.fit, drawn)
        return 0
    if args.icons:
        print(f"{'':32} {'right':>6} {'95 %':>13} {'wrong':>6} {'told':>6} {'items':>6}")
        return int(share(known(bundled([each for each in drawn if each.icon]))) < ICONS_AT_LEAST)
    made = list(looked_for(drawn, OcrGrounder()))
    labelled = [o for o in made if o.drawn.labelled]
    icons = [o for o in made if o.drawn.icon]
    others = [o for o in made if not o.drawn.labelled and not o.drawn.icon]
    print(f"{'':32} {'right':>6} {'95 %':>13} {'wrong':>6} {'told':>6} {'items':>6}")
    print(row("labelled, by reading", labelled))
    worded = [o for o in labelled if any(char.isalpha() for char in o.drawn.instruction.name)]
    print(row("  of them with a letter", worded))
    for language in ("en", "zh"):
        mine = [o for o in labelled if o.drawn.instruction.words.isascii() == (language == "en")]
        print(row(f"  of them {language}", mine))
    print(row("something else written on", others))
    print(row("icons, by reading", icons))
    seen: list[Outcome] = []
    try:
        seen = bundled([o.drawn for o in icons])
        chained = list(looked_for(drawn, chain("ocr,bundled", _no_model)))
    except (ConfigError, ModuleNotFoundError) as absent:
        print(f"icons, by the bundled one: not measured, {absent}")
    else:
        print(row("all, by reading", made))
        print(row("all, by reading, then it", chained))
    answered = [o for o in made if o.found]
    worth = calibrate(
        [o.found.confidence for o in answered if o.found], [o.drawn.hit(o.found) for o in answered if o.found]
    )
    print(f"\nconfidence of reading: calibration error {worth.error:.3f}, AUROC {worth.auroc}")
    if args.misses:
        for o in (*labelled, *(seen or icons)):
            if not o.right:
                place = f"{o.found.label!r} {o.found.confidence:.2f}" if o.found else o.told[:120]
                i = o.drawn.instruction
                where = f"{o.drawn.shot.observation.activity} {i.bounds}"
                print(f"{'icon' if o.drawn.icon else 'text'} {where} {i.words!r}: {place}")
    if args.json:
        print(json.dumps({"labelled": share(labelled), "icons": share(seen) if seen else None}))
    return int(share(worded) < LABELLED_AT_LEAST or (bool(seen) and share(known(seen)) < ICONS_AT_LEAST))


def _no_model(name: str) -> ChatModel:
    raise AssertionError(name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
