"""Agents that are plain code: the gold solvers, and two that must score nothing."""

import platform
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from random import Random

from agent.build import phone_tools
from agent.run.event import Question
from agent.run.journal import Journal, Manifest
from agent.run.shots import Shots
from agent.run.status import Cause, RunStatus
from agent.run.step import Ending, Step
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from agent.tool.tool import ANDROID, Toolbox
from device.error import DeviceError, TapwrightError, ToldToPerson
from device.screen import Direction, Point
from tasks.agent.agent import Attempt
from tasks.agent.lastword import enter_last_word, last_word
from tasks.agent.recorded import BudgetSpent, RecordedDevice
from tasks.gold.careful import CarefulHand
from tasks.gold.hand import Hand, Infeasible
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tasks.task import Task

Play = Callable[[RecordedDevice, Attempt], str]
"""Plays with the phone; the answer, "" for none."""
_GESTURES: tuple[Direction, ...] = ("up", "down", "left", "right")
_GOLD_STEPS = 2_000


@dataclass(frozen=True, slots=True)
class CodeAgent:
    """Code that plays with the phone and then says that it is done."""

    name: str
    play: Play
    most: int | None = None
    """Steps it may take; None = the task's budget."""
    phone_tools: bool = False
    """Whether it may call what the phone offers beside touches."""

    @property
    def identity(self) -> dict[str, str]:
        """Its name is all there is to it."""
        return {"entrant": self.name, **({"tools": ANDROID} if self.phone_tools else {})}

    def work(self, attempt: Attempt) -> Trajectory:
        """Play, with every touch written down.

        What the solver cannot find ends the attempt as not done; what it finds to be infeasible, as that.
        """
        task = attempt.task
        journal = Journal(attempt.folder, manifest_of(attempt, self.name))
        shots = Shots(attempt.folder) if attempt.pictures else None
        journal.open()
        most = self.most or task.template.facts.budget
        device = RecordedDevice(attempt.device, journal, shots, most, attempt.told)
        answer, ending = "", Ending(status=RunStatus.ERROR, reason="broken off", exit_code=3)
        try:
            more = phone_tools(attempt.device, Settings()) if self.phone_tools else ()
            answer = self.play(device, replace(attempt, tools=(*attempt.tools, *more)))
            ending = Ending(status=RunStatus.COMPLETE, reason="done")
        except Infeasible as found:
            ending = Ending(status=RunStatus.INFEASIBLE, reason=str(found))
        except BudgetSpent as spent:
            ending = Ending(status=RunStatus.TRUNCATED, reason=str(spent), cause=Cause.LIMIT)
        except ToldToPerson as error:
            ending = Ending.failed(error)
            raise
        except TapwrightError as error:
            ending = Ending(status=RunStatus.TRUNCATED, reason=str(error))
        finally:
            device.close()
            if shots is not None:
                shots.close()
            self._last(journal, device, ending, attempt.told)
            journal.end(ending, answer, device.meter.totals()[0], {})
        return read_trajectory(attempt.folder)

    def _last(
        self, journal: Journal, device: RecordedDevice, ending: Ending, told: Callable[[Step], None]
    ) -> None:
        """The word at the end, as an agent's is: a step of its own."""
        word = last_word(ending)
        if word is None:
            return
        package = ""
        with suppress(DeviceError):  # a phone that is gone by now is the judge's to tell
            package = device.front().package
        said = Step(index=len(device.steps) + 1, package=package, action=word, decided_by="code")
        enter_last_word(said, journal, device.meter, told)


def manifest_of(attempt: Attempt, name: str) -> Manifest:
    """The first page of a trace of one that is not our agent."""
    return Manifest(
        id=attempt.folder.name,
        goal=attempt.task.goal,
        started_at=time.time(),
        device=attempt.device.serial,
        brain=name,
        preset={},
        prompts="",
        config={},
        versions={"python": platform.python_version(), "tapwright": version("tapwright")},
        seed=attempt.task.seed,
    )


def hand_of(device: RecordedDevice, attempt: Attempt) -> Hand:
    """A hand on the phone whose questions the task's own person answers."""

    def person(question: str) -> str:
        return attempt.reply(Question(kind="ask", text=question))

    kind = CarefulHand if attempt.task.weather else Hand
    box = Toolbox(attempt.tools)
    called = {tool.name: partial(device.call, tool.name, tools=box) for tool in attempt.tools}
    return kind(device, lambda question: device.ask(question, person), called)


def sheet_of(task: Task) -> Params:
    """What a gold solver is told: parameters, goal, and what the person told before."""
    return Params({**task.params, "remembered": task.remembered}, task.goal)


def _gold(device: RecordedDevice, attempt: Attempt) -> str:
    template = attempt.task.template
    solve = solver_for(template.solver or template.name)
    return solve(hand_of(device, attempt), sheet_of(attempt.task)) or ""


def _nothing(_device: RecordedDevice, _attempt: Attempt) -> str:
    return ""


def _chance(device: RecordedDevice, attempt: Attempt) -> str:
    """Touches, scrolls, types and goes back at random, by the task's seed, for as long as it may."""
    random = Random(attempt.task.seed)
    for _ in range(attempt.task.template.facts.budget):
        device.settle()
        elements = [each for each in device.observe(screenshot=False).elements if each.is_clickable]
        draw = random.random()
        try:
            if draw < 0.75 and elements:
                device.tap(random.choice(elements).bounds.center)
            elif draw < 0.85:
                device.scroll(random.choice(_GESTURES))
            elif draw < 0.95:
                device.back()
            else:
                width, height = device.observe(screenshot=False).size
                device.tap(Point(random.randrange(width), random.randrange(height)))
        except BudgetSpent:
            break
    return str(random.randrange(10))


GOLD = CodeAgent("gold", _gold, most=_GOLD_STEPS)
NOOP = CodeAgent("noop", _nothing)
RANDOM = CodeAgent("random", _chance)
