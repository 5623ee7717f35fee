"""The contract of an agent that is benchmarked: given a phone made ready, it leaves a trajectory."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from agent.run.event import Question
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from agent.tool.tool import Tool
from device.client import Device
from tasks.door.call import CallLog
from tasks.task import Task


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at an episode, as the agent is given it."""

    task: Task
    device: Device
    folder: Path
    """Its own, where the trajectory is written; nothing is in it yet."""
    pictures: bool = True
    """Whether the screens are kept, too."""
    cut: Trajectory | None = None
    """What an earlier attempt had come to, done again on the phone already; its folder is this one's."""
    told: Callable[[Step], None] = lambda _step: None
    """Hears of every step as soon as it is done."""
    log: CallLog | None = None
    """What is asked of the phone in hand, where that is noted."""
    tools: tuple[Tool, ...] = ()
    """What the task brings for it to call beside touching."""
    person: Callable[[Question], str] | None = None
    """Who answers what is asked; None = the task's own person, who looks at the phone in hand."""

    def reply(self, question: Question) -> str:
        """What the person who set the task says. Raises DeviceError."""
        if self.person is not None:
            return self.person(question)
        return self.task.reply(question, self.device)


class BenchmarkAgent(Protocol):
    """Whoever works on tasks: our agent, plain code, somebody's own."""

    @property
    def identity(self) -> dict[str, str]:
        """All that makes it this one and no other: kind, model, preset, prompts; part of a run's identity."""
        ...

    def work(self, attempt: Attempt) -> Trajectory:
        """Work on the task to whatever end. Raises what the device or the model raises."""
        ...


AgentFactory = Callable[[float | None], BenchmarkAgent]
"""Gives the agent for one attempt, told how many US dollars that may cost (None = any)."""
