"""Making a phone ready for a task, having it worked on, and what the phone itself says of it afterwards."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from agent.evaluation.verdict import Verdict
from agent.offline.training.sample import Deal, Demonstration
from agent.run.journal import Manifest
from agent.run.status import RunStatus
from agent.run.step import Ending, Step
from agent.run.trajectory import Trajectory
from device.client import Device
from device.error import TapwrightError
from device.state.appname import names_of
from tasks.agent.code import sheet_of
from tasks.gold.hand import Hand
from tasks.gold.registry import solver_for
from tasks.practice.demonstration import OutOfReach, WatchedDevice, deals_of
from tasks.practice.phone import PracticePhone
from tasks.practice.wording import reworded, values_of
from tasks.task import Task, Template

WORDINGS = 8
"""Goals that a demonstration is told with."""


@dataclass(frozen=True)
class Demonstrated:
    """What came of one gold demonstration."""

    demo: Demonstration | None
    why: str = ""
    """Why there is none."""


def demonstrate(phone: PracticePhone, template: Template, seed: int, locale: str = "") -> Demonstrated:
    """Have the gold solver do a task, and keep it as decisions if the phone says that it is done."""
    device = phone.anew()
    task = template.task(seed)
    task.initialize(device)
    watched = WatchedDevice(device)
    try:
        answer = solver_for(template.solver or template.name)(Hand(watched), sheet_of(task)) or ""
        watched.done()
        goals = wordings_of(task, "zh" if locale.startswith("zh") else "en")
        deals = deals_of(watched.touches, task.goal, answer, lambda package: names_of(package)[0])
    except (OutOfReach, TapwrightError) as error:
        return Demonstrated(None, str(error))
    verdict = judge(task, device, RunStatus.COMPLETE, answer, deals)
    task.tear_down(device)
    if not verdict.success:
        failed = next((str(clause.demand) for clause in verdict.clauses if not clause.ok), "damage")
        return Demonstrated(None, f"not done: {failed}")
    return Demonstrated(Demonstration(template.name, seed, locale, task.goal, values_of(task), goals, deals))


def wordings_of(task: Task, language: str) -> tuple[str, ...]:
    """The task's goal in wordings that may be learned from."""
    return tuple(reworded(task, Random(f"{task.name} {task.seed} {n}"), language) for n in range(WORDINGS))


def judge(task: Task, device: Device, status: RunStatus, answer: str, deals: Sequence[Deal]) -> Verdict:
    """What the phone says, of a run that went and ended so."""
    manifest = Manifest(
        id="practice", goal=task.goal, started_at=time.time(), device="embedded", brain="practice", preset={},
        prompts="", config={}, versions={},
    )  # fmt: skip
    steps = tuple(Step(index=at, package=deal.scene.package) for at, deal in enumerate(deals, 1))
    ended = Ending(status=status)
    run = Trajectory(folder=Path(), manifest=manifest, steps=steps, ending=ended, answer=answer)
    return task.score(device, run)
