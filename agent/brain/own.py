"""A decider of the owner's own: code of theirs that picks the actions of a run."""

import time
from typing import Protocol, TypeVar, cast, runtime_checkable

from agent.brain.brain import Ask, Conversation, Decision, View
from agent.brain.scale import Scale
from agent.run.step import Earlier
from device.screen import Observation
from models.error import BadReply
from models.reply import Reply, Usage

T = TypeVar("T")


@runtime_checkable
class Decider(Protocol):
    """Picks the actions of a run, from what the view tells of goal, screen and steps so far."""

    def decide(self, view: View) -> Decision:
        """What to do on this screen. BadReply has the loop ask again, told why, up to the preset's limit."""
        ...


class DeciderBrain:
    """A `Decider` as the brain of one role."""

    def __init__(self, decider: Decider) -> None:
        self._decider = decider
        self.name = type(decider).__name__
        """Which brain it is, for manifest and reports: the decider's class."""

    def understands(self, role: str) -> bool:
        """It gets the person's words, and describes its targets as it likes."""
        return True

    def speaker(self, role: str) -> str:
        """The decider."""
        return self.name

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """As it was said: the view tells of earlier tasks."""
        return goal, earlier

    def scale(self, role: str, observation: Observation) -> Scale:
        """Pixels of the screen."""
        return Scale.of_pixels(observation.size)

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The decision. Raises BadReply for what is none."""
        started = time.perf_counter()
        decision: object = self._decider.decide(ask.view)
        if not isinstance(decision, Decision):
            raise BadReply(f"{self.name}.decide returned {type(decision).__name__}, not a Decision")
        raw, spent = decision.model_dump_json(), time.perf_counter() - started
        return Reply(value=cast(T, decision), usage=Usage(), raw=raw, seconds=spent)
