"""What to run next: how many seeds it takes to see a difference, what they cost, and which tasks waver."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf

import numpy as np

from tasks.ledger.record import Outcome, Plan
from tasks.statistics.level import LEVEL, scipy_stats
from tasks.statistics.paired import Key

POWER = 0.8
_MOST = 1_000
"""Seeds beyond which nobody goes."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How differences of two agents vary."""

    tasks: int
    between: float
    """Variance of the true difference from task to task."""
    within: float
    """Variance of one pair of tries of a task."""
    is_split: bool
    """Whether the two could be told apart: that takes tasks which both tried more than once."""

    def reach(self, tasks: int, seeds: float) -> float:
        """The difference that so many tasks with so many seeds show in four runs of five."""
        student = scipy_stats().t.ppf([(1 + LEVEL) / 2, POWER], tasks - 1)
        return float(student.sum()) * float(np.sqrt((self.between + self.within / seeds) / tasks))


@dataclass(frozen=True, slots=True)
class Advice:
    """What a difference takes to be seen."""

    difference: float
    seeds: int | None
    """Of each task, for each of two agents; None where more seeds of these tasks are not enough."""
    tasks: int
    """Tasks that were planned with; where `seeds` is None, how many it takes with as many seeds as now."""
    cost: float | None
    """US dollars for both agents, by what tries cost so far; None where nobody knows that."""


def spread(a: Mapping[Key, bool], b: Mapping[Key, bool]) -> Spread:
    """How the difference of two agents varies, over what both tried. Raises ValueError for one task."""
    pairs: dict[str, list[int]] = defaultdict(list)
    for key in a.keys() & b.keys():
        pairs[key[0]].append(int(b[key]) - int(a[key]))
    if len(pairs) < 2:
        raise ValueError("it takes two tasks that both tried")
    means = np.array([np.mean(each) for each in pairs.values()])
    counts = np.array([len(each) for each in pairs.values()], dtype=np.float64)
    repeated = [each for each in pairs.values() if len(each) > 1]
    whole = float(np.var(means, ddof=1))
    if not repeated:
        return Spread(len(pairs), 0.0, whole, is_split=False)
    free = sum(len(each) - 1 for each in repeated)
    within = sum(float(np.var(each)) * len(each) for each in repeated) / free
    between = max(0.0, whole - within * float(np.mean(1 / counts)))
    return Spread(len(pairs), between, within, is_split=True)


def advise(found: Spread, difference: float, cost: float | None, now: int = 1) -> Advice:
    """The seeds that show a true difference (0 to 1) at 80% power, at a try's price in US dollars.

    `now` is how many seeds there are so far. Raises ValueError for a difference that is none.
    """
    if not 0 < difference < 1:
        raise ValueError("a difference is more than 0 and less than 1")

    def price(tasks: int, seeds: int) -> float | None:
        return None if cost is None else 2 * tasks * seeds * cost

    quantile = found.reach(found.tasks, inf) ** 2 if found.between else 0.0
    room = difference**2 - quantile
    if room > 0:
        per_seed = found.reach(found.tasks, 1) ** 2 - quantile
        seeds = max(1, ceil(per_seed / room))
        if seeds <= _MOST:
            return Advice(difference, seeds, found.tasks, price(found.tasks, seeds))
    tasks = found.tasks
    while found.reach(tasks, now) > difference:
        tasks = ceil(tasks * 1.05) + 1
    return Advice(difference, None, tasks, price(tasks, now))


@dataclass(frozen=True, slots=True)
class Flaky:
    """A task that came out both ways."""

    run: str
    task: str
    done: int
    tries: int
    same: bool
    """Whether it did so with the very same parameters and words, or only from one draw to the next."""
    broken: int
    """Tries among them that broke down, whatever the agent did."""


def flaky(runs: Iterable[tuple[str, Plan, Mapping[int, Outcome]]]) -> list[Flaky]:
    """Tasks that came out both ways within a run, those nearest to half and half first."""
    found = []
    for run, plan, outcomes in runs:
        grouped: dict[str, list[tuple[str, Outcome]]] = defaultdict(list)
        for episode in plan.episodes:
            if episode.number in outcomes:
                drawn = f"{sorted(episode.params.items())} {episode.goal}"
                grouped[episode.task].append((drawn, outcomes[episode.number]))
        found += [told for task, some in grouped.items() if (told := _wavering(run, task, some)) is not None]
    return sorted(found, key=lambda each: (abs(each.done / each.tries - 0.5), each.run, each.task))


def _wavering(run: str, task: str, tries: Sequence[tuple[str, Outcome]]) -> Flaky | None:
    done = sum(outcome.success for _, outcome in tries)
    if done in (0, len(tries)):
        return None
    by_draw: dict[str, set[bool]] = defaultdict(set)
    for drawn, outcome in tries:
        by_draw[drawn].add(outcome.success)
    return Flaky(
        run,
        task,
        done,
        len(tries),
        same=any(len(ends) > 1 for ends in by_draw.values()),
        broken=sum(outcome.is_crash for _, outcome in tries),
    )
