"""How many everyday goals the offline policy reaches, in English and Chinese, with no model at all.

Thirty seeded goals a language, each on a phone of its own that is filled with the sample of that language; a
person who says yes to every question sits beside it. What a run claims is checked against the phone's state.
Claims: no goal is called complete that the state denies; nine goals of ten are reached.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.build import build
from agent.goal.goalreader import goal_reader
from agent.run.event import Question
from agent.run.status import CLAIMED
from agent.settings import Settings
from benchmarks.everyday.effect import Effect
from benchmarks.everyday.goal import Goal, Language
from benchmarks.everyday.table import goals
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill

LEAST = 0.9
LOCALES = {"en": "en-US", "zh": "zh-CN"}


@dataclass(frozen=True)
class Outcome:
    """What became of a goal."""

    goal: Goal
    status: str
    reason: str
    answer: str
    reached: bool
    """What the phone's state says (and, for a question, what was answered)."""
    touched: frozenset[str]
    """Where something of the person's changed."""
    questions: tuple[str, ...]
    steps: int
    seconds: float

    @property
    def claimed(self) -> bool:
        """Whether the run says that the goal is reached."""
        return self.status in CLAIMED

    @property
    def succeeded(self) -> bool:
        """Reached and said so; or, where it can't be, left alone and said so."""
        return self.reached and self.claimed is self.goal.possible

    @property
    def is_false(self) -> bool:
        """Claimed against the phone's state."""
        return self.claimed and not (self.reached and self.goal.possible)


def pursue(goal: Goal, consent: str = "yes", phone: Phone | None = None) -> Outcome:
    """Let the agent loose on a filled phone, with a person who answers every question of the guard alike.

    To a plan that is not what they asked for, as where that can't be done, they say no.
    """
    phone = phone or filled(goal)
    before, began, questions = phone.snapshot(), time.perf_counter(), []
    with tempfile.TemporaryDirectory() as folder, Device(InProcessTransport(phone)) as device:
        run = build(Settings(runs=Path(folder)), device).run(goal.text)
        for event in run:
            if isinstance(event, Question):
                questions.append(event.text)
                is_plan = event.text == goal_reader().question(goal.text)
                run.answer("no" if is_plan and consent and not goal.possible else consent)
        ended = run.ended
    assert ended is not None
    effect = Effect.of(phone, before)
    return Outcome(
        goal,
        ended.status,
        ended.reason,
        ended.answer,
        goal.reached(effect, ended.answer) and effect.touched <= goal.places,
        frozenset(effect.touched),
        tuple(questions),
        ended.steps,
        time.perf_counter() - began,
    )


def filled(goal: Goal) -> Phone:
    """A phone in the goal's language, as somebody uses it."""
    return _in_use(goal.language).fork()


@cache
def _in_use(language: Language) -> Phone:
    """What all phones of a language are forked from."""
    phone = Phone(seed=1)
    phone.shell(f"setprop persist.sys.locale {LOCALES[language]}")
    fill(phone)
    return phone


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print; 1 when the claims do not hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--verbose", action="store_true", help="print every run")
    args = parser.parse_args(arguments)
    outcomes = []
    for goal in [*goals("en", args.seed), *goals("zh", args.seed)]:
        outcome = pursue(goal)
        outcomes.append(outcome)
        if args.verbose or not outcome.succeeded:
            mark = "ok" if outcome.succeeded else "FALSE CLAIM" if outcome.is_false else "failed"
            print(f"{mark:12} {goal.text}\n{'':12} {outcome.status}: {outcome.reason}", flush=True)
    report(outcomes)
    rate = sum(outcome.succeeded for outcome in outcomes) / len(outcomes)
    return int(rate < LEAST or any(outcome.is_false for outcome in outcomes))


def report(outcomes: Sequence[Outcome]) -> None:
    """The table."""
    print(f"{'kind':11} {'English':>8} {'Chinese':>8}   steps  seconds (medians)")
    for kind in [*dict.fromkeys(outcome.goal.kind for outcome in outcomes), "all"]:
        rows = [outcome for outcome in outcomes if kind in (outcome.goal.kind, "all")]
        shares = []
        for language in LOCALES:
            own = [outcome.succeeded for outcome in rows if outcome.goal.language == language]
            shares.append(f"{sum(own)}/{len(own)}")
        steps = statistics.median(outcome.steps for outcome in rows)
        seconds = statistics.median(outcome.seconds for outcome in rows)
        print(f"{kind:11} {shares[0]:>8} {shares[1]:>8} {steps:7.0f} {seconds:8.2f}")
    print(f"false claims: {sum(outcome.is_false for outcome in outcomes)}")


if __name__ == "__main__":
    sys.exit(main())
