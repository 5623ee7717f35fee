"""Our agent as one of AndroidWorld's: what its run loop calls an EnvironmentInteractingAgent.

    env = Environment(device)
    agent = TapwrightAgent(env, Settings(model="offline"))
    suite_utils.run(suite, agent)

Each of its steps is one of ours: looked at, decided, done and looked at again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, cast

from agent.action.action import Status
from agent.build import build
from agent.run.event import Ended, Event, Question, StepDone
from agent.run.run import Run
from agent.run.status import CLAIMED, RunStatus
from agent.run.step import Step
from agent.settings import Settings
from device.client import Device
from device.error import ConfigError, TapwrightError
from tasks.androidworld.environment import Environment
from tasks.androidworld.package import adopt

_DONE = (*CLAIMED, RunStatus.INFEASIBLE)


class AsyncEnv(Protocol):
    """What is asked of the environment; AndroidWorld's own has it, and so has ours."""

    interaction_cache: str

    def reset(self, go_home: bool = False) -> object:
        """Begin anew."""
        ...

    def get_state(self, wait_to_stabilize: bool = False) -> object:
        """What is on the screen."""
        ...


@dataclass(frozen=True, slots=True)
class Interaction:
    """What one step came to: its AgentInteractionResult."""

    done: bool
    """Whether the agent says that there is nothing more to do."""
    data: dict[str, object] = field(default_factory=dict)
    """Of every step the same fields, plain values all of them."""


class EpisodeBroken(TapwrightError):
    """The run ended by an error; AndroidWorld notes the task as failed."""


def obliging(question: Question) -> str:
    """The person of a benchmark: yes to what has to be confirmed, nothing more to say."""
    return "yes" if question.kind == "confirm" else ""


class TapwrightAgent:
    """One agent on one phone, goal after goal."""

    def __init__(
        self,
        env: AsyncEnv,
        settings: Settings | None = None,
        *,
        device: Device | None = None,
        name: str = "Tapwright",
        person: Callable[[Question], str] = obliging,
    ) -> None:
        """`device` is the phone of an environment that is not ours; `person` answers questions.

        Raises ConfigError where it is not to be known which phone is meant.
        """
        adopt("env.interface", "AsyncEnv", Environment)
        adopt("agents.base_agent", "EnvironmentInteractingAgent", TapwrightAgent)
        if device is None and not isinstance(env, Environment):
            raise ConfigError(
                "an environment of AndroidWorld's own does not say which phone it is of",
                "Give device=open_device(SERIAL), or an Environment(device)",
            )
        self.env = env
        self.name = name
        self.transition_pause: float | None = None
        self._device = device or cast(Environment, env).device
        self._settings = settings or Settings()
        self._person = person
        self._most: int | None = None
        self._episode: _Episode | None = None

    def set_max_steps(self, max_steps: int) -> None:
        """How many steps the next goal may take."""
        self._most = max_steps

    def reset(self, go_home: bool = False) -> None:
        """Give up what is being worked on, and begin anew."""
        if self._episode is not None:
            self._episode.run.close()
        self._episode = None
        self.env.reset(go_home=go_home)

    def get_post_transition_state(self) -> object:
        """What is on the screen, once it stands still."""
        return self.env.get_state(wait_to_stabilize=True)

    def step(self, goal: str) -> Interaction:
        """Go one step towards the goal. Raises EpisodeBroken when phone, model or settings are at fault."""
        episode = self._episode = self._episode or self._begun(goal)
        step, episode.held = episode.held or episode.next(), None
        episode.taken += 1
        # Nothing is asked of us after the last step, so that what comes behind it has to come with it; and
        # whether a claim to be done is believed shows only in what comes next.
        if episode.taken == self._most:
            while episode.next() is not None:
                pass
        elif step is not None and isinstance(step.action, Status):
            episode.held = episode.next()
        if episode.ended is not None:
            self.env.interaction_cache = episode.ended.answer
        return _told(step, episode.ended)

    def _begun(self, goal: str) -> "_Episode":
        most = self._most or self._settings.max_steps
        settings = self._settings.model_copy(update={"max_steps": most})
        return _Episode(build(settings, self._device).run(goal), self._person)


@dataclass(slots=True)
class _Episode:
    """One run, step by step."""

    run: Run
    person: Callable[[Question], str]
    events: Iterator[Event] = field(init=False)
    """The run's: it goes on where the last step left it."""
    held: Step | None = None
    """A step that was done already to learn more of the one before."""
    ended: Ended | None = None
    taken: int = 0
    """How many were asked for."""

    def __post_init__(self) -> None:
        self.events = iter(self.run)

    def next(self) -> Step | None:
        """Go on to the end of a step; None where the run ends, or has ended."""
        for event in self.events:
            match event:
                case Question():
                    self.run.answer(self.person(event))
                case StepDone(step=step):
                    return step
                case Ended():
                    self.ended = event
        return None


def _told(step: Step | None, ended: Ended | None) -> Interaction:
    """Raises EpisodeBroken when the run broke down."""
    if ended is not None and ended.status == RunStatus.ERROR:
        raise EpisodeBroken(ended.reason)
    data: dict[str, object] = {
        "step": step.index if step else None,
        "thought": step.thought if step else "",
        "action": step.action.model_dump(mode="json") if step and step.action else None,
        "outcome": step.outcome if step else "",
        "error": step.error if step else "",
        "status": ended.status if ended else "",
        "reason": ended.reason if ended else "",
        "answer": ended.answer if ended else "",
        "folder": str(ended.folder) if ended else "",
    }
    return Interaction(done=ended is not None and ended.status in _DONE, data=data)
