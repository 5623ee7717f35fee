"""What memory is worth where a goal leans on it: the personal suite with memory and without.

Claim: goals whose right outcome depends on what the person told, or said in an earlier run, are done right
with memory and hardly ever without; goals that say it all are done the same. Each goal is run on a fresh
embedded phone twice, the outcome read off its state. Procedures are done by the bundled offline policy;
preferences and confirmations by a brain that knows of the owner only its prompt (benchmarks/owner/reader.py).
"""

import sys
import tempfile
from dataclasses import dataclass
from math import comb
from pathlib import Path

from agent.brain.brain import Brain, CoreBrain
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.memory.personal import PersonalMemory
from agent.memory.store import MemoryStore
from agent.offline.offlinebrain import OfflineBrain
from agent.offline.policy import OfflinePolicy
from agent.preset.preset import DEFAULT
from agent.run.event import Question, StepDone
from agent.settings import Settings
from benchmarks.owner.deed import holds
from benchmarks.owner.goal import Goal, phone_of, remember, suite
from benchmarks.owner.reader import Reader
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel

GUARD = "allow:all,screen"
"""The guard policy of the runs that are measured; earlier ones ask."""


@dataclass(frozen=True)
class Result:
    """What became of a goal."""

    right: bool
    why: str


Pair = tuple[Result, Result]
"""With memory, and without."""


def attempt(goal: Goal, *, with_memory: bool) -> Result:
    """The goal on a fresh phone, after the earlier run that it has."""
    phone = phone_of(goal)
    with tempfile.TemporaryDirectory() as folder:
        store = MemoryStore(Path(folder) / "memory.sqlite")
        if with_memory:
            remember(store)
        if goal.earlier is not None:
            brain = _brain_of_earlier(goal)
            answer = goal.earlier.answer
            _run(phone, goal.earlier.text, brain, store if with_memory else None, Path(folder), "ask", answer)
            phone.shell("input keyevent KEYCODE_HOME")
        before = phone.snapshot()
        brain = CoreBrain(OfflineBrain(OfflinePolicy())) if goal.brain == "offline" else Reader((goal,))
        reason = _run(phone, goal.text, brain, store if with_memory else None, Path(folder), GUARD, "")
        wrong = [" ".join(want) for want in goal.want if not holds(phone, before, want)]
        return Result(not wrong, f"not {', not '.join(wrong)} ({reason})" if wrong else "")


def _run(
    phone: Phone, goal: str, brain: Brain, store: MemoryStore | None, folder: Path, guard: str, answer: str
) -> str:
    preset = DEFAULT.model_copy(update={"max_strikes": 10**6})
    settings = Settings(runs=folder / "runs", max_steps=120, guard=guard)
    memory = PersonalMemory(store) if store else None
    with Device(InProcessTransport(phone)) as device:
        run = Agent(device, brain, TreeGrounder(), preset, settings, memory=memory).run(goal)
        refused = ""
        for event in run:
            if isinstance(event, Question):
                run.answer(answer)
            elif isinstance(event, StepDone):
                refused = event.step.error or refused
        assert run.ended is not None
        return refused or f"{run.ended.status}: {run.ended.reason}"


def _brain_of_earlier(goal: Goal) -> Brain:
    earlier = goal.earlier
    assert earlier is not None
    if not earlier.ask:
        return Reader((earlier,))
    ask = f'{{"thought": "", "actions": [{{"action_type": "ask_user", "question": "{earlier.ask}"}}]}}'
    done = '{"thought": "", "actions": [{"action_type": "status", "goal_status": "infeasible"}]}'
    return ModelBrain(ScriptedModel([Item(ask), Item(done)]), pictures=False)


def better(only_with: int, only_without: int) -> float:
    """McNemar's exact test, one-sided: how likely chance favours memory in so many pairs that differ."""
    differ = only_with + only_without
    return sum(comb(differ, place) for place in range(only_with, differ + 1)) * 0.5**differ


def main() -> int:
    goals = suite().goal
    leaning = [goal for goal in goals if not goal.plain]
    print(f"{len(leaning)} goals that lean on memory, {len(goals) - len(leaning)} that do not; guard {GUARD}")
    print(f"{len(suite().owner)} things are remembered; each goal runs on a fresh phone, with and without")
    table: dict[str, Pair] = {}
    for goal in goals:
        pair = table[goal.text] = attempt(goal, with_memory=True), attempt(goal, with_memory=False)
        print(
            f"  {'+' if pair[0].right else '-'} {'+' if pair[1].right else '-'}  {goal.text}  {pair[0].why}"
        )
    shown = [goal for goal in leaning if not goal.held]
    kinds = {
        "procedures": [goal for goal in shown if goal.brain == "offline"],
        "preferences": [goal for goal in shown if goal.brain == "reader" and goal.earlier is None],
        "earlier answers": [goal for goal in shown if goal.earlier is not None],
        "written afterwards": [goal for goal in leaning if goal.held],
        "goals that say it all": [goal for goal in goals if goal.plain],
    }
    print("right on the phone's state:")
    for name, group in kinds.items():
        told(name, [table[goal.text] for goal in group])
    pairs = [table[goal.text] for goal in leaning]
    gained, lost = told("all that lean on it", pairs)
    print(f"paired: {gained} right only with memory, {lost} only without (chance {better(gained, lost):.1e})")
    harmless = all(table[goal.text][0].right for goal in goals if goal.plain)
    return int(not (harmless and lost == 0 and gained >= 0.8 * len(pairs)))


def told(name: str, pairs: list[Pair]) -> tuple[int, int]:
    """Print how many of a group were right; how many only with memory, and only without."""
    with_, without = (sum(pair[side].right for pair in pairs) for side in (0, 1))
    print(f"  {name:<22} with memory {with_}/{len(pairs)}   without {without}/{len(pairs)}")
    gained = sum(pair[0].right and not pair[1].right for pair in pairs)
    lost = sum(pair[1].right and not pair[0].right for pair in pairs)
    return gained, lost


if __name__ == "__main__":
    sys.exit(main())
