"""The learner that trains: the bundled policy goes on learning from what practice did right.

It begins with the weights that ship, and what was demonstrated is learned again beside what is new, so that
it is not forgotten. Needs the extra `train`, and torch.
"""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from agent.brain.brain import CoreBrain
from agent.build import Agent
from agent.offline.learned.bundle import CARD, NETWORK, Bundle, Card
from agent.offline.learned.gate import Gate
from agent.offline.learned.policy import LearnedPolicy, PolicyParts
from agent.offline.learned.router import OTHER
from agent.offline.learnedbrain import CombinedBrain
from agent.offline.policy import OfflinePolicy
from agent.offline.training.loop import Trainer
from agent.offline.training.network import Shape
from agent.offline.training.restore import restore
from agent.offline.training.routing import Labelled, train_router
from agent.offline.training.sample import Demonstration
from agent.preset.preset import find_preset
from agent.proposal.kind import kinds
from agent.settings import Settings
from device.client import Device
from grounding.tree import TreeGrounder
from tasks.agent.agent import BenchmarkAgent
from tasks.agent.preset import PresetAgent
from tasks.practice.apprentice import Apprentice, by_kind
from tasks.practice.course import apps_of, in_numbers, keep, routes, session_of
from tasks.practice.harvest import Harvest, Method, Word, chosen, harvest_of, pick_of
from tasks.practice.learner import Draft, Lecture
from tasks.practice.lesson import demonstrations
from tasks.practice.rehearsal import TASKS, rehearsed
from tasks.practice.runner import PracticeAgent
from tasks.practice.split import the_split

STEPS, RATE = 300, 6e-4
"""Batches of a round, and how fast it learns from them."""
_RULES = OfflinePolicy()
_OFTEN = 4
"""Times that the router is told a goal that was practised: of demonstrated ones there are that many more."""
_ENGLISH, _CHINESE = 4, 1
"""Demonstrations of a template that are learned again."""


@dataclass
class PolicyLearner:
    """Learns into weights, a folder for each round."""

    settings: Settings
    folder: Path
    seed: int
    method: Method = "balanced"
    word: Word = "state"
    is_control: bool = False
    """Whether nothing of practice is learned from: as many batches of what was demonstrated alone."""
    steps: int = STEPS
    rehearsals: int = TASKS
    """Tasks that tell how sure is sure enough."""
    shown_in: Path | None = None
    """Where the demonstrations lie; None: in the folder."""
    say: Callable[[str], None] = lambda _line: None
    _weights: Path | None = field(init=False)
    """Those in use; None are those of the package."""

    name = "policy"

    def __post_init__(self) -> None:
        self._weights = self.settings.policy_weights

    def now(self) -> PracticeAgent:
        """The offline agent with the weights."""
        return deployed(self.settings, self._weights)

    def practising(self, number: int) -> PracticeAgent:
        """An apprentice with the same weights."""
        bundle, tell = Bundle(self._weights), partial(by_kind, kinds())
        identity = f"apprentice of round {number}, {digest_of(self._weights)}"
        return PracticeAgent(lambda cost: Apprentice(self.settings, bundle, tell, cost_left=cost), identity)

    def learn(self, lecture: Lecture) -> Draft:
        """Train on what all rounds did right."""
        found = Harvest((), (), {}) if self.is_control else harvest_of(lecture.attempts, kinds(), self.word)
        some = chosen(found, self.method)
        names = sorted({demo.template for demo in some})
        told = f"{len(some)} successes of {len(names)} kinds to learn from: {', '.join(names)}"
        if not some and not self.is_control:
            return Draft(None, ("no success that the network has moves for",))
        weights = lecture.runner.folder / lecture.name / "weights"
        if not (weights / CARD).exists():
            self._train(found, some, lecture, weights)
        return Draft(deployed(self.settings, weights), (told,))

    def keep(self, draft: Draft) -> None:
        """The weights of the draft are those in use."""
        self._weights = self.folder / draft.agent.identity.partition(" ")[0] if draft.agent else None

    def _train(self, found: Harvest, some: Sequence[Demonstration], lecture: Lecture, weights: Path) -> None:
        """One round's training; cut short, it goes on from its checkpoint."""
        split, before = the_split(), Bundle(self._weights)
        shown = shown_to_learn_from(self.shown_in or self.folder / "demonstrations", self.say)
        card = before.card
        apps = tuple(dict.fromkeys((*card.apps, *apps_of(some))))
        examples = in_numbers(shown, apps, self.seed, 1)
        pick = pick_of(examples, found, self.method, apps, self.seed)
        trainer = Trainer(Shape(), self.seed * 100 + lecture.number, self.steps, RATE)
        trainer.begin_with(restore(before.network, Shape()))
        weights.parent.mkdir(parents=True, exist_ok=True)
        checkpoint = weights.with_suffix(".pt")
        if checkpoint.exists():
            trainer.load(checkpoint)
        trainer.train(pick, checkpoint, self.say)
        draft = weights.with_suffix(".partial")
        shutil.rmtree(draft, ignore_errors=True)
        session_of(trainer, examples[0], apps, draft)
        goals: list[Labelled] = routes(split, shown)
        goals += [
            (goal, (one.template, next((deal.app for deal in one.deals if deal.app), "")))
            for one in some
            for goal in one.goals
            for _ in range(_OFTEN)
        ]
        goals += [(goal, (OTHER, "")) for goal in found.beyond]
        router = train_router(goals, self.seed)

        def told(gate: Gate) -> Card:
            learned = {"made_by": "agent practice run --learner policy", "seed": self.seed, "apps": apps}
            return card.model_copy(update={**learned, "classes": router.classes, "gate": gate})

        keep(draft, router, card.gate, told)
        bare = deployed(self.settings, draft, rules=None, parts=PolicyParts(gate=False))
        gate = rehearsed(Bundle(draft), bare, lecture, self.rehearsals)
        keep(draft, router, gate, told)
        draft.replace(weights)


def shown_to_learn_from(folder: Path, say: Callable[[str], None] = lambda _line: None) -> list[Demonstration]:
    """What is learned again beside what is new; demonstrations that lie in the folder are not made anew."""
    return demonstrations(the_split(), folder, say, _ENGLISH, _CHINESE)


def deployed(
    settings: Settings,
    weights: Path | None,
    rules: OfflinePolicy | None = _RULES,
    parts: PolicyParts | None = None,
) -> PracticeAgent:
    """The offline agent as it is used, with other weights; or without a part of it."""
    bundle = Bundle(weights)

    def built(own: Settings, device: Device) -> Agent:
        brain = CoreBrain(CombinedBrain(rules, LearnedPolicy(bundle, parts)))
        return Agent(device, brain, TreeGrounder(), find_preset(own.preset, own.calls), own)

    def made(cost: float | None) -> BenchmarkAgent:
        return PresetAgent(settings.model_copy(update={"use_memory": False}), cost, built)

    where = f"{weights.parent.name}/{weights.name}" if weights else "package"
    return PracticeAgent(made, f"{where} weights {digest_of(weights)}")


def digest_of(weights: Path | None) -> str:
    """Equal for two folders with the same network; "" for the one of the package."""
    return hashlib.sha256((weights / NETWORK).read_bytes()).hexdigest()[:16] if weights else ""
