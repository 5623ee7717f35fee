"""One task, one preset, one pair of rates, one seed: run through the real loop, checked on the phone."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from agent.build import Agent
from agent.preset.composition import Preset
from agent.run.event import Ended, Question
from agent.settings import Settings
from benchmarks.ablation.brain import SimulatedBrain
from benchmarks.ablation.decider import Decider
from benchmarks.ablation.fault import Dice, Rates
from benchmarks.ablation.reference import Reference, reference
from benchmarks.ablation.witness import Witness
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from grounding.tree import TreeGrounder
from tasks.gold.params import Params
from tests.tasks.gold.case import Case, phone_for

SPARE = 15
"""Steps that a run may take beyond one and a half times the faultless ones."""
_CASES = Path(__file__).parents[2] / "tests" / "tasks" / "gold"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an attempt."""

    task: str
    preset: str
    fault: float
    role: float
    seed: int
    success: bool
    """Whether the phone's state, and the answer, are as the task wants them."""
    claimed: bool
    steps: int
    calls: int
    tokens: int


@cache
def cases() -> dict[str, Case]:
    """One case of each task that is not done before it is begun."""
    found: dict[str, Case] = {}
    for file in sorted(_CASES.glob("case_*.py")):
        for case in import_module(f"tests.tasks.gold.{file.stem}").CASES:
            if case.task not in found and not case.done(_phone(case), ""):
                found[case.task] = case
    return found


def _phone(case: Case) -> Phone:
    """A phone on which the task can be begun."""
    phone = phone_for("en-US", dark=False)
    case.before(phone)
    phone.shell("input keyevent KEYCODE_HOME")
    return phone


def words(values: object) -> str:
    """A task's sheet in words: the goal that every role is told."""
    if isinstance(values, Mapping):
        return ", ".join(f"{name}: {words(value)}" for name, value in values.items())
    if isinstance(values, Sequence) and not isinstance(values, str):
        return "; ".join(words(value) for value in values)
    return str(values)


@cache
def _known(task: str) -> Reference:
    """The task done once, which comes out the same each time. Raises Undoable."""
    case = cases()[task]
    return reference(_phone(case), task, Params(case.values, case.goal), _goal(case))


def _goal(case: Case) -> str:
    title = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", case.task)
    return f"{title}. {case.goal} {words(case.values)}".strip()


def attempt(case: Case, preset: Preset, rates: Rates, seed: int) -> Result:
    """Run it. Raises Undoable where no agent's action does what the task takes."""
    phone, known, goal = _phone(case), _known(case.task), _goal(case)
    params = Params(case.values, case.goal)
    dice = Dice(seed, case.task)
    decider = Decider(phone, case.task, params, known, rates, dice)
    brain = SimulatedBrain(decider, Witness(decider, known, rates, dice))
    with tempfile.TemporaryDirectory() as folder, Device(InProcessTransport(phone)) as device:
        settings = Settings(
            runs=Path(folder), max_steps=len(known.actions) * 3 // 2 + SPARE, guard="allow:all"
        )
        ended = _run(Agent(device, brain, TreeGrounder(), preset, settings), goal)
    decider.close()
    done = case.done(phone, ended.answer)
    return _result(case, preset, rates, seed, ended, done)


def _run(agent: Agent, goal: str) -> Ended:
    run = agent.run(goal)
    for event in run:
        if isinstance(event, Question):
            run.answer("yes" if event.kind == "confirm" else "Go on as you think best.")
    assert run.ended is not None
    return run.ended


def _result(case: Case, preset: Preset, rates: Rates, seed: int, ended: Ended, done: bool) -> Result:
    return Result(
        case.task,
        preset.name,
        rates.fault,
        rates.role,
        seed,
        success=done and ended.status.is_claimed,
        claimed=ended.status.is_claimed,
        steps=ended.steps,
        calls=ended.model_calls,
        tokens=ended.tokens,
    )
