"""Who practises for the bundled policy: it dares more than the policy in use, and keeps what it did.

Left to itself the network finds next to nothing (docs/policy.md), so an attempt is made in one of three ways:
by the network as it stands; by the network drawing its moves and trying what the page names, told in other
words of its kind, English ones, as the phone's own are; or by the rules where they understand any of these.
The network begins in the app that the task was proposed for. What is kept ends where the phone's state first
said that the task was done, whether or not the run noticed.
"""

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np

from agent.action.action import OpenApp
from agent.brain.brain import Confirmation, CoreBrain, Decision, Judgement, View
from agent.build import Agent
from agent.language.intention import NotUnderstood
from agent.language.speech import is_chinese
from agent.language.understand import understand
from agent.memory.pattern import closest, filled, matched, slots
from agent.offline.decision import PolicyDecision
from agent.offline.learned.bundle import Bundle
from agent.offline.learned.policy import LearnedPolicy, PolicyParts
from agent.offline.learned.scene import Moment
from agent.offline.learned.session import Choice
from agent.offline.learnedbrain import CombinedBrain
from agent.offline.policy import OfflinePolicy
from agent.offline.training.sample import Deal
from agent.preset.preset import find_preset
from agent.proposal.kind import Kind
from agent.run.status import RunStatus
from agent.run.step import Plan, Step
from agent.run.trajectory import Trajectory
from agent.settings import Settings
from device.client import Device
from device.error import TapwrightError
from device.screen import Observation
from device.state.appname import names_of
from grounding.tree import TreeGrounder
from models.reply import Reply
from tasks.agent.agent import Attempt
from tasks.agent.preset import PresetAgent
from tasks.practice.curiosity import tried
from tasks.practice.demonstration import OutOfReach, WatchedDevice, deals_of
from tasks.practice.record import judge
from tasks.practice.touch import Touch
from tasks.task import Task

_CURIOUS = 0.4
"""How often it tries what the page names, where it does not go by what it has learned."""
Way = Literal["greedy", "drawn", "rules"]
KEPT = "kept.pickle"
"""In an attempt's folder: what was done, as the network learns it."""


class ExploringPolicy(LearnedPolicy):
    """The network with neither gate nor router before it; with a temperature its moves are drawn."""

    def __init__(
        self, bundle: Bundle, app: str, values: Sequence[str], seed: int, temperature: float
    ) -> None:
        """`app` is the name of the one to begin in, `values` the parts of the goal that are its own."""
        super().__init__(bundle, PolicyParts(router=False, gate=False))
        self._app, self._values = app, tuple(values)
        self._random = np.random.default_rng(seed) if temperature else None
        self._temperature = temperature or 1.0

    def decide(self, goal: str, observation: Observation, steps: tuple[Step, ...]) -> PolicyDecision:
        """The app first, then what the network has it."""
        if not any(step.action is not None for step in steps):
            return PolicyDecision("the task was proposed for this app", (), 0, (OpenApp(app_name=self._app),))
        return super().decide(goal, observation, steps)

    def _chosen(self, moment: Moment, app_scores: "np.typing.NDArray[np.float64] | None") -> Choice:
        if self._random is not None and self._random.random() < _CURIOUS:
            choice = tried(moment, self._random, self._values)
            if choice is not None:
                return choice
        return self._bundle.session.choose(moment, app_scores, self._random, self._temperature)


class Reworded:
    """A brain that is told the goal in other words than the run."""

    name = "offline"

    def __init__(self, brain: CombinedBrain, goal: str) -> None:
        self._brain, self._goal = brain, goal

    def plan(self, view: View) -> Reply[Plan]:
        """As the brain."""
        return self._brain.plan(self._told(view))

    def decide(self, view: View) -> Reply[Decision]:
        """As the brain."""
        return self._brain.decide(self._told(view))

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """As the brain."""
        return self._brain.reflect(self._told(view), step, before, suspicion)

    def confirm(self, view: View) -> Reply[Confirmation]:
        """As the brain."""
        return self._brain.confirm(self._told(view))

    def _told(self, view: View) -> View:
        return replace(view, goal=self._goal)


@dataclass(frozen=True)
class Wordings:
    """A task as it may be put."""

    wordings: tuple[str, ...]
    """All that may be learned from."""
    values: tuple[str, ...]
    """The parts of the goal that are its own, as they stand in it."""


@dataclass(frozen=True)
class Apprentice:
    """One who practises; which way it goes about a task hangs on the task's seed."""

    settings: Settings
    bundle: Bundle
    tell: Callable[[Task], Wordings]
    ways: Sequence[Way] = ("greedy", "drawn", "rules")
    """One after the other, where a task is attempted several times."""
    temperature: float = 1.0
    cost_left: float | None = None

    @property
    def identity(self) -> dict[str, str]:
        """The agent's, and how it practises."""
        return {**PresetAgent(self.settings).identity, "ways": ", ".join(self.ways)}

    def work(self, attempt: Attempt) -> Trajectory:
        """Work on the task, and keep what was done where it says that it is done."""
        watched = WatchedDevice(attempt.device, lambda: _is_done(attempt))
        brain = CoreBrain(self._brain(attempt))

        def built(settings: Settings, _device: Device) -> Agent:
            return Agent(
                watched, brain, TreeGrounder(), find_preset(settings.preset, settings.calls), settings
            )

        settings = self.settings.model_copy(update={"use_memory": False})
        run = PresetAgent(settings, self.cost_left, built).work(attempt)
        _keep(watched, attempt, run)
        return run

    def _brain(self, attempt: Attempt) -> "CombinedBrain | Reworded":
        random = Random(f"way {attempt.task.seed}")
        way = self.ways[attempt.task.seed % len(self.ways)]
        told = self.tell(attempt.task)
        understood = [goal for goal in told.wordings if not _is_strange(goal)]
        if way == "rules" and understood:
            return Reworded(CombinedBrain(OfflinePolicy(), None), random.choice(understood))
        temperature = 0.0 if way == "greedy" else self.temperature
        app = names_of(attempt.task.template.facts.app_names[0])[0]
        explorer = ExploringPolicy(self.bundle, app, told.values, attempt.task.seed, temperature)
        network = CombinedBrain(None, explorer)
        readable = [goal for goal in told.wordings if not is_chinese(goal)] or told.wordings
        return network if way == "greedy" else Reworded(network, random.choice(readable))


def by_kind(kinds: Mapping[str, Kind], task: Task) -> Wordings:
    """A proposed task as its kind words it."""
    tags, goal = task.template.facts.tags, task.goal
    kind = kinds.get(tags[0]) if len(tags) == 1 else None
    return told_of(kind, goal) if kind else Wordings((goal,), ())


def told_of(kind: Kind, goal: str) -> Wordings:
    """A goal in all wordings of its kind, its own first; what asks for more than it says is left out."""
    own = closest((*kind.en, *kind.zh), goal)
    values = matched(own, goal) or {}
    others = (each for each in (*kind.en, *kind.zh) if set(slots(each)) <= values.keys())
    wordings = dict.fromkeys([goal, *(filled(each, values) for each in others)])
    return Wordings(tuple(wordings), tuple(values.values()))


@dataclass(frozen=True)
class Kept:
    """What an attempt did, as the network learns it; () where it has no move for something that was done."""

    whole: tuple[Deal, ...]
    """All of it, where it was claimed to be done."""
    reached: tuple[Deal, ...]
    """Up to where the phone's state said that it was done; () where it never was."""


def read_kept(folder: Path) -> Kept:
    """What an attempt left."""
    path = folder / KEPT
    if not path.exists():
        return Kept((), ())
    kept: Kept = pickle.loads(path.read_bytes())  # noqa: S301 - written by ourselves
    return kept


def _keep(watched: WatchedDevice, attempt: Attempt, run: Trajectory) -> None:
    try:
        watched.done()
    except TapwrightError:
        return  # the phone is gone
    is_claimed = run.ending is not None and run.ending.status.is_claimed
    kept = Kept(
        whole=_dealt(watched.touches, attempt, run.answer) if is_claimed else (),
        reached=_dealt(watched.path, attempt, ""),
    )
    if kept.whole or kept.reached:
        (attempt.folder / KEPT).write_bytes(pickle.dumps(kept))


def _dealt(touches: Sequence[Touch], attempt: Attempt, answer: str) -> tuple[Deal, ...]:
    try:
        return deals_of(touches, attempt.task.goal, answer, lambda package: names_of(package)[0])
    except OutOfReach:
        return ()


def _is_done(attempt: Attempt) -> bool:
    """What the phone says now, were this the end."""
    return judge(attempt.task, attempt.device, RunStatus.COMPLETE, "", ()).is_done


def _is_strange(goal: str) -> bool:
    return isinstance(understand(goal), NotUnderstood)
