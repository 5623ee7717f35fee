"""Who practises for the bundled policy: it dares more than the policy in use, and keeps what it did.

Left to itself the network finds next to nothing (docs/policy.md), so an attempt is made in one of three ways:
by the network as it stands, by the network drawing its moves, or by the rules where they understand the task
in other words of its kind. Whatever came out right is learned from in all wordings.
"""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np

from agent.brain import Confirmation, CoreBrain, Decision, Judgement, View
from agent.build import Agent
from agent.learned_brain import CombinedBrain
from agent.memory.pattern import closest, filled, matched, slots
from agent.policy.intention import NotUnderstood
from agent.policy.learned.bundle import Bundle
from agent.policy.learned.policy import LearnedPolicy, Parts
from agent.policy.learned.scene import Moment
from agent.policy.learned.session import Choice
from agent.policy.policy import OfflinePolicy
from agent.policy.training.sample import Deal
from agent.policy.understand import understand
from agent.preset import find_preset
from agent.proposal.kind import Kind
from agent.settings import Settings
from agent.step import Plan, Step
from agent.trajectory import Trajectory
from device.appname import names_of
from device.client import Device
from device.error import TapwrightError
from device.screen import Observation
from grounding.tree import TreeGrounder
from models.reply import Reply
from tasks.entrant.agent import AgentEntrant
from tasks.entrant.entrant import Attempt
from tasks.practice.demonstration import OutOfReach, WatchedDevice, deals_of

Way = Literal["greedy", "drawn", "rules"]
DEALS = "deals.pickle"
"""In an attempt's folder: what was done, as the network learns it."""


class ExploringPolicy(LearnedPolicy):
    """The network with neither gate nor router before it; with a temperature its moves are drawn."""

    def __init__(self, bundle: Bundle, seed: int, temperature: float) -> None:
        super().__init__(bundle, Parts(gate=False))
        self._random = np.random.default_rng(seed) if temperature else None
        self._temperature = temperature or 1.0

    def _chosen(self, moment: Moment, app_scores: "np.typing.NDArray[np.float64] | None") -> Choice:
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
class Apprentice:
    """One who practises; which way it goes about a task hangs on the task's seed."""

    settings: Settings
    bundle: Bundle
    kinds: Mapping[str, Kind]
    ways: Sequence[Way] = ("greedy", "drawn", "rules", "rules")
    """Drawn from."""
    temperature: float = 1.0
    cost_left: float | None = None

    @property
    def identity(self) -> dict[str, str]:
        """The agent's, and how it practises."""
        return {**AgentEntrant(self.settings).identity, "ways": ", ".join(self.ways)}

    def work(self, attempt: Attempt) -> Trajectory:
        """Work on the task, and keep what was done where it says that it is done."""
        watched = WatchedDevice(attempt.device)
        brain = CoreBrain(self._brain(attempt))

        def built(settings: Settings, _device: Device) -> Agent:
            return Agent(watched, brain, TreeGrounder(), find_preset(settings.preset), settings)

        settings = self.settings.model_copy(update={"use_memory": False})
        run = AgentEntrant(settings, self.cost_left, built).work(attempt)
        if run.ending is not None and run.ending.status == "complete":
            _keep(watched, attempt, run)
        return run

    def _brain(self, attempt: Attempt) -> "CombinedBrain | Reworded":
        random = Random(f"way {attempt.task.seed}")
        way = random.choice(self.ways)
        if way == "rules":
            rules = CombinedBrain(OfflinePolicy(), None)
            others = [goal for goal in self._wordings(attempt) if not _is_strange(goal)]
            if others:
                return Reworded(rules, random.choice(others))
        temperature = 0.0 if way == "greedy" else self.temperature
        return CombinedBrain(None, ExploringPolicy(self.bundle, attempt.task.seed, temperature))

    def _wordings(self, attempt: Attempt) -> list[str]:
        tags = attempt.task.template.facts.tags
        kind = self.kinds.get(tags[0]) if len(tags) == 1 else None
        return list(wordings_of(kind, attempt.task.goal)) if kind else [attempt.task.goal]


def wordings_of(kind: Kind, goal: str) -> tuple[str, ...]:
    """A goal in all wordings of its kind, its own first; what asks for more than it says is left out."""
    own = closest((*kind.en, *kind.zh), goal)
    values = matched(own, goal) or {}
    others = (each for each in (*kind.en, *kind.zh) if set(slots(each)) <= values.keys())
    return tuple(dict.fromkeys([goal, *(filled(each, values) for each in others)]))


def read_deals(folder: Path) -> tuple[Deal, ...]:
    """What an attempt did; () where it was nothing that the network has a move for."""
    path = folder / DEALS
    if not path.exists():
        return ()
    deals: tuple[Deal, ...] = pickle.loads(path.read_bytes())  # noqa: S301 - written by ourselves
    return deals


def _keep(watched: WatchedDevice, attempt: Attempt, run: Trajectory) -> None:
    try:
        watched.done()
        told = deals_of(watched.touches, attempt.task.goal, run.answer, lambda package: names_of(package)[0])
    except (OutOfReach, TapwrightError):
        return
    (attempt.folder / DEALS).write_bytes(pickle.dumps(told))


def _is_strange(goal: str) -> bool:
    return isinstance(understand(goal), NotUnderstood)
