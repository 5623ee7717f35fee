"""Sweep presets, rates of error and roles left out, and print what it comes to.

    python -m benchmarks.ablation --tasks 40 --out build/ablation.jsonl --plot docs/ablation.png

Each line of the file is an attempt; one that is there already is not made again. What is simulated, and
what is not, says `benchmarks/ablation/__init__.py`.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path

from benchmarks.ablation.attempt import Result, attempt, cases
from benchmarks.ablation.fault import Rates
from benchmarks.ablation.reference import Undoable
from benchmarks.ablation.table import curve, tables
from benchmarks.ablation.variant import BASES, VARIANTS

FAULTS = (0.0, 0.1, 0.2, 0.3, 0.4)
ROLE = 0.15
"""Rate at which roles err where the deciding role's rate is swept."""
ROLES = (0.0, 0.15, 0.3)
FAULT = 0.2
"""Rate at which the deciding role errs where the other roles' rate is swept, or a role is left out."""
Episode = tuple[str, str, float, float, int]
"""Task, preset or what is left of it, rates of error of the deciding role and of the others, seed."""


def episodes(tasks: list[str], seeds: int) -> Iterator[Episode]:
    """All attempts, task by task: rates of faults, then of the roles' own errors, then roles left out."""
    for seed in range(seeds):
        for task in tasks:
            for fault in FAULTS:
                yield from ((task, name, fault, ROLE, seed) for name in BASES)
            for role in ROLES:
                if role != ROLE:
                    yield from ((task, name, FAULT, role, seed) for name in BASES)
            yield from ((task, name, FAULT, ROLE, seed) for name in VARIANTS if name not in BASES)


def perform(episode: Episode) -> Result | None:
    """One attempt; None where the task can't be done by an agent's actions."""
    task, name, fault, role, seed = episode
    try:
        return attempt(cases()[task], VARIANTS[name], Rates(fault, role), seed)
    except Undoable:
        return None


def performed(wanted: list[Episode], workers: int) -> Iterator[Result | None]:
    """Make attempts and yield each result as it comes in; an attempt that fails to run ends the others."""
    with ProcessPoolExecutor(workers) as pool:
        try:
            for done in as_completed([pool.submit(perform, episode) for episode in wanted]):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def known(path: Path) -> list[Result]:
    """What came of the attempts made before."""
    if not path.exists():
        return []
    return [Result(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def main() -> int:
    """Run what is missing, then print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tasks", type=int, default=12, help="so many of the tasks, evenly spread")
    asked.add_argument("--seeds", type=int, default=1)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--out", type=Path, default=Path("build/ablation.jsonl"))
    asked.add_argument("--plot", type=Path, help="write the success curves as a picture (PNG)")
    said = asked.parse_args()
    every = sorted(cases())
    tasks = [every[place * len(every) // said.tasks] for place in range(min(said.tasks, len(every)))]
    results = known(said.out)
    there = {(one.task, one.preset, one.fault, one.role, one.seed) for one in results}
    missing = [episode for episode in episodes(tasks, said.seeds) if episode not in there]
    said.out.parent.mkdir(parents=True, exist_ok=True)
    with said.out.open("a", encoding="utf-8") as file:
        for number, result in enumerate(performed(missing, said.workers), 1):
            if result is not None:
                results.append(result)
                file.write(json.dumps(asdict(result)) + "\n")
                file.flush()
            if number % 50 == 0:
                print(f"{number} of {len(missing)} attempts", file=sys.stderr, flush=True)
    wanted = [one for one in results if one.task in tasks and one.seed < said.seeds]
    print(tables(wanted, FAULTS, ROLES, FAULT, ROLE))
    if said.plot:
        curve(wanted, FAULTS, ROLE).save(said.plot)
        print(f"plot: {said.plot}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
