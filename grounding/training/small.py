"""Train the small network on a dataset: `python -m grounding.training.small DATA RUN`.

RUN gets the state, the log, a picture of the curve and, in the end, what the grounder needs: small.onnx.
Cut short, the same command goes on where it was.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import torch
from rich.console import Console
from rich.table import Table

from grounding.training.arm import ARMS
from grounding.training.curve import curve
from grounding.training.dataset import Split, TrainingExample, read
from grounding.training.export import export, sureness
from grounding.training.hit import HitOutcome, outcomes, rate
from grounding.training.instruction import HOWS
from grounding.training.loop import Schedule, read_log, train
from grounding.training.sheet import WITHHELD
from grounding.training.smallnet import SmallNet
from grounding.training.smalltask import Batching, SmallTask

_BEFORE, _UNTIL = 0.38, 0.92
"""In the first part of the steps there are sheets of symbols alone, after the second screens alone."""
_QUICK = 4e-3
"""The highest learning rate with sheets, which have a hundred questions each."""


def trained(
    data: Path,
    run: Path,
    arm: str = "v2p",
    *,
    steps: int = 3000,
    seed: int = 0,
    languages: Sequence[str] = (),
    half: bool = False,
    sheets: bool = False,
) -> SmallNet:
    """The network after that many steps, with its state, log and curve in `run`.

    With `sheets` it learns symbols first (`grounding.training.sheet`), then mostly the icons of screens: text
    is better read. Raises ConfigError for a dataset or a run that is not as expected.
    """
    examples = [e for e in sample(read(data, "train"), 0, languages) if e.symbol not in WITHHELD]
    torch.manual_seed(seed)
    net = SmallNet()
    cast(Any, net).to(memory_format=torch.channels_last)  # torch's own types forbid it in some versions
    batching, schedule = Batching(seed=seed, half=half), Schedule(steps, seed=seed)
    if sheets:
        batching = replace(
            batching, screens=2, questions=16, icons=0.75, sheets=1,
            sheets_only=round(_BEFORE * steps), sheets_until=round(_UNTIL * steps),
        )  # fmt: skip
        schedule = replace(schedule, rate=_QUICK)
    log = train(SmallTask(net, data, examples, ARMS[arm], batching), schedule, run)
    curve({arm: log}).save(run / "curve.png")
    return net.eval()


def report(found: Mapping[Split, Sequence[HitOutcome]], learned: Sequence[TrainingExample]) -> Table:
    """Hits by split and kind of instruction; icons whose names or symbols were not learned apart."""
    known = {e.name for e in learned if e.symbol not in WITHHELD}
    table = Table("split", "what", "hit", "of", "median distance, 1/1000 of the width")
    for split, own in found.items():
        for what, part in _parts(own, known).items():
            made = rate(part)
            if made.count:
                table.add_row(split, what, f"{made.share:.1%}", str(made.count), f"{made.away:.0f}")
    return table


def sample(examples: Sequence[TrainingExample], most: int, languages: Sequence[str]) -> list[TrainingExample]:
    """Those in the languages (all where none is named), at most about so many, spread evenly; 0 for all."""
    meant = [e for e in examples if not languages or e.language in languages]
    return meant[:: max(1, len(meant) // most)] if most else meant


def _parts(found: Sequence[HitOutcome], known: set[str]) -> dict[str, list[HitOutcome]]:
    there = [o for o in found if not o.example.absent]
    icons = [o for o in there if o.example.ui_type == "icon"]
    parts = {
        "all": there,
        "texts": [o for o in there if o.example.ui_type == "text"],
        "icons": icons,
        "icons with names never learned": [o for o in icons if o.example.name not in known],
        "symbols never learned": [o for o in icons if o.example.symbol in WITHHELD],
    }
    return parts | {f"said by {how}": [o for o in found if o.example.group == how] for how in HOWS}


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--arm", choices=sorted(ARMS), default="v2p")
    parser.add_argument("--steps", type=int, default=6500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="in bfloat16: quicker on a processor that has it")
    parser.add_argument("--no-sheets", action="store_true", help="screens alone, without sheets of symbols")
    parser.add_argument("--language", action="append", default=[], help="only these; all by default")
    parser.add_argument("--most", type=int, default=3000, help="examples of each split to test on; 0: all")
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    net = trained(
        chosen.data, chosen.run, chosen.arm,
        steps=chosen.steps, seed=chosen.seed, languages=chosen.language, half=chosen.half,
        sheets=not chosen.no_sheets,
    )  # fmt: skip
    splits: tuple[Split, ...] = ("screen", "app")
    found = {
        split: outcomes(net, chosen.data, sample(read(chosen.data, split), chosen.most, chosen.language))
        for split in splits
    }
    export(net, chosen.run / "small.onnx", sureness(found["screen"]))
    Console().print(report(found, read(chosen.data, "train")))
    Console().print(f"{len(read_log(chosen.run))} steps, weights in {chosen.run / 'small.onnx'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
