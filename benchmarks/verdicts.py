"""Whether `agent bench compare` and all intervals err as often as they say, with few tasks and with many.

Two agents are simulated over and over on tasks of which each has a rate of its own: equal ones, to count
false alarms (claimed: at most 5%), and ones that differ by the smallest difference that is said to show
(claimed: found in four runs of five and more with 20 tasks, in three of five with fewer); and how often the
95% intervals of one agent's rate and of the difference hold the true one. Up to ten tasks is what a line of a
breakdown has. For few tasks the interval of the difference is gone through in all runs that there could be,
at all rates of winning and losing, and where it holds least often is printed.
"""

import sys
from dataclasses import dataclass

import numpy as np

from tasks.statistics.interval import by_task, clustered, pass_all, pass_at
from tasks.statistics.level import Floats, scipy_stats
from tasks.statistics.paired import Key, compare

ROUNDS = 400
TASKS = (1, 3, 5, 8, 10, 20, 50, 116)
ALIKE = 2.0
"""How far tasks lie apart: rates are of a beta distribution of so many; 2 with mean 1/2 is any rate alike."""
_SLACK = 0.03
"""What chance does to shares of so many rounds (three standard errors of 5%)."""
_SIZES = 20
"""Comparisons that say how small a difference would show."""
MEANS = (0.2, 0.5, 0.8)
FEW = (2, 3, 5, 8, 10, 20)
_STEPS = 25
_LEAST = 0.93
"""How seldom the interval may hold where it holds least: tries are whole, so no interval holds just 95%."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Shares of all rounds."""

    rate_held: float
    difference_held: float
    alarms: float
    drawn_held: float = 1.0
    """How often the bootstrap over tasks, which makes no claim, held the rate; one task alone has none."""


def tries(random: np.random.Generator, rates: Floats, repetitions: int) -> dict[Key, bool]:
    """What an agent with these rates makes of each task."""
    return {
        (f"task {task}", run): bool(random.random() < rate)
        for task, rate in enumerate(rates)
        for run in range(repetitions)
    }


def rates(random: np.random.Generator, mean: float, tasks: int) -> Floats:
    """A rate for each task."""
    return random.beta(mean * ALIKE, (1 - mean) * ALIKE, tasks)


def better(rates: Floats, mean: float, by: float) -> Floats:
    """Rates that are larger by so much on the average of all tasks that there could be, of mean `mean`."""
    return rates + (1 - rates) * by / (1 - mean)


def equal(tasks: int, repetitions: int, seed: int) -> Tally:
    """Two equal agents, whichever their rate."""
    random = np.random.default_rng(seed)
    rate_held = difference_held = alarms = drawn_held = 0
    for number in range(ROUNDS):
        mean = MEANS[number % len(MEANS)]
        own = rates(random, mean, tasks)
        a, b = tries(random, own, repetitions), tries(random, own, repetitions)
        share, found = clustered(by_task((task, done) for (task, _), done in a.items())), compare(a, b)
        rate_held += share.low <= mean <= share.high
        low, high = share.bootstrap or (0.0, 1.0)
        drawn_held += low <= mean <= high
        difference_held += found.difference.low <= 0 <= found.difference.high
        alarms += found.is_clear
    return Tally(rate_held / ROUNDS, difference_held / ROUNDS, alarms / ROUNDS, drawn_held / ROUNDS)


def unlike(tasks: int, repetitions: int, seed: int) -> tuple[float, Tally] | None:
    """The smallest difference that is said to show, and two agents of which one is better by that."""
    random, mean = np.random.default_rng(seed), MEANS[0]
    sizes = []
    for _ in range(_SIZES):
        own = rates(random, mean, tasks)
        sizes.append(
            compare(tries(random, own, repetitions), tries(random, own, repetitions)).detectable or 1.0
        )
    size = float(np.mean(sizes))
    if size > 1 - mean:
        return None
    rate_held = difference_held = shown = 0
    for _ in range(ROUNDS):
        own = rates(random, mean, tasks)
        a, b = tries(random, own, repetitions), tries(random, better(own, mean, size), repetitions)
        share, found = clustered(by_task((task, done) for (task, _), done in b.items())), compare(a, b)
        rate_held += share.low <= mean + size <= share.high
        difference_held += found.difference.low <= size <= found.difference.high
        shown += found.is_clear
    return size, Tally(rate_held / ROUNDS, difference_held / ROUNDS, shown / ROUNDS)


def far(tasks: int, repetitions: int, by: float, *, alike: bool, seed: int) -> float:
    """How often the interval of the difference holds a large one.

    Either all tasks are `alike`, or B always does what it can do at all and A does nothing.
    """
    random = np.random.default_rng(seed)
    held = 0
    for _ in range(ROUNDS):
        b = np.full(tasks, (1 + by) / 2) if alike else (random.random(tasks) < by).astype(np.float64)
        a = 1 - b if alike else np.zeros(tasks)
        found = compare(tries(random, a, repetitions), tries(random, b, repetitions)).difference
        held += found.low - 1e-9 <= by <= found.high + 1e-9
    return held / ROUNDS


def of_three(tasks: int, seed: int) -> tuple[float, float, float]:
    """How often the intervals of pass@3, pass^3 and credit in part hold, of three tries a task."""
    random = np.random.default_rng(seed)
    held = np.zeros(3)
    for number in range(ROUNDS):
        mean = MEANS[number % len(MEANS)]
        own = rates(random, mean, tasks)
        done = by_task((task, did) for (task, _), did in tries(random, own, 3).items())
        parts = {task: random.beta(rate, 1 - rate, 3).tolist() for task, rate in zip(done, own, strict=True)}
        shares = pass_at(done, 3), pass_all(done, 3), clustered(parts)
        true = 1 - _thrice(1 - mean), _thrice(mean), mean
        held += [
            share is not None and share.low <= value <= share.high
            for share, value in zip(shares, true, strict=True)
        ]
    return tuple(held / ROUNDS)


def _thrice(mean: float) -> float:
    """The mean third power of the rates of all tasks that there could be."""
    known = scipy_stats().beta(mean * ALIKE, (1 - mean) * ALIKE)
    return float(known.moment(3))


def least_held(tasks: int) -> tuple[float, float, float]:
    """How often the interval of the difference holds at the worst rates of winning and losing, and these."""
    known = [f"task {task}" for task in range(tasks)]
    ends = {}
    for wins in range(tasks + 1):
        for losses in range(tasks + 1 - wins):
            a = {(task, 0): wins <= number < wins + losses for number, task in enumerate(known)}
            b = {(task, 0): number < wins for number, task in enumerate(known)}
            ends[wins, losses] = compare(a, b).difference
    worst = (1.0, 0.0, 0.0)
    for won in np.linspace(0, 1, _STEPS + 1):
        for lost in np.linspace(0, 1, _STEPS + 1):
            if won + lost > 1 + 1e-9:
                continue
            chances = scipy_stats().multinomial.pmf(
                [(wins, losses, tasks - wins - losses) for wins, losses in ends],
                tasks,
                [won, lost, max(0.0, 1 - won - lost)],
            )
            inside = [each.low - 1e-9 <= won - lost <= each.high + 1e-9 for each in ends.values()]
            worst = min(worst, (float(chances[inside].sum()), float(won), float(lost)))
    return worst


def main() -> int:
    held = True
    print("tasks   where the interval of the difference holds least often (claimed: 93% and more)")
    for tasks in FEW:
        share, won, lost = least_held(tasks)
        print(f"{tasks:5}   {share:6.1%}, at {won:.0%} won and {lost:.0%} lost")
        held &= share >= _LEAST
    print(f"{ROUNDS} rounds a line; claimed: equal ones told apart in 5% at most, intervals hold in 95%,")
    print("what is said to show is found in 80% and more (in 60% and more with fewer than 20 tasks)")
    print("tasks x tries   equal agents                                  smallest difference said to show")
    print("                told apart  rate held  diff. held  bootstrap  size   found  rate held  diff. held")
    for repetitions in (1, 3):
        for tasks in TASKS:
            same, other = equal(tasks, repetitions, 1), unlike(tasks, repetitions, 2)
            line = f"{tasks:5} x {repetitions}       {_told(same)}    {same.drawn_held:6.1%} "
            held &= same.alarms <= 0.05 + _SLACK
            held &= min(same.rate_held, same.difference_held) >= 0.95 - _SLACK
            if other is None:
                print(f"{line}  none could")
                continue
            size, tally = other
            print(f"{line}  {size:6.1%} {_told(tally)}")
            held &= tally.alarms >= (0.77 if tasks >= 20 else 0.6)
            held &= min(tally.rate_held, tally.difference_held) >= 0.95 - _SLACK
    print("tasks x tries   held where B is better by 90%, 95%, 98%: tasks alike   some that nobody does")
    for tasks, repetitions in ((8, 1), (8, 2), (8, 3), (20, 3)):
        held_far = [
            [far(tasks, repetitions, by, alike=alike, seed=4) for by in (0.9, 0.95, 0.98)]
            for alike in (True, False)
        ]
        told = "   ".join(", ".join(f"{share:6.1%}" for share in row) for row in held_far)
        print(f"{tasks:5} x {repetitions}         {told}")
        held &= min(map(min, held_far)) >= 0.95 - _SLACK
    print("tasks x tries   held: pass@3   pass^3   credit in part")
    for tasks in TASKS[1:]:
        shares = of_three(tasks, 3)
        print(f"{tasks:5} x 3         " + "   ".join(f"{share:6.1%}" for share in shares))
        held &= min(shares) >= 0.95 - _SLACK
    return 0 if held else 1


def _told(tally: Tally) -> str:
    return f"{tally.alarms:6.1%}     {tally.rate_held:6.1%}     {tally.difference_held:6.1%}"


if __name__ == "__main__":
    sys.exit(main())
