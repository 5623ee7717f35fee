"""Whether `agent bench compare` and its intervals err as often as they say.

Two agents are simulated over and over on tasks of which each has a difficulty of its own: equal ones, to
count false alarms (claimed: at most 5%), and ones that differ by the smallest difference that is said to show
(claimed: found in four runs of five); and how often the 95% interval of one agent's rate holds the true one.
"""

import sys

import numpy as np

from tasks.statistics.interval import by_task, clustered
from tasks.statistics.paired import Key, compare

ROUNDS = 400
TASKS = 116
_SPREAD = 0.25
"""How far tasks lie apart in difficulty."""
_SLACK = 0.03
"""What chance does to shares of so many rounds (three standard errors of 5%)."""


def tries(
    random: np.random.Generator, rates: "np.ndarray[tuple[int], np.dtype[np.float64]]", repetitions: int
) -> dict[Key, bool]:
    """What an agent with these rates makes of each task."""
    return {
        (f"task {task}", run): bool(random.random() < rate)
        for task, rate in enumerate(rates)
        for run in range(repetitions)
    }


def rates(random: np.random.Generator, mean: float) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """A rate for each task."""
    return np.clip(random.normal(mean, _SPREAD, TASKS), 0.0, 1.0)


def false_alarms(repetitions: int, seed: int) -> float:
    """How often two equal agents are told apart."""
    random = np.random.default_rng(seed)
    told = 0
    for _ in range(ROUNDS):
        one = rates(random, 0.5)
        told += compare(tries(random, one, repetitions), tries(random, one, repetitions)).is_clear
    return told / ROUNDS


def found(repetitions: int, seed: int) -> tuple[float, float]:
    """How often a true difference of the size that is said to show is found, and that size."""
    random = np.random.default_rng(seed)
    one = rates(random, 0.4)
    sizes = [
        compare(tries(random, one, repetitions), tries(random, one, repetitions)).detectable
        for _ in range(20)
    ]
    size = float(np.mean(sizes))
    told, true = 0, 0.0
    for _ in range(ROUNDS):
        one = rates(random, 0.4)
        other = np.clip(one + size, 0.0, 1.0)
        true += float(np.mean(other - one)) / ROUNDS
        told += compare(tries(random, one, repetitions), tries(random, other, repetitions)).is_clear
    return told / ROUNDS, true


def coverage(repetitions: int, seed: int) -> float:
    """How often the interval holds the true rate of the agents the tasks are a sample for."""
    random = np.random.default_rng(seed)
    mean = float(np.mean(np.clip(np.random.default_rng(0).normal(0.6, _SPREAD, 200_000), 0.0, 1.0)))
    held = 0
    for _ in range(ROUNDS):
        share = clustered(
            by_task(
                (task, done) for (task, _), done in tries(random, rates(random, 0.6), repetitions).items()
            )
        )
        held += share.low <= mean <= share.high
    return held / ROUNDS


def main() -> int:
    held = True
    for repetitions in (1, 3):
        alarms, (power, size), covered = (
            false_alarms(repetitions, 1), found(repetitions, 2), coverage(repetitions, 3),
        )  # fmt: skip
        print(f"{repetitions} tries of {TASKS} tasks, {ROUNDS} rounds")
        print(f"  equal agents told apart      {alarms:6.1%}   (claimed: at most 5%)")
        print(f"  {size:.1%} better, and found     {power:6.1%}   (claimed: about 80%)")
        print(f"  95% interval holds the rate  {covered:6.1%}")
        held &= alarms <= 0.05 + _SLACK and power >= 0.7 and covered >= 0.95 - _SLACK
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
