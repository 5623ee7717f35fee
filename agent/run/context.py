"""What the nodes have at hand besides the state: the phone, the brain, the record, the limits."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from agent.brain.brain import Ask, Brain, View
from agent.effect.effect import Effect, Proof
from agent.guard.allowance import GuardPolicy
from agent.guard.bound import AppBounds
from agent.guard.own import Guard, Stance
from agent.memory.memory import Memory, Recalled
from agent.perception.compare import moving_parts
from agent.preset.composition import Preset
from agent.reflection.stuck import MENDING
from agent.role.perceive import Perceiver
from agent.role.recall import recall
from agent.run.appnames import app_names
from agent.run.control import Control
from agent.run.event import Event, NextTouch, Noticed
from agent.run.journal import Journal
from agent.run.meter import Meter
from agent.run.shots import Shots
from agent.run.state import State
from agent.run.step import Saying, Step
from agent.tool.tool import Toolbox
from device.client import Device
from device.screen import Bounds, Observation
from device.state.appname import InstalledApp
from grounding.grounder import Grounder
from models.deadline import within
from models.error import BadReply
from models.notice import noticing
from models.reply import Reply

T = TypeVar("T")
_LONGEST_GIST = 300
_MOMENT = 0.2
"""Seconds between two looks at a screen that does not come to rest, to see what moves."""


@dataclass(frozen=True)
class Limits:
    """What a run may take."""

    steps: int
    seconds: float
    tokens: int | None = None
    cost: float | None = None
    """US dollars."""
    questions: int = 0
    """Questions to a model about what a touch does."""


@dataclass
class Context:
    """One run's surroundings; the state holds all that changes its course."""

    device: Device
    brain: Brain
    grounder: Grounder
    preset: Preset
    limits: Limits
    policy: GuardPolicy
    """Which sensitive actions pass, and whether anybody is asked for the others."""
    journal: Journal
    shots: Shots
    perceiver: Perceiver | None = None
    """Reads pictures for presets that perceive; None where nothing can."""
    tools: Toolbox = field(default_factory=Toolbox)
    """What may be called beside touching the phone."""
    memory: Memory | None = None
    """What outlasts runs; None where none is to be used."""
    bounds: AppBounds | None = None
    """The only apps that may be touched; None for any."""
    own_guard: Guard | None = None
    """The owner's own guard beside the built-in one; None where they brought none."""
    traced: bool = False
    """Whether LangGraph may trace the run where the environment asks for it."""
    meter: Meter = field(default_factory=Meter)
    control: Control = field(default_factory=Control)
    events: deque[Event] = field(default_factory=deque)
    """Told to whoever iterates the run, in order."""
    at_once: Callable[[Event], None] | None = None
    """Is told what cannot wait for the next turn of the iteration; None leaves it to that."""
    touches: dict[tuple[str, ...], tuple[str, ...] | None] = field(default_factory=dict)
    """By control and page, the classes that a model took a touch for; None for no reply. It is asked once."""
    stances: dict[int, Stance | None] = field(default_factory=dict)
    """By step, what the own guard said: it is asked once."""
    recalled: dict[tuple[str, int, str], Recalled] = field(default_factory=dict)
    """What memory had for a goal, a sub-task and an app: it is looked up once."""
    met: dict[Effect, Proof] = field(default_factory=dict)
    """Required effects that the phone's state has shown to have happened."""
    said: list[Saying] = field(default_factory=list)
    """Who spoke since the last step was carried out."""
    apps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By goal, the names of the apps that can be opened."""

    def view(self, state: State, *, whole: bool = False) -> View:
        """What the brain gets to know at this point.

        Where there are sub-tasks, only the steps of the current one; `whole` tells of failed steps too, in a
        preset that otherwise keeps them back.
        """
        assert state.seen is not None
        recalled = self._recalled(state)
        steps = state.steps
        if state.errand is not None and state.errand.tasks:
            current = state.errand.current
            steps = tuple(step for step in steps if step.errand and step.errand.current == current)
        if not (self.preset.tells_failures or whole):
            steps = tuple(step for step in steps if step.succeeded and step.decided_by != MENDING)
        return View(
            goal=state.goal,
            said=state.said,
            earlier=state.earlier,
            observation=self.shots.observation(state.seen),
            plan=state.plan,
            steps=steps,
            feedback=state.feedback,
            notes=state.notes,
            added=state.added,
            detailed=self.preset.history,
            errand=state.errand,
            wishes=recalled.wishes,
            knowledge=recalled.knowledge,
            tools=self.tools.offers_for(state.goal),
            apps=self._apps(state.goal),
            required=_required(state),
            shots=self.shots.latest([step for step in steps if step.turn]),
        )

    def _apps(self, goal: str) -> tuple[str, ...]:
        """Names of the apps that can be opened and may be touched, for a decider that reads words."""
        if not self.brain.understands(self.preset.decider):
            return ()
        if goal not in self.apps:
            allowed = [
                app for app in self.installed if self.bounds is None or app.package in self.bounds.allowed
            ]
            self.apps[goal] = app_names(allowed, goal)
        return self.apps[goal]

    @cached_property
    def installed(self) -> tuple[InstalledApp, ...]:
        """The apps that could be opened when a model was first told of them; asked for once a run."""
        with self.meter.timed("device"):
            return self.device.apps()

    def _recalled(self, state: State) -> Recalled:
        """What bears on the goal in the app in front, where the preset recalls."""
        if self.memory is None or not self.preset.has("recall") or state.seen is None:
            return Recalled()
        part = state.errand.current if state.errand and state.errand.tasks else -1
        key = (state.goal, part, state.seen.observation.package)
        if key not in self.recalled:
            self.recalled[key], saying = recall(state, self.memory, self.journal.folder.name)
            self.said.append(saying)
        return self.recalled[key]

    def ask(self, ask: Ask[T]) -> Reply[T]:
        """Let a role think, on the meter and on the record. Raises what the brain raises."""
        started = time.perf_counter()
        with self.meter.timed("model"), self.wanted():
            try:
                reply = self.brain.think(ask)
            except BadReply as error:
                if not error.usage.calls:
                    raise  # nobody was asked
                self.meter.used(ask.role, error.usage)
                spent = round(time.perf_counter() - started, 6)
                speaker = self.brain.speaker(ask.role)
                text = f"a reply that could not be used: {error}"[:_LONGEST_GIST]
                saying = Saying(role=ask.role, model=speaker, text=text, usage=error.usage, seconds=spent)
                self.said.append(saying)
                raise
        self.meter.used(ask.role, reply.usage)
        self.said.append(
            Saying(
                role=ask.role,
                model=self.brain.speaker(ask.role),
                text=ask.gist(reply.value)[:_LONGEST_GIST],
                usage=reply.usage,
                seconds=round(time.perf_counter() - started, 6),
            )
        )
        return reply

    def about_to(self, step: Step, size: tuple[int, int]) -> None:
        """Tell whoever watches what is about to be touched, and give them the time to see it."""
        if self.at_once is None:
            return
        self.at_once(NextTouch(step=step, size=size))
        if self.control.slowness:
            with self.meter.timed("wait"):
                self.control.linger()

    @contextmanager
    def wanted(self) -> Iterator[None]:
        """Replies of models are waited for until the run's time is over or the person stops it."""
        with within(self.seconds_left, lambda: self.control.stopped), noticing(self._notice):
            yield

    def _notice(self, text: str, by: str = "model") -> None:
        """Put on the record, and before the person, what is told of a model that is asked or the phone."""
        self.said.append(Saying(role=by, text=text[:_LONGEST_GIST]))
        (self.at_once or self.events.append)(Noticed(text=text))

    @property
    def seconds_left(self) -> float:
        """Of the run's time."""
        return max(0.0, self.limits.seconds - self.meter.active)

    def hear(self) -> tuple[Saying, ...]:
        """Who spoke since the last call."""
        said, self.said = tuple(self.said), []
        return said

    def look(self, *, anew: bool = False) -> tuple[Observation, tuple[Bounds, ...]]:
        """Wait until the screen stands still, then see it; with the parts that never did (device pixels).

        `anew` says that somebody else may have touched the phone since the last look.
        """
        with self.meter.timed("device"):
            still, observation = self.device.see(anew=anew)
            for text in self.device.news():
                self._notice(text, by="phone")
            if still:
                return observation, ()
            self.device.wait(_MOMENT)
            again = self.device.observe()
        return again, moving_parts(observation, again)


def _required(state: State) -> tuple[str, ...]:
    """The effects that the goal was found to require; a single one says no more than the goal."""
    items = state.required.items if state.required is not None else ()
    return tuple(item.effect.text for item in items) if len(items) > 1 else ()
