"""Puts an agent together from settings and a phone; command line, chat and benches all come here."""

import platform
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from agent.brain import Brain
from agent.context import Context, Limits
from agent.journal import Journal, Manifest, holds_run, run_folder
from agent.model_brain import ModelBrain
from agent.preset import Preset, find_preset
from agent.prompt import prompts_hash
from agent.resume import state_of
from agent.run import Run
from agent.sensitive import CLASSES
from agent.settings import Settings
from agent.shots import Shots
from agent.state import State
from agent.trajectory import Trajectory
from device.client import Device
from device.error import ConfigError
from grounding.chain import chain
from grounding.grounder import Grounder
from models.build import build_model
from models.chat import ChatModel

OFFLINE = "offline"


class Agent:
    """A brain with a phone in its hand; each goal is a run."""

    def __init__(
        self, device: Device, brain: Brain, grounder: Grounder, preset: Preset, settings: Settings
    ) -> None:
        self.device = device
        self.brain = brain
        self.preset = preset
        self._grounder = grounder
        self._settings = settings

    def run(self, goal: str, *, embedded: bool = False) -> Run:
        """Begin to work on a goal; the phone is touched once the run is iterated.

        `embedded` says that the phone is of this process and ends with it.

        Raises ConfigError when there is no goal, or the folder to record it in holds a run already.
        """
        goal = checked_goal(goal, self._settings)
        now = time.time()
        folder = self._settings.out or run_folder(self._settings.runs, goal, now)
        journal = Journal(folder, self._manifest(folder, goal, now, embedded))
        return Run(State(goal=goal), self._context(journal, folder, self._settings.max_steps), folder)

    def resume(self, trajectory: Trajectory) -> Run:
        """Go on with a recorded run where it was cut short, in the same folder."""
        journal = Journal(trajectory.folder, trajectory.manifest)
        state = state_of(trajectory)
        steps = len(state.steps) + self._settings.max_steps
        return Run(state, self._context(journal, trajectory.folder, steps), trajectory.folder)

    def _context(self, journal: Journal, folder: Path, steps: int) -> Context:
        return Context(
            device=self.device,
            brain=self.brain,
            grounder=self._grounder,
            preset=self.preset,
            limits=Limits(steps, self._settings.timeout),
            allow=self._settings.allow,
            journal=journal,
            shots=Shots(folder),
        )

    def _manifest(self, folder: Path, goal: str, now: float, embedded: bool) -> Manifest:
        return Manifest(
            id=folder.name,
            goal=goal,
            started_at=now,
            device=self.device.serial,
            embedded=embedded,
            brain=self.brain.name,
            preset=self.preset.model_dump(mode="json"),
            prompts=prompts_hash(),
            config=self._settings.model_dump(mode="json", exclude={"api_key"}),
            versions={
                "python": platform.python_version(),
                **{name: version(name) for name in ("tapwright", "langgraph", "openai", "pydantic")},
            },
            seed=self._settings.seed,
        )


def checked_goal(goal: str, settings: Settings) -> str:
    """The goal without blanks around it. Raises ConfigError when it is empty or can't be recorded."""
    if not goal.strip():
        raise ConfigError("the goal is empty", 'Say what is to be done, e.g. "Turn on Bluetooth"')
    try:
        goal.encode()
    except UnicodeEncodeError as error:
        raise ConfigError("the goal is not valid text", "It must be UTF-8") from error
    if settings.out is not None and holds_run(settings.out):
        raise ConfigError(f"{settings.out} already holds a run", "Name another folder with --out")
    return goal.strip()


def build(settings: Settings, device: Device) -> Agent:
    """The agent these settings describe, on this phone. Raises ConfigError for what cannot be."""
    return prepare(settings)(device)


def prepare(settings: Settings) -> Callable[[Device], Agent]:
    """All of `build` that needs no phone, so that wrong settings are told before one is started."""
    unknown = settings.allow - {*CLASSES, "all"}
    if unknown:
        raise ConfigError(
            f"no class of action is called {', '.join(sorted(unknown))}", f"There are: {', '.join(CLASSES)}"
        )
    preset, brain = find_preset(settings.preset), build_brain(settings)
    grounder = chain(settings.grounder, lambda name: grounding_model(name, settings))
    return lambda device: Agent(device, brain, grounder, preset, settings)


def grounding_model(name: str, settings: Settings) -> ChatModel:
    """The model of a `chat:` grounder. Raises ConfigError as `build_model` does."""
    url = settings.grounder_url or settings.base_url
    return build_model(name, base_url=url, api_key=settings.api_key.get_secret_value())


def build_brain(settings: Settings) -> Brain:
    """The bundled policy, or a model in every role."""
    if settings.model in ("", OFFLINE):
        from agent.offline_brain import OfflineBrain  # noqa: PLC0415 - a model's run does without it
        from agent.policy.policy import OfflinePolicy  # noqa: PLC0415

        return OfflineBrain(OfflinePolicy())
    return ModelBrain(
        build_model(settings.model, base_url=settings.base_url, api_key=settings.api_key.get_secret_value())
    )
