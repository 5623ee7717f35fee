"""A brain that is loaded when it is first asked: a goal needs it, not the phone."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from agent.brain.brain import Ask, Brain, Conversation, CoreBrain
from agent.brain.scale import Scale
from agent.run.step import Earlier
from device.screen import Observation
from models.reply import Reply

T = TypeVar("T")


class DeferredBrain:
    """Stands for a brain of the four roles that a run cannot do without."""

    def __init__(self, name: str, load: Callable[[], Brain]) -> None:
        """`name` is that of the brain which `load` gives."""
        self.name = name
        self._load = load

    @cached_property
    def _brain(self) -> Brain:
        return self._load()

    def understands(self, role: str) -> bool:
        """As the brain does."""
        return self._brain.understands(role)

    def speaker(self, role: str) -> str:
        """The brain, for its four roles."""
        return self.name if role in CoreBrain.ROLES else ""

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """As the brain does."""
        return self._brain.in_full(role, goal, earlier)

    def scale(self, role: str, observation: Observation) -> Scale:
        """As the brain counts."""
        return self._brain.scale(role, observation)

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The brain's answer."""
        return self._brain.think(ask)
