"""Train the bundled grounder on icon fonts: `python -m grounding.training.icon FONTS RUN --fetch`.

FONTS is the folder of icon fonts (`iconfont.toml`); --fetch brings those that are missing, by npm. RUN gets
the states and logs of both trainings and, in the end, what the grounder needs. Cut short, the same command
goes on where it was.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.console import Console

from grounding.training.findtask import FindTask, TileBatching
from grounding.training.iconexport import export, note, opened, sureness
from grounding.training.iconfont import Glyph, Use, fetch, glyphs
from grounding.training.icontask import CropBatching, CropTask
from grounding.training.loop import Schedule, train

QUICK = 2e-3
"""The highest learning rate of both."""


@dataclass(frozen=True, slots=True)
class IconPlan:
    """How long, and how much at once."""

    steps: int = 1800
    finder_steps: int = 2500
    crops: int = 192
    tiles: int = 8
    screens: int = 60
    """Made-up ones that the confidence is fitted on."""
    seed: int = 0
    half: bool = False


def trained(learned: Sequence[Glyph], others: Sequence[Glyph], run: Path, plan: IconPlan) -> Path:
    """The folder with the networks, trained on the first glyphs, their confidence fitted on the others."""
    torch.manual_seed(plan.seed)
    crops = CropTask(learned, CropBatching(crops=plan.crops, seed=plan.seed, half=plan.half))
    train(crops, Schedule(plan.steps, QUICK, seed=plan.seed), run / "icon")
    torch.manual_seed(plan.seed)
    finds = FindTask(learned, TileBatching(tiles=plan.tiles, seed=plan.seed, half=plan.half))
    train(finds, Schedule(plan.finder_steps, QUICK, seed=plan.seed), run / "find")
    folder = run / "networks"
    export(crops, finds, learned, folder)
    note(folder, sureness(opened(folder), others, screens=plan.screens, seed=plan.seed))
    return folder


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("fonts", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--fetch", action="store_true", help="bring the fonts that are missing, by npm")
    parser.add_argument("--steps", type=int, default=1800, help="of icons and words")
    parser.add_argument("--finder-steps", type=int, default=2500, help="of where icons are")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="in bfloat16: quicker on a processor that has it")
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    uses: tuple[Use, ...] = ("train", "sure")
    if chosen.fetch:
        for use in uses:
            fetch(chosen.fonts, use)
    learned, others = (glyphs(chosen.fonts, use) for use in uses)
    plan = IconPlan(chosen.steps, chosen.finder_steps, seed=chosen.seed, half=chosen.half)
    Console().print(f"the networks are in {trained(learned, others, chosen.run, plan)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
