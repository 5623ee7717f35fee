"""Compare the ways of supervising: `python -m grounding.training.table DATA RUNS`.

Each arm is trained with each seed on the same data for the same number of steps, never the same time, and
asked the same questions. Cut short, the same command goes on where it was. Differences are of the share of
hits averaged over seeds, with the middle 95 % over resampled pictures: questions on one picture are no
independent evidence.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, stdev

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from grounding.score.statistic import Interval, bootstrap
from grounding.training.arm import ARMS
from grounding.training.curve import curve
from grounding.training.dataset import Split, read
from grounding.training.hit import outcomes
from grounding.training.loop import read_log
from grounding.training.small import sample, trained
from grounding.training.smallnet import SmallNet

SPLITS: tuple[Split, ...] = ("screen", "app")
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's answer by one trained network."""

    picture: str
    icon: bool
    hit: bool
    away: float
    """To the middle, in thousandths of the picture's width."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What is compared, where."""

    data: Path
    folder: Path
    steps: int = 3000
    seeds: int = 3
    most: int = 3000
    """Questions of each split."""
    languages: tuple[str, ...] = ()
    half: bool = False
    """See `Batching`."""


def answers(runs: Runs, arm: str, seed: int) -> dict[Split, list[Answer]]:
    """Of one arm and seed: trained where it is not yet, asked where it was not yet."""
    folder = runs.folder / f"{arm}-{seed}"
    told = folder / "answers.json"
    if not told.is_file():
        net = trained(
            runs.data, folder, arm,
            steps=runs.steps, seed=seed, languages=runs.languages, half=runs.half,
        )  # fmt: skip
        made = {split: _asked(runs, net, split) for split in SPLITS}
        told.write_text(json.dumps(made), encoding="utf-8")
    rows = json.loads(told.read_text(encoding="utf-8"))
    return {split: [Answer(*row) for row in rows[split]] for split in SPLITS}


def _asked(runs: Runs, net: SmallNet, split: Split) -> list[tuple[str, bool, bool, float]]:
    meant = [e for e in sample(read(runs.data, split), 0, runs.languages) if not e.absent]
    found = outcomes(net, runs.data, sample(meant, runs.most, ()))
    return [(o.example.img_filename, o.example.ui_type == "icon", o.hit, o.away) for o in found]


def margin(
    ours: Sequence[Sequence[Answer]], theirs: Sequence[Sequence[Answer]]
) -> tuple[float, Interval | None]:
    """How much higher our share of hits is, over seeds and the same questions, with its interval."""
    pictures = sorted({answer.picture for answer in ours[0]})
    place = {picture: at for at, picture in enumerate(pictures)}
    gain, count = np.zeros(len(pictures)), np.zeros(len(pictures))
    for sign, side in ((1, ours), (-1, theirs)):
        for run in side:
            for answer in run:
                gain[place[answer.picture]] += sign * answer.hit / len(side)
    for answer in ours[0]:
        count[place[answer.picture]] += 1
    whole = float(gain.sum() / count.sum())
    return whole, bootstrap(
        lambda drawn: float(gain[drawn].sum() / count[drawn].sum()), len(pictures), _RESAMPLES
    )


def table(found: dict[str, list[dict[Split, list[Answer]]]], baseline: str) -> Table:
    """A row an arm and split."""
    made = Table("split", "arm", "hit", "sd", "icons", "texts", "to the middle", f"over {baseline}")
    for split in SPLITS:
        for arm, runs in found.items():
            seeds = [run[split] for run in runs]
            shares = [_share(answers) for answers in seeds]
            difference, interval = margin(seeds, [run[split] for run in found[baseline]])
            told = "" if arm == baseline or interval is None else (
                f"{difference:+.1%} ({interval.low:+.1%} to {interval.high:+.1%})"
            )  # fmt: skip
            made.add_row(
                split, arm, f"{mean(shares):.1%}", f"{stdev(shares):.1%}" if len(shares) > 1 else "",
                f"{mean(_share([a for a in s if a.icon]) for s in seeds):.1%}",
                f"{mean(_share([a for a in s if not a.icon]) for s in seeds):.1%}",
                f"{mean(median(a.away for a in s) for s in seeds):.0f}", told,
            )  # fmt: skip
    return made


def _share(answers: Sequence[Answer]) -> float:
    return sum(answer.hit for answer in answers) / len(answers) if answers else 0.0


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("runs", type=Path)
    parser.add_argument("--arm", action="append", choices=sorted(ARMS), help="only these; all by default")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--most", type=int, default=3000, help="questions of each split")
    parser.add_argument("--language", action="append", default=[], help="only these; all by default")
    parser.add_argument("--half", action="store_true", help="in bfloat16: quicker on a processor that has it")
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    arms = chosen.arm or list(ARMS)
    runs = Runs(
        chosen.data, chosen.runs, chosen.steps, chosen.seeds, chosen.most, tuple(chosen.language), chosen.half
    )
    found: dict[str, list[dict[Split, list[Answer]]]] = {arm: [] for arm in arms}
    for seed in range(runs.seeds):  # every arm once before any twice: a run cut short compares all the same
        for arm in arms:
            found[arm].append(answers(runs, arm, seed))
    Console(width=140).print(table(found, arms[0]))
    curve({arm: read_log(runs.folder / f"{arm}-0") for arm in arms}).save(runs.folder / "curves.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
