"""How well the learned part of the bundled policy works, on what it was never shown.

Tasks of `world` with fresh seeds, each worked on by the whole loop with `--model offline`; the phone's state
judges. Rows: parameters it never met (in a wording that was learned from); a wording held out of learning;
templates that it practised and was never shown; templates that it never met; templates that ask for what it
has no move for. `--without router` and `--without gate` leave a part out, `--only learned` the rules.
Claims: of all runs fewer than 3% say wrongly that they are done; the median decision takes under 10 ms of one
processor core; all that ships for it is under 6 MB.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from agent.brain.brain import CoreBrain
from agent.build import Agent
from agent.offline.decision import PolicyDecision
from agent.offline.learned.policy import LearnedPolicy, PolicyParts
from agent.offline.learnedbrain import CombinedBrain
from agent.offline.policy import OfflinePolicy
from agent.preset.preset import find_preset
from agent.run.status import CLAIMED
from agent.run.step import Step
from agent.settings import Settings
from device.client import Device
from device.screen import Observation
from grounding.tree import TreeGrounder
from tasks.agent.agent import Attempt
from tasks.agent.preset import PresetAgent
from tasks.practice.phone import PracticePhone
from tasks.practice.split import FRESH, SUITE, held_out, shown, the_split
from tasks.statistics.interval import independent
from tasks.suite import find_suite
from tasks.task import Template

MOST_FALSE, SLOWEST, LARGEST = 0.03, 0.010, 6_000_000
ROWS = ("parameters", "wording", "practised", "neither", "unreachable")


@dataclass(frozen=True)
class Outcome:
    """One run."""

    row: str
    template: str
    seed: int
    status: str
    success: bool
    steps: int

    @property
    def is_false(self) -> bool:
        """Says that it is done, and is not."""
        return self.status in CLAIMED and not self.success


class Clocked(LearnedPolicy):
    """The policy, the processor time of each of its decisions counted."""

    def __init__(self, parts: PolicyParts) -> None:
        super().__init__(parts=parts)
        self.seconds: list[float] = []

    def decide(self, goal: str, observation: Observation, steps: tuple[Step, ...]) -> PolicyDecision:
        """The decision."""
        began = time.thread_time()
        decided = super().decide(goal, observation, steps)
        self.seconds.append(time.thread_time() - began)
        return decided


def drawn(row: str, seeds: int) -> Iterator[tuple[Template, int]]:
    """The templates of a row, in the wording that it is about, with their seeds."""
    split = the_split()
    if row == "unreachable":
        templates = tuple(find_suite(SUITE).named(name) for name in split.unreachable)
    else:
        templates = split.templates("demonstrated" if row in ("parameters", "wording") else row)  # type: ignore[arg-type]
    for template in templates:
        goals = (held_out(template),) if row == "wording" else shown(template)
        told = replace(template, facts=replace(template.facts, goals=goals))
        for seed in range(FRESH, FRESH + seeds):
            yield told, seed


def attempt(row: str, template: Template, seed: int, brain: CoreBrain, phone: PracticePhone) -> Outcome:
    """One run of the whole loop."""
    task = template.task(seed)
    device = phone.anew()
    task.initialize(device)

    def built(settings: Settings, device: Device) -> Agent:
        return Agent(device, brain, TreeGrounder(), find_preset("default"), settings)

    with tempfile.TemporaryDirectory() as folder:
        one = Attempt(task, device, Path(folder) / "run", pictures=False)
        run = PresetAgent(Settings(model="offline", use_memory=False), build=built).work(one)
        verdict = task.score(device, run)
    task.tear_down(device)
    status = run.ending.status if run.ending else "unfinished"
    return Outcome(row, template.name, seed, status, verdict.is_done, len(run.steps))


def size() -> int:
    """Bytes of all weights that ship."""
    folder = Path(__file__).parents[1] / "agent" / "offline" / "learned" / "data"
    return sum(file.stat().st_size for file in folder.iterdir())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1, help="tries of each template")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--without", nargs="+", choices=("router", "gate"), default=[])
    parser.add_argument("--only", choices=("learned", "rules"), help="one of the two parts of the policy")
    parser.add_argument("--failed", action="store_true", help="name the runs that failed")
    options = parser.parse_args()
    learned = Clocked(PolicyParts(router="router" not in options.without, gate="gate" not in options.without))
    brain = CoreBrain(
        CombinedBrain(
            None if options.only == "learned" else OfflinePolicy(),
            None if options.only == "rules" else learned,
        )
    )
    phone = PracticePhone()
    outcomes: list[Outcome] = []
    print(f"{'row':14} {'done':>10}  95% interval     wrongly called done   refused")
    for row in options.rows:
        own = [attempt(row, template, seed, brain, phone) for template, seed in drawn(row, options.seeds)]
        outcomes += own
        done, wrong = sum(one.success for one in own), sum(one.is_false for one in own)
        share = independent(done, len(own))
        refused = sum(one.status not in CLAIMED for one in own)
        print(
            f"{row:14} {done:4}/{len(own):<4}  {share.low:6.1%} to {share.high:6.1%}"
            f"  {wrong:8}  {refused:18}",
            flush=True,
        )
        if options.failed:
            for one in own:
                if not one.success:
                    print(f"    {one.template} {one.seed - FRESH}: {one.status} after {one.steps}")
    return _held(outcomes, learned.seconds, claims=not options.without)


def _held(outcomes: list[Outcome], seconds: list[float], *, claims: bool) -> int:
    false = sum(one.is_false for one in outcomes) / len(outcomes)
    median = statistics.median(seconds) if seconds else 0.0
    print(f"wrongly called done: {false:.1%}; median decision {median * 1000:.1f} ms")
    print(f"weights: {size() / 1e6:.1f} MB")
    return int(claims and (false >= MOST_FALSE or median >= SLOWEST or size() >= LARGEST))


if __name__ == "__main__":
    sys.exit(main())
