"""How the offline policy copes with each kind of trouble: everyday goals with and without it.

A handful of English everyday goals (benchmarks/everyday), each on a filled phone of its own, with a person
beside it who says yes to every question; the weather comes up before the run begins, with a seed of its own
in each. A strike is one trouble that came. What a run claims is checked against the phone's state. Claim: no
goal is called complete that the state denies, whatever the weather.
"""

import argparse
import sys
import timeit
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.everyday.goal import Goal
from benchmarks.everyday.table import goals
from benchmarks.offline_goals import Outcome, filled, pursue
from benchmarks.phone import drive
from device.phone.phone import Phone
from device.phone.system.intent import Layer
from device.phone.weather.forecast import forecast
from device.phone.weather.registry import KINDS

GOALS = 12
CLEAR = "none"
STEPS, LOOKS = 1000, 6
"""Of the tour; how often a step asks whether the frame still holds."""
MOST_SHARE = 0.01


@dataclass(frozen=True)
class WeatherRun:
    """One goal in one weather."""

    weather: str
    outcome: Outcome
    strikes: int
    """Troubles that came by chance; 0 for kinds that are there all the time."""


def attempt(goal: Goal, weather: str) -> WeatherRun:
    """A fresh phone, the weather, the run."""
    phone = filled(goal)
    phone.weather.change(forecast(weather))
    outcome = pursue(goal, phone=phone)
    return WeatherRun(weather, outcome, sum(spell.count for spell in phone.weather.sky.spells))


def handful(count: int) -> list[Goal]:
    """Goals of all kinds in turn, those that cannot be reached left out."""
    chosen: list[Goal] = []
    left = [goal for goal in goals("en", 0) if goal.possible]
    while left and len(chosen) < count:
        for kind in dict.fromkeys(goal.kind for goal in left):
            first = next(goal for goal in left if goal.kind == kind)
            left.remove(first)
            chosen.append(first)
    return chosen[:count]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print; 1 when a claim is false."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--goals", type=int, default=GOALS, help="so many")
    parser.add_argument("--seeds", type=int, default=1, help="weather of so many seeds")
    parser.add_argument("--intensity", type=float, default=0.5)
    parser.add_argument("--kind", action="append", help="only this; may be repeated")
    parser.add_argument(
        "--replay", metavar="KINDS@SEED", help="one run alone, of the goal with --words in it"
    )
    parser.add_argument("--words", default="")
    parser.add_argument("--cost", action="store_true", help="what a clear sky costs a step, and nothing else")
    parser.add_argument("--verbose", action="store_true", help="print every run that was not reached")
    args = parser.parse_args(arguments)
    if args.cost:
        return cost()
    chosen = handful(args.goals)
    if args.replay:
        again = attempt(next(goal for goal in chosen if args.words in goal.text), args.replay)
        tell(again)
        return int(again.outcome.is_false)
    weathers = [f"{kind}:{args.intensity:g}" for kind in args.kind or KINDS]
    print(f"{'weather':12} {'reached':>8} {'false':>6} {'steps':>6} {'strikes':>8}", flush=True)
    runs: list[WeatherRun] = []
    for weather in (CLEAR, *weathers):
        seeds = range(1, args.seeds + 1) if weather != CLEAR else range(1)
        rows = [
            attempt(goal, f"{weather}@{1000 * seed + number}")
            for seed in seeds
            for number, goal in enumerate(chosen)
        ]
        report(weather.partition(":")[0], rows)
        runs += rows
        for run in rows:
            if run.outcome.is_false or (args.verbose and not run.outcome.succeeded):
                tell(run)
    lies = sum(run.outcome.is_false for run in runs)
    print(f"false claims: {lies} of {len(runs)} runs")
    return int(lies > 0)


def cost() -> int:
    """Print what the hook takes of a step on the tour of benchmarks/phone.py; 1 above a hundredth."""
    phone = Phone(seed=7)
    seconds, events, _ = drive(phone, STEPS, lambda p: p.frame().elements())
    weather, screen = phone.weather, phone.screen()
    layers = (Layer(phone.front, screen),)

    def calls() -> None:
        """As many as a step makes."""
        weather.meets("tap")
        weather.pass_time()
        weather.over(layers)
        for _ in range(LOOKS):
            _ = weather.stamp

    hook = min(timeit.repeat(calls, number=10_000, repeat=5)) / 10_000
    share = hook / (seconds / events)
    each = 1e6 * seconds / events
    print(f"a step: {each:.0f} us, of which the clear sky takes {1e6 * hook:.2f} us = {share:.2%}")
    return int(share > MOST_SHARE)


def report(name: str, rows: Sequence[WeatherRun]) -> None:
    """A line of the table; steps and strikes are means of a run."""
    reached = sum(run.outcome.succeeded for run in rows)
    false = sum(run.outcome.is_false for run in rows)
    steps = sum(run.outcome.steps for run in rows) / len(rows)
    strikes = sum(run.strikes for run in rows) / len(rows)
    print(f"{name:12} {f'{reached}/{len(rows)}':>8} {false:6} {steps:6.1f} {strikes:8.1f}", flush=True)


def tell(run: WeatherRun) -> None:
    """What became of a run."""
    told = {True: "reached", False: "not reached"}[run.outcome.succeeded]
    mark = "FALSE CLAIM" if run.outcome.is_false else told
    outcome = run.outcome
    print(f"  {mark} --weather {run.weather}: {outcome.goal.text}", flush=True)
    print(f"    {outcome.status} after {outcome.steps} steps: {outcome.reason} {outcome.answer}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
