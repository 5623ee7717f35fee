"""Run every preset over a model that errs, with this loop and with an earlier one, and print what came of it.

    python -m benchmarks.fallible --presets default --runs 1000 --before 6fc7ae0a

A column is a preset, a code and a rate of error. Its runs go over all tasks, seed by seed. What is in the
file already is not run again. What is simulated, and what is not, says docs/fallible.md.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fallible.attempt import Case, Result
from benchmarks.fallible.fleet import HERE, checked_out, described, each
from benchmarks.fallible.sheet import SHEETS
from benchmarks.fallible.slip import Slip, balanced
from benchmarks.fallible.store import Store, key
from benchmarks.fallible.table import Column, table

_TOLD = 50
"""Runs between two words on how many are left."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for on the command line."""

    tasks: Sequence[str]
    kinds: Sequence[Slip]
    seeds: range
    presets: Sequence[str]
    calls: Sequence[str]
    rates: Sequence[float]
    role_rate: float
    runs: int
    jobs: int
    out: Path

    def columns(self, code: str, weights: Mapping[str, float]) -> dict[Column, list[Case]]:
        """The runs of one code by column."""
        every = [
            Column(code, preset, calls, rate)
            for preset in self.presets
            for calls in self.calls
            for rate in self.rates
        ]
        return {column: self._cases(column, weights) for column in every}

    def _cases(self, column: Column, weights: Mapping[str, float]) -> list[Case]:
        """The runs of one column; without errors nobody errs."""
        role_rate = self.role_rate if column.rate else 0.0
        every = [
            Case(task, column.preset, column.rate, role_rate, seed, weights, column.calls)
            for seed in self.seeds
            for task in self.tasks
        ]
        return every[: self.runs]


def main() -> int:
    said = _parser().parse_args()
    tasks = _named(said.tasks, SHEETS[said.sheet])
    plan = Plan(
        tasks,
        [Slip(kind) for kind in _named(said.kinds, Slip)],
        range(said.first_seed, said.first_seed + -(-said.runs // len(tasks))),
        said.presets.split(","),
        _named(said.calls, ("needed", "all")),
        [said.rate] if said.only_errors else list(dict.fromkeys((0.0, said.rate))),
        said.role_rate,
        said.runs,
        said.jobs,
        said.out,
    )
    plan.out.parent.mkdir(parents=True, exist_ok=True)
    weights = _weights(plan)
    columns: dict[Column, Sequence[Result]] = {}
    for commit in (*([] if said.only_before else ["HEAD"]), *said.before):
        store = Store(plan.out, described(commit), plan.kinds)
        wanted = plan.columns(store.code, weights)
        with _code_of(commit, store, wanted) as tree:
            for column, cases in wanted.items():
                columns[column] = _column(store, tree, cases, plan.jobs)
    seeds = f"seeds {plan.seeds.start} to {plan.seeds.stop - 1}"
    print(f"{len(plan.tasks)} tasks, {seeds}; the other roles err at {plan.role_rate:.0%}\n")
    print(table(columns))
    return 0


@contextmanager
def _code_of(commit: str, store: Store, wanted: Mapping[Column, Sequence[Case]]) -> Iterator[Path]:
    """The folder to run a commit from; that of this file where it is the one, or nothing is left to run."""
    known = store.known()
    if commit == "HEAD" or all(key(case) in known for cases in wanted.values() for case in cases):
        yield HERE
        return
    with checked_out(commit, store.path.parent / f"fallible-{store.code}") as tree:
        yield tree


def _column(store: Store, tree: Path, cases: Sequence[Case], jobs: int) -> list[Result]:
    """What came of the cases: as the file has it, or by running them now."""
    known = dict(store.known())
    missing = [case for case in cases if key(case) not in known]

    def done(case: Case, value: object) -> None:
        assert isinstance(value, dict)
        known[key(case)] = result = Result(**value)
        store.add(case, result)
        left = sum(key(one) not in known for one in missing)
        if left % _TOLD == 0:
            print(f"{store.code} {case.preset} {case.rate:.0%}: {left} left", file=sys.stderr, flush=True)

    each(tree, "attempt", missing, jobs, done)
    return [known[key(case)] for case in cases]


def _weights(plan: Plan) -> Mapping[str, float]:
    """With which weights the kinds are drawn equally often: by a run without errors of each task, once."""
    path = plan.out.with_suffix(".fits.json")
    fits: dict[str, list[list[str]]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    missing = [task for task in plan.tasks if task not in fits]

    def done(case: Case, value: object) -> None:
        assert isinstance(value, list)
        fits[case.task] = value

    each(HERE, "survey", [Case(task, "default", 0.0, 0.0, 1, {}) for task in missing], plan.jobs, done)
    path.write_text(json.dumps(fits), "utf-8")
    decisions = [frozenset(map(Slip, some)) for task in plan.tasks for some in fits[task]]
    return {str(kind): weight for kind, weight in balanced(decisions, plan.kinds).items()}


def _named(asked: str, there_are: Iterable[str]) -> list[str]:
    every = [str(one) for one in there_are]
    chosen = asked.split(",") if asked else every
    unknown = [one for one in chosen if one not in every]
    if unknown:
        sys.exit(f"there is no {', '.join(unknown)}; there are: {', '.join(every)}")
    return chosen


def _parser() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(
        "python -m benchmarks.fallible",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--runs", type=int, default=1000, metavar="N", help="runs of each column")
    asked.add_argument("--first-seed", type=int, default=1, metavar="N", help="the seeds count up from it")
    asked.add_argument("--presets", default="default", metavar="A,B", help="presets, by name")
    asked.add_argument("--sheet", default="daily", choices=SHEETS, help="which tasks; daily by default")
    asked.add_argument("--tasks", default="", metavar="A,B", help="only these of the tasks")
    asked.add_argument("--kinds", default="", metavar="A,B", help="only these kinds of error")
    asked.add_argument("--rate", type=float, default=0.2, help="share of decisions with an error")
    asked.add_argument("--only-errors", action="store_true", help="no runs without errors")
    asked.add_argument(
        "--calls", default="needed", metavar="A,B", help="calls of the roles: needed, all, or both"
    )
    asked.add_argument("--role-rate", type=float, default=0.1, help="share of other roles' wrong replies")
    asked.add_argument(
        "--before", action="append", default=[], metavar="COMMIT", help="this commit's loop, too"
    )
    asked.add_argument("--only-before", action="store_true", help="not the loop that is checked out")
    asked.add_argument("--jobs", type=int, default=2, metavar="N", help="processes")
    asked.add_argument("--out", type=Path, default=Path("build/fallible.jsonl"), help="file of the results")
    return asked


if __name__ == "__main__":
    sys.exit(main())
