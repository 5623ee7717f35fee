"""How often words are wrongly said to contradict a touch, and how often a wrong touch is noticed.

The words are the instructions of benchmarks/tree_grounding.py: they say what people mean in ten languages,
and name the true control. A touch on that one must pass; one on another control of the same screen, by seed,
is to be noticed. Words that tell a control by its place alone contradict nothing, so that not all can be.

    python -m benchmarks.agreement [DATA] [--seed N] [--list]

DATA is the folder that holds `uiautomator/`, by default ../shared/data beside the checkout; without it only
the embedded phone's screens are measured. Claims: at most 1 % of right touches refused, at least 75 % of
wrong ones noticed.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.tree_grounding import DATA, Instruction, read, screen_of, truth
from device.screen import Bounds, Observation
from grounding.agreement import rival
from grounding.control import Control, controls

REFUSED_AT_MOST, NOTICED_AT_LEAST = 0.01, 0.75


def split(boxes: Sequence[Bounds], everything: Sequence[Control]) -> tuple[Control | None, list[Control]]:
    """The control that is meant, and those that are quite another one."""
    acting = [control for control in everything if control.acts]
    right = [c for c in acting if any(c.bounds.contains(box.center) for box in boxes)]
    wrong = [c for c in acting if c not in right and not any(b.contains(c.bounds.center) for b in boxes)]
    return min(right, key=lambda control: control.bounds.area, default=None), wrong


def told(instruction: Instruction, hit: Control, better: Control | None) -> str:
    """A wrong verdict in a line."""
    names = [control.names[0].text if control and control.names else "-" for control in (hit, better)]
    return f"{instruction.screen} {instruction.says!r} on {names[0]!r}: {names[1]!r}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="list right touches that were refused")
    args = parser.parse_args(arguments)
    chance, refused, passed, noticed, wrongs = random.Random(args.seed), list[str](), 0, 0, 0
    for instruction in read():
        on_phone = instruction.screen.startswith("phone:")
        if not instruction.where or not (on_phone or (args.data / "uiautomator").is_dir()):
            continue
        seen: Observation = screen_of(instruction, args.data)
        everything = controls(seen)
        right, wrong = split(truth(instruction, seen), everything)
        if right is None:
            continue
        better = rival(instruction.says, right, everything, seen.size)
        passed += better is None
        refused += [told(instruction, right, better)] if better is not None else []
        if wrong:
            wrongs += 1
            noticed += rival(instruction.says, chance.choice(wrong), everything, seen.size) is not None
    right_ones = passed + len(refused)
    print(f"right touches refused: {len(refused)} of {right_ones} ({len(refused) / right_ones:.1%})")
    print(f"wrong touches noticed: {noticed} of {wrongs} ({noticed / wrongs:.1%})")
    if args.list:
        print(*refused, sep="\n")
    return int(len(refused) > REFUSED_AT_MOST * right_ones or noticed < NOTICED_AT_LEAST * wrongs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
