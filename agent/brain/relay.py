"""Models that stand in for one another: the next takes over where one cannot be asked any more."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from agent.brain.brain import Ask, Brain, Conversation
from agent.brain.scale import Scale
from agent.run.step import Earlier
from device.screen import Observation
from models.deadline import OutOfTime
from models.error import ModelUnavailable, NoReply
from models.notice import notify
from models.reply import Reply, Usage

T = TypeVar("T")


class RelayBrain:
    """A brain in every role, with others behind it; one that was given up is not asked again."""

    def __init__(self, brains: Sequence[Brain]) -> None:
        """`brains` are asked in this order."""
        self._left = list(brains)
        self.name = ",".join(brain.name for brain in brains)

    @property
    def _brain(self) -> Brain:
        return self._left[0]

    def understands(self, role: str) -> bool:
        """As the one that is asked now."""
        return self._brain.understands(role)

    def speaker(self, role: str) -> str:
        """The one that is asked now."""
        return self._brain.speaker(role)

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """As the one that is asked now."""
        return self._brain.in_full(role, goal, earlier)

    def scale(self, role: str, observation: Observation) -> Scale:
        """As the one that is asked now counts."""
        return self._brain.scale(role, observation)

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The answer of the first that has one; the last one's failure where none has."""
        spent = Usage()
        while True:
            try:
                reply = self._brain.think(ask)
            except OutOfTime:
                raise
            except (ModelUnavailable, NoReply) as error:
                if len(self._left) == 1:
                    raise
                spent += error.usage if isinstance(error, NoReply) else Usage()
                given_up = self._left.pop(0)
                why = error.args[0]  # without its hint, which is for whoever has no other model
                notify(f"{given_up.name} is unavailable ({why}): {self._brain.name} takes over")
            else:
                return replace(reply, usage=spent + reply.usage)
