"""Compare the ways of supervising: `python -m grounding.training.table ROWS RUNS`.

Each arm is trained with each seed on the same sheets for the same number of steps, never the same time, and
asked the same questions (`grounding.training.cell`). ROWS is a file of finished cells, a line each: what it
holds is not trained again, and every arm comes once before any comes twice, so that a table half full is a
comparison already. RUNS keeps the state of the cell in hand. Differences are of the share of hits over the
seeds that both arms have, with the middle 95 % over resampled pictures: questions on one picture are no
independent evidence.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev

import numpy as np
import torch
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from device.error import ConfigError
from grounding.score.statistic import Interval, bootstrap
from grounding.training.arm import ARMS
from grounding.training.cell import Found, Plan, Row, cell, written
from grounding.training.curve import Line, picture

BASELINES = ("uniform", "area")
"""The arms that all others are compared with."""
_RESAMPLES = 2000
_READ = TypeAdapter(Row)

Hits = Sequence[str]
"""A picture each, a character each question."""


@dataclass(frozen=True, slots=True)
class Margin:
    """How much more one arm hits than another."""

    whole: float
    interval: Interval | None
    """None with fewer than two pictures."""
    by_seed: tuple[float, ...]


def read_rows(path: Path) -> list[Row]:
    """The finished cells; none for a file that is not there. Raises ConfigError for a line that is none."""
    if not path.is_file():
        return []
    return list(_lines(path))


def _lines(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield _READ.validate_json(line)
        except ValidationError as broken:
            what = broken.errors()[0]["msg"]
            raise ConfigError(f"line {number} of {path} is no finished cell: {what}") from broken


def missing(rows: Sequence[Row], plan: Plan, arms: Sequence[str], seeds: int) -> list[tuple[str, int]]:
    """Arms and seeds that are not trained by the plan yet, in the order in which they should be."""
    done = {(row.arm, row.seed) for row in rows if row.plan == plan}
    return [(arm, seed) for seed in range(seeds) for arm in arms if (arm, seed) not in done]


def margin(ours: Mapping[int, Hits], theirs: Mapping[int, Hits]) -> Margin | None:
    """Over the seeds that both have, with the same questions; None without any."""
    seeds = sorted(ours.keys() & theirs.keys())
    if not seeds:
        return None
    gain = np.array([[_right(a) - _right(b) for a, b in zip(ours[s], theirs[s], strict=True)] for s in seeds])
    count = np.array([len(hits) for hits in ours[seeds[0]]], dtype=np.float64)
    by_picture = gain.mean(axis=0)
    return Margin(
        float(by_picture.sum() / count.sum()),
        bootstrap(lambda drawn: float(by_picture[drawn].sum() / count[drawn].sum()), len(count), _RESAMPLES),
        tuple(float(each.sum() / count.sum()) for each in gain),
    )


def table(rows: Sequence[Row]) -> Table:
    """A line an arm and kind of question. Answers to other questions than most rows have are left out."""
    made = Table(
        "kind", "arm", "seeds", "hit", "sd", "to the middle", *(f"over {name}" for name in BASELINES)
    )
    for kind in dict.fromkeys(kind for row in rows for kind in row.found):
        by_arm = _by_arm(rows, kind)
        for arm in (arm for arm in ARMS if arm in by_arm):
            found = by_arm[arm]
            shares = [_share(each.hits) for each in found.values()]
            made.add_row(
                kind, arm, str(len(shares)), f"{mean(shares):.1%}",
                f"{stdev(shares):.1%}" if len(shares) > 1 else "",
                f"{mean(each.away for each in found.values()):.0f}",
                *(_told(found, by_arm.get(other, {}), arm == other) for other in BASELINES),
            )  # fmt: skip
    return made


def _by_arm(rows: Sequence[Row], kind: str) -> dict[str, dict[int, Found]]:
    asked = Counter(row.found[kind].questions for row in rows if kind in row.found)
    ((usual, _),) = asked.most_common(1)
    by_arm: dict[str, dict[int, Found]] = {}
    for row in rows:
        if kind in row.found and row.found[kind].questions == usual:
            by_arm.setdefault(row.arm, {})[row.seed] = row.found[kind]
    return by_arm


def _told(ours: Mapping[int, Found], theirs: Mapping[int, Found], same: bool) -> str:
    found = margin({s: f.hits for s, f in ours.items()}, {s: f.hits for s, f in theirs.items()})
    if same or found is None:
        return ""
    between = f" ({found.interval.low:+.1%} to {found.interval.high:+.1%})" if found.interval else ""
    return f"{found.whole:+.1%}{between}"


def lines(rows: Sequence[Row], column: int) -> dict[str, Line]:
    """Of each arm a value of its curves by step, mean of the seeds; 1: loss, 2: symbols, 3: words hit."""
    found: dict[str, Line] = {}
    for arm in ARMS:
        curves = [row.curve for row in rows if row.arm == arm]
        if curves:
            found[arm] = [
                (points[0][0], mean(float(point[column]) for point in points))
                for points in zip(*curves, strict=False)
            ]
    return found


def _right(hits: str) -> int:
    return hits.count("1")


def _share(hits: Hits) -> float:
    return sum(map(_right, hits)) / max(1, sum(map(len, hits)))


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("rows", type=Path, help="file of finished cells")
    parser.add_argument(
        "runs", type=Path, nargs="?", help="folder to train in; without, the table is only printed"
    )
    parser.add_argument("--arm", action="append", choices=sorted(ARMS), help="only these; all by default")
    parser.add_argument("--steps", type=int, default=Plan().steps)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--picture", type=Path, help="write the curves of hits here")
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    plan, rows = Plan(chosen.steps), read_rows(chosen.rows)
    if chosen.runs:
        for arm, seed in missing(rows, plan, chosen.arm or list(ARMS), chosen.seeds):
            row = cell(arm, seed, plan, chosen.runs / f"{arm}-{seed}")
            with chosen.rows.open("a", encoding="utf-8") as file:
                file.write(written(row) + "\n")
            rows.append(row)
    rows = [row for row in rows if row.plan == plan]
    Console(width=140).print(table(rows))
    if chosen.picture:
        both = {
            "share of symbols hit, on the few sheets asked about on the way": lines(rows, 2),
            "share of words hit, on those sheets": lines(rows, 3),
        }
        picture(both).save(chosen.picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
