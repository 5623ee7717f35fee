"""Write a dataset of labelled screens: `python -m grounding.training.generate FOLDER`.

The same arguments give the same files. What is already there is kept: a run that was cut short goes on with
the app and the look it had come to.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image
from rich.progress import track

from device.error import ConfigError
from grounding.training import madeup
from grounding.training.dataset import SPLITS, Split, TrainingExample, append, scaled
from grounding.training.instruction import Instruction, instructions, names_on
from grounding.training.phonescreen import STYLES, Shot, Style, apps, made_up, shots

HELD_OUT = ("com.arduia.expense", "com.flauschcode.broccoli", "ca.zgrs.clipper")
"""Apps that nothing is learned from."""
_SCREENS_HELD_OUT = 6
"""Of an app that is learned from, one layout in this many is not."""
_MOST_NAMES = 400
_DONE = "done.txt"


@dataclass(frozen=True, slots=True)
class ScreenPlan:
    """What is to be made."""

    folder: Path
    screens: int = 12
    """At most, of each app in each look."""
    width: int = 0
    """Of the pictures as they are kept, in pixels; 0 for as the phone shows them."""
    seed: int = 0
    packages: Sequence[str] = ()
    """Apps; none for all."""
    styles: Sequence[Style] = STYLES
    held_out: Sequence[str] = HELD_OUT
    made_up: int = 0
    """Screens put together by chance, in each look; only to learn from."""


def generate(plan: ScreenPlan) -> dict[Split, int]:
    """Write what is not there yet, with a progress bar; how many lines each split has gained.

    Raises ConfigError when the folder holds a dataset of another plan.
    """
    (plan.folder / "images").mkdir(parents=True, exist_ok=True)
    _claim(plan)
    ledger = plan.folder / _DONE
    done = set(ledger.read_text(encoding="utf-8").splitlines()) if ledger.is_file() else set()
    gained: dict[Split, int] = dict.fromkeys(SPLITS, 0)
    packages = [*(plan.packages or apps()), *([madeup.PACKAGE] if plan.made_up else [])]
    parts = [(style, package) for style in plan.styles for package in packages]
    for style, package in track(parts, "Drawing screens"):
        key = f"{_key(style)} {package}"
        if key in done:
            continue
        made: dict[Split, list[TrainingExample]] = {split: [] for split in SPLITS}
        for split, examples in _of_app(plan, style, package):
            made[split] += examples
        for split, examples in made.items():
            gained[split] += append(plan.folder, split, examples)
        with ledger.open("a", encoding="utf-8") as file:
            file.write(key + "\n")
    return gained


def _claim(plan: ScreenPlan) -> None:
    """Note the plan in the folder, or see that it is the one noted there."""
    about = {
        "screens": plan.screens, "width": plan.width, "seed": plan.seed, "held_out": [*plan.held_out],
        "made_up": plan.made_up,
    }  # fmt: skip
    path = plan.folder / "plan.txt"
    if path.is_file() and json.loads(path.read_text(encoding="utf-8")) != about:
        raise ConfigError(f"{plan.folder} holds a dataset of another plan", "Name an empty folder")
    path.write_text(json.dumps(about), encoding="utf-8")


def _of_app(plan: ScreenPlan, style: Style, package: str) -> Iterator[tuple[Split, list[TrainingExample]]]:
    rng = Random(f"{plan.seed} {_key(style)} {package}")
    seen: list[str] = []
    for number, shot in enumerate(_shots(plan, style, package)):
        said = instructions(shot.observation, style.language, rng, seen, shot.drawn)
        # What has been on other screens of the same app is the hardest thing to miss here.
        seen = list(dict.fromkeys([*seen, *names_on(shot.observation)]))[-_MOST_NAMES:]
        name = f"images/{package}-{_key(style)}-{number:03}.png"
        yield split_of(shot, package, plan.held_out), _examples(plan, shot, name, said, package)


def _shots(plan: ScreenPlan, style: Style, package: str) -> Iterator[Shot]:
    if package == madeup.PACKAGE:
        return made_up(style, plan.made_up, plan.seed, plan.held_out)
    return shots(style, package, plan.screens, plan.seed)


def split_of(shot: Shot, package: str, held_out: Sequence[str] = HELD_OUT) -> Split:
    """The split that a screen of an app belongs to, by its layout."""
    if package in held_out:
        return "app"
    if package == madeup.PACKAGE:
        return "train"
    return "train" if int(shot.layout, 16) % _SCREENS_HELD_OUT else "screen"


def _examples(
    plan: ScreenPlan, shot: Shot, name: str, said: Sequence[Instruction], package: str
) -> list[TrainingExample]:
    """Save the picture and say what is on it."""
    assert shot.observation.screenshot is not None
    picture = shot.observation.screenshot.image
    by = plan.width / picture.width if plan.width else 1.0
    if plan.width:
        size = (plan.width, round(picture.height * by))
        picture = picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    picture.save(plan.folder / name, compress_level=3)
    return [
        TrainingExample(
            img_filename=name,
            img_size=picture.size,
            instruction=each.words,
            bbox=scaled(each.bounds, by),
            ui_type="icon" if each.icon else "text",
            application=package,
            group=each.how,
            language=shot.style.language,
            theme="dark" if shot.style.dark else "light",
            name=each.name,
            symbol=shot.symbol_on(each.bounds),
        )
        for each in said
    ]


def _key(style: Style) -> str:
    return hashlib.sha256(repr(style).encode()).hexdigest()[:8]


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--screens", type=int, default=12, help="of each app in each look, at most")
    parser.add_argument("--width", type=int, default=0, help="of the pictures kept, pixels; 0: as shown")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--made-up", type=int, default=0, help="screens put together by chance in each look")
    chosen = parser.parse_args(arguments)
    plan = ScreenPlan(chosen.folder, chosen.screens, chosen.width, chosen.seed, made_up=chosen.made_up)
    gained = generate(plan)
    sys.stdout.write(", ".join(f"{split} {count}" for split, count in gained.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
