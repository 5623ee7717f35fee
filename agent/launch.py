"""Begins the runs of an agent: of a goal, or of the rest of a run that was cut short."""

import platform
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from agent.brain.brain import Brain
from agent.brain.prompt import prompts_hash
from agent.effect.source import PhoneState
from agent.guard.allowance import policy_of
from agent.guard.bound import AppBounds
from agent.guard.lexicon import uncovered
from agent.guard.own import Guard
from agent.memory.memory import Memory
from agent.preset.composition import Preset
from agent.record.recording import RecordingBrain
from agent.role.perceive import Perceiver
from agent.run.context import Context, Limits
from agent.run.event import Noticed
from agent.run.journal import Journal, Manifest, reserved_folder
from agent.run.private import keep_private
from agent.run.readiness import get_ready
from agent.run.resume import state_of
from agent.run.run import Run
from agent.run.shots import Shots
from agent.run.state import State
from agent.run.step import Earlier
from agent.run.trajectory import Trajectory
from agent.settings import Settings
from agent.tool.tool import Toolbox
from device.client import Device
from grounding.grounder import Grounder

_SHORT_KEY = 12
"""Letters below which a key may be part of a common word, and is not struck out."""


@dataclass(frozen=True, slots=True)
class Launch:
    """What every run of an agent has at hand."""

    device: Device
    brain: Brain
    grounder: Grounder
    preset: Preset
    settings: Settings
    perceiver: Perceiver | None
    memory: Memory | None
    tools: Toolbox
    guard: Guard | None = None

    def run(
        self, goal: str, earlier: tuple[Earlier, ...], journal: Journal | None, *, embedded: bool, dry: bool
    ) -> Run:
        """Begin a run of a goal; see `Agent.run`."""
        if not embedded:
            decider = self.preset.decider
            get_ready(("effects", decider, "confirm") if self.brain.understands(decider) else ())
        now = time.time()
        pursued = self._pursued(goal, earlier)
        folder = journal.folder if journal is not None else self.folder(goal, now, dry=dry)
        manifest = self.manifest(folder, goal, now, embedded=embedded).model_copy(update=pursued)
        context = self.context(self.journal(journal, manifest, folder), folder, self.settings.max_steps)
        state = State(goal=manifest.goal, said=manifest.said, earlier=manifest.earlier)
        return Run(state, context, folder, dry=dry)

    def resume(self, trajectory: Trajectory) -> Run:
        """Go on with a run in its folder; see `Agent.resume`."""
        folder, manifest = trajectory.folder, trajectory.manifest
        if not manifest.brain:  # killed before there was any
            known = self.manifest(folder, manifest.goal, manifest.started_at, embedded=manifest.embedded)
            pursued = self._pursued(manifest.goal, manifest.earlier)
            manifest = known.model_copy(update={"replays": manifest.replays, **pursued})
            trajectory = trajectory.model_copy(update={"manifest": manifest})
        journal = Journal(folder, manifest)
        state = state_of(trajectory)
        context = self.context(journal, folder, len(state.steps) + self.settings.max_steps)
        for text in trajectory.unheard:
            context.control.say(text)
        return Run(state, context, folder)

    def _pursued(self, said: str, earlier: tuple[Earlier, ...]) -> dict[str, object]:
        """The fields of a manifest that tell what is pursued where the person said this after that."""
        full, earlier = self.brain.in_full(self.preset.decider, said, earlier)
        goal = self.memory.expand(full).goal if self.memory else full
        return {"goal": goal, "said": said if said != goal else "", "earlier": earlier}

    def folder(self, goal: str, now: float, *, dry: bool = False) -> Path:
        """Where a run of a goal is recorded that begins now; made, unless the owner named it."""
        if dry:
            return Path(tempfile.mkdtemp(prefix="tapwright-"))
        return self.settings.out or reserved_folder(self.settings.runs, goal, now)

    def journal(self, begun: Journal | None, manifest: Manifest, folder: Path) -> Journal:
        """The journal of a run: the one that was `begun`, or a new one."""
        if begun is None:
            return Journal(folder, manifest, reserved=folder != self.settings.out)
        begun.become(manifest)
        return begun

    def manifest(self, folder: Path, goal: str, now: float, *, embedded: bool) -> Manifest:
        """What is run, as the record has it."""
        return Manifest(
            id=folder.name,
            goal=goal,
            started_at=now,
            device=self.device.serial,
            embedded=embedded,
            brain=self.brain.name,
            preset=self.preset.model_dump(mode="json"),
            prompts=prompts_hash(),
            config=self.settings.for_record(),
            versions=_versions(),
            seed=self.settings.seed,
        )

    def context(self, journal: Journal, folder: Path, steps: int) -> Context:
        """The surroundings of a run that may take so many steps."""
        settings = self.settings
        brain = RecordingBrain(self.brain, folder, _keys(settings)) if settings.record else self.brain
        keep_private(self.device, settings.private_apps)
        unknown = uncovered(PhoneState(self.device).locales())
        return Context(
            device=self.device,
            brain=brain,
            grounder=self.grounder,
            preset=self.preset,
            limits=Limits(
                steps, settings.timeout, settings.max_tokens, settings.max_cost, settings.touch_questions
            ),
            policy=policy_of(settings.guard, settings.allow, settings.confirm),
            bounds=AppBounds.of(apps, self.device.apps()) if (apps := settings.apps) else None,
            journal=journal,
            shots=Shots(folder),
            own_guard=self.guard,
            perceiver=self.perceiver,
            memory=self.memory,
            tools=self.tools,
            traced=settings.tracing,
            events=deque([Noticed(text=unknown)] if unknown else ()),
        )


def _keys(settings: Settings) -> tuple[str, ...]:
    """The keys of all models, as far as they are no part of a common word."""
    return tuple(key for key in settings.keys if len(key) >= _SHORT_KEY)


@cache
def _versions() -> dict[str, str]:
    """What runs, by name; of a package its metadata has to be parsed."""
    packages = {name: version(name) for name in ("tapwright", "langgraph", "openai", "pydantic")}
    return {"python": platform.python_version(), **packages}
