"""What the nodes have at hand besides the state: the phone, the brain, the record, the limits."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from agent.brain import Brain, View
from agent.control import Control
from agent.event import Event
from agent.journal import Journal
from agent.meter import Meter
from agent.preset import Preset
from agent.shots import Shots
from agent.state import State
from device.client import Device
from device.screen import Observation
from grounding.grounder import Grounder
from models.error import BadReply
from models.reply import Reply

T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """What a run may take."""

    steps: int
    seconds: float


@dataclass
class Context:
    """One run's surroundings; the state holds all that changes its course."""

    device: Device
    brain: Brain
    grounder: Grounder
    preset: Preset
    limits: Limits
    allow: frozenset[str]
    journal: Journal
    shots: Shots
    meter: Meter = field(default_factory=Meter)
    control: Control = field(default_factory=Control)
    events: deque[Event] = field(default_factory=deque)
    """Told to whoever iterates the run, in order."""

    def view(self, state: State) -> View:
        """What the brain gets to know at this point."""
        assert state.seen is not None
        return View(
            goal=state.goal,
            observation=self.shots.observation(state.seen),
            plan=state.plan,
            steps=state.steps,
            feedback=state.feedback,
            notes=state.notes,
            detailed=self.preset.history,
        )

    def ask(self, role: str, think: Callable[[], Reply[T]]) -> T:
        """Let a role think, on the meter. Raises what the brain raises."""
        with self.meter.timed("model"):
            try:
                reply = think()
            except BadReply as error:
                self.meter.used(role, error.usage)
                raise
        self.meter.used(role, reply.usage)
        return reply.value

    def look(self) -> Observation:
        """Wait until the screen stands still, then see it."""
        with self.meter.timed("device"):
            self.device.settle()
            return self.device.observe()
